// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Deletions too many to believe: held, told once, and done as an admin decides.
#include "storage/held_store.h"
#include "storage/readers/freshness_reader.h"
#include "storage/readers/held_reader.h"
#include "storage/status_store.h"
#include "support/gone_bench.h"
#include "sync/gone_rule.h"

#include <QtTest>

using namespace bloom;
using namespace bloom::test;
using namespace std::chrono_literals;

namespace {

QString text(const char* latin1) { return QString::fromLatin1(latin1); }

/// Sixty vanished of some four hundred, and were held.
QStringList holdSixty(GoneBench& bench) {
    bench.run();
    const QStringList ids = bench.coming(60);
    bench.vanish(ids);
    const RunReport report = bench.runAfter(15min);
    if (outcomeOf(report) != u"held")
        qFatal("not held: %s", qPrintable(outcomeOf(report)));
    return ids;
}
bool decide(GoneBench& bench, HeldDecision decision) {
    return bench.engine().decideHeld(bench.openSet(), decision, text("mara")).has_value();
}
QString outcomes(GoneBench& bench, const QString& set) {
    return bench.database
        .rows(QStringLiteral("SELECT coalesce(outcome, '-') || ' ' || count(*) FROM held_records "
                             "WHERE held_id = '%1' GROUP BY outcome ORDER BY 1")
                  .arg(set))
        .join(text(", "));
}
std::optional<UtcTime> freshness(GoneBench& bench) {
    return bench.database.read([](storage::Scope& scope) { return storage::StatusStore(scope).find({}); })
        .lastSuccess;
}

}  // namespace

