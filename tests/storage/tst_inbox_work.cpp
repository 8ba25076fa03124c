// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The inbox as it is emptied: what waits and in which order, states and tries, replay.
#include "storage/inbox_work.h"
#include "support/inbox_rows.h"

#include "core/practice_time.h"

#include <QtTest>

using namespace bloom;
using namespace bloom::test;
using namespace bloom::storage;
using namespace std::chrono_literals;

namespace {

QString text(const char* latin1) { return QString::fromLatin1(latin1); }
const UtcTime kNow = *parseUtc(QStringLiteral("2026-11-24T09:40:00+11:00"));
RecordKey session(const char* id) { return {RecordKind::Appointment, HalaxyId(text(id))}; }
InboxEvent came(const char* id, const char* eventId, const char* what = "appointment.updated") {
    return eventOf(RecordKind::Appointment, text(id), text(what), text(eventId));
}

}  // namespace

class TestInboxWork : public QObject {
    Q_OBJECT

    static std::vector<WaitingEvent> waiting(TempDatabase& database, qint64 after = 0, int count = 100) {
        return database.read([&](Scope& scope) { return InboxWork(scope).waiting(after, count); });
    }
    static std::vector<WaitingEvent> claim(TempDatabase& database, const RecordKey& key) {
        return database.write([&](Scope& scope) { return InboxWork(scope).claim(key); });
    }
    static void fail(TempDatabase& database, const RecordKey& key, UtcTime now) {
        for (const WaitingEvent& e : claim(database, key))
            database.write([&](Scope& scope) {
                InboxWork(scope).failed(e, {ErrorKind::Rejected, text("No."), {}}, RunId(text("r")), now);
                return true;
            });
    }
    static int replay(TempDatabase& database, const std::vector<qint64>& ids) {
        return database.write(
            [&](Scope& scope) { return InboxWork(scope).replay(ids, text("mara"), kNow + 1h); });
    }

private Q_SLOTS:
    void whatWaitsComesInOrderOfArrival() {
        TempDatabase database;
        putEvents(database, {came("1", "a"), came("2", "b"), came("3", "c"), came("1", "d")}, kNow);
        fail(database, session("2"), kNow);  // "failed" waits among the others
        const auto all = waiting(database);
        QCOMPARE(all.size(), 4U);
        for (std::size_t i = 0; i < all.size(); ++i)
            QCOMPARE(all[i].id, static_cast<qint64>(i + 1));
        QVERIFY(!all[1].isDue(kNow) && all[1].isDue(kNow + 30s));
        QCOMPARE(waiting(database, 2).size(), 2U);
        QCOMPARE(waiting(database, 0, 3).size(), 3U);
    }
    void aHundredThousandWaitingAreNotSorted() {
        TempDatabase database;
        const QString plan =
            database
                .rows(text("EXPLAIN QUERY PLAN SELECT * FROM (SELECT id FROM webhook_inbox WHERE state IN "
                           "('received', 'processing', 'failed') AND state = 'received' AND id > 0 ORDER "
                           "BY id LIMIT 5)"))
                .join(u'\n');
        QVERIFY2(plan.contains(text("webhook_inbox_open")) && !plan.contains(text("TEMP B-TREE")),
                 qPrintable(plan));
    }
    void aClaimTakesAllOfARecordAndNoOthers() {
        TempDatabase database;
        putEvents(database, {came("1", "a"), came("2", "b"), came("1", "c")}, kNow);
        const auto claimed = claim(database, session("1"));
        QCOMPARE(claimed.size(), 2U);
        QCOMPARE(inboxStory(database), text("processing 2, received 1"));
        QVERIFY(claim(database, session("1")).empty());
    }
    void backOffDoublesUpToAnHour() {
        QCOMPARE(inboxBackOff(1), 30s);
        QCOMPARE(inboxBackOff(2), 60s);
        QCOMPARE(inboxBackOff(7), 32min);
        QCOMPARE(inboxBackOff(20), 1h);
    }
    void afterEightTriesAnEventIsDead() {
        TempDatabase database;
        putEvents(database, {came("1", "a")}, kNow);
        for (int i = 1; i < InboxWork::kMaxTries; ++i) {
            fail(database, session("1"), kNow);
            QCOMPARE(inboxStory(database), text("failed 1"));
        }
        fail(database, session("1"), kNow);
        QCOMPARE(inboxStory(database), text("dead 1"));
        QVERIFY(waiting(database).empty());
    }
    void whatIsReleasedBesideAnEqualOneWaitsAllTheSame() {
        TempDatabase database;
        putEvents(database, {came("1", "")}, kNow);
        claim(database, session("1"));
        putEvents(database, {came("1", "")}, kNow);  // the same body again, while the first is read
        claim(database, session("1"));
        putEvents(database, {came("1", "")}, kNow);
        const int released = database.write([](Scope& scope) { return InboxWork(scope).releaseAll(); });
        QCOMPARE(released, 2);
        QCOMPARE(inboxStory(database), text("failed 2, received 1"));
        QCOMPARE(waiting(database).size(), 3U);
        for (const WaitingEvent& e : waiting(database))
            QVERIFY(e.isDue(kNow) && e.tries == 0);
    }
    void replayTakesAllThatFailedOrWhatIsNamed() {
        TempDatabase database;
        putEvents(database, {came("1", "a"), came("2", "b"), came("3", "c"), came("4", "d")}, kNow);
        fail(database, session("1"), kNow);
        for (int i = 0; i < InboxWork::kMaxTries; ++i)
            fail(database, session("2"), kNow);
        claim(database, session("3"));
        database.write([](Scope& scope) {
            InboxWork(scope).done({3}, RunId(text("r")), kNow);
            return true;
        });
        QCOMPARE(inboxStory(database), text("dead 1, done 1, failed 1, received 1"));
        QCOMPARE(replay(database, {}), 2);
        QCOMPARE(inboxStory(database), text("done 1, received 3"));
        QCOMPARE(database.cell(text("SELECT sum(tries) FROM webhook_inbox")), text("0"));
        QCOMPARE(replay(database, {3, 4, 77}), 1);  // one waits, one never was
        QCOMPARE(inboxStory(database), text("received 4"));
        QCOMPARE(database.rows(text("SELECT who, action, subject FROM access_log ORDER BY id")),
                 QStringList({text("mara|replay|1,2"), text("mara|replay|3")}));
        QCOMPARE(replay(database, {}), 0);
        QCOMPARE(database.rows(text("SELECT id FROM access_log")).size(), 2);
    }
    void aReplayedOneMayStandBesideAnEqualOne() {
        TempDatabase database;
        putEvents(database, {came("1", "")}, kNow);
        for (int i = 0; i < InboxWork::kMaxTries; ++i)
            fail(database, session("1"), kNow);
        putEvents(database, {came("1", "")}, kNow);
        QCOMPARE(replay(database, {}), 1);
        QCOMPARE(waiting(database).size(), 2U);
        QCOMPARE(claim(database, session("1")).size(), 2U);
    }
    void whatNobodyNamedIsNeverReplayed() {
        TempDatabase database;
        putEvents(database, {came("1", "a")}, kNow);
        database.execute(text("UPDATE webhook_inbox SET state = 'ignored', kind = NULL, halaxy_id = NULL"));
        QCOMPARE(replay(database, {1}), 0);
    }
};

QTEST_GUILESS_MAIN(TestInboxWork)
#include "tst_inbox_work.moc"
