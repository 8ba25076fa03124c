// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Held deletions at the door: the state that needs somebody, the list, and both decisions.
#include "sandbox/edits.h"
#include "support/engine_practice.h"

#include <QtTest>

using namespace bloom;
using namespace bloom::engine;
using namespace bloom::test;

namespace {

QString s(const char* text) { return QString::fromLatin1(text); }

/// Every appointment from tomorrow on vanishes; how many that were.
int vanishAll(EnginePractice& practice) {
    sandbox::Sandbox& halaxy = practice.server.core();
    const UtcTime now = practice.clock.utcNow();
    QStringList ids;
    for (const auto& row : halaxy.practice().appointments.rows())
        if (!row.gone && !row.patients.empty() && row.start > now + std::chrono::hours(24) &&
            row.start < now + std::chrono::hours(24 * 60))
            ids << row.id;
    sandbox::Editor editor(halaxy.practice(), halaxy.quirks(), now);
    for (const QString& id : ids)
        editor.remove(sandbox::Resource::Appointment, id);
    return static_cast<int>(ids.size());
}

}  // namespace

class TestEngineHeld : public QObject {
    Q_OBJECT
    static SyncRequest everything() { return {RunType::Manual, {}, s("tester")}; }

private Q_SLOTS:
    void aHeldSetNeedsYouUntilItIsDecided_data() {
        QTest::addColumn<bool>("applies");
        QTest::newRow("apply") << true;
        QTest::newRow("discard") << false;
    }
    void aHeldSetNeedsYouUntilItIsDecided() {
        QFETCH(bool, applies);
        EnginePractice practice;
        EngineHost host(practice.options());
        FinishedRuns runs(host);
        QSignalSpy held(&host, &Engine::heldChanged);
        host.start();
        QVERIFY(runs.wait(1));
        QVERIFY(answerOf(host.heldSets())->empty());
        const int vanished = vanishAll(practice);
        QVERIFY(vanished > 10);
        answerOf(host.requestSync(everything()));
        QVERIFY(
            QTest::qWaitFor([&] { return host.snapshot().state.state == AppState::HeldNeedsYou; }, 60'000));
        QVERIFY(QTest::qWaitFor([&] { return !held.isEmpty(); }, 10'000));
        const auto sets = answerOf(host.heldSets());
        QCOMPARE(sets->size(), 1U);
        QCOMPARE(sets->front().state, HeldState::Open);
        QCOMPARE(sets->front().count, vanished);
        QVERIFY(!sets->front().records.front().label.isEmpty());
        held.clear();
        const auto decision = applies ? HeldDecision::Apply : HeldDecision::Discard;
        QVERIFY(answerOf(host.decideHeld(sets->front().id, decision, s("mara"))));
        const HeldState end = applies ? HeldState::Applied : HeldState::Discarded;
        QVERIFY(QTest::qWaitFor(
            [&] {
                const auto now = answerOf(host.heldSets());
                return now && now->front().state == end;
            },
            60'000));
        QVERIFY(!held.isEmpty());
        const HeldSet decided = answerOf(host.heldSets())->front();
        QCOMPARE(decided.decidedBy, s("mara"));
        for (const HeldRecord& record : decided.records)
            QCOMPARE(record.outcome, applies ? s("deleted") : s("kept"));
        QVERIFY(QTest::qWaitFor([&] { return host.snapshot().facts.heldRuns == 0; }, 10'000));
        const auto again = answerOf(host.decideHeld(decided.id, decision, s("mara")));
        QCOMPARE(again.error().kind, ErrorKind::NotFound);
        QVERIFY(host.stop());
    }
};

QTEST_GUILESS_MAIN(TestEngineHeld)
#include "tst_engine_held.moc"
