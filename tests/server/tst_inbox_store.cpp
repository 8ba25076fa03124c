// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The inbox: what is kept once, what twice, what is counted, and how it is shown.
#include "storage/inbox_store.h"
#include "storage/readers/inbox_reader.h"
#include "support/temp_database.h"

#include <QtTest>

using namespace bloom;
using namespace bloom::storage;
using namespace bloom::test;
using namespace std::chrono_literals;

namespace {

QString s(const char* text) { return QString::fromLatin1(text); }
const UtcTime kNow{std::chrono::sys_days(std::chrono::year(2026) / 11 / 24) + 1h + 30min};

NewInboxEvent made(const char* body, const char* id = "", const char* route = "appointment-updated",
                   const char* subscription = "") {
    NewInboxEvent event;
    event.route = s(route);
    event.subscription = s(subscription);
    event.eventId = s(id);
    event.bodyHash = QByteArray(body);
    event.event = s("appointment.updated");
    event.key = RecordKey{RecordKind::Appointment, HalaxyId(s("12"))};
    return event;
}

}  // namespace

class TestInboxStore : public QObject {
    Q_OBJECT
    std::unique_ptr<TempDatabase> m_database;

    int add(const std::vector<NewInboxEvent>& events, UtcTime at = kNow) {
        return m_database->write([&](Scope& scope) { return InboxStore(scope).add(events, at); });
    }
    void reject(const char* route, const char* reason, int requests, UtcTime at) {
        m_database->write(
            [&](Scope& scope) { InboxStore(scope).countRejections(s(route), s(reason), requests, at); });
    }
    void set(const char* assignments, int id) {
        m_database->execute(s("UPDATE webhook_inbox SET %1 WHERE id = %2").arg(s(assignments)).arg(id));
    }
    InboxView view(const InboxFilter& filter = {}, UtcTime at = kNow) {
        return m_database->read([&](Scope& scope) { return readInbox(scope, filter, at); });
    }

private Q_SLOTS:
    void init() { m_database = std::make_unique<TempDatabase>(); }

