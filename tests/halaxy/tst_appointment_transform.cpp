// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Appointments in the real service's shape and in the specification's; expectations are literals.
#include "core/practice_time.h"
#include "halaxy/fhir_reader.h"
#include "json_text.h"

using namespace bloom;
using namespace bloom::halaxy;
using bloom::test::jsonObject;

namespace {
QString t(const char* text) { return QString::fromLatin1(text); }
HalaxyId id(const char* text) { return HalaxyId(t(text)); }
const QByteArray kRole =
    "{'actor':{'reference':'https://au-api.halaxy.com/main/PractitionerRole/"
    "PR-77','type':'PractitionerRole'}}";

QByteArray patient(const char* number, const char* status, const QByteArray& more = {}) {
    return "{'actor':{'reference':'https://au-api.halaxy.com/main/Patient/" + QByteArray(number) +
           "','type':'Patient'},'modifierExtension':[{'url':'https://terminology.halaxy.com/"
           "StructureDefinition/"
           "appointment-participant-status','valueCoding':{'code':'" +
           QByteArray(status) + "'}}]" + more + "}";
}
QByteArray appointment(const QByteArray& participants, const QByteArray& more = {}) {
    return "{'resourceType':'Appointment','id':'500','start':'2026-11-24T09:00:00+10:00',"
           "'end':'2026-11-24T09:50:00+10:00','minutesDuration':50,'participant':[" +
           participants + "]" + (more.isEmpty() ? QByteArray() : QByteArray("," + more)) + "}";
}
ReadRecord read(const QByteArray& json) {
    return readResource(jsonObject(json), RecordKind::Appointment, {1, 2}, UtcTime());
}
AppointmentRecord content(const QByteArray& json) {
    const ReadRecord record = read(json);
    return record.usable() ? std::get<AppointmentRecord>(std::get<RecordContent>(record.content))
                           : AppointmentRecord();
}
}  // namespace

class TestAppointmentTransform : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theRealShape();
    void theSpecificationsShape();
    void aGroupHasAStatusForEach();
    void blockersAreNoSessions();
    void statuses_data();
    void statuses();
    void places_data();
    void places();
    void ends_data();
    void ends();
    void setAside_data();
    void setAside();
};

void TestAppointmentTransform::theRealShape() {
    AppointmentRecord expected;
    expected.id = id("500");
    expected.start = *parseUtc(t("2026-11-23T23:00:00Z"));
    expected.end = *parseUtc(t("2026-11-23T23:50:00Z"));
    expected.minutes = 50;
    expected.created = parseUtc(t("2026-11-01T00:00:00Z"));
    expected.description = t("Follow-up");
    expected.comment = t("bring forms");
    expected.appointmentType = t("Standard consultation");
    expected.location = LocationType::Telehealth;
    expected.practitioners = {{RecordKind::PractitionerRole, id("PR-77")}};
    expected.patients = {{id("123"), SessionStatus::Completed, t("Attended"), {id("900"), id("901")}}};
    const QByteArray invoices =
        ",'extension':[{'url':'https://terminology.halaxy.com/StructureDefinition/"
        "appointment-participant-invoice',"
        "'valueReference':{'reference':'https://au-api.halaxy.com/main/Invoice/900'}},{'url':'https://"
        "terminology."
        "halaxy.com/StructureDefinition/"
        "appointment-participant-invoice','valueReference':{'reference':'Invoice/901'}},"
        "{'url':'other','valueReference':{'reference':'Invoice/902'}}]";
    QCOMPARE(content(appointment(
                 kRole + "," + patient("123", "Attended", invoices),
                 "'created':'2026-11-01T10:00:00+10:00','description':'Follow-up','comment':'bring forms',"
                 "'supportingInformation':[{'reference':'https://au-api.halaxy.com/main/"
                 "HealthcareService/12','type':'HealthcareService','display':'Standard consultation'},"
                 "{'type':'Location','display':'telehealth','extension':[{'url':'https://terminology."
                 "halaxy.com/StructureDefinition/location-type','valueCoding':{'code':'telehealth'}}]}]")),
             expected);
}

void TestAppointmentTransform::theSpecificationsShape() {
    AppointmentRecord expected;
    expected.id = id("500");
    expected.start = *parseUtc(t("2026-11-23T23:00:00Z"));
    expected.end = *parseUtc(t("2026-11-23T23:50:00Z"));
    expected.minutes = 50;
    expected.appointmentType = t("Review");
    expected.locationDetails = t("Room 2");
    expected.practitioners = {{RecordKind::Practitioner, id("PR-1")}};
    expected.patients = {{id("123"), SessionStatus::NoShow, t("noshow"), {}}};
    QCOMPARE(content(appointment("{'actor':{'reference':'Patient/123'},'status':'accepted'},"
                                 "{'actor':{'reference':'Practitioner/PR-1'},'status':'accepted'},"
                                 "{'actor':{'reference':'Location/3','display':'Room 2'}}",
                                 "'status':'noshow','appointmentType':{'text':'Review'}")),
             expected);
}

void TestAppointmentTransform::aGroupHasAStatusForEach() {
    const AppointmentRecord record =
        content(appointment(kRole + "," + patient("1", "attended") + "," + patient("2", "did not attend") +
                            "," + patient("3", "cancelled (no charge)") + "," + patient("1", "cancelled")));
    QCOMPARE(record.patients.size(), 3U);
    QCOMPARE(record.patients[0].status, SessionStatus::Completed);
    QCOMPARE(record.patients[1].status, SessionStatus::NoShow);
    QCOMPARE(record.patients[2].status, SessionStatus::Cancelled);
    QCOMPARE(record.patients[2].rawStatus, t("cancelled (no charge)"));
}

