// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What people do to records, and what it does to _lastUpdated with each switch.
#include "sandbox/edits.h"
#include "sandbox/live.h"
#include "sandbox/sandbox_client.h"

#include <QtTest>

using namespace bloom;
using namespace bloom::sandbox;
using namespace std::chrono_literals;

class TestSandboxEdits : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void editsMoveVersionAndTime_data();
    void editsMoveVersionAndTime();
    void somethingCanStayStill_data();
    void somethingCanStayStill();
    void deletedRecordsVanishAndComeBack();
    void mergedPatientsLeaveNothingBehind();
    void aGroupThatMergesKeepsOneSeat();
    void peopleComeAndGo();
    void editsOfNothingSayNo();
    void everyEditWorksAsJson_data();
    void everyEditWorksAsJson();
    void wrongJsonIsRefused();
    void timePassesAlikeInAnySteps();
    void bookedBecomesAttended();
    void anOfficeDayIsBusy();

private:
    Editor editor() { return m_client->sandbox.edit(m_client->now); }
    Practice& practice() { return m_client->sandbox.practice(); }
    Reply admin(const QByteArray& json) {
        return m_client->send({.method = "POST", .target = "/sandbox/edit", .headers = {}, .body = json});
    }

    std::unique_ptr<SandboxClient> m_client;
    QString m_appointment;
    QString m_invoice;
    const QString m_patient = QStringLiteral("41001");
};

void TestSandboxEdits::init() {
    m_client = std::make_unique<SandboxClient>();
    m_appointment = editor().addAppointment(
        {.roleId = QStringLiteral("PR-2001"), .start = m_client->now + 24h, .patients = {m_patient}});
    m_invoice = editor().addInvoice(m_appointment, m_patient, 20000, QStringLiteral("Patient"));
    m_client->now += 1h;
    m_client->fetchToken();
}

void TestSandboxEdits::editsMoveVersionAndTime_data() {
    QTest::addColumn<QByteArray>("edit");
    const auto row = [](const char* name, const char* rest) {
        QTest::newRow(name) << QByteArray("\"edit\":\"" + QByteArray(name) + "\"" + rest);
    };
    row("reschedule", ",\"start\":\"2026-12-01T10:00:00+11:00\"");
    row("move", ",\"role\":\"PR-2011\"");
    row("cancel", "");
    row("status", ",\"status\":\"arrived\",\"patient\":\"41001\"");
    row("add-participant", ",\"patient\":\"41002\"");
    row("remove-participant", ",\"patient\":\"41001\"");
    row("entered-in-error", "");
    row("delete", "");
}

void TestSandboxEdits::editsMoveVersionAndTime() {
    QFETCH(QByteArray, edit);
    const Appointment before = *practice().appointments.find(m_appointment);
    const quint64 revision = practice().revision;
    const Reply reply = admin("{" + edit + ",\"id\":\"" + m_appointment.toLatin1() + "\"}");
    QCOMPARE(reply.response.status, 200);
    const Appointment* after = practice().appointments.find(m_appointment);
    QCOMPARE(after->version, before.version + 1);
    QVERIFY(after->lastUpdated == m_client->now);
    QVERIFY(practice().revision > revision);
    QCOMPARE(m_client->total("Appointment?_lastUpdated=ge2026-11-24T10:40:00%2B11:00"), after->gone ? 0 : 1);
}

void TestSandboxEdits::somethingCanStayStill_data() {
    QTest::addColumn<QString>("what");
    for (const char* what : {"status", "attended", "invoice", "payment"})
        QTest::newRow(what) << QString::fromLatin1(what);
}

