// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What needs attention: each fact has one line, the most pressing first, and no cause is told twice.
#include "core/attention.h"

#include <QtTest>

using namespace bloom;

namespace {
using Kinds = std::vector<AttentionKind>;
Kinds kindsOf(const std::vector<AttentionItem>& items) {
    Kinds kinds;
    for (const AttentionItem& item : items)
        kinds.push_back(item.kind);
    return kinds;
}
PractitionerRow row(const char* id, PractitionerStatus status = PractitionerStatus::Active) {
    PractitionerRow made;
    made.id = PractitionerId(QString::fromLatin1(id));
    made.name = QString::fromLatin1(id);
    made.status = status;
    return made;
}
AttentionFacts calm() {
    AttentionFacts facts;
    facts.health.configured = true;
    facts.health.runEndedSinceStart = true;
    facts.practice.health = SyncHealth::Healthy;
    return facts;
}
}  // namespace

class TestAttention : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void allIsWellSaysNothing() { QVERIFY(attentionItems({row("a")}, calm()).empty()); }
    void theMostPressingComesFirst() {
        AttentionFacts facts = calm();
        facts.health.databaseProblem = QStringLiteral("full");
        facts.practice.unresolvedErrors = 2;
        facts.practice.notConfirmed = 1;
        facts.unprotectedSecret = QStringLiteral("file");
        const auto items = attentionItems({row("a", PractitionerStatus::Onboarding)}, facts);
        QCOMPARE(kindsOf(items), (Kinds{AttentionKind::DatabaseTrouble, AttentionKind::SecretUnprotected,
                                        AttentionKind::SetAsideRecords, AttentionKind::NotConfirmed,
                                        AttentionKind::NewPractitioner}));
        QCOMPARE(items[2].count, 2);
    }
    void anOutageIsOneLineNotOneARunAndPractitioner() {
        AttentionFacts facts = calm();
        facts.health.circuitOpen = true;
        facts.practice.consecutiveFailures = 4;
        auto failing = row("a");
        failing.sync.consecutiveFailures = 4;
        QCOMPARE(kindsOf(attentionItems({failing}, facts)), Kinds{AttentionKind::CircuitOpen});
    }
    void onePractitionersFailureIsNamed() {
        auto failing = row("Ada");
        failing.sync.consecutiveFailures = 1;
        failing.sync.lastError = QStringLiteral("HTTP 500 from Appointment");
        const auto items = attentionItems({row("Bob"), failing}, calm());
        QCOMPARE(kindsOf(items), Kinds{AttentionKind::PractitionerFailed});
        QCOMPARE(items[0].practitioner, std::optional(failing.id));
        QVERIFY(items[0].sentence.contains(QStringLiteral("HTTP 500")));
    }
    void whoIsNotSyncedAsksForNothing() {
        auto quiet = row("Ada", PractitionerStatus::Onboarding);
        quiet.syncing = false;
        quiet.sync.consecutiveFailures = 2;
        QVERIFY(attentionItems({quiet}, calm()).empty());
    }
    void recordsLeadToTheNewestWholeRun() {
        const auto cell = [](const char* id, int minute, RunType type, RunOutcome outcome) {
            RunCell made;
            made.id = RunId(QString::fromLatin1(id));
            made.started = UtcTime(std::chrono::minutes(minute));
            made.type = type;
            made.outcome = outcome;
            return made;
        };
        auto ada = row("Ada");
        ada.runs = {cell("old", 1, RunType::Full, RunOutcome::Success),
                    cell("whole", 3, RunType::Full, RunOutcome::Partial),
                    cell("manual", 4, RunType::Manual, RunOutcome::Success),
                    cell("broken", 5, RunType::Full, RunOutcome::Failed)};
        auto bob = row("Bob");
        bob.runs = {cell("middle", 2, RunType::Full, RunOutcome::Success)};
        AttentionFacts facts = calm();
        facts.practice.unresolvedErrors = 1;
        facts.practice.notConfirmed = 1;
        const auto items = attentionItems({ada, bob}, facts);
        QCOMPARE(items.size(), 2U);
        for (const AttentionItem& item : items)
            QCOMPARE(item.run, std::optional(RunId(QStringLiteral("whole"))));
    }
    void manyNewPractitionersAreOneLine() {
        const auto isNew = PractitionerStatus::Onboarding;
        const auto items = attentionItems({row("a", isNew), row("b", isNew), row("c")}, calm());
        QCOMPARE(items.size(), 1U);
        QCOMPARE(items[0].count, 2);
        QVERIFY(!items[0].practitioner);
    }
    void ageIsToldOnlyAfterARunHasEnded() {
        AttentionFacts facts = calm();
        facts.practice.health = SyncHealth::Stale;
        facts.practice.lastSuccess = UtcTime();
        QCOMPARE(kindsOf(attentionItems({}, facts)), Kinds{AttentionKind::StaleData});
        facts.health.runEndedSinceStart = false;
        QVERIFY(attentionItems({}, facts).empty());
    }
};

QTEST_GUILESS_MAIN(TestAttention)
#include "tst_attention.moc"
