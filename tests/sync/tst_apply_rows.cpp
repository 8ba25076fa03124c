// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Which rows records become.
#include "storage/confirm_store.h"
#include "storage/mirror_store.h"
#include "storage/practitioner_store.h"
#include "storage/set_aside_store.h"
#include "support/applied_practice.h"

#include <QTest>

using namespace bloom;
using namespace bloom::storage;
using namespace bloom::sync;
using namespace bloom::test;
using Practice = AppliedPractice;

class TestApplyRows : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void makesRowsOfEachKind();
    void groupIsReplacedAsOne();
    void blockerLosesItsSessions();
    void enteredInErrorIsASoftDelete();
    void unknownPatientGetsAPlaceholder();
    void placeholderGoesWithItsOnlySession();
    void placeholdersAreAskedForInTurn();
    void unknownRoleIsSetAsideUntilItComes();
    void firstKnownPractitionerOfAnAppointmentWins();
    void severalRolesAreOnePractitioner();
    void invoiceByParticipant();
    void invoiceNamingItsAppointment();
    void writtenOffInvoiceBillsNothing();
    void numbersFollowTimeOrder();
    void planIsUnknownUntilReferralsAreRead();
    void clientBelongsToTheNextSessionsPractitioner();
    void clientWithoutSessionsBelongsToTheGeneralPractitioner();
    void externalPractitionersGetNoRow();
    void passingTimeMovesClients();
    void bloomsOwnColumnsStay();
    void blankTitleNeverStored();
};

void TestApplyRows::makesRowsOfEachKind() {
    Practice practice;
    practice.staff();
    auto visit = appointment("A1", "7", "2026-11-20T23:00:00Z", SessionStatus::Completed);
    visit.patients[0].invoiceIds = {HalaxyId(L("I1"))};
    const auto report =
        practice.apply({reading(patient("7", "Mia", "Banks"), 2), reading(visit, 3),
                        reading(invoice("I1", "7", 22000), 4), reading(referral("R1", "7", 6, 2), 5)});
    QCOMPARE(report.kinds.at(RecordKind::Patient), (KindCounts{1, 1, 0, 0, 0, 0, 0}));
    QCOMPARE(report.kinds.at(RecordKind::Appointment), (KindCounts{1, 1, 0, 0, 0, 0, 0}));
    QCOMPARE(report.practitioners.size(), size_t(1));
    QVERIFY(report.toRead.empty());
    QCOMPARE(practice.cell("SELECT first_name, initials, total_sessions, first_session_date, is_placeholder "
                           "FROM clients"),
             L("Mia|MB|1|2026-11-21|0"));
    QCOMPARE(
        practice.cell("SELECT status, session_number, scheduled_start_time, duration_minutes, billing_type, "
                      "invoice_amount, is_paid FROM sessions"),
        L("completed|1|2026-11-20T23:00:00.000Z|50|medicare|22000|0"));
    QCOMPARE(practice.cell("SELECT halaxy_invoice_id FROM session_invoices"), L("I1"));
    QCOMPARE(practice.cell("SELECT session_limit, sessions_used, requester FROM referrals"),
             L("6|2|Dr Referrer"));
    QCOMPARE(practice.cell("SELECT display_name, last_name, halaxy_practitioner_role_id, status, timezone "
                           "FROM practitioners"),
             L("Pat Example|Example|PR-11|onboarding|Australia/Sydney"));
}

void TestApplyRows::groupIsReplacedAsOne() {
    Practice practice;
    practice.staff();
    auto group = appointment("A1", "7", "2026-11-24T00:00:00Z");
    group.patients.push_back({HalaxyId(L("8")), SessionStatus::Confirmed, L("confirmed"), {}});
    practice.apply({reading(patient("7"), 2), reading(patient("8"), 2), reading(group, 2)});
    QCOMPARE(practice.sessions(), L("A1|7|scheduled\nA1|8|confirmed"));
    QCOMPARE(practice.cell("SELECT DISTINCT is_group FROM sessions"), L("1"));
    group.patients.erase(group.patients.begin());
    practice.apply({reading(group, 3)});
    QCOMPARE(practice.sessions(), L("A1|8|confirmed"));
    QCOMPARE(
        practice.cell("SELECT total_sessions, first_session_date FROM clients WHERE halaxy_patient_id = '7'"),
        L("0|-"));
    QCOMPARE(practice.cell("SELECT is_group FROM sessions WHERE deleted_at IS NULL"), L("0"));
}