    void anEventWithAnIdIsKeptOnceForEver_data() {
        QTest::addColumn<QString>("state");
        for (const char* state : {"received", "processing", "failed", "done", "dead", "ignored"})
            QTest::newRow(state) << s(state);
    }
    void anEventWithAnIdIsKeptOnceForEver() {
        QFETCH(QString, state);
        QCOMPARE(add({made("a", "1")}), 1);
        set(qPrintable(s("state = '%1'").arg(state)), 1);
        QCOMPARE(add({made("another body", "1")}), 0);
        QCOMPARE(add({made("a", "2")}), 1);
        QCOMPARE(add({made("a", "1", "patient-updated")}), 1);
        QCOMPARE(add({made("a", "1", "appointment-updated", "Subscription/8")}), 1);
    }
    void withoutAnIdTheBodyIsTheKeyWhileAnEqualOneWaits_data() {
        QTest::addColumn<QString>("state");
        QTest::addColumn<int>("added");
        QTest::newRow("received") << s("received") << 0;
        for (const char* state : {"processing", "failed", "done", "dead", "ignored"})
            QTest::newRow(state) << s(state) << 1;
    }
    void withoutAnIdTheBodyIsTheKeyWhileAnEqualOneWaits() {
        QFETCH(QString, state);
        QFETCH(int, added);
        QCOMPARE(add({made("a")}), 1);
        set(qPrintable(s("state = '%1'").arg(state)), 1);
        QCOMPARE(add({made("a")}), added);
        QCOMPARE(add({made("b")}), 1);
        QCOMPARE(add({made("a", "", "patient-updated")}), 1);
    }
    void eachEventOfABodyIsKept() {
        std::vector<NewInboxEvent> events{made("a"), made("a"), made("a")};
        events[1].position = 1;
        events[2].position = 2;
        QCOMPARE(add(events), 3);
        QCOMPARE(add(events), 0);
        QCOMPARE(m_database->cell(s("SELECT group_concat(position) FROM webhook_inbox")), s("0,1,2"));
    }
    void whatNamesNoRecordIsSettledAtOnce() {
        NewInboxEvent ignored = made("a"), test = made("b");
        ignored.key.reset();
        test.key.reset();
        test.isTest = true;
        QCOMPARE(add({ignored, test, made("c")}), 3);
        QCOMPARE(m_database->rows(
                     s("SELECT state, is_test, applied_at IS NULL, kind FROM webhook_inbox ORDER BY id")),
                 QStringList({s("ignored|0|0|-"), s("done|1|0|-"), s("received|0|1|Appointment")}));
    }
    void countsAreOfWhatIsOpen() {
        for (const char* body : {"a", "b", "c", "d", "e", "f"})
            add({made(body)}, kNow + std::chrono::minutes(body[0] - 'a'));
        set("state = 'done'", 1);
        set("state = 'failed'", 2);
        set("state = 'processing'", 3);
        set("state = 'dead'", 4);
        set("state = 'ignored'", 5);
        const InboxCounts open =
            m_database->read([](Scope& scope) { return InboxStore(scope).openCounts(); });
        QCOMPARE(open.received, 1);
        QCOMPARE(open.failed, 1);
        QCOMPARE(open.processing, 1);
        QCOMPARE(open.dead, 1);
        QCOMPARE(open.waiting(), 3);
        QCOMPARE(open.oldestOpen, std::optional(kNow + 1min));
        QCOMPARE(view().settled.done, 1);
        QCOMPARE(view().settled.ignored, 1);
        QCOMPARE(m_database->read([](Scope& scope) { return readInbox(scope, {}, kNow).counts.oldestOpen; }),
                 std::optional(kNow + 1min));
    }
    void countingUsesAnIndex() {
        const QString plan =
            m_database
                ->rows(s("EXPLAIN QUERY PLAN SELECT count(*) FROM webhook_inbox WHERE state IN "
                         "('received', 'processing', 'failed') AND state = 'received'"))
                .join(u' ');
        QVERIFY2(plan.contains(s("webhook_inbox_open")), qPrintable(plan));
    }
    void rejectionsAreCountedByTheHour() {
        reject("halaxy-webhook", "bad-signature", 3, kNow);
        reject("halaxy-webhook", "bad-signature", 2, kNow + 10min);
        reject("halaxy-webhook", "too-old", 1, kNow);
        reject("halaxy-webhook", "bad-signature", 1, kNow + 1h);
        reject("other", "unknown-address", 1, kNow - 25h);
        QCOMPARE(m_database->cell(s("SELECT count(*) FROM webhook_rejections")), s("4"));
        const auto shown = view({}, kNow + 1h).rejections;
        QCOMPARE(shown.size(), 2U);  // the last day's
        QCOMPARE(shown[0], (WebhookRejections{s("halaxy-webhook"), s("bad-signature"), 6, kNow + 1h}));
        QCOMPARE(shown[1], (WebhookRejections{s("halaxy-webhook"), s("too-old"), 1, kNow}));
    }
    void eachAddressSaysWhenItLastHeardSomething() {
        add({made("a", "1")}, kNow);
        add({made("a", "1")}, kNow + 1min);  // held already, and heard all the same
        const auto addresses = view().addresses;
        QCOMPARE(addresses.size(), webhookAddresses().size());
        for (const WebhookAddressView& address : addresses) {
            const bool heard = address.address.route == s("appointment-updated");
            QCOMPARE(address.received, heard ? 2 : 0);
            QCOMPARE(address.lastReceived, heard ? std::optional(kNow + 1min) : std::nullopt);
        }
    }
    void rowsAreTheNewestOfTheStatesAskedFor() {
        for (const char* body : {"a", "b", "c", "d"})
            add({made(body)});
        set("state = 'dead', tries = 8, error_kind = 'server-error', error = 'HTTP 500'", 2);
        set("state = 'done', applied_at = received_at", 3);
        QCOMPARE(view().rows.size(), 4U);
        QCOMPARE(view().rows.front().id, 4);
        QCOMPARE(view({{}, 2}).rows.size(), 2U);
        const auto dead = view({{InboxState::Dead}, 10}).rows;
        QCOMPARE(dead.size(), 1U);
        QCOMPARE(dead[0].id, 2);
        QCOMPARE(dead[0].tries, 8);
        QCOMPARE(dead[0].error->message, s("HTTP 500"));
        QCOMPARE(toText(*dead[0].key), s("Appointment/12"));
        QCOMPARE(view({{InboxState::Dead, InboxState::Done}, 10}).rows.size(), 2U);
        QVERIFY(view({{InboxState::Failed}, 10}).rows.empty());
    }
    void rateAndDelaysAreThoseOfTheLastHour() {
        for (int i = 0; i < 150; ++i) {
            add({made(qPrintable(QString::number(i)))}, kNow - 3h + std::chrono::minutes(i));
            set(qPrintable(s("state = 'done', applied_at = strftime('%Y-%m-%dT%H:%M:%fZ', received_at, '+%1 "
                             "seconds')")
                               .arg(i)),
                i + 1);
        }
        const InboxView shown = view();
        QCOMPARE(shown.perMinute, 30 / 60.0);  // those from 120 on
        QCOMPARE(shown.delayMedian, std::optional(milliseconds(134'000)));
        QCOMPARE(shown.delayP95, std::optional(milliseconds(148'000)));
        const InboxView later = view({}, kNow + 24h);
        QCOMPARE(later.perMinute, 0.0);
        QVERIFY(!later.delayMedian);
        QCOMPARE(view({}, kNow - 24h).perMinute, 150 / 60.0);  // all are newer
    }
    void anEmptyInboxIsShown() {
        const InboxView shown = view();
        QVERIFY(shown.rows.empty());
        QVERIFY(shown.rejections.empty());
        QCOMPARE(shown.counts, InboxCounts());
        QCOMPARE(shown.perMinute, 0.0);
    }
};

QTEST_GUILESS_MAIN(TestInboxStore)
#include "tst_inbox_store.moc"
