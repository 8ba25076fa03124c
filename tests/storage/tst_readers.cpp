// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Dashboard and overview readers on a small practice in a real database; what they should say is written out.
#include "core/row_ids.h"
#include "storage/checkpoint_store.h"
#include "storage/mirror_store.h"
#include "storage/practitioner_store.h"
#include "storage/readers/freshness_reader.h"
#include "storage/readers/overview_reader.h"
#include "storage/set_aside_store.h"
#include "storage/status_store.h"
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
const storage::LiveFacts kLive{kNow, kNow + 5min, false};

struct Practice {
    storage::Scope& scope;
    storage::MirrorStore mirror{scope};
    PractitionerId practitioner(const char* id, const char* name) {
        storage::PractitionerRow row;
        row.halaxyId = h(id);
        row.id = practitionerRowId(row.halaxyId);
        row.name = {s(name), s("Test"), s(name)};
        mirror.put(row, kNow);
        return row.id;
    }
    ClientId client(const char* id, const PractitionerId& practitioner, const char* first = "Ann") {
        storage::ClientRow row;
        row.patientId = h(id);
        row.id = clientRowId(row.patientId);
        row.name = {s(first), s("Bee"), {}};
        row.initials = s("AB");
        mirror.put(row, kNow);
        storage::ClientDerived derived;
        derived.practitioner = practitioner;
        mirror.putDerived(*mirror.heldClient(row.id), derived, kNow);
        return row.id;
    }
    void session(const char* id, const PractitionerId& practitioner, const char* patient, const char* start,
                 SessionStatus status, BillingType billing = BillingType::Medicare,
                 const char* invoice = nullptr) {
        storage::SessionRow row;
        row.appointmentId = h(id);
        row.id = sessionRowId(row.appointmentId, h(patient));
        row.practitioner = practitioner;
        row.client = clientRowId(h(patient));
        row.start = at(start);
        row.end = row.start + 50min;
        row.minutes = 50;
        row.status = status;
        row.billing = billing;
        if (invoice)
            row.invoices.push_back(h(invoice));
        mirror.putSessions(row.appointmentId, std::vector{row}, kNow);
    }
    void invoice(const char* id, const PractitionerId& practitioner, std::int64_t gross, std::int64_t paid,
                 InvoiceStatus status = InvoiceStatus::Issued, std::optional<QDate> date = {}) {
        storage::InvoiceRow row;
        row.invoiceId = h(id);
        row.id = invoiceRowId(row.invoiceId);
        row.practitioner = practitioner;
        row.date = date;
        row.status = status;
        row.billing = BillingType::Medicare;
        row.currency = s("AUD");
        row.gross = {gross};
        row.paid = {paid};
        row.balance = {gross - paid};
        mirror.put(row, kNow);
    }
    void referral(const char* patient, int limit, int used) {
        storage::ReferralRow row;
        row.referralId = h("R1");
        row.id = referralRowId(row.referralId);
        row.client = clientRowId(h(patient));
        row.mentalHealthPlan = true;
        row.limit = limit;
        row.used = used;
        row.start = QDate(2026, 8, 1);
        mirror.put(row, kNow);
    }
};

const PractitionerId kDoctor = practitionerRowId(h("PR-1"));