void TestApplyRows::blockerLosesItsSessions() {
    Practice practice;
    practice.staff();
    auto visit = appointment("A1", "7", "2026-11-24T00:00:00Z");
    practice.apply({reading(patient("7"), 2), reading(visit, 2)});
    visit.patients.clear();
    const auto report = practice.apply({reading(visit, 3)});
    QCOMPARE(practice.sessions(), QString());
    QCOMPARE(report.practitioners.size(), size_t(1));
    QVERIFY(report.setAside.empty());
}

void TestApplyRows::enteredInErrorIsASoftDelete() {
    Practice practice;
    practice.staff();
    auto visit = appointment("A1", "7", "2026-11-24T00:00:00Z");
    practice.apply({reading(patient("7"), 2), reading(visit, 2)});
    visit.enteredInError = true;
    practice.apply({reading(visit, 3)});
    QCOMPARE(practice.cell("SELECT count(*), count(deleted_at) FROM sessions"), L("1|1"));
}

void TestApplyRows::unknownPatientGetsAPlaceholder() {
    Practice practice;
    practice.staff();
    const auto report = practice.apply({reading(appointment("A1", "7", "2026-11-24T00:00:00Z"), 2)});
    QCOMPARE(report.toRead, (std::vector<RecordKey>{{RecordKind::Patient, HalaxyId(L("7"))}}));
    QCOMPARE(practice.cell("SELECT initials, is_placeholder, total_sessions FROM clients"), L("?|1|1"));
    practice.apply({reading(patient("7", "Mia", "Banks"), 3)});
    QCOMPARE(practice.cell("SELECT initials, is_placeholder, total_sessions FROM clients"), L("MB|0|1"));
}

void TestApplyRows::placeholderGoesWithItsOnlySession() {
    Practice practice;
    practice.staff();
    auto visit = appointment("A1", "7", "2026-11-24T00:00:00Z");
    practice.apply({reading(visit, 2)});
    visit.patients[0].patientId = HalaxyId(L("8"));
    practice.apply({reading(patient("8"), 3), reading(visit, 3)});
    QCOMPARE(practice.cell("SELECT halaxy_patient_id FROM clients WHERE deleted_at IS NULL"), L("8"));
}

void TestApplyRows::placeholdersAreAskedForInTurn() {
    Practice practice;
    practice.staff();
    practice.apply({reading(appointment("A1", "7", "2026-11-24T00:00:00Z"), 2),
                    reading(appointment("A2", "8", "2026-11-24T01:00:00Z"), 2)});
    const RecordKey seven{RecordKind::Patient, HalaxyId(L("7"))};
    practice.database.write([&](Scope& scope) {
        SetAsideStore(scope).put(seven, QByteArray(16, 'a'), L("not given"), practice.context.run,
                                 practice.context.now);
    });
    const auto inTurn = [&](int count) {
        return practice.database.read([&](Scope& scope) { return MirrorStore(scope).placeholders(count); });
    };
    QCOMPARE(inTurn(1), std::vector<HalaxyId>{HalaxyId(L("8"))});  // never asked for
    QCOMPARE(inTurn(9), (std::vector<HalaxyId>{HalaxyId(L("8")), HalaxyId(L("7"))}));
    // By nobody else: an answer without them is not the end of it.
    const auto others = practice.database.read([&](Scope& scope) {
        return ConfirmStore(scope).toAsk(practice.context.now + std::chrono::hours(1));
    });
    QVERIFY(others.empty());
    practice.gone(RecordKind::Appointment, "A1", 3);
    QCOMPARE(inTurn(9), std::vector<HalaxyId>{HalaxyId(L("8"))});
    QCOMPARE(practice.cell("SELECT count(*) FROM set_aside"), L("0"));
}

