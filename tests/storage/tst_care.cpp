// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What to act on, line by line on a small practice; what is done about it; what Bloom owns, with its history,
// through everything a sync does.
#include "core/row_ids.h"
#include "storage/care_store.h"
#include "storage/checkpoint_store.h"
#include "storage/mirror_store.h"
#include "storage/owned_store.h"
#include "storage/personal_store.h"
#include "storage/practitioner_store.h"
#include "storage/readers/care_reader.h"
#include "support/temp_database.h"

#include <QtTest>

using namespace bloom;
using namespace std::chrono_literals;

namespace {

QString s(const char* text) { return QString::fromLatin1(text); }
HalaxyId h(const char* text) { return HalaxyId(s(text)); }
UtcTime at(const char* text) { return *parseUtc(s(text)); }
// Tuesday 24 November 2026, 9:40 in Sydney.
const UtcTime kNow = at("2026-11-24T09:40:00+11:00");
const storage::LiveFacts kLive{kNow, {}, false, {}};

class Practice {
public:
    test::TempDatabase database;
    PractitionerId who;

    Practice() {
        database.write([&](storage::Scope& scope) {
            storage::PractitionerRow row;
            row.halaxyId = h("PR-1");
            row.id = practitionerRowId(row.halaxyId);
            row.name = {s("Pat"), s("Test"), s("Pat Test")};
            who = row.id;
            return storage::MirrorStore(scope).put(row, kNow);
        });
    }
    ClientId client(const char* patient, const char* first = "Ann") {
        return database.write([&](storage::Scope& scope) {
            storage::MirrorStore mirror(scope);
            storage::ClientRow row;
            row.patientId = h(patient);
            row.id = clientRowId(row.patientId);
            row.name = {s(first), s("Bee"), {}};
            row.initials = s("AB");
            row.phone = s("0400 000 000");
            mirror.put(row, kNow);
            storage::ClientDerived derived;
            derived.practitioner = who;
            mirror.putDerived(*mirror.heldClient(row.id), derived, kNow);
            storage::CheckpointStore(scope).setReferralsChecked(row.patientId, kNow);
            return row.id;
        });
    }
    void session(const char* id, const char* patient, UtcTime start, SessionStatus status,
                 const char* invoice = nullptr) {
        group(id, {patient}, start, status, invoice);
    }
    /// All places of one appointment.
    void group(const char* id, const std::vector<const char*>& patients, UtcTime start, SessionStatus status,
               const char* invoice = nullptr) {
        std::vector<storage::SessionRow> rows;
        for (const char* patient : patients) {
            storage::SessionRow row;
            row.appointmentId = h(id);
            row.id = sessionRowId(row.appointmentId, h(patient));
            row.practitioner = who;
            row.client = clientRowId(h(patient));
            row.start = start;
            row.end = start + 50min;
            row.minutes = 50;
            row.status = status;
            if (invoice)
                row.invoices = {h(invoice)};
            rows.push_back(row);
        }
        database.write([&](storage::Scope& scope) {
            return storage::MirrorStore(scope).putSessions(h(id), rows, kNow);
        });
    }
    void invoice(const char* id, const char* patient, QDate date, Cents gross, Cents paid) {
        database.write([&](storage::Scope& scope) {
            storage::InvoiceRow row;
            row.invoiceId = h(id);
            row.id = invoiceRowId(row.invoiceId);
            row.practitioner = who;
            row.client = clientRowId(h(patient));
            row.date = date;
            row.status = InvoiceStatus::Issued;
            row.currency = s("AUD");
            row.gross = gross;
            row.paid = paid;
            row.balance = gross - paid;
            return storage::MirrorStore(scope).put(row, kNow);
        });
    }
    void mark(CareMark change) {
        database.write([&](storage::Scope& scope) {
            storage::CareStore(scope).mark(change, s("kerry"), kNow);
            return true;
        });
    }
    EveryoneView everyone(UtcTime now = kNow) {
        storage::LiveFacts live = kLive;
        live.now = now;
        return database.read([&](storage::Scope& scope) {
            return storage::readEveryone(scope, live, PracticeZone::sydney());
        });
    }
    /// "follow-up 111 open", a line each.
    QStringList lines(UtcTime now = kNow) {
        QStringList said;
        for (const CareItem& item : everyone(now).items)
            said << name(item.reason) + u' ' + item.patient.value +
                        (item.state == CareState::Done      ? s(" done")
                         : item.state == CareState::Snoozed ? s(" snoozed")
                                                            : QString());
        return said;
    }
    CareItem only() {
        const auto items = everyone().items;
        return items.size() == 1 ? items.front() : CareItem{};
    }
};

}  // namespace