void fill(storage::Scope& scope) {
    Practice p{scope};
    const PractitionerId other = p.practitioner("PR-2", "Bob");
    p.practitioner("PR-1", "Ada");
    p.client("100", kDoctor);
    p.client("200", kDoctor, "Cy");
    using enum SessionStatus;
    p.session("1", kDoctor, "100", "2026-05-24T09:00:00+10:00", Completed, BillingType::Medicare, "I1");
    p.session("2", kDoctor, "100", "2026-11-03T09:00:00+11:00", Completed, BillingType::Medicare, "I2");
    p.session("3", kDoctor, "100", "2026-11-10T09:00:00+11:00", Cancelled);
    p.session("4", kDoctor, "100", "2026-11-24T09:00:00+11:00", Confirmed);
    p.session("5", kDoctor, "200", "2026-11-24T08:00:00+11:00", Completed, BillingType::Medicare, "I2");
    p.session("6", kDoctor, "100", "2026-11-24T23:30:00+11:00", Scheduled);
    p.session("7", kDoctor, "100", "2026-11-25T00:00:00+11:00", Scheduled);
    p.session("8", other, "100", "2026-11-24T12:00:00+11:00", Scheduled);
    p.invoice("I1", kDoctor, 18000, 18000);
    p.invoice("I2", kDoctor, 20000, 5000);  // covers sessions 2 and 5: counts once
    p.invoice("I3", kDoctor, 9900, 0, InvoiceStatus::WrittenOff, QDate(2026, 11, 5));
    p.invoice("I4", kDoctor, 700, 700, InvoiceStatus::Issued, QDate(2026, 11, 5));
    p.referral("100", 6, 5);
    storage::CheckpointStore(scope).setReferralsChecked(h("100"), kNow);
    storage::StatusStore statuses(scope);
    statuses.runEnded({{}, RunType::Full, RunOutcome::Success, kNow - 10min, {}, true}, kNow);
    statuses.runEnded({kDoctor, RunType::Full, RunOutcome::Success, kNow - 10min, {}, true}, kNow);
    statuses.setHistoryCompleteFrom(kDoctor, QDate(2025, 1, 1), kNow);
}

}  // namespace

class TestReaders : public QObject {
    Q_OBJECT
    test::TempDatabase m_database;
    Dashboard dashboard(QDate date = {}) {
        return *m_database.read(
            [&](storage::Scope& scope) { return storage::readDashboard(scope, s("PR-1"), date, kLive); });
    }

private Q_SLOTS:
    void initTestCase() {
        m_database.write([](storage::Scope& scope) { fill(scope); });
    }