void TestAppointmentTransform::blockersAreNoSessions() {
    QVERIFY(read(appointment(kRole)).usable());
    QVERIFY(content(appointment(kRole)).patients.empty());
    QVERIFY(read(appointment("")).usable());
}

void TestAppointmentTransform::statuses_data() {
    QTest::addColumn<QByteArray>("participant");
    QTest::addColumn<QByteArray>("top");
    QTest::addColumn<QString>("status");
    QTest::addColumn<QString>("raw");
    QTest::newRow("the participant's")
        << patient("1", "Confirmed") << QByteArray() << t("confirmed") << t("Confirmed");
    QTest::newRow("it beats the top")
        << patient("1", "attended") << QByteArray("'status':'cancelled'") << t("completed") << t("attended");
    QTest::newRow("unknown stays unknown") << patient("1", "Running late") << QByteArray("'status':'booked'")
                                           << t("unknown") << t("Running late");
    QTest::newRow("none at all") << QByteArray("{'actor':{'reference':'Patient/1'}}") << QByteArray()
                                 << t("unknown") << QString();
    QTest::newRow("in error") << QByteArray("{'actor':{'reference':'Patient/1'}}")
                              << QByteArray("'status':'entered-in-error'") << t("unknown")
                              << t("entered-in-error");
}
void TestAppointmentTransform::statuses() {
    QFETCH(QByteArray, participant);
    QFETCH(QByteArray, top);
    QFETCH(QString, status);
    QFETCH(QString, raw);
    const AppointmentRecord record = content(appointment(kRole + "," + participant, top));
    QCOMPARE(record.patients.size(), 1U);
    QCOMPARE(name(record.patients[0].status), status);
    QCOMPARE(record.patients[0].rawStatus, raw);
    QCOMPARE(record.enteredInError, raw == QLatin1String("entered-in-error"));
}

void TestAppointmentTransform::places_data() {
    QTest::addColumn<QByteArray>("support");
    QTest::addColumn<QString>("place");
    QTest::newRow("an extension") << QByteArray(
                                         "{'extension':[{'url':'x/location-type','valueCode':'phone'}]}")
                                  << t("phone");
    QTest::newRow("a reference") << QByteArray(
                                        "{'reference':'https://h/presets/CodeSystem/location-type/clinic'}")
                                 << t("in-person");
    QTest::newRow("an identifier") << QByteArray("{'type':'location-type','identifier':{'value':'online'}}")
                                   << t("telehealth");
    QTest::newRow("words") << QByteArray("{'type':'Location','display':'Organization'}") << t("in-person");
    QTest::newRow("none") << QByteArray("{'type':'Location','display':'Level 2'}") << t("unknown");
    QTest::newRow("a service called phone")
        << QByteArray("{'reference':'HealthcareService/1','display':'phone'}") << t("unknown");
}
void TestAppointmentTransform::places() {
    QFETCH(QByteArray, support);
    QFETCH(QString, place);
    QCOMPARE(name(content(appointment(kRole, "'supportingInformation':[" + support + "]")).location), place);
}

void TestAppointmentTransform::ends_data() {
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<int>("length");
    QTest::addColumn<int>("minutes");
    const QByteArray head = "{'id':'1','start':'2026-11-24T09:00:00Z'";
    QTest::newRow("both") << QByteArray(head + ",'end':'2026-11-24T10:00:00Z','minutesDuration':50}") << 60
                          << 50;
    QTest::newRow("no end") << QByteArray(head + ",'minutesDuration':50}") << 50 << 50;
    QTest::newRow("no minutes") << QByteArray(head + ",'end':'2026-11-24T10:00:00Z'}") << 60 << 60;
    QTest::newRow("an end before the start")
        << QByteArray(head + ",'end':'2026-11-24T08:00:00Z','minutesDuration':30}") << 30 << 30;
    QTest::newRow("neither") << QByteArray(head + "}") << 0 << 0;
    QTest::newRow("nonsense") << QByteArray(head + ",'minutesDuration':-5}") << 0 << 0;
}
void TestAppointmentTransform::ends() {
    QFETCH(QByteArray, json);
    QFETCH(int, length);
    QFETCH(int, minutes);
    const AppointmentRecord record = content(json);
    QCOMPARE(record.end - record.start, milliseconds(length * 60'000));
    QCOMPARE(record.minutes, minutes);
}

void TestAppointmentTransform::setAside_data() {
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("reason");
    const auto withoutId = appointment(kRole).replace("'500'", "''");
    QTest::newRow("no id") << withoutId << t("has no usable id");
    QTest::newRow("no start") << appointment(kRole).replace("'start'", "'begin'")
                              << t("has no usable start time");
    QTest::newRow("a start without an offset")
        << appointment(kRole).replace("09:00:00+10:00", "09:00:00") << t("has no usable start time");
    QTest::newRow("nobody treats") << appointment(patient("1", "booked"))
                                   << t("has no usable practitioner reference");
    QTest::newRow("a patient nothing names")
        << appointment(kRole + ",{'actor':{'type':'Patient','display':'Jo'}}")
        << t("has no usable patient reference");
    QTest::newRow("a broken patient reference")
        << appointment(kRole + ",{'actor':{'reference':'https://h/main/Patient/'}}")
        << t("has no usable patient reference");
    QTest::newRow("an empty participant is nobody") << appointment(kRole + ",{}") << QString();
}
void TestAppointmentTransform::setAside() {
    QFETCH(QByteArray, json);
    QFETCH(QString, reason);
    const ReadRecord record = read(json);
    QCOMPARE(record.usable() ? QString() : std::get<QString>(record.content), reason);
}

QTEST_GUILESS_MAIN(TestAppointmentTransform)
#include "tst_appointment_transform.moc"
