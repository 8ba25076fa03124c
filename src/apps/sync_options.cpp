// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "apps/sync_options.h"

#include "core/practice_time.h"
#include "core/settings_schema.h"

#include <QCommandLineParser>
#include <QCoreApplication>

namespace bloom::apps {

namespace {

const QString kDemoStart = QStringLiteral("2026-11-24T09:40:00+11:00");

struct Words {
    Q_DECLARE_TR_FUNCTIONS(SyncOptions)
};

void describe(QCommandLineParser& parser) {
    parser.setApplicationDescription(
        Words::tr("Keeps a local mirror of a Halaxy practice in step and shows it."));
    parser.addOption({{QStringLiteral("h"), QStringLiteral("help")}, Words::tr("Show this help.")});
    parser.addOption({{QStringLiteral("v"), QStringLiteral("version")}, Words::tr("Show the version.")});
    parser.addOption(
        {QStringLiteral("demo"), Words::tr("Explore an invented practice; touches nothing of yours.")});
    parser.addOption({QStringLiteral("seed"), Words::tr("Which invented practice (with --demo)."),
                      QStringLiteral("N"), QStringLiteral("1")});
    parser.addOption({QStringLiteral("now"), Words::tr("When the demo begins (with --demo)."),
                      QStringLiteral("TIME"), kDemoStart});
    parser.addOption({QStringLiteral("speed"), Words::tr("How fast the demo's time runs: 1, 10 or 60."),
                      QStringLiteral("N"), QStringLiteral("1")});
    for (const SettingSpec& setting : settingSpecs()) {
        if (setting.option.isEmpty())
            continue;
        parser.addOption({setting.option,
                          Words::tr("Instead of %1 and the settings file.").arg(setting.environment),
                          QStringLiteral("VALUE")});
    }
}

std::expected<void, QString> readDemo(const QCommandLineParser& parser, SyncOptions& options) {
    options.demo = parser.isSet(QStringLiteral("demo"));
    bool seedOk = false, speedOk = false;
    options.seed = parser.value(QStringLiteral("seed")).toULongLong(&seedOk);
    options.speed = parser.value(QStringLiteral("speed")).toDouble(&speedOk);
    const std::optional<UtcTime> now = parseUtc(parser.value(QStringLiteral("now")));
    if (!seedOk)
        return std::unexpected(Words::tr("--seed must be a whole number."));
    if (!speedOk || options.speed < 1 || options.speed > 60)
        return std::unexpected(Words::tr("--speed must be a number from 1 to 60."));
    if (!now)
        return std::unexpected(Words::tr("--now must be a time like %1.").arg(kDemoStart));
    options.now = *now;
    for (const char* name : {"seed", "now", "speed"})
        if (!options.demo && parser.isSet(QString::fromLatin1(name)))
            return std::unexpected(Words::tr("--%1 belongs to --demo.").arg(QLatin1String(name)));
    return {};
}

/// Options are read before there is an application, and then Qt knows no name of the program.
QString helpText(const QCommandLineParser& parser) {
    const bool hasName = QCoreApplication::instance() && !QCoreApplication::arguments().isEmpty();
    const QString called =
        hasName ? QCoreApplication::arguments().constFirst() : QStringLiteral("<executable_name>");
    return parser.helpText().replace(called, QStringLiteral("bloom-sync"));
}

}  // namespace

std::expected<SyncOptions, QString> parseSyncOptions(const QStringList& arguments) {
    QCommandLineParser parser;
    describe(parser);
    if (!parser.parse(arguments))
        return std::unexpected(parser.errorText());
    SyncOptions options;
    if (parser.isSet(QStringLiteral("help")))
        options.text = helpText(parser);
    else if (parser.isSet(QStringLiteral("version")))
        options.text = QStringLiteral("bloom-sync " BLOOM_VERSION "\n");
    if (!parser.positionalArguments().isEmpty())
        return std::unexpected(Words::tr("%1 is not an option.").arg(parser.positionalArguments().first()));
    if (const auto demo = readDemo(parser, options); !demo)
        return std::unexpected(demo.error());
    for (const SettingSpec& setting : settingSpecs()) {
        if (setting.option.isEmpty() || !parser.isSet(setting.option))
            continue;
        if (options.demo && setting.key != SettingKey::Appearance)
            return std::unexpected(Words::tr("--%1 is a setting of the real practice; the demo has its own.")
                                       .arg(setting.option));
        options.settings.insert(setting.option, parser.value(setting.option));
    }
    return options;
}

}  // namespace bloom::apps