void TestSandboxEdits::somethingCanStayStill() {
    QFETCH(QString, what);
    for (const bool moves : {true, false}) {
        Quirks& quirks = m_client->sandbox.quirks();
        quirks.statusMovesLastUpdated = quirks.autoAttendedMovesLastUpdated = moves;
        quirks.invoiceMovesLastUpdated = quirks.paymentMovesLastUpdated = moves;
        m_client->now += 1h;
        const bool payment = what == QLatin1String("payment");
        const Record& record = payment ? static_cast<const Record&>(*practice().invoices.find(m_invoice))
                                       : *practice().appointments.find(m_appointment);
        const int version = record.version;
        if (what == QLatin1String("status"))
            QVERIFY(editor().setStatus(m_appointment,
                                       moves ? QStringLiteral("confirmed") : QStringLiteral("booked")));
        else if (what == QLatin1String("invoice"))
            QVERIFY(!editor().addInvoice(m_appointment, m_patient, 100, QStringLiteral("Patient")).isEmpty());
        else if (payment)
            QVERIFY(editor().pay(m_invoice, 100));
        else
            QVERIFY(editor().setStatus(m_appointment, QStringLiteral("booked")) &&
                    editor().attendByItself(m_appointment));
        QCOMPARE(record.version > version, moves);
        QCOMPARE(record.lastUpdated == m_client->now, moves);
    }
}

void TestSandboxEdits::deletedRecordsVanishAndComeBack() {
    const QByteArray target = "Appointment/" + m_appointment.toLatin1();
    const int total = m_client->total("Appointment");
    QCOMPARE(m_client->status(target), 200);
    QVERIFY(editor().remove(Resource::Appointment, m_appointment));
    const Reply gone = m_client->get(target);
    QCOMPARE(gone.response.status, 404);
    QCOMPARE(issueCode(body(gone)), QStringLiteral("not-found"));
    QCOMPARE(m_client->total("Appointment"), total - 1);
    QVERIFY(m_client->ids("Appointment?_id=" + m_appointment.toLatin1()).isEmpty());
    m_client->sandbox.quirks().goneStatus = 410;
    QCOMPARE(m_client->status(target), 410);
    QVERIFY(editor().restore(Resource::Appointment, m_appointment));
    QCOMPARE(m_client->status(target), 200);
}

void TestSandboxEdits::mergedPatientsLeaveNothingBehind() {
    const QString winner = QStringLiteral("41002");
    editor().addReferral(m_patient, QStringLiteral("PR-2001"), QStringLiteral("Medicare: MHTP Referral"), 6);
    const int mine = m_client->total("Appointment?patient=41001");
    const int theirs = m_client->total("Appointment?patient=41002");
    QVERIFY(mine > 0);
    QVERIFY(editor().mergePatients(m_patient, winner));
    QCOMPARE(m_client->status("Patient/41001"), 404);
    QCOMPARE(m_client->total("Appointment?patient=41001"), 0);
    QVERIFY(m_client->total("Appointment?patient=41002") <= mine + theirs);
    QVERIFY(m_client->total("Appointment?patient=41002") > theirs);
    QCOMPARE(m_client->total("Invoice?recipient=Patient/41001"), 0);
    QCOMPARE(m_client->total("Referral?subject=Patient/41001"), 0);
    QCOMPARE(practice().invoices.find(m_invoice)->patientId, winner);
}

void TestSandboxEdits::aGroupThatMergesKeepsOneSeat() {
    QVERIFY(editor().addParticipant(m_appointment, QStringLiteral("41002")));
    QVERIFY(editor().mergePatients(m_patient, QStringLiteral("41002")));
    const auto& seats = practice().appointments.find(m_appointment)->patients;
    QCOMPARE(seats.size(), 1u);
    QCOMPARE(seats.front().patientId, QStringLiteral("41002"));
}

