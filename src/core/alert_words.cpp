// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The words of each alert: what is, what it means or what to do, the one button.
#include "core/alerts.h"

#include <QCoreApplication>
#include <QLocale>

namespace bloom {

namespace {

/// What people read: where lupdate finds it.
class Words {
    Q_DECLARE_TR_FUNCTIONS(Alerts)
};

QString durationText(milliseconds time) {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(time).count();
    return Words::tr("%1 min %2 s").arg(seconds / 60).arg(seconds % 60);
}

QString kindWords(std::optional<RecordKind> kind, int n) {
    switch (kind.value_or(RecordKind::Appointment)) {
        case RecordKind::Practitioner:
        case RecordKind::PractitionerRole:
            return Words::tr("%Ln practitioner record(s)", nullptr, n);
        case RecordKind::Patient:
            return Words::tr("%Ln client(s)", nullptr, n);
        case RecordKind::Appointment:
            return Words::tr("%Ln appointment(s)", nullptr, n);
        case RecordKind::Invoice:
            return Words::tr("%Ln invoice(s)", nullptr, n);
        case RecordKind::Referral:
            return Words::tr("%Ln referral(s)", nullptr, n);
    }
    Q_UNREACHABLE();
}

QString partWords(const QString& kind) {
    switch (parse<RecordKind>(kind).value_or(RecordKind::Practitioner)) {
        case RecordKind::Practitioner:
        case RecordKind::PractitionerRole:
            return Words::tr("practitioners");
        case RecordKind::Patient:
            return Words::tr("clients");
        case RecordKind::Appointment:
            return Words::tr("appointments");
        case RecordKind::Invoice:
            return Words::tr("invoices");
        case RecordKind::Referral:
            return Words::tr("referrals");
    }
    Q_UNREACHABLE();
}

QString causeOr(const AlertFacts& facts, const QString& otherwise) {
    return facts.causeText.isEmpty() ? otherwise : facts.causeText;
}

void describeSyncFailure(AlertWords& words, const Alert& alert) {
    const AlertFacts& f = alert.facts;
    if (f.practitioners > 1)
        words.sentence =
            Words::tr("Syncing fails for %Ln practitioner(s), for the same cause.", nullptr, f.practitioners);
    else if (alert.subject.isEmpty())
        words.sentence = Words::tr("The last %Ln sync(s) failed.", nullptr, f.count);
    else
        words.sentence = Words::tr("The last %Ln sync(s) of %1 failed.", nullptr, f.count)
                             .arg(f.practitionerName.isEmpty() ? alert.subject : f.practitionerName);
    words.meaning = causeOr(f, Words::tr("The sync log names the cause; what was read before still shows."));
    words.action = StateAction::ShowProblems;
    words.actionText = Words::tr("Open cause");
}

void describeHighLatency(AlertWords& words, const AlertFacts& f) {
    words.severity = Severity::Attention;
    words.sentence = Words::tr("A full sync takes %1, its waits for the rate limit not counted.")
                         .arg(durationText(f.duration));
    words.meaning = f.slowest.isEmpty()
                        ? Words::tr("Data is older than it need be; the forecast shows what a sync costs.")
                        : Words::tr("Most of the time goes into %1; the forecast shows what a sync costs.")
                              .arg(partWords(f.slowest));
    words.action = StateAction::ShowForecast;
    words.actionText = Words::tr("Show forecast");
}

void describeBacklog(AlertWords& words, const AlertFacts& f) {
    words.severity = Severity::Attention;
    words.sentence = Words::tr("%Ln webhook(s) wait to be acted on.", nullptr, f.count);
    words.meaning =
        Words::tr("They are kept safely and read one after another; changes show later than usual.");
    if (f.dead > 0)
        words.meaning += u' ' + Words::tr("%Ln more failed for good and can be replayed.", nullptr, f.dead);
    words.action = StateAction::OpenInbox;
    words.actionText = Words::tr("Open inbox");
}

void describeToken(AlertWords& words, const AlertFacts& f) {
    const bool refused = f.cause == ErrorKind::Credentials;
    words.sentence = refused ? Words::tr("Halaxy refuses the client id and secret.")
                             : Words::tr("Halaxy gives no access token.");
    words.meaning = causeOr(f, Words::tr("Nothing can be read from Halaxy without one."));
    words.action = StateAction::TestConnection;
    words.actionText = Words::tr("Check credentials");
}

void describeHeld(AlertWords& words, const AlertFacts& f) {
    words.severity = Severity::Attention;
    words.sentence = f.of > 0 ? Words::tr("The deletion of %1 of %2 is held.")
                                    .arg(kindWords(f.kind, f.count), QLocale().toString(f.of))
                              : Words::tr("The deletion of %1 is held.").arg(kindWords(f.kind, f.count));
    words.meaning = Words::tr(
        "More vanished from Halaxy at once than is usual, so nothing was deleted. Look at the list and "
        "decide.");
    words.action = StateAction::ShowHeld;
    words.actionText = Words::tr("Look and decide");
}

void describeStale(AlertWords& words, const AlertFacts& f, UtcTime now) {
    words.sentence = f.since ? Words::tr("The last complete sync began %1.").arg(agoText(*f.since, now))
                             : Words::tr("No sync has been complete yet.");
    words.meaning = causeOr(f, Words::tr("Changes in Halaxy since then may be missing here."));
    words.action = StateAction::SyncNow;
    words.actionText = Words::tr("Sync now");
}

void describeSetAside(AlertWords& words, const AlertFacts& f) {
    words.severity = Severity::Attention;
    words.sentence = Words::tr("%Ln record(s) can't be used and are set aside.", nullptr, f.count);
    words.meaning =
        Words::tr("The sync log says what each one lacks. Mended in Halaxy, they come by themselves.");
    words.action = StateAction::ShowProblems;
    words.actionText = Words::tr("Show records");
}

void describeDatabase(AlertWords& words, const AlertFacts& f) {
    words.sentence = Words::tr("The local database can't be used as it should.");
    words.meaning = causeOr(f, Words::tr("Nothing is lost: Halaxy holds every record."));
    words.action = StateAction::OpenSettings;
    words.actionText = Words::tr("Open settings");
}

}  // namespace

AlertWords describeAlert(const Alert& alert, UtcTime now) {
    AlertWords words;
    switch (alert.name) {
        case AlertName::SyncFailure:
            describeSyncFailure(words, alert);
            break;
        case AlertName::HighLatency:
            describeHighLatency(words, alert.facts);
            break;
        case AlertName::WebhookBacklog:
            describeBacklog(words, alert.facts);
            break;
        case AlertName::TokenRefresh:
            describeToken(words, alert.facts);
            break;
        case AlertName::HeldRun:
            describeHeld(words, alert.facts);
            break;
        case AlertName::StaleData:
            describeStale(words, alert.facts, now);
            break;
        case AlertName::SetAsideRecords:
            describeSetAside(words, alert.facts);
            break;
        case AlertName::DatabaseTrouble:
            describeDatabase(words, alert.facts);
            break;
    }
    return words;
}

}  // namespace bloom