void TestApplyRows::unknownRoleIsSetAsideUntilItComes() {
    Practice practice;
    practice.apply({reading(patient("7"), 2)});
    const auto report = practice.apply({reading(appointment("A1", "7", "2026-11-24T00:00:00Z"), 2)});
    QCOMPARE(report.kinds.at(RecordKind::Appointment), (KindCounts{1, 0, 0, 0, 0, 0, 1}));
    QCOMPARE(report.setAside.size(), size_t(1));
    QVERIFY(report.setAside[0].isNew);
    QCOMPARE(report.toRead, (std::vector<RecordKey>{{RecordKind::PractitionerRole, HalaxyId(L("PR-11"))}}));
    const auto again = practice.apply({reading(appointment("A1", "7", "2026-11-24T00:00:00Z"), 3)});
    QCOMPARE(again.kinds.at(RecordKind::Appointment).setAside, 1);
    QVERIFY(!again.setAside[0].isNew);
    const auto roleCame = practice.apply({reading(role("PR-11", "PR-1"), 4)});
    QCOMPARE(roleCame.toRead, (std::vector<RecordKey>{{RecordKind::Practitioner, HalaxyId(L("PR-1"))}}));
    practice.apply({reading(practitioner("PR-1"), 5)});
    QCOMPARE(practice.sessions(), L("A1|7|scheduled"));
    QCOMPARE(practice.cell("SELECT count(*) FROM set_aside"), L("0"));
}

void TestApplyRows::firstKnownPractitionerOfAnAppointmentWins() {
    Practice practice;
    practice.apply({reading(practitioner("PR-2", "Second"), 1), reading(role("PR-22", "PR-2"), 1)});
    auto visit = appointment("A1", "7", "2026-11-24T00:00:00Z");
    visit.practitioners.push_back({RecordKind::PractitionerRole, HalaxyId(L("PR-22"))});
    practice.apply({reading(patient("7"), 2), reading(visit, 2)});
    const char* whose =
        "SELECT p.last_name, (SELECT last_name FROM practitioners WHERE id = c.practitioner_id) FROM "
        "sessions s JOIN practitioners p ON p.id = s.practitioner_id JOIN clients c ON c.id = s.client_id";
    QCOMPARE(practice.cell(whose), L("Second|Second"));
    practice.staff();  // now the first one is known too
    QCOMPARE(practice.cell(whose), L("Example|Example"));
}

void TestApplyRows::severalRolesAreOnePractitioner() {
    Practice practice;
    auto ended = role("PR-10", "PR-1");
    ended.active = false;
    ended.email = L("old@example.org");
    practice.apply({reading(ended, 1), reading(role("PR-12", "PR-1"), 1), reading(practitioner("PR-1"), 1)});
    QCOMPARE(
        practice.cell("SELECT count(*), max(halaxy_practitioner_role_id), max(email) FROM practitioners"),
        L("1|PR-12|old@example.org"));
    auto left = role("PR-12", "PR-1");
    left.periodEnd = at("2026-11-01T00:00:00Z");
    practice.apply({reading(left, 2)});
    QCOMPARE(practice.cell("SELECT status, halaxy_active FROM practitioners"), L("inactive|0"));
}

void TestApplyRows::invoiceByParticipant() {
    for (const bool invoiceFirst : {true, false}) {
        Practice practice;
        practice.staff();
        auto visit = appointment("A1", "7", "2026-11-20T00:00:00Z", SessionStatus::Completed);
        visit.patients[0].invoiceIds = {HalaxyId(L("I1")), HalaxyId(L("I2"))};
        auto credit = invoice("I2", "7", -2000);
        credit.isPaid = true;
        auto paid = invoice("I1", "7", 22000);
        paid.isPaid = true;
        practice.apply({reading(patient("7"), 2)});
        if (!invoiceFirst)
            practice.apply({reading(visit, 2)});
        practice.apply({reading(paid, 2), reading(credit, 2)});
        if (invoiceFirst)
            practice.apply({reading(visit, 2)});
        QCOMPARE(practice.cell("SELECT invoice_amount, is_paid, billing_type FROM sessions"),
                 L("20000|1|medicare"));
    }
}

