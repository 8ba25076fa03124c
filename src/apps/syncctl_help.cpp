// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "apps/syncctl_help.h"

namespace bloom::apps {
namespace {

struct OptionText {
    const char* name;
    const char* value;  ///< empty = a switch
    const char* text;
};
struct VerbText {
    Verb verb;
    const char* name;
    const char* usage;
    const char* text;
    std::vector<OptionText> options;
};

const std::vector<VerbText>& verbTexts() {
    static const std::vector<VerbText> kTexts{
        {Verb::Sync,
         "sync",
         "sync [--practitioner ID] [--kind K] [--record KIND/ID] [--from D --to D] [--backfill] [--json]",
         "Brings the local database in step with Halaxy, once, and says what came of it.",
         {{"practitioner", "ID", "only this practitioner (Bloom's id or Halaxy's, for example PR-77)"},
          {"kind", "K",
           "only this kind: Practitioner, PractitionerRole, Patient, Appointment, Invoice, Referral"},
          {"record", "KIND/ID", "only this record, for example Appointment/123"},
          {"from", "D", "sessions from this day on, as YYYY-MM-DD; with --to"},
          {"to", "D", "… to this day, itself included"},
          {"backfill", "", "older history as well, not only the window"},
          {"json", "", "one JSON object on standard output"}}},
        {Verb::Status,
         "status",
         "status [--json]",
         "Says whether the local database is in step.",
         {{"json", "", "one JSON object on standard output"}}},
        {Verb::Dashboard,
         "dashboard",
         "dashboard PRACTITIONER [--date D] [--json]",
         "Shows a practitioner's day, week and month from the local database.",
         {{"date", "D", "the day, as YYYY-MM-DD; otherwise the practitioner's today"},
          {"json", "", "one JSON object on standard output"}}},
        {Verb::Log,
         "log",
         "log [--limit N] [--practitioner ID] [--json]",
         "Lists the newest runs.",
         {{"limit", "N", "how many; 50 otherwise"},
          {"practitioner", "ID", "only runs of this practitioner"},
          {"json", "", "one JSON object on standard output"}}},
        {Verb::Inbox,
         "inbox",
         "inbox [--failed] [--replay ID|all] [--json]",
         "Lists what webhooks announced, newest first; or has events read once more.",
         {{"failed", "", "only what failed, and what was given up after 8 tries"},
          {"replay", "ID", "read this event's record once more; all: those of every failed and dead one"},
          {"json", "", "one JSON object on standard output"}}},
        {Verb::Held,
         "held",
         "held [--apply ID|--discard ID] [--json]",
         "Lists deletions that were too many to believe, or decides on a set of them.",
         {{"apply", "ID", "delete exactly these records, each read once more"},
          {"discard", "ID", "keep them"},
          {"json", "", "one JSON object on standard output"}}},
        {Verb::Audit,
         "audit",
         "audit [--json]",
         "Compares the local database with Halaxy now and says what differs; changes nothing.",
         {{"json", "", "one JSON object on standard output"}}},
        {Verb::Alerts,
         "alerts",
         "alerts [--ack ID] [--json]",
         "Lists the alerts that fire; each clears itself when its cause is gone.",
         {{"ack", "ID", "acknowledges this one first: it asks for nobody any more"},
          {"json", "", "one JSON object on standard output"}}},
        {Verb::Backup,
         "backup",
         "backup FILE [--force]",
         "Copies the local database to a file, also while Bloom Sync works on it.",
         {{"force", "", "replace the file if it exists"}}},
        {Verb::Restore,
         "restore",
         "restore FILE",
         "Puts a backup in the database's place, which is kept beside it. No Bloom Sync may be running.",
         {}},
        {Verb::Serve, "serve", "serve", "Syncs on the schedule until it is told to end (SIGTERM).", {}},
    };
    return kTexts;
}

const VerbText& textOf(Verb verb) {
    for (const VerbText& text : verbTexts())
        if (text.verb == verb)
            return text;
    Q_UNREACHABLE();
}

QString latin(const char* text) { return QString::fromUtf8(text); }
QString line(const QString& left, const QString& right) {
    return QStringLiteral("  ") + left.leftJustified(26) + QLatin1Char(' ') + right + QLatin1Char('\n');
}

QString settingsHelp() {
    QString text =
        QStringLiteral("\nSettings, from the command line, else the environment, else the settings file:\n");
    for (const SettingSpec& setting : settingSpecs()) {
        if (!concernsTerminal(setting))
            continue;
        const QString option = setting.option.isEmpty()
                                   ? QString()
                                   : QStringLiteral("--") + setting.option + QStringLiteral(" VALUE");
        QString from = setting.environment;
        if (setting.type == SettingType::Secret)
            from += QStringLiteral(", or a file named in ") + setting.environment + QStringLiteral("_FILE");
        if (!setting.defaultText.isEmpty())
            from += QStringLiteral(" (") + setting.defaultText + QLatin1Char(')');
        text += line(option, from);
    }
    return text;
}

QString exitCodes() {
    return QStringLiteral(
        "\nExit codes: 0 success · 1 failed · 2 usage or settings · 3 partial, held or different.\n");
}

}  // namespace

bool concernsTerminal(const SettingSpec& setting) {
    return !setting.fileKey.startsWith(QLatin1String("window/"));
}

std::vector<Verb> allVerbs() {
    std::vector<Verb> verbs;
    for (const VerbText& text : verbTexts())
        verbs.push_back(text.verb);
    return verbs;
}

QString verbList() {
    QStringList names;
    for (const VerbText& text : verbTexts())
        names << latin(text.name);
    const QString last = names.takeLast();
    return names.join(QStringLiteral(", ")) + QStringLiteral(" or ") + last;
}

QString verbName(Verb verb) { return latin(textOf(verb).name); }

void describeVerb(QCommandLineParser& parser, Verb verb) {
    parser.setSingleDashWordOptionMode(QCommandLineParser::ParseAsLongOptions);
    parser.addOption({{QStringLiteral("h"), QStringLiteral("help")}, QString()});
    for (const OptionText& option : textOf(verb).options)
        parser.addOption({latin(option.name), latin(option.text), latin(option.value)});
    for (const SettingSpec& setting : settingSpecs())
        if (!setting.option.isEmpty() && concernsTerminal(setting))
            parser.addOption({setting.option, QString(), QStringLiteral("VALUE")});
}

QString generalHelp() {
    QString text = QStringLiteral("Bloom Sync " BLOOM_VERSION
                                  " in the terminal: keeps a local copy of a Halaxy practice in step.\n\n"
                                  "Usage: bloom-syncctl COMMAND [options]\n\n");
    for (const VerbText& verb : verbTexts())
        text += QStringLiteral("  ") + latin(verb.usage) + QStringLiteral("\n      ") + latin(verb.text) +
                QLatin1Char('\n');
    text += line(QStringLiteral("\n  COMMAND --help").trimmed(), QStringLiteral("all options of a command"));
    return text + settingsHelp() + exitCodes();
}

QString verbHelp(Verb verb) {
    const VerbText& text = textOf(verb);
    QString help = latin(text.text) + QStringLiteral("\n\nUsage: bloom-syncctl ") + latin(text.usage) +
                   QStringLiteral("\n\n");
    for (const OptionText& option : text.options)
        help += line(QStringLiteral("--") + latin(option.name) + QLatin1Char(' ') + latin(option.value),
                     latin(option.text));
    return help + settingsHelp() + exitCodes();
}

}  // namespace bloom::apps