    void theDayIsThePractitionersFromMidnightToMidnight() {
        const Dashboard d = dashboard();
        QCOMPARE(d.date, QDate(2026, 11, 24));
        QStringList day;
        for (const SessionView& session : d.sessions)
            day << session.appointmentId.value + QLatin1Char(' ') + session.localTime;
        QCOMPARE(day, (QStringList{s("5 8:00 AM"), s("4 9:00 AM"), s("6 11:30 PM")}));
        QCOMPARE(d.practitioner.id, kDoctor);
        QVERIFY(d.sessions[1].inProgress);
        QVERIFY(d.sessions[2].upNext);
        QVERIFY(!d.stillLoading);
    }
    void onlyTheFirstSyncGoingOnIsStillLoading_data() {
        QTest::addColumn<QString>("set");
        QTest::addColumn<bool>("loading");
        const QString ended = s("UPDATE sync_status SET last_attempt_at = '2026-11-23T20:00:00.000Z'");
        QTest::newRow("never ended") << s("UPDATE sync_status SET last_error = ''") << true;
        QTest::newRow("cancelled") << ended << false;
        QTest::newRow("failed") << ended + s(", last_outcome = 'failed'") << false;
        QTest::newRow("not synced") << s("UPDATE practitioners SET syncing = 0") << false;
        QTest::newRow("ended in Halaxy") << s("UPDATE practitioners SET status = 'inactive'") << false;
    }
    void onlyTheFirstSyncGoingOnIsStillLoading() {
        QFETCH(QString, set);
        QFETCH(bool, loading);
        test::TempDatabase database;
        database.write([](storage::Scope& scope) { fill(scope); });
        database.execute(
            s("UPDATE sync_status SET last_success_at = NULL, last_outcome = NULL, last_attempt_at = NULL"));
        database.execute(set);
        const auto read = database.read(
            [](storage::Scope& scope) { return storage::readDashboard(scope, s("PR-1"), {}, kLive); });
        QCOMPARE(read->stillLoading, loading);
    }
    void aSessionKnowsItsPlaceAndHowLongTheClientHasCome() {
        const Dashboard d = dashboard();
        const SessionView& session = d.sessions[1];
        QCOMPARE(session.sessionNumber, std::optional(3));  // the cancelled one does not count
        QVERIFY(!session.sessionNumberAtLeast);
        QCOMPARE(session.relationshipMonths, std::optional(6));
        QCOMPARE(session.clientName, s("Ann Bee"));
        QCOMPARE(d.sessions[2].sessionNumber,
                 std::optional(5));  // with the one of another practitioner at noon
    }
    void theFirstDaysOfWhatWeHoldSayAtLeast() {
        m_database.write([](storage::Scope& scope) {
            storage::StatusStore(scope).setHistoryCompleteFrom(kDoctor, QDate(2026, 5, 1), kNow);
        });
        QVERIFY(dashboard().sessions[1].sessionNumberAtLeast);
        QVERIFY(!dashboard().month.yearlyProjection);
        m_database.write([](storage::Scope& scope) {
            storage::StatusStore(scope).setHistoryCompleteFrom(kDoctor, QDate(2025, 1, 1), kNow);
        });
    }
    void aPlanIsUnknownUntilItsReferralsWereRead() {
        const Dashboard d = dashboard();
        QCOMPARE(d.sessions[1].mhcpRemaining, std::optional(1));
        QVERIFY(!d.sessions[0].mhcpRemaining);  // client 200 was never checked
        QVERIFY(!d.sessions[0].mhcpKnown);
        QVERIFY(d.sessions[1].mhcpKnown);
        QVERIFY(!d.upcoming.mhcpEndingSoon);
    }
    void anInvoiceCountsOnceAndNotWhenWrittenOff() {
        const Dashboard d = dashboard();
        QCOMPARE(d.month.currentRevenue, Cents{20000});
        QCOMPARE(d.month.paid, Cents{5000});
        QCOMPARE(d.month.withoutSession, Cents{700});
        QCOMPARE(d.week.revenue, Cents{0});  // it stands at the earliest of its sessions
        QCOMPARE(d.month.yearlyProjection, std::optional(Cents{42287}));  // 380.00 in 328 of 365 days
    }
    void whatIsBookedIsExpectedToBringWhatTheClientUsuallyDoes() {
        // Sessions 4, 6 and 7 are booked; client 100's invoiced sessions brought 200.00 and 180.00.
        QCOMPARE(dashboard().month.projected, std::optional(Cents{20000 + 3 * 19000}));
    }
    void anotherDayHasNoUpNext() {
        const Dashboard d = dashboard(QDate(2026, 11, 25));
        QCOMPARE(d.sessions.size(), 1U);
        QVERIFY(!d.sessions[0].upNext);
    }
    void thereIsNoDashboardOfNobody() {
        QVERIFY(!m_database.read(
            [](storage::Scope& scope) { return storage::readDashboard(scope, s("PR-9"), {}, kLive); }));
    }
    void theOverviewHasARowForEachPractitioner() {
        const OverviewView view =
            m_database.read([](storage::Scope& scope) { return storage::readOverview(scope, kLive); });
        QCOMPARE(view.practitioners.size(), 2U);
        const auto& ada = view.practitioners[0].id == kDoctor ? view.practitioners[0] : view.practitioners[1];
        QCOMPARE(ada.name, s("Ada"));
        QCOMPARE(ada.sessionsToday, 3);
        QCOMPARE(ada.sync.health, SyncHealth::Healthy);
        QCOMPARE(view.clients, 2);
        QCOMPARE(view.sessions, 8);
    }
    void statusSaysWhatIsSetAside() {
        m_database.write([](storage::Scope& scope) {
            storage::SetAsideStore(scope).put({RecordKind::Appointment, h("77")}, "hash", s("no start"),
                                              RunId(s("run")), kNow);
        });
        const SyncStatusView status =
            m_database.read([](storage::Scope& scope) { return storage::readSyncStatus(scope, {}, kLive); });
        QCOMPARE(status.unresolvedErrors, 1);
        QCOMPARE(status.nextScheduled, std::optional(kNow + 5min));
        QVERIFY(status.connected);
    }
};

QTEST_GUILESS_MAIN(TestReaders)
#include "tst_readers.moc"