class TestHeld : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tooManyIsMoreThanFiveAndMoreThanATenth_data() {
        QTest::addColumn<int>("now");
        QTest::addColumn<int>("lately");
        QTest::addColumn<int>("live");
        QTest::addColumn<bool>("held");
        const auto row = [](int now, int lately, int live, bool held) {
            QTest::addRow("%d and %d of %d", now, lately, live) << now << lately << live << held;
        };
        row(5, 0, 5, false);
        row(6, 0, 6, true);
        row(6, 0, 60, false);
        row(6, 0, 59, true);
        row(7, 0, 69, true);
        row(7, 0, 70, false);
        row(40, 0, 400, false);
        row(41, 0, 400, true);
        row(1, 5, 10, true);
        row(1, 5, 55, false);  // of the sixty that were there
        row(20, 21, 380, true);
        row(0, 100, 400, false);  // nothing is to be deleted
    }
    void tooManyIsMoreThanFiveAndMoreThanATenth() {
        QFETCH(int, now);
        QFETCH(int, lately);
        QFETCH(int, live);
        QTEST(sync::tooMany(now, lately, live), "held");
    }
    void aMassThatVanishesIsHeld() {
        GoneBench bench;
        bench.run();
        const auto before = freshness(bench);
        const int live = bench.live(text("sessions"));
        const QStringList ids = bench.coming(60);
        bench.vanish(ids);
        const QString other = bench.coming(61).back();
        QVERIFY(bench.edit().cancel(other));
        const RunReport report = bench.runAfter(15min);
        QCOMPARE(outcomeOf(report), text("held"));
        QCOMPARE(appointmentsOf(report).deleted, 0);
        QCOMPARE(bench.live(text("sessions")), live);
        QCOMPARE(bench.sessionOf(other, "status"), text("cancelled"));  // what came stands
        QCOMPARE(bench.sets(), text("open 60"));
        QCOMPARE(bench.database.rows(text("SELECT halaxy_id FROM held_records ORDER BY 1")), ids);
        QCOMPARE(freshness(bench), before);
        QCOMPARE(bench.database.cell(text("SELECT status FROM sync_log WHERE is_run = 1 "
                                          "ORDER BY started_at DESC LIMIT 1")),
                 text("held"));
        QVERIFY(messages(report).join(u' ').contains(text("60 of ")));
        // Who lost none is as fresh as ever.
        for (const PractitionerReport& part : report.practitioners) {
            const int theirs = bench.count(
                QStringLiteral("held_records h JOIN sessions s ON s.halaxy_appointment_id = h.halaxy_id "
                               "WHERE s.practitioner_id = '%1'")
                    .arg(part.practitioner.value));
            QCOMPARE(name(part.outcome), theirs > 0 ? text("held") : text("success"));
        }
    }
    void whatIsHeldIsNotToldTwice() {
        GoneBench bench(GoneBench::small());
        holdSixty(bench);
        const auto notConfirmed = [&](const PractitionerId& practitioner) {
            return bench.database.read(
                [&](storage::Scope& scope) { return storage::readNotConfirmed(scope, practitioner); });
        };
        QCOMPARE(bench.count(text("not_confirmed")), 60);
        QCOMPARE(notConfirmed({}), 0);  // the held set says so, with its count
        const QString whose = bench.database.cell(
            text("SELECT practitioner_id FROM sessions s JOIN not_confirmed n ON n.halaxy_id = "
                 "s.halaxy_appointment_id LIMIT 1"));
        QVERIFY(notConfirmed(PractitionerId(whose)) > 0);  // beside the name it stays
    }
    void theSameSetIsRaisedOnceAndNotReadAgain() {
        GoneBench bench;
        holdSixty(bench);
        const QString set = bench.openSet();
        const QString seen = bench.database.cell(text("SELECT last_seen_at FROM held_sets"));
        for (int i = 0; i < 3; ++i)
            QCOMPARE(outcomeOf(bench.runAfter(15min)), text("held"));
        QCOMPARE(bench.singleReads, 0);
        QCOMPARE(bench.sets(), text("open 60"));
        QCOMPARE(bench.openSet(), set);
        QVERIFY(bench.database.cell(text("SELECT last_seen_at FROM held_sets")) > seen);
    }
    void thousandsAreHeldWithoutReadingEach() {
        auto options = GoneBench::small();
        options.appointments = 1500;
        GoneBench bench(options);
        bench.run();
        bench.vanish(bench.coming(400));
        QCOMPARE(outcomeOf(bench.runAfter(15min)), text("held"));
        QCOMPARE(bench.sets(), text("open 400"));
        QCOMPARE(bench.singleReads, 1);  // the canary
    }
    void manyThatMovedAreNoAlarm() {
        GoneBench bench;
        bench.run();
        const QStringList ids = bench.coming(60);
        const UtcTime far = std::chrono::floor<std::chrono::seconds>(bench.clock.utcNow()) + 24h * 200;
        for (const QString& id : ids)
            QVERIFY(bench.edit().reschedule(id, far));
        const RunReport report = bench.runAfter(15min);
        QCOMPARE(outcomeOf(report), text("success"));
        QCOMPARE(appointmentsOf(report).missing, 0);
        QCOMPARE(bench.sets(), QString());
        QCOMPARE(bench.sessionOf(ids.back(), "scheduled_start_time"), toIsoText(far));
    }
    void aProxysNotFoundIsNoAlarmEither() {
        GoneBench bench;
        bench.run();
        const QStringList ids = bench.coming(50);
        bench.vanish(ids);
        for (const QString& id : ids)
            bench.answer(text("Appointment/") + id, bench.always({404, {}, "<html>"}));
        QCOMPARE(outcomeOf(bench.runAfter(15min)), text("partial"));
        QCOMPARE(bench.sets(), QString());
        QVERIFY(bench.isLive(ids.front()));
    }
    void aDayCountsTogether() {
        GoneBench bench;
        bench.run();
        const QStringList ids = bench.coming(50);
        bench.vanish(ids.mid(0, 30));
        QCOMPARE(appointmentsOf(bench.runAfter(15min)).deleted, 30);
        bench.vanish(ids.mid(30));
        QCOMPARE(outcomeOf(bench.runAfter(1h)), text("held"));
        QCOMPARE(bench.sets(), text("open 20"));
        // A day later twenty are no mass any more.
        const RunReport later = bench.runAfter(24h);
        QCOMPARE(outcomeOf(later), text("success"));
        QCOMPARE(appointmentsOf(later).deleted, 20);
        QCOMPARE(bench.sets(), text("superseded 0"));
    }
    void singleReadsCountToo() {
        auto options = GoneBench::small();
        options.appointments = 40;
        GoneBench bench(options);
        bench.run();
        const QStringList ids = bench.coming(7);
        bench.vanish(ids);
        QStringList told;
        for (const QString& id : ids) {
            SyncScope scope;
            scope.record = RecordKey{RecordKind::Appointment, HalaxyId(id)};
            told << outcomeOf(bench.runAfter(1min, {RunType::Webhook, scope, {}}));
        }
        QCOMPARE(told.mid(0, 5).join(u' '), text("success success success success success"));
        QCOMPARE(told.mid(5).join(u' '), text("held held"));
        QCOMPARE(bench.sets(), text("superseded 1, open 2"));
        QVERIFY(bench.isLive(ids.back()));
    }
    void aChangedSetTakesTheOldOnesPlace() {
        GoneBench bench;
        const QStringList ids = holdSixty(bench);
        bench.vanish(bench.coming(63).mid(60));
        QCOMPARE(outcomeOf(bench.runAfter(15min)), text("held"));
        QCOMPARE(bench.sets(), text("superseded 60, open 63"));
        QCOMPARE(bench.singleReads, 4);  // the canary, and the new ones
        bench.reappear(ids.mid(0, 5));
        QCOMPARE(outcomeOf(bench.runAfter(15min)), text("held"));
        QCOMPARE(bench.sets(), text("superseded 60, open 58"));
    }
    void whatComesBackClosesTheSet() {
        GoneBench bench;
        const QStringList ids = holdSixty(bench);
        bench.reappear(ids);
        QCOMPARE(outcomeOf(bench.runAfter(15min)), text("success"));
        QCOMPARE(bench.sets(), text("superseded 0"));
        QCOMPARE(bench.count(text("not_confirmed")), 0);
    }
    void whatIsLeftOfItIsDeletedWhenItIsNoMassAnyMore() {
        GoneBench bench;
        const QStringList ids = holdSixty(bench);
        bench.reappear(ids.mid(4));
        const RunReport report = bench.runAfter(15min);
        QCOMPARE(outcomeOf(report), text("success"));
        QCOMPARE(appointmentsOf(report).deleted, 4);
        QCOMPARE(bench.sets(), text("superseded 0"));
    }
    void aSetIsShownWithWhatWouldGo() {
        GoneBench bench;
        const QStringList ids = holdSixty(bench);
        const auto sets = bench.database.read(&storage::readHeldSets);
        QCOMPARE(sets.size(), 1U);
        QCOMPARE(sets[0].count, 60);
        QCOMPARE(sets[0].state, HeldState::Open);
        QVERIFY(sets[0].liveThen >= 400);
        QCOMPARE(sets[0].records.size(), 60U);
        for (const HeldRecord& record : sets[0].records) {
            QVERIFY(ids.contains(record.key.id.value));
            QVERIFY(!record.label.isEmpty() && !record.initials.isEmpty() && record.start);
            QVERIFY(!record.practitioner.isEmpty() && !record.practitionerName.isEmpty());
        }
    }

    void applyDeletesExactlyTheListedEachReadAgain() {
        GoneBench bench;
        const QStringList ids = holdSixty(bench);
        const QString set = bench.openSet();
        bench.reappear({ids[0]});
        bench.answer(text("Appointment/") + ids[1], bench.always({404, {}, "<html>"}));
        bench.answer(text("Appointment/") + ids[2], [](const halaxy::Request&) -> Result<halaxy::Response> {
            return FakeTransport::outcome(403, "forbidden");
        });
        const QString later = bench.coming(61).back();
        bench.vanish({later});  // not in the set
        QVERIFY(decide(bench, HeldDecision::Apply));
        const RunReport report = bench.runAfter(1min, bench.applying(set));
        QCOMPARE(outcomeOf(report), text("success"));
        QCOMPARE(appointmentsOf(report).deleted, 57);
        QCOMPARE(outcomes(bench, set), text("deleted 57, found 1, unknown 2"));
        QCOMPARE(bench.sets(), text("applied 60"));
        QVERIFY(bench.isLive(ids[0]) && bench.isLive(ids[1]) && bench.isLive(later));
        QVERIFY(!bench.isLive(ids[3]));
        QCOMPARE(bench.database.rows(text("SELECT who, action, subject FROM access_log")),
                 QStringList{text("mara|hold-applied|") + set});
        QCOMPARE(bench.database.cell(text("SELECT decided_by FROM held_sets")), text("mara"));
        // What could not be read stays asked for, needs no second decision, and does not count.
        bench.instead.clear();
        const RunReport next = bench.runAfter(15min);
        QCOMPARE(outcomeOf(next), text("success"));
        QCOMPARE(appointmentsOf(next).deleted, 3);  // the two, and the one that vanished since
        QCOMPARE(outcomes(bench, set), text("deleted 59, found 1"));
    }
    void theEngineAppliesPartByPart() {
        auto options = GoneBench::small();
        options.appointments = 1500;
        GoneBench bench(options);
        auto settings = bench.settings;
        settings.backfillFrom = text("2026-11-01");
        bench.engine().setSettings(settings);
        bench.run();
        const QStringList ids = bench.coming(200);
        bench.vanish(ids);
        bench.engine().start();
        bench.clock.advance(16min);
        QCOMPARE(bench.sets(), text("open 200"));
        const std::size_t runs = bench.finished.size();
        QVERIFY(decide(bench, HeldDecision::Apply));
        QVERIFY(!decide(bench, HeldDecision::Apply));  // decided already
        bench.clock.advance(3min);
        QCOMPARE(bench.sets(), text("applied 200"));
        QVERIFY(bench.finished.size() >= runs + 4);
        for (const QString& id : ids)
            QVERIFY(!bench.isLive(id));
        bench.clock.advance(15min);
        QCOMPARE(outcomeOf(bench.finished.back()), text("success"));  // an admin's deletions don't count
    }
    void aKilledProgramGoesOnWithTheDecision() {
        GoneBench bench;
        auto settings = bench.settings;
        settings.backfillFrom = text("2026-11-01");
        bench.engine().setSettings(settings);
        const QStringList ids = holdSixty(bench);
        const QString set = bench.openSet();
        QVERIFY(decide(bench, HeldDecision::Apply));
        // The process dies while the second part is stored.
        int deleted = 0;
        bench.database->setFaultHook([&deleted](const QString& sql) {
            deleted += sql.startsWith(text("UPDATE sessions SET deleted_at")) ? 1 : 0;
            return deleted > 25;
        });
        bench.runAfter(1min, bench.applying(set));
        bench.database->setFaultHook({});
        QCOMPARE(outcomes(bench, set), text("- 40, deleted 20"));
        bench.restart();
        settings = bench.settings;
        settings.backfillFrom = text("2026-11-01");
        bench.engine().setSettings(settings);
        bench.engine().start();
        bench.clock.advance(20min);
        QCOMPARE(bench.sets(), text("applied 60"));
        QCOMPARE(outcomes(bench, set), text("deleted 60"));
        for (const QString& id : ids)
            QCOMPARE(
                bench.count(QStringLiteral("history WHERE halaxy_id = '%1' AND change = 'delete'").arg(id)),
                1);
        QCOMPARE(bench.count(text("access_log")), 1);
    }
    void withoutACanaryADecisionWaits() {
        GoneBench bench;
        const QStringList ids = holdSixty(bench);
        const QString set = bench.openSet();
        QVERIFY(decide(bench, HeldDecision::Apply));
        bench.answer(text("Appointment/.*"), bench.always(bench.goneAnswer()));
        QVERIFY(outcomeOf(bench.runAfter(1min, bench.applying(set))) != text("success"));
        QCOMPARE(outcomes(bench, set), text("- 60"));
        QCOMPARE(bench.sets(), text("applying 60"));
        QVERIFY(bench.isLive(ids[0]));
        bench.instead.clear();
        QCOMPARE(outcomeOf(bench.runAfter(1min, bench.applying(set))), text("success"));
        QCOMPARE(bench.sets(), text("applied 60"));
    }
    void whatFailsIsNotTriedWithoutAPause() {
        GoneBench bench;
        auto settings = bench.settings;
        settings.backfillFrom = text("2026-11-01");
        bench.engine().setSettings(settings);
        holdSixty(bench);
        bench.answer(text("Appointment/.*"), bench.always(bench.goneAnswer()));
        QVERIFY(decide(bench, HeldDecision::Apply));
        const std::size_t runs = bench.finished.size();
        bench.engine().start();
        bench.clock.advance(1h);
        QVERIFY2(bench.finished.size() < runs + 12,
                 qPrintable(QString::number(bench.finished.size() - runs)));
    }
    void discardKeepsThem() {
        GoneBench bench;
        const QStringList ids = holdSixty(bench);
        const QString set = bench.openSet();
        QVERIFY(decide(bench, HeldDecision::Discard));
        QCOMPARE(outcomes(bench, set), text("kept 60"));
        QCOMPARE(bench.database.rows(text("SELECT who, action FROM access_log")),
                 QStringList{text("mara|hold-discarded")});
        const RunReport next = bench.runAfter(15min);
        QCOMPARE(outcomeOf(next), text("success"));
        QCOMPARE(bench.singleReads, 0);
        QCOMPARE(bench.sets(), text("discarded 60"));
        QVERIFY(bench.isLive(ids.front()));
        QCOMPARE(bench.count(text("not_confirmed")), 60);  // shown as such
        // A message that one is deleted changes nothing about the decision; asking by hand does.
        SyncScope scope;
        scope.record = RecordKey{RecordKind::Appointment, HalaxyId(ids[0])};
        bench.runAfter(1min, {RunType::Webhook, scope, {}});
        QVERIFY(bench.isLive(ids[0]));
        bench.runAfter(1min, {RunType::Manual, scope, text("mara")});
        QVERIFY(!bench.isLive(ids[0]));
        QCOMPARE(outcomes(bench, set), text("deleted 1, kept 59"));
    }
    void whatWasKeptAndComesBackMayVanishAgain() {
        GoneBench bench;
        const QStringList ids = holdSixty(bench);
        const QString set = bench.openSet();
        QVERIFY(decide(bench, HeldDecision::Discard));
        bench.reappear(ids.mid(0, 3));
        bench.runAfter(15min);
        QCOMPARE(outcomes(bench, set), text("found 3, kept 57"));
        bench.vanish(ids.mid(0, 3));
        QCOMPARE(appointmentsOf(bench.runAfter(15min)).deleted, 3);
        QVERIFY(!bench.isLive(ids[0]) && bench.isLive(ids[3]));
    }
    void aSetThatIsNoneIsRefused() {
        GoneBench bench;
        bench.run();
        QVERIFY(!bench.engine().decideHeld(text("none"), HeldDecision::Apply, text("mara")));
        QCOMPARE(outcomeOf(bench.runAfter(1min, bench.applying(text("none")))), text("failed"));
        QCOMPARE(bench.count(text("access_log")), 0);
    }
};

QTEST_GUILESS_MAIN(TestHeld)
#include "tst_held.moc"
