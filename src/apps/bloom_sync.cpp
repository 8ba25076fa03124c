// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// bloom-sync: the window. Options, one instance, theme, session; nothing else happens here.
#include "apps/quit_on_signals.h"
#include "apps/single_instance.h"
#include "apps/sync_options.h"
#include "apps/window_session.h"
#include "core/translations.h"
#include "engine/settings_sources.h"
#include "widgets/stall_meter.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QTextStream>
#include <cstdlib>

using namespace bloom;
using namespace bloom::apps;

namespace {

constexpr int kFailure = 1;
constexpr int kUsage = 2;

QStringList argumentsOf(int argc, char** argv) {
    QStringList list;
    for (int i = 0; i < argc; ++i)
        list.append(QString::fromLocal8Bit(argv[i]));
    return list;
}

int tell(int code, const QString& why) {
    QTextStream(stderr) << "bloom-sync: " << why << Qt::endl;
    return code;
}

bool measuresStalls() {
#ifdef QT_DEBUG
    return true;
#else
    return qEnvironmentVariableIntValue("BLOOM_STALL_METER") == 1;
#endif
}

/// Shows sessions until one ends without asking for a restart.
int run(QApplication& app, const SyncOptions& options, SingleInstance& instance,
        const widgets::StallMeter* meter) {
    widgets::Theme theme(&app);
    theme.setAppearance(
        widgets::appearanceFromText(options.settings.value(spec(SettingKey::Appearance).option)));
    int code = 0;
    bool again = true;
    while (std::exchange(again, false)) {
        WindowSession session(options, theme);
        if (!session.problem().isEmpty())
            return tell(kFailure, session.problem());
        QObject::connect(&instance, &SingleInstance::raiseWanted, &session, &WindowSession::raise);
        QObject::connect(&session, &WindowSession::restartWanted, &app, [&again] {
            again = true;
            QCoreApplication::quit();
        });
        session.show();
        code = QApplication::exec();
        if (meter)  // before the window is taken down, which is no stall of it
            QTextStream(stderr) << "longest stall of the window: " << meter->longest().count()
                                << " ms, over 50 ms: " << meter->stalls() << Qt::endl;
        if (!session.end())
            std::_Exit(code);  // a thread that waits for a locked database would meet what is taken down
    }
    return code;
}

}  // namespace

int main(int argc, char** argv) {
    auto options = parseSyncOptions(argumentsOf(argc, argv));
    if (!options)
        return tell(kUsage, options.error());
    if (!options->text.isEmpty()) {
        QTextStream(stdout) << options->text;
        return 0;
    }
    options->environment = engine::environmentMap(QProcessEnvironment::systemEnvironment());
    if (options->demo)
        qputenv("TZ", "Australia/Sydney");  // its people, and so its clock, are in Sydney
    QApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("bloom-sync"));
    QCoreApplication::setApplicationVersion(QStringLiteral(BLOOM_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("org.bloomsync.BloomSync"));
    installTranslations(app);
    SingleInstance instance(options->demo ? QStringLiteral("demo") : engine::defaultDataFolder());
    if (instance.raiseOther())
        return 0;
    instance.listen();
    quitOnSignals(app);
    std::unique_ptr<widgets::StallMeter> meter;
    if (measuresStalls())
        meter = std::make_unique<widgets::StallMeter>();
    return run(app, *options, instance, meter.get());
}