void TestApplyRows::invoiceNamingItsAppointment() {
    for (const bool invoiceFirst : {true, false}) {
        Practice practice;
        practice.staff();
        auto group = appointment("A1", "7", "2026-11-20T00:00:00Z", SessionStatus::Completed);
        group.patients.push_back({HalaxyId(L("8")), SessionStatus::Completed, L("attended"), {}});
        auto naming = invoice("I1", "8", 9000);
        naming.appointmentIds = {HalaxyId(L("A1"))};
        practice.apply({reading(patient("7"), 2), reading(patient("8"), 2)});
        practice.apply({invoiceFirst ? reading(naming, 2) : reading(group, 2)});
        practice.apply({invoiceFirst ? reading(group, 2) : reading(naming, 2)});
        QCOMPARE(practice.cell("SELECT c.halaxy_patient_id, s.invoice_amount FROM sessions s "
                               "JOIN clients c ON c.id = s.client_id ORDER BY 1"),
                 L("7|-\n8|9000"));
        naming.appointmentIds.clear();
        practice.apply({reading(naming, 3)});
        QCOMPARE(practice.cell("SELECT count(invoice_amount) FROM sessions"), L("0"));
    }
}

void TestApplyRows::writtenOffInvoiceBillsNothing() {
    Practice practice;
    practice.staff();
    auto visit = appointment("A1", "7", "2026-11-20T00:00:00Z", SessionStatus::Completed);
    visit.patients[0].invoiceIds = {HalaxyId(L("I1"))};
    auto bill = invoice("I1", "7", 22000);
    practice.apply({reading(patient("7"), 2), reading(visit, 2), reading(bill, 2)});
    QCOMPARE(practice.cell("SELECT invoice_amount FROM sessions"), L("22000"));
    bill.status = InvoiceStatus::WrittenOff;
    practice.apply({reading(bill, 3)});
    QCOMPARE(practice.cell("SELECT invoice_amount, billing_type FROM sessions"), L("-|-"));
}

void TestApplyRows::numbersFollowTimeOrder() {
    Practice practice;
    practice.staff();
    practice.apply({reading(patient("7"), 2), reading(appointment("A3", "7", "2026-11-24T00:00:00Z"), 2),
                    reading(appointment("A2", "7", "2026-11-17T00:00:00Z", SessionStatus::Cancelled), 2)});
    const char* numbers =
        "SELECT halaxy_appointment_id, session_number FROM sessions ORDER BY scheduled_start_time";
    QCOMPARE(practice.cell(numbers), L("A2|-\nA3|1"));
    practice.apply({reading(appointment("A1", "7", "2026-11-10T00:00:00Z", SessionStatus::Completed), 3)});
    QCOMPARE(practice.cell(numbers), L("A1|1\nA2|-\nA3|2"));
    QCOMPARE(practice.cell("SELECT total_sessions, first_session_date, last_session_date FROM clients"),
             L("2|2026-11-10|2026-11-10"));
}

void TestApplyRows::planIsUnknownUntilReferralsAreRead() {
    Practice practice;
    practice.staff();
    practice.apply({reading(patient("7"), 2), reading(referral("R1", "7", 6, 4), 2)});
    const char* plan =
        "SELECT mhcp_is_active, mhcp_total_sessions, mhcp_used_sessions, mhcp_remaining, "
        "mhcp_plan_expiry_date, mhcp_referring_gp FROM clients";
    QCOMPARE(practice.cell(plan), L("-|-|-|-|-|-"));
    practice.database.write(
        [&](Scope& scope) { return practice.applier.referralsRead(scope, std::nullopt, practice.context); });
    QCOMPARE(practice.cell(plan), L("1|10|0|2|2027-06-30|Dr Referrer"));
    practice.apply({reading(referral("R1", "7", 6, 6), 3)});
    QCOMPARE(practice.cell(plan), L("1|10|0|0|2027-06-30|Dr Referrer"));
}

void TestApplyRows::clientBelongsToTheNextSessionsPractitioner() {
    Practice practice;
    practice.staff();
    practice.apply({reading(practitioner("PR-2", "Second"), 1), reading(role("PR-22", "PR-2"), 1)});
    auto later = appointment("A2", "7", "2026-12-01T00:00:00Z");
    later.practitioners = {{RecordKind::PractitionerRole, HalaxyId(L("PR-22"))}};
    practice.apply({reading(patient("7"), 2), reading(later, 2),
                    reading(appointment("A1", "7", "2026-11-01T00:00:00Z", SessionStatus::Completed), 2)});
    const char* whose = "SELECT p.last_name FROM clients c JOIN practitioners p ON p.id = c.practitioner_id";
    QCOMPARE(practice.cell(whose), L("Second"));
    later.patients[0].status = SessionStatus::Cancelled;
    practice.apply({reading(later, 3)});
    QCOMPARE(practice.cell(whose), L("Example"));
}