void TestSandboxEdits::peopleComeAndGo() {
    const QString role = editor().addPractitioner(QStringLiteral("Ada"), QStringLiteral("Marlow"));
    const QString person = practice().roles.find(role)->practitionerId;
    m_client->sandbox.quirks().listsExternalPractitioners = false;
    QCOMPARE(m_client->total("Practitioner"), 4);
    QVERIFY(editor().setPractitionerActive(person, false));
    QCOMPARE(m_client->total("Practitioner?active=true"), 3);
    QCOMPARE(m_client->ids("PractitionerRole?active=false"), QStringList{role});
    const QString patient = editor().addPatient(QStringLiteral("Tam"), QStringLiteral("Orrell"));
    QVERIFY(editor().renamePatient(patient, QStringLiteral("Tam"), QStringLiteral("Orrell-Voss")));
    QCOMPARE(m_client->ids("Patient?family=Orrell-Voss"), QStringList{patient});
}

void TestSandboxEdits::editsOfNothingSayNo() {
    const QString none = QStringLiteral("0");
    QVERIFY(!editor().reschedule(none, m_client->now));
    QVERIFY(!editor().cancel(none));
    QVERIFY(!editor().moveToRole(m_appointment, none));
    QVERIFY(!editor().setStatus(m_appointment, QStringLiteral("booked"), none));
    QVERIFY(!editor().removeParticipant(m_appointment, none));
    QVERIFY(!editor().pay(none, 1));
    QVERIFY(!editor().mergePatients(m_patient, m_patient));
    QVERIFY(!editor().remove(Resource::Patient, none));
    QVERIFY(!editor().restore(Resource::Patient, m_patient));
    QVERIFY(editor().addInvoice(m_appointment, none, 1, {}).isEmpty());
    QVERIFY(editor().credit(none, 1).isEmpty());
}

void TestSandboxEdits::everyEditWorksAsJson_data() {
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("search");
    QTest::addColumn<int>("more");
    QTest::newRow("add-appointment")
        << QByteArray(R"({"edit":"add-appointment","role":"PR-2001","start":"2026-12-01T10:00:00+11:00",)"
                      R"("patients":["41003"],"minutes":30})")
        << QByteArray("Appointment?patient=41003") << 1;
    QTest::newRow("add-patient") << QByteArray(R"({"edit":"add-patient","given":"A","family":"B"})")
                                 << QByteArray("Patient") << 1;
    QTest::newRow("add-practitioner") << QByteArray(R"({"edit":"add-practitioner","given":"A","family":"B"})")
                                      << QByteArray("PractitionerRole") << 1;
    QTest::newRow("practitioner-active")
        << QByteArray(R"({"edit":"practitioner-active","id":"PR-1001","active":false})")
        << QByteArray("Practitioner?active=true") << -1;
    QTest::newRow("add-invoice") << QByteArray(R"({"edit":"add-invoice","appointment":"APPOINTMENT",)"
                                               R"("patient":"41001","cents":5000,"payor":"DVA"})")
                                 << QByteArray("Invoice") << 1;
    QTest::newRow("credit") << QByteArray(R"({"edit":"credit","id":"INVOICE","cents":5000})")
                            << QByteArray("Invoice") << 1;
    QTest::newRow("pay") << QByteArray(R"({"edit":"pay","id":"INVOICE","cents":5000})")
                         << QByteArray("Invoice?_lastUpdated=ge2026-11-24T10:40:00%2B11:00") << 1;
    QTest::newRow("write-off") << QByteArray(R"({"edit":"write-off","id":"INVOICE"})")
                               << QByteArray("Invoice?_lastUpdated=ge2026-11-24T10:40:00%2B11:00") << 1;
    QTest::newRow("add-referral") << QByteArray(
                                         R"({"edit":"add-referral","patient":"41001","role":"PR-2001",)"
                                         R"("definition":"Medicare: MHTP Referral","limit":6})")
                                  << QByteArray("Referral") << 1;
    QTest::newRow("rename-patient")
        << QByteArray(R"({"edit":"rename-patient","id":"41001","given":"Q","family":"Zz"})")
        << QByteArray("Patient?family=Zz") << 1;
    QTest::newRow("merge-patients") << QByteArray(R"({"edit":"merge-patients","id":"41001","into":"41002"})")
                                    << QByteArray("Patient") << -1;
    QTest::newRow("delete") << QByteArray(R"({"edit":"delete","resource":"Invoice","id":"INVOICE"})")
                            << QByteArray("Invoice") << -1;
}