class TestCare : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anOrderlyPracticeHasNothingToActOn() {
        Practice p;
        p.client("111");
        p.session("1", "111", kNow + 24h, SessionStatus::Confirmed);
        QCOMPARE(p.lines(), QStringList());
        QCOMPARE(p.everyone().days.size(), 1U);
    }
    void whoNeedsAFollowUpAndWhichRegularIsNotBooked() {
        Practice p;
        p.client("111");
        p.invoice("i", "111", QDate(2026, 11, 23), {100}, {100});
        p.session("1", "111", kNow - 24h * 22, SessionStatus::Completed, "i");  // 1.5 × 14 days ago
        QCOMPARE(p.lines(), QStringList{s("follow-up 111")});
        QCOMPARE(p.everyone().items.front().days, 22);
        QCOMPARE(p.everyone().items.front().phone, s("0400 000 000"));
        p.session("2", "111", kNow + 24h * 3, SessionStatus::Scheduled);
        QCOMPARE(p.lines(), QStringList());
        p.client("222");
        for (const auto& [id, days] : {std::pair("3", 56), {"4", 35}, {"5", 15}})
            p.session(id, "222", kNow - 24h * days, SessionStatus::Completed, "i");
        QCOMPARE(p.lines(), QStringList{s("regular-not-booked 222")});
        p.session("6", "222", kNow - 24h * 14, SessionStatus::Cancelled);
        QCOMPARE(p.lines(), QStringList{s("regular-not-booked 222")});
    }
    void overlapsAreToldOnceAndAGroupIsOneSession() {
        Practice p;
        p.client("111");
        p.client("222");
        p.group("1", {"111", "222"}, kNow + 24h, SessionStatus::Confirmed);
        QCOMPARE(p.lines(), QStringList());
        p.session("2", "222", kNow + 24h + 30min, SessionStatus::Scheduled);
        QCOMPARE(p.lines(), QStringList{s("overlap 222")});
        p.session("2", "222", kNow + 24h + 50min, SessionStatus::Scheduled);  // begins when the other ends
        QCOMPARE(p.lines(), QStringList());
        p.session("2", "222", kNow + 24h + 30min, SessionStatus::Cancelled);
        QCOMPARE(p.lines(), QStringList());
    }
    void whatEndedIsStillBookedAfterTwoHours() {
        Practice p;
        p.client("111");
        p.session("1", "111", kNow - 3h, SessionStatus::Confirmed);
        QCOMPARE(p.lines(), QStringList{s("ended-still-booked 111")});
        QCOMPARE(p.only().time, QTime(6, 40));
        QCOMPARE(p.lines(kNow - 1h), QStringList());  // over for one hour then
    }
    void aCompletedSessionWithoutAnInvoice() {
        Practice p;
        p.client("111");
        p.session("1", "111", kNow - 24h * 3, SessionStatus::Completed);
        QCOMPARE(p.lines(), QStringList{s("without-invoice 111")});
        p.session("1", "111", kNow - 24h * 3, SessionStatus::Completed, "i");
        QCOMPARE(p.lines(), QStringList{s("without-invoice 111")});  // named, and not read yet
        p.invoice("i", "111", QDate(2026, 11, 21), {100}, {0});
        QCOMPARE(p.lines(), QStringList());
    }
    void outstandingIsASumOfWhatIsTwoWeeksOld() {
        Practice p;
        p.client("111");
        p.invoice("a", "111", QDate(2026, 11, 10), {20000}, {5000});
        p.invoice("b", "111", QDate(2026, 11, 1), {10050}, {0});
        p.invoice("c", "111", QDate(2026, 11, 11), {99999}, {0});  // thirteen days old
        QCOMPARE(p.lines(), QStringList{s("outstanding 111")});
        QCOMPARE(p.only().amount, Cents{25050});
        QCOMPARE(p.only().day, QDate(2026, 11, 1));
        p.invoice("a", "111", QDate(2026, 11, 10), {20000}, {20000});
        QCOMPARE(p.only().amount, Cents{10050});
    }
    void doneHoldsUntilTheFactsChange() {
        Practice p;
        p.client("111");
        p.invoice("a", "111", QDate(2026, 11, 1), {10000}, {0});
        const CareItem item = p.only();
        p.mark({item.key, item.facts, item.client, true, {}, {}});
        QCOMPARE(p.lines(), QStringList{s("outstanding 111 done")});
        p.invoice("a", "111", QDate(2026, 11, 1), {10000}, {2500});
        QCOMPARE(p.lines(), QStringList{s("outstanding 111")});
        p.mark({item.key, p.only().facts, item.client, true, {}, {}});
        p.mark({item.key, item.facts, item.client, false, {}, {}});
        QCOMPARE(p.lines(), QStringList{s("outstanding 111")});
        QCOMPARE(p.database.cell(s("SELECT count(*) FROM list_actions")), s("0"));
    }
    void aSnoozedLineComesBackOnItsDay() {
        Practice p;
        p.client("111");
        p.invoice("a", "111", QDate(2026, 11, 1), {10000}, {0});
        const CareItem item = p.only();
        p.mark({item.key, item.facts, item.client, {}, QDate(2026, 11, 26), {}});
        QCOMPARE(p.lines(), QStringList{s("outstanding 111 snoozed")});
        QCOMPARE(p.lines(at("2026-11-25T23:59:00+11:00")), QStringList{s("outstanding 111 snoozed")});
        QCOMPARE(p.lines(at("2026-11-26T00:00:00+11:00")), QStringList{s("outstanding 111")});
        p.mark({item.key, item.facts, item.client, {}, QDate(), {}});
        QCOMPARE(p.lines(), QStringList{s("outstanding 111")});
    }
    void aNoteStaysBesideWhateverElseIsDone() {
        Practice p;
        p.client("111");
        p.invoice("a", "111", QDate(2026, 11, 1), {10000}, {0});
        const CareItem item = p.only();
        p.mark({item.key, item.facts, item.client, {}, {}, s(" pays next week ")});
        p.mark({item.key, item.facts, item.client, true, {}, {}});
        QCOMPARE(p.only().note, s("pays next week"));
        QCOMPARE(p.only().state, CareState::Done);
        QCOMPARE(p.database.cell(s("SELECT updated_by FROM list_actions")), s("kerry"));
    }
    void aForgottenClientTakesNotesAndHistoryAlong() {
        Practice p;
        const ClientId client = p.client("111");
        p.mark({s("k"), s("f"), client, {}, {}, s("a note")});
        p.database.write([&](storage::Scope& scope) {
            return storage::OwnedStore(scope, s("kerry"), kNow)
                .save({client, QStringList{s("sleep")}, s("rest")});
        });
        p.database.execute(
            s("INSERT INTO source_records (kind, halaxy_id, read_sent, read_answered, content_hash, "
              "content, gone, gone_at, created_at, updated_at) VALUES ('Patient', '111', 1, 2, "
              "x'00', '{}', 1, '2026-11-01T00:00:00.000Z', '', '')"));
        QCOMPARE(p.database.write([&](storage::Scope& scope) {
            return storage::PersonalStore(scope).forget(client, kNow);
        }),
                 storage::ForgetAnswer::Forgotten);
        QCOMPARE(p.database.cell(s("SELECT (SELECT count(*) FROM list_actions), (SELECT count(*) FROM "
                                   "owned_changes)")),
                 s("0|0"));
    }
    void whatBloomOwnsOfAClientHasAHistory() {
        Practice p;
        const ClientId client = p.client("111");
        const auto save = [&](const QStringList& issues, const char* plan, const char* who) {
            return p.database.write([&](storage::Scope& scope) {
                return storage::OwnedStore(scope, s(who), kNow).save({client, issues, s(plan)});
            });
        };
        QVERIFY(save({s("sleep"), s("work")}, "rest", "kerry"));
        QVERIFY(save({s("sleep"), s("work")}, "rest", "kerry"));  // nothing changes
        QVERIFY(save({s("sleep")}, "rest", "sam"));
        p.client("111", "Anna");  // the next sync writes the row again
        const auto notes =
            p.database.read([&](storage::Scope& scope) { return storage::readClientNotes(scope, client); });
        QVERIFY(notes);
        QCOMPARE(notes->presentingIssues, QStringList{s("sleep")});
        QCOMPARE(notes->treatmentPlan, s("rest"));
        QCOMPARE(notes->clientName, s("Anna Bee"));
        QCOMPARE(notes->changes.size(), 3U);
        QCOMPARE(notes->changes.front(),
                 (OwnedChange{kNow, s("sam"), s("presenting_issues"), s("sleep, work"), s("sleep")}));
        QVERIFY(!p.database.write([&](storage::Scope& scope) {
            return storage::OwnedStore(scope, s("kerry"), kNow).save({ClientId(s("nobody")), {}, s("x")});
        }));
    }
    void marksNobodyTouchedGoInTime() {
        Practice p;
        p.mark({s("old"), s("f"), {}, true, {}, {}});
        const auto remove = [&](UtcTime before) {
            return p.database.write(
                [&](storage::Scope& scope) { return storage::CareStore(scope).removeOlder(before, 10); });
        };
        QCOMPARE(remove(kNow), 0);
        QCOMPARE(remove(kNow + 1ms), 1);
    }
};

QTEST_GUILESS_MAIN(TestCare)
#include "tst_care.moc"
