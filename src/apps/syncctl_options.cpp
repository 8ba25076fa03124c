// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "apps/syncctl_options.h"

#include "apps/syncctl_help.h"
#include "core/settings_schema.h"

#include <QRegularExpression>

namespace bloom::apps {
namespace {

using Failure = std::unexpected<QString>;

Failure expected(const QString& option, const QString& got, const QString& what) {
    return Failure(QStringLiteral("%1: \"%2\" is none; expected %3.").arg(option, got, what));
}

std::expected<QDate, QString> dateOf(const QString& option, const QString& text) {
    static const QRegularExpression kShape(QStringLiteral("^[0-9]{4}-[0-9]{2}-[0-9]{2}$"));
    const QDate date = QDate::fromString(text, Qt::ISODate);
    if (!kShape.match(text).hasMatch() || !date.isValid())
        return expected(option, text, QStringLiteral("a date as YYYY-MM-DD, for example 2026-11-24"));
    return date;
}

bool isId(const QString& text) {
    static const QRegularExpression kShape(QStringLiteral("^[A-Za-z0-9][A-Za-z0-9.-]{0,63}$"));
    return kShape.match(text).hasMatch();
}

QString kindNames() {
    QStringList names;
    for (const RecordKind kind : kRecordKinds)
        names << name(kind);
    return names.join(QStringLiteral(", "));
}

std::expected<RecordKind, QString> kindOf(const QString& option, const QString& text) {
    for (const RecordKind kind : kRecordKinds)
        if (name(kind).compare(text, Qt::CaseInsensitive) == 0)
            return kind;
    return expected(option, text, QStringLiteral("one of ") + kindNames());
}

std::expected<RecordKey, QString> recordOf(const QString& text) {
    const QStringList parts = text.split(QLatin1Char('/'));
    const QString what =
        QStringLiteral("KIND/ID, for example Appointment/123, with KIND one of ") + kindNames();
    if (parts.size() != 2 || !isId(parts[1]))
        return expected(QStringLiteral("--record"), text, what);
    const auto kind = kindOf(QStringLiteral("--record"), parts[0]);
    if (!kind)
        return Failure(kind.error());
    return RecordKey{*kind, HalaxyId(parts[1])};
}

using Step = std::expected<void, QString>;

Step readDates(const QCommandLineParser& parser, SyncctlCommand& command) {
    if (!parser.isSet(QStringLiteral("from")) && !parser.isSet(QStringLiteral("to")))
        return {};
    if (!parser.isSet(QStringLiteral("from")) || !parser.isSet(QStringLiteral("to")))
        return Failure(QStringLiteral("--from and --to belong together: expected both, each as YYYY-MM-DD."));
    const auto from = dateOf(QStringLiteral("--from"), parser.value(QStringLiteral("from")));
    const auto to = dateOf(QStringLiteral("--to"), parser.value(QStringLiteral("to")));
    if (!from || !to)
        return Failure(from ? to.error() : from.error());
    if (*to < *from)
        return Failure(QStringLiteral("--to lies before --from: expected the first day, then the last one."));
    command.scope.dates = std::pair(*from, *to);
    return {};
}

Step readScope(const QCommandLineParser& parser, SyncctlCommand& command) {
    if (parser.isSet(QStringLiteral("kind"))) {
        const auto kind = kindOf(QStringLiteral("--kind"), parser.value(QStringLiteral("kind")));
        if (!kind)
            return Failure(kind.error());
        command.scope.kind = *kind;
    }
    if (parser.isSet(QStringLiteral("record"))) {
        const auto record = recordOf(parser.value(QStringLiteral("record")));
        if (!record)
            return Failure(record.error());
        command.scope.record = *record;
    }
    command.scope.backfill = parser.isSet(QStringLiteral("backfill"));
    if (const auto dates = readDates(parser, command); !dates)
        return dates;
    const SyncScope& scope = command.scope;
    if (scope.record && (scope.kind || scope.dates || scope.backfill || !command.practitioner.isEmpty()))
        return Failure(QStringLiteral("--record names one record: expected no other scope with it."));
    return {};
}

Step readPractitioner(const QString& option, const QString& id, SyncctlCommand& command) {
    if (!isId(id))
        return expected(option, id, QStringLiteral("a practitioner's id, for example PR-77"));
    command.practitioner = id;
    return {};
}

Step readDashboard(const QCommandLineParser& parser, SyncctlCommand& command) {
    const QStringList given = parser.positionalArguments();
    if (given.size() != 1)
        return Failure(QStringLiteral("dashboard: expected one practitioner, for example: dashboard PR-77."));
    if (parser.isSet(QStringLiteral("date"))) {
        const auto date = dateOf(QStringLiteral("--date"), parser.value(QStringLiteral("date")));
        if (!date)
            return Failure(date.error());
        command.date = *date;
    }
    return readPractitioner(QStringLiteral("dashboard"), given.first(), command);
}

Step readLog(const QCommandLineParser& parser, SyncctlCommand& command) {
    if (!parser.isSet(QStringLiteral("limit")))
        return {};
    const QString text = parser.value(QStringLiteral("limit"));
    bool ok = false;
    command.limit = text.toInt(&ok);
    if (!ok || command.limit < 1 || command.limit > 10000)
        return expected(QStringLiteral("--limit"), text, QStringLiteral("a number from 1 to 10000"));
    return {};
}

Step readInbox(const QCommandLineParser& parser, SyncctlCommand& command) {
    command.failed = parser.isSet(QStringLiteral("failed"));
    if (!parser.isSet(QStringLiteral("replay")))
        return {};
    if (command.failed)
        return Failure(QStringLiteral("--replay asks, --failed lists: expected one of them."));
    const QString text = parser.value(QStringLiteral("replay"));
    command.replay.emplace();
    if (text == QLatin1String("all"))
        return {};
    bool ok = false;
    command.replay->push_back(text.toLongLong(&ok));
    if (!ok || command.replay->front() < 1)
        return expected(QStringLiteral("--replay"), text, QStringLiteral("an event's number, or all"));
    return {};
}

Step readHeld(const QCommandLineParser& parser, SyncctlCommand& command) {
    command.apply = parser.value(QStringLiteral("apply"));
    command.discard = parser.value(QStringLiteral("discard"));
    if (parser.isSet(QStringLiteral("apply")) && parser.isSet(QStringLiteral("discard")))
        return Failure(QStringLiteral("--apply and --discard: expected one of them."));
    for (const char* option : {"apply", "discard"}) {
        const QString id = parser.value(QString::fromLatin1(option));
        if (parser.isSet(QString::fromLatin1(option)) && !isId(id))
            return expected(QStringLiteral("--") + QString::fromLatin1(option), id,
                            QStringLiteral("the id of a held set; see: bloom-syncctl held"));
    }
    return {};
}

Step readAlerts(const QCommandLineParser& parser, SyncctlCommand& command) {
    if (!parser.isSet(QStringLiteral("ack")))
        return {};
    const QString text = parser.value(QStringLiteral("ack"));
    bool ok = false;
    command.acknowledge = text.toLongLong(&ok);
    if (!ok || *command.acknowledge < 1)
        return expected(QStringLiteral("--ack"), text,
                        QStringLiteral("an alert's number, as alerts lists it"));
    return {};
    return {};
}

Step readFile(const QCommandLineParser& parser, SyncctlCommand& command) {
    const QStringList given = parser.positionalArguments();
    if (given.size() != 1 || given.first().isEmpty())
        return Failure(QStringLiteral("%1: expected one file, for example: %1 bloom.backup")
                           .arg(verbName(command.verb)));
    command.file = given.first();
    command.force = command.verb == Verb::Backup && parser.isSet(QStringLiteral("force"));
    return {};
}

/// What stands without a dash.
bool takesArgument(Verb verb) {
    return verb == Verb::Dashboard || verb == Verb::Backup || verb == Verb::Restore;
}

Step readVerb(const QCommandLineParser& parser, SyncctlCommand& command) {
    const bool takesOne = command.verb == Verb::Sync || command.verb == Verb::Log;
    if (takesOne && parser.isSet(QStringLiteral("practitioner")))
        if (const auto step = readPractitioner(QStringLiteral("--practitioner"),
                                               parser.value(QStringLiteral("practitioner")), command);
            !step)
            return step;
    switch (command.verb) {
        case Verb::Sync:
            return readScope(parser, command);
        case Verb::Dashboard:
            return readDashboard(parser, command);
        case Verb::Log:
            return readLog(parser, command);
        case Verb::Inbox:
            return readInbox(parser, command);
        case Verb::Held:
            return readHeld(parser, command);
        case Verb::Alerts:
            return readAlerts(parser, command);
        case Verb::Backup:
        case Verb::Restore:
            return readFile(parser, command);
        case Verb::Status:
        case Verb::Audit:
        case Verb::Serve:
            break;
    }
    return {};
}

/// An option given twice is a slip that would otherwise be decided silently.
Step checkOnce(const QCommandLineParser& parser) {
    QStringList seen;
    for (const QString& option : parser.optionNames()) {
        if (seen.contains(option))
            return Failure(QStringLiteral("--%1 is given more than once: expected it once.").arg(option));
        seen << option;
    }
    return {};
}

std::expected<SyncctlParsed, QString> parseVerb(Verb verb, const QStringList& arguments) {
    QCommandLineParser parser;
    describeVerb(parser, verb);
    if (!parser.parse(arguments))
        return Failure(parser.errorText() + QStringLiteral(" See: bloom-syncctl ") + verbName(verb) +
                       QStringLiteral(" --help"));
    if (parser.isSet(QStringLiteral("help")))
        return SyncctlText{verbHelp(verb)};
    SyncctlCommand command;
    command.verb = verb;
    command.json = parser.optionNames().contains(QStringLiteral("json"));
    if (!takesArgument(verb) && !parser.positionalArguments().isEmpty())
        return Failure(QStringLiteral("%1: \"%2\" was not expected here.")
                           .arg(verbName(verb), parser.positionalArguments().first()));
    for (const SettingSpec& setting : settingSpecs())
        if (!setting.option.isEmpty() && concernsTerminal(setting) && parser.isSet(setting.option))
            command.settings.insert(setting.option, parser.value(setting.option));
    if (const auto once = checkOnce(parser); !once)
        return Failure(once.error());
    if (const auto step = readVerb(parser, command); !step)
        return Failure(step.error());
    return command;
}

}  // namespace

std::expected<SyncctlParsed, QString> parseSyncctl(const QStringList& arguments) {
    if (arguments.isEmpty())
        return Failure(QStringLiteral("expected a command: %1. See --help.").arg(verbList()));
    const QString& first = arguments.first();
    if (first == QLatin1String("--help") || first == QLatin1String("-h") || first == QLatin1String("help"))
        return SyncctlText{generalHelp()};
    if (first == QLatin1String("--version") || first == QLatin1String("-v"))
        return SyncctlText{QStringLiteral("bloom-syncctl " BLOOM_VERSION "\n")};
    for (const Verb verb : allVerbs())
        if (verbName(verb) == first)
            return parseVerb(verb, arguments);
    return Failure(QStringLiteral("\"%1\" is no command; expected %2. See --help.").arg(first, verbList()));
}

}  // namespace bloom::apps