void TestSandboxEdits::everyEditWorksAsJson() {
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, search);
    QFETCH(int, more);
    json.replace("APPOINTMENT", m_appointment.toLatin1()).replace("INVOICE", m_invoice.toLatin1());
    const int before = m_client->total(search);
    const Reply reply = admin(json);
    QCOMPARE(reply.response.status, 200);
    QVERIFY(!body(reply).value(QLatin1String("id")).toString().isEmpty());
    QCOMPARE(m_client->total(search), before + more);
}

void TestSandboxEdits::wrongJsonIsRefused() {
    QCOMPARE(admin("{}").response.status, 400);
    QCOMPARE(admin("not json").response.status, 400);
    QCOMPARE(admin(R"({"edit":"cancel","id":"0"})").response.status, 400);
    QVERIFY(body(admin(R"({"edit":"fly"})"))
                .value(QLatin1String("error"))
                .toString()
                .contains(QLatin1String("reschedule")));
}

void TestSandboxEdits::timePassesAlikeInAnySteps() {
    const Live live(LiveOptions{});
    Practice inOne = generate(smallPractice());
    Practice inMany = generate(smallPractice());
    const UtcTime from = tuesdayMorning(), to = from + 8h;
    live.pass(inOne, {}, from, to);
    for (UtcTime at = from; at < to; at += 7s)
        live.pass(inMany, {}, at, std::min<UtcTime>(at + 7s, to));
    const auto truth = [](const Practice& practice) {
        Sandbox sandbox(practice);
        return sandbox.handle({.method = "GET", .target = "/sandbox/truth", .headers = {}, .body = {}}, {})
            .response.body;
    };
    QCOMPARE(truth(inMany), truth(inOne));
    QVERIFY(truth(inOne) != truth(generate(smallPractice())));
}

void TestSandboxEdits::bookedBecomesAttended() {
    const UtcTime start = m_client->now + 10min;
    QStringList ids;
    for (int i = 0; i < 20; ++i)
        ids.append(editor().addAppointment(
            {.roleId = QStringLiteral("PR-2001"), .start = start, .patients = {m_patient}}));
    const Live live(
        {.bookingsPerHour = 0, .movesPerHour = 0, .cancellationsPerHour = 0, .paymentsPerHour = 0});
    live.pass(practice(), {}, m_client->now, start + 49min);
    QCOMPARE(practice().appointments.find(ids[0])->patients.front().status, QStringLiteral("booked"));
    live.pass(practice(), {}, start + 49min, start + 50min);
    int attended = 0, missed = 0, billed = 0;
    for (const QString& id : ids) {
        const Attendance& attendance = practice().appointments.find(id)->patients.front();
        attended += attendance.status == QLatin1String("attended");
        missed += attendance.status == QLatin1String("did not attend");
        billed += int(attendance.invoices.size());
    }
    QCOMPARE(attended + missed, 20);
    QVERIFY(attended > 10 && billed > 5 && billed <= attended);
}

void TestSandboxEdits::anOfficeDayIsBusy() {
    const int appointments = m_client->total("Appointment");
    const Live live(LiveOptions{});
    live.pass(practice(), {}, m_client->now, m_client->now + 6h);
    QVERIFY(m_client->total("Appointment") > appointments + 10);
    QVERIFY(m_client->total("Appointment?part-status=cancelled&_lastUpdated=ge2026-11-24T10:40:00%2B11:00") >
            3);
    const int later = m_client->total("Appointment");
    live.pass(practice(), {}, utc("2026-11-28T08:00:00+11:00"),
              utc("2026-11-28T18:00:00+11:00"));  // a Saturday
    QCOMPARE(m_client->total("Appointment"), later);
}

QTEST_GUILESS_MAIN(TestSandboxEdits)
#include "tst_sandbox_edits.moc"
