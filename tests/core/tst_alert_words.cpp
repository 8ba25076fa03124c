// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What each alert says and offers, and whom it still asks.
#include "core/alerts.h"
#include "core/practice_time.h"

#include <QtTest>

using namespace bloom;
using namespace std::chrono_literals;

namespace {

QString s(const char* text) { return QString::fromLatin1(text); }
const UtcTime kNow = *parseUtc(s("2026-11-24T12:00:00Z"));

struct Case {
    const char* row;
    Alert alert;
    Severity severity;
    StateAction action;
    QStringList says;
};

Alert alert(AlertName name, const AlertFacts& facts, const char* subject = "") {
    Alert made;
    made.name = name;
    made.facts = facts;
    made.subject = s(subject);
    made.raised = kNow - 10min;
    return made;
}

std::vector<Case> cases() {
    using A = AlertName;
    AlertFacts failure{.count = 3, .causeText = s("Halaxy can't be reached.")};
    AlertFacts many = failure;
    many.practitioners = 4;
    AlertFacts named = failure;
    named.practitionerName = s("Ada Byron");
    const AlertFacts slow{.duration = 6min + 40s, .slowest = s("Appointment")};
    const AlertFacts backlog{.count = 140, .dead = 2};
    const AlertFacts refused{.cause = ErrorKind::Credentials, .causeText = s("Wrong secret.")};
    const AlertFacts failing{.causeText = s("No answer.")};
    const AlertFacts held{.count = 12, .of = 80, .kind = RecordKind::Appointment};
    const AlertFacts stale{.since = kNow - 2h};
    return {
        {"failure",
         alert(A::SyncFailure, failure),
         Severity::Problem,
         StateAction::ShowProblems,
         {s("3 sync"), s("Halaxy can't be reached."), s("Open cause")}},
        {"failure of many",
         alert(A::SyncFailure, many, "cause:network"),
         Severity::Problem,
         StateAction::ShowProblems,
         {s("4 practitioner")}},
        {"failure of one",
         alert(A::SyncFailure, named, "p1"),
         Severity::Problem,
         StateAction::ShowProblems,
         {s("Ada Byron")}},
        {"failure of an id",
         alert(A::SyncFailure, failure, "p1"),
         Severity::Problem,
         StateAction::ShowProblems,
         {s("p1")}},
        {"latency",
         alert(A::HighLatency, slow),
         Severity::Attention,
         StateAction::ShowForecast,
         {s("6 min 40 s"), s("appointments"), s("Show forecast")}},
        {"backlog",
         alert(A::WebhookBacklog, backlog),
         Severity::Attention,
         StateAction::OpenInbox,
         {s("140 webhook"), s("2 more"), s("Open inbox")}},
        {"refused",
         alert(A::TokenRefresh, refused),
         Severity::Problem,
         StateAction::TestConnection,
         {s("refuses"), s("Wrong secret."), s("Check credentials")}},
        {"no token",
         alert(A::TokenRefresh, failing),
         Severity::Problem,
         StateAction::TestConnection,
         {s("no access token"), s("No answer.")}},
        {"held",
         alert(A::HeldRun, held, "set-1"),
         Severity::Attention,
         StateAction::ShowHeld,
         {s("12 appointment"), s("of 80"), s("nothing was deleted")}},
        {"stale", alert(A::StaleData, stale), Severity::Problem, StateAction::SyncNow, {s("2 h ago")}},
        {"never synced", alert(A::StaleData, {}), Severity::Problem, StateAction::SyncNow, {s("No sync")}},
        {"set aside",
         alert(A::SetAsideRecords, {.count = 2}),
         Severity::Attention,
         StateAction::ShowProblems,
         {s("2 record")}},
        {"database",
         alert(A::DatabaseTrouble, {.causeText = s("The disk is full.")}),
         Severity::Problem,
         StateAction::OpenSettings,
         {s("The disk is full.")}},
    };
}

}  // namespace

class TestAlertWords : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void eachAlertSaysWhatIsAndOffersTheMend() {
        for (const Case& one : cases()) {
            const AlertWords words = describeAlert(one.alert, kNow);
            QVERIFY2(words.severity == one.severity, one.row);
            QVERIFY2(words.action == one.action && !words.actionText.isEmpty(), one.row);
            QVERIFY2(!words.sentence.isEmpty() && !words.meaning.isEmpty(), one.row);
            const QString all = words.sentence + u' ' + words.meaning + u' ' + words.actionText;
            for (const QString& part : one.says)
                QVERIFY2(all.contains(part), qPrintable(all + s(" | ") + part));
            QVERIFY2(!all.contains(u'!') && !all.contains(s("%1")), qPrintable(all));
        }
    }
    void everyNameIsKnownAndDescribed() {
        for (const AlertName one : kAlertNames) {
            QCOMPARE(alertNameFrom(name(one)), std::optional(one));
            QVERIFY(!describeAlert(alert(one, {}), kNow).meaning.isEmpty());
        }
        QVERIFY(!alertNameFrom(s("another")));
    }
    void whoItAsks() {
        Alert one = alert(AlertName::SyncFailure, {});
        QVERIFY(one.asks(kNow));
        one.silencedUntil = kNow + 1min;
        QVERIFY(!one.asks(kNow));
        QVERIFY(one.asks(kNow + 1min));
        one.acknowledged = kNow;
        QVERIFY(!one.asks(kNow + 1min));
        one = alert(AlertName::SyncFailure, {});
        one.cleared = kNow;
        QVERIFY(!one.asks(kNow));
    }
};

QTEST_GUILESS_MAIN(TestAlertWords)
#include "tst_alert_words.moc"