void TestApplyRows::clientWithoutSessionsBelongsToTheGeneralPractitioner() {
    for (const bool staffFirst : {true, false}) {
        Practice practice;
        auto somebody = patient("7");
        somebody.generalPractitioners = {HalaxyId(L("EP-9")), HalaxyId(L("PR-11"))};
        if (staffFirst)
            practice.staff();
        practice.apply({reading(somebody, 2)});
        if (!staffFirst)
            practice.staff();
        QCOMPARE(practice.cell(
                     "SELECT p.last_name FROM clients c JOIN practitioners p ON p.id = c.practitioner_id"),
                 L("Example"));
    }
}

void TestApplyRows::externalPractitionersGetNoRow() {
    Practice practice;
    practice.staff();
    const auto report =
        practice.apply({reading(practitioner("EP-9", "Outside"), 1), reading(role("PR-99", "EP-9"), 1)});
    QCOMPARE(practice.cell("SELECT group_concat(last_name) FROM practitioners"), L("Example"));
    QVERIFY(report.toRead.empty());
}

void TestApplyRows::passingTimeMovesClients() {
    Practice practice;
    practice.staff();
    practice.apply({reading(practitioner("PR-2", "Second"), 1), reading(role("PR-22", "PR-2"), 1)});
    auto later = appointment("A2", "7", "2026-12-01T00:00:00Z");
    later.practitioners = {{RecordKind::PractitionerRole, HalaxyId(L("PR-22"))}};
    practice.apply({reading(patient("7"), 2), reading(later, 2),
                    reading(appointment("A1", "7", "2026-11-24T00:00:00Z"), 2)});
    const char* state =
        "SELECT p.last_name, c.last_session_date FROM clients c JOIN practitioners p "
        "ON p.id = c.practitioner_id";
    QCOMPARE(practice.cell(state), L("Example|-"));
    const UtcTime before = practice.context.now;
    practice.context.now = at("2026-11-24T01:00:00Z");
    const auto report = practice.database.write(
        [&](Scope& scope) { return practice.applier.passTime(scope, before, practice.context); });
    QCOMPARE(practice.cell(state), L("Second|2026-11-24"));
    QCOMPARE(report.rowsWritten, 1);
}

void TestApplyRows::bloomsOwnColumnsStay() {
    Practice practice;
    practice.staff();
    practice.apply({reading(patient("7"), 2)});
    practice.database.execute(
        L("UPDATE clients SET presenting_issues = '[\"anxiety\"]', treatment_plan = 'weekly'"));
    practice.database.write([](Scope& scope) {
        PractitionerSettings settings;
        settings.timezone = L("Australia/Perth");
        settings.weeklySessionTarget = 12;
        settings.status = PractitionerStatus::Active;
        const auto whom = PractitionerStore(scope).find(L("PR-1"));
        QVERIFY(whom && PractitionerStore(scope).save(whom->id, settings, at("2026-11-23T00:00:00Z")));
    });
    practice.apply({reading(patient("7", "New", "Name"), 3), reading(practitioner("PR-1", "Married"), 3)});
    QCOMPARE(practice.cell("SELECT first_name, presenting_issues, treatment_plan FROM clients"),
             L("New|[\"anxiety\"]|weekly"));
    QCOMPARE(practice.cell("SELECT last_name, timezone, weekly_session_target, status FROM practitioners"),
             L("Married|Australia/Perth|12|active"));
}

void TestApplyRows::blankTitleNeverStored() {
    TempDatabase database;
    for (const QString& table : {L("invoices"), L("source_records")})
        QVERIFY(!database.cell(L("SELECT group_concat(name) FROM pragma_table_info('%1')").arg(table))
                     .contains(L("title")));
}

QTEST_GUILESS_MAIN(TestApplyRows)
#include "tst_apply_rows.moc"
