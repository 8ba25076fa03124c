// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The pure parts of the runs: schedule, queue, plan, cursors, slices of history.
#include "sync/backfill_step.h"
#include "sync/listing_state.h"
#include "sync/run_queue.h"
#include "sync/schedule.h"

#include <QtTest>

using namespace bloom;
using namespace bloom::sync;
using namespace std::chrono_literals;

namespace {

UtcTime at(const char* text) { return *parseUtc(QString::fromLatin1(text)); }
QString iso(const std::optional<UtcTime>& t) { return t ? toIsoText(*t) : QString(); }

std::shared_ptr<const QueuedRun> queued(const char* id, RunType type, SyncScope scope = {}) {
    auto run = std::make_shared<QueuedRun>();
    run->id = RunId(QString::fromLatin1(id));
    run->request.type = type;
    run->request.scope = std::move(scope);
    return run;
}
SyncScope ofKind(RecordKind kind) {
    SyncScope scope;
    scope.kind = kind;
    return scope;
}

}  // namespace

class TestRunPolicies : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void runsBeginOnTheQuarterHours() {
        Schedule schedule;
        schedule.served = at("2026-11-24T10:00:00.250Z");
        QCOMPARE(iso(nextRun(schedule, at("2026-11-24T10:03:00Z"))),
                 QStringLiteral("2026-11-24T10:15:00.000Z"));
        QVERIFY(!isDue(schedule, at("2026-11-24T10:14:59.999Z")));
        QVERIFY(isDue(schedule, at("2026-11-24T10:15:00Z")));
    }
    void nothingDrifts() {
        // Each run begins a little late and takes its time; boundaries stay where they are.
        Schedule schedule;
        UtcTime now = at("2026-11-24T10:00:00Z");
        schedule.served = now;
        for (int run = 1; run <= 96; ++run) {
            now = nextRun(schedule, now).value() + 700ms;
            schedule = served(served(schedule, now), now + 4min);
        }
        QCOMPARE(iso(nextRun(schedule, now)), QStringLiteral("2026-11-25T10:15:00.000Z"));
    }
    void aLateRunStartsOnce() {
        Schedule schedule;
        schedule.served = at("2026-11-24T10:00:00Z");
        const UtcTime woke = at("2026-11-27T08:07:00Z");  // the machine slept for three days
        QVERIFY(isDue(schedule, woke));
        schedule = served(schedule, woke);
        QVERIFY(!isDue(schedule, woke));
        QCOMPARE(iso(nextRun(schedule, woke)), QStringLiteral("2026-11-27T08:15:00.000Z"));
    }
    void boundariesThatPassDuringARunAreNotStacked() {
        Schedule schedule = served({}, at("2026-11-24T10:00:00Z"));
        schedule = served(schedule, at("2026-11-24T10:47:00Z"));  // it ended
        QCOMPARE(iso(nextRun(schedule, at("2026-11-24T10:47:00Z"))),
                 QStringLiteral("2026-11-24T11:00:00.000Z"));
    }
    void theFirstRunIsDueAtOnce() { QVERIFY(isDue({}, at("2026-11-24T10:01:00Z"))); }
    void aClockSetBackDoesNotStopTheSchedule() {
        Schedule schedule = served({}, at("2026-11-24T10:00:00Z"));
        const UtcTime back = at("2026-11-20T09:02:00Z");
        schedule = atLook(schedule, back);
        QCOMPARE(iso(nextRun(schedule, back)), QStringLiteral("2026-11-20T09:15:00.000Z"));
        QVERIFY(isDue(atLook(schedule, back + 13min), back + 13min));
    }
    void intervalsOfOtherLengths_data() {
        QTest::addColumn<int>("minutes");
        QTest::addColumn<QString>("next");
        QTest::newRow("1") << 1 << QStringLiteral("2026-11-24T10:08:00.000Z");
        QTest::newRow("5") << 5 << QStringLiteral("2026-11-24T10:10:00.000Z");
        QTest::newRow("60") << 60 << QStringLiteral("2026-11-24T11:00:00.000Z");
        QTest::newRow("a day") << 1440 << QStringLiteral("2026-11-25T00:00:00.000Z");
    }
    void intervalsOfOtherLengths() {
        QFETCH(int, minutes);
        QFETCH(QString, next);
        Schedule schedule = served({}, at("2026-11-24T10:07:30Z"));
        schedule.interval = std::chrono::minutes(minutes);
        QCOMPARE(iso(nextRun(schedule, at("2026-11-24T10:07:30Z"))), next);
    }
    void aPauseEndsByItself() {
        Schedule schedule = served({}, at("2026-11-24T10:00:00Z"));
        schedule = paused(schedule, at("2026-11-24T11:05:00Z"));
        const UtcTime during = at("2026-11-24T10:40:00Z");
        QVERIFY(isPaused(schedule, during));
        QVERIFY(!isDue(schedule, during));
        QCOMPARE(iso(nextRun(schedule, during)), QStringLiteral("2026-11-24T11:05:00.000Z"));
        const UtcTime after = at("2026-11-24T11:05:00Z");
        QVERIFY(!isPaused(schedule, after));
        QVERIFY(isDue(schedule, after));  // what was missed is one late run
        schedule = paused(schedule, std::nullopt);
        QCOMPARE(iso(nextRun(schedule, during)), QString());
        QVERIFY(!isDue(schedule, at("2027-11-24T11:05:00Z")));
        QVERIFY(isDue(resumed(schedule), after));
    }

    void theQueueOrders() {
        RunQueue queue;
        const auto running = queued("r", RunType::Full);
        QCOMPARE(queue.add(queued("b", RunType::Backfill), running.get()).place, RunQueue::Place::Waiting);
        queue.add(queued("m1", RunType::Manual, ofKind(RecordKind::Patient)), running.get());
        queue.add(queued("m2", RunType::Manual, ofKind(RecordKind::Invoice)), running.get());
        queue.add(queued("f", RunType::Full), nullptr);
        QStringList order;
        while (const auto next = queue.take())
            order.append(next->id.value);
        QCOMPARE(order.join(u' '), QStringLiteral("f m1 m2 b"));
        QVERIFY(!queue.take());
    }
    void theSameScopeJoins() {
        RunQueue queue;
        const auto running = queued("r", RunType::Full);
        const auto same = queue.add(queued("m", RunType::Manual), running.get());
        QCOMPARE(same.place, RunQueue::Place::Joined);
        QCOMPARE(same.id.value, QStringLiteral("r"));
        queue.add(queued("p1", RunType::Manual, ofKind(RecordKind::Patient)), running.get());
        const auto again =
            queue.add(queued("p2", RunType::Manual, ofKind(RecordKind::Patient)), running.get());
        QCOMPARE(again.place, RunQueue::Place::Joined);
        QCOMPARE(again.id.value, QStringLiteral("p1"));
        QCOMPARE(queue.waiting().size(), 1U);
        // Who asked is kept, each once.
        const auto asked = [](const char* id, const char* who) {
            auto run =
                std::make_shared<QueuedRun>(*queued(id, RunType::Manual, ofKind(RecordKind::Referral)));
            run->request.askedBy = QString::fromLatin1(who);
            return run;
        };
        for (const char* who : {"mara", "tom", "mara"})
            queue.add(asked(who, who), running.get());
        QCOMPARE(queue.waiting().back().askedBy, QStringLiteral("mara, tom"));
        // A backfill does something else, whatever its scope says.
        QCOMPARE(queue.add(queued("b", RunType::Backfill), running.get()).place, RunQueue::Place::Waiting);
    }
    void whatIsNextSaysSo() {
        RunQueue queue;
        QCOMPARE(queue.add(queued("m", RunType::Manual), nullptr).place, RunQueue::Place::Next);
        QVERIFY(queue.remove(RunId(QStringLiteral("m"))));
        QVERIFY(!queue.remove(RunId(QStringLiteral("m"))));
        QVERIFY(queue.isEmpty());
    }

    void plansFollowTheScope() {
        const RunPlan all = planOf({RunType::Full, {}, {}});
        QVERIFY(all.practitioners && all.patients && all.sessions && all.invoices && all.referrals);
        QVERIFY(all.movesFreshness && all.everybody && !all.whole && !all.backfill);
        SyncScope scope;
        scope.practitioner = PractitionerId(QStringLiteral("p"));
        const RunPlan one = planOf({RunType::Manual, scope, {}});
        QVERIFY(one.movesFreshness && !one.everybody);
        QCOMPARE(one.only->value, QStringLiteral("p"));
        const RunPlan kind = planOf({RunType::Manual, ofKind(RecordKind::Invoice), {}});
        QVERIFY(kind.invoices && kind.whole && !kind.sessions && !kind.patients && !kind.movesFreshness);
        scope = {};
        scope.dates = {QDate(2026, 1, 1), QDate(2026, 1, 31)};
        const RunPlan dates = planOf({RunType::Manual, scope, {}});
        QVERIFY(dates.sessions && dates.invoices && dates.ownWindow && !dates.patients &&
                !dates.movesFreshness);
        SyncScope patient;
        patient.record = RecordKey{RecordKind::Patient, HalaxyId(QStringLiteral("7"))};
        const RunPlan record = planOf({RunType::Manual, patient, {}});
        QVERIFY(!record.practitioners && !record.patients && !record.sessions && !record.invoices &&
                !record.referrals && !record.movesFreshness && !record.everybody);
        const RunPlan backfill = planOf({RunType::Backfill, {}, {}});
        QVERIFY(backfill.backfill && !backfill.sessions && !backfill.movesFreshness);
    }
    void windowsOfOnesOwnHoldBothDays() {
        SyncScope scope;
        scope.dates = {QDate(2026, 4, 5), QDate(2026, 4, 5)};  // 25 hours in Sydney
        const auto window = windowOf(scope, {}, PracticeZone::sydney(), at("2026-11-24T00:00:00Z"));
        QCOMPARE(toIsoText(window.from), QStringLiteral("2026-04-04T13:00:00.000Z"));
        QCOMPARE(toIsoText(window.to), QStringLiteral("2026-04-05T14:00:00.000Z"));
    }
    void backfillBegins() {
        SyncSettings settings;
        QCOMPARE(backfillBegin(settings, QDate(2026, 11, 24)), std::optional(QDate(2025, 1, 1)));
        settings.backfillFrom = QStringLiteral("2019-07-01");
        QCOMPARE(backfillBegin(settings, QDate(2026, 11, 24)), std::optional(QDate(2019, 7, 1)));
        settings.backfillFrom = QStringLiteral("all");
        QVERIFY(!backfillBegin(settings, QDate(2026, 11, 24)));
    }
    void historyGoesBackMonthByMonth() {
        QDate from(2026, 10, 25);
        const QDate begin(2026, 7, 10);
        QStringList slices;
        while (const auto slice = nextSlice(from, begin)) {
            slices.append(slice->from.toString(Qt::ISODate) + u'/' + slice->to.toString(Qt::ISODate));
            from = slice->from;
        }
        QCOMPARE(slices.join(u' '),
                 QStringLiteral("2026-10-01/2026-10-25 2026-09-01/2026-10-01 2026-08-01/2026-09-01 "
                                "2026-07-10/2026-08-01"));
    }

    void cursors_data() {
        QTest::addColumn<QString>("newest");
        QTest::addColumn<QString>("serverDate");
        QTest::addColumn<QString>("cursor");
        const auto row = [](const char* label, const char* newest, const char* server, const char* cursor) {
            QTest::newRow(label) << QString::fromLatin1(newest) << QString::fromLatin1(server)
                                 << QString::fromLatin1(cursor);
        };
        row("newest record first", "2026-11-24T09:59:30.900Z", "2026-11-24T10:00:00Z",
            "2026-11-24T09:54:30.000Z");
        row("a record of the future", "2027-01-01T00:00:00Z", "2026-11-24T10:00:00Z",
            "2026-11-24T09:55:00.000Z");
        row("no Date header", "2026-11-24T09:59:30Z", "", "");
        row("nothing came", "", "2026-11-24T10:00:00Z", "");
    }
    void cursors() {
        QFETCH(QString, newest);
        QFETCH(QString, serverDate);
        QFETCH(QString, cursor);
        ListingState state;
        state.newest = parseUtc(newest);
        state.serverDate = parseUtc(serverDate);
        QCOMPARE(iso(cursorAfter(state)), cursor);
    }
    void listingStateIsKept() {
        const ListingState state{QByteArray("scope"), true,         7, at("2026-11-24T09:59:30.900Z"),
                                 std::nullopt,        QString(u'd')};
        QVERIFY(listingStateFrom(toBytes(state)) == state);
        QVERIFY(listingStateFrom(QByteArray()) == ListingState());
    }
    void scopesHaveOneTextEach() {
        SyncScope dates;
        dates.dates = {QDate(2026, 1, 1), QDate(2026, 1, 2)};
        QVERIFY(scopeText({}) != scopeText(dates));
        QVERIFY(scopeText(ofKind(RecordKind::Patient)) != scopeText(ofKind(RecordKind::Invoice)));
        QVERIFY(scopeText(dates) == scopeText(dates));
    }
};

QTEST_GUILESS_MAIN(TestRunPolicies)
#include "tst_run_policies.moc"
