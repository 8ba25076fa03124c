// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What records look like: each way in which the real service's JSON differs from plain FHIR, and the plain
// shape.
#include "sandbox/edits.h"
#include "sandbox/sandbox_client.h"

#include <QtTest>

using namespace bloom;
using namespace bloom::sandbox;

namespace {

QJsonObject at(const QJsonObject& object, const char* path) {
    QJsonValue value = object;
    for (const QByteArray& step : QByteArray(path).split('.')) {
        bool isIndex = false;
        const int index = step.toInt(&isIndex);
        value = isIndex ? value.toArray().at(index) : value.toObject().value(QLatin1String(step));
    }
    return value.toObject();
}

QString text(const QJsonObject& object, const char* path) {
    const QByteArray whole(path);
    const qsizetype dot = whole.lastIndexOf('.');
    const QJsonObject parent = dot < 0 ? object : at(object, whole.left(dot).constData());
    return parent.value(QLatin1String(whole.mid(dot + 1))).toVariant().toString();
}

QJsonArray list(const QJsonObject& object, const char* name) {
    return object.value(QLatin1String(name)).toArray();
}

constexpr const char* statusUrl =
    "https://terminology.halaxy.com/StructureDefinition/appointment-participant-status";
constexpr const char* invoiceUrl =
    "https://terminology.halaxy.com/StructureDefinition/appointment-participant-invoice";

}  // namespace

class TestSandboxShapes : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void appointmentsHaveNoStatusOfTheirOwn();
    void eachPatientOfAGroupHasAStatus();
    void blockersHaveNoPatient();
    void theInvoiceHangsOnTheParticipant();
    void thePractitionerParticipantIsARole();
    void theOffsetIgnoresDaylightSaving();
    void referencesAreAbsolute();
    void appointmentTypeAndPlaceAreSupportingInformation();
    void idsLookLikeHalaxys();
    void patientsCarryTheirExtensions();
    void contactPointsMayHaveEnded();
    void invoicesAreHalaxys();
    void referralsCountTheirUse();
    void referencesCanBeShort();
    void registrationNumbersStandAmongQualifications();
    void plainStatuses_data();
    void plainStatuses();
    void plainReferencesAreRelativeAndTimesUtc();
    void plainInvoicesHaveFhirStatuses();
    void plainAnswersBelowFhir();
    void metaCanBeLeftOut();
    void textIsEscaped();

private:
    QString addGroup();
    QJsonObject appointment(const QString& id) { return m_client->json("Appointment/" + id.toLatin1()); }
    Editor editor() { return m_client->sandbox.edit(m_client->now); }
    void plain() { m_client->sandbox.quirks().shape = Shape::Plain; }

    std::unique_ptr<SandboxClient> m_client;
    const QStringList m_patients = {QStringLiteral("41001"), QStringLiteral("41002"),
                                    QStringLiteral("41003")};
};

void TestSandboxShapes::init() {
    m_client = std::make_unique<SandboxClient>();
    m_client->sandbox.setOrigin(QStringLiteral("https://au-api.halaxy.com"));
}

QString TestSandboxShapes::addGroup() {
    const QString id = editor().addAppointment({.roleId = QStringLiteral("PR-2001"),
                                                .start = utc("2027-01-12T14:00:00+11:00"),
                                                .minutes = 90,
                                                .patients = m_patients});
    editor().setStatus(id, QStringLiteral("Confirmed"), m_patients[1]);
    editor().setStatus(id, QStringLiteral("cancelled (no charge)"), m_patients[2]);
    return id;
}

void TestSandboxShapes::appointmentsHaveNoStatusOfTheirOwn() {
    for (const QJsonObject& found : matches(m_client->json("Appointment?_count=100")))
        QVERIFY(!found.contains(QLatin1String("status")));
}

void TestSandboxShapes::eachPatientOfAGroupHasAStatus() {
    const QJsonObject group = appointment(addGroup());
    QStringList codes;
    for (int i = 1; i <= 3; ++i) {
        const QJsonObject participant = list(group, "participant").at(i).toObject();
        QCOMPARE(text(participant, "modifierExtension.0.url"), QString::fromLatin1(statusUrl));
        codes.append(text(participant, "modifierExtension.0.valueCoding.code"));
        QCOMPARE(text(participant, "actor.reference"),
                 QString(QStringLiteral("https://au-api.halaxy.com/main/Patient/") + m_patients[i - 1]));
    }
    QCOMPARE(codes, (QStringList{QStringLiteral("booked"), QStringLiteral("Confirmed"),
                                 QStringLiteral("cancelled (no charge)")}));
}

void TestSandboxShapes::blockersHaveNoPatient() {
    const QString id = editor().addAppointment({.roleId = QStringLiteral("PR-2001"), .start = m_client->now});
    const QJsonObject blocker = appointment(id);
    QCOMPARE(list(blocker, "participant").size(), 1);
    QCOMPARE(text(blocker, "description"), QStringLiteral("Blocked"));
}

void TestSandboxShapes::theInvoiceHangsOnTheParticipant() {
    const QString id = addGroup();
    const QString invoice = editor().addInvoice(id, m_patients[1], 12345, QStringLiteral("Medicare"));
    const QString credit = editor().credit(invoice, 345);
    const QJsonObject group = appointment(id);
    QVERIFY(list(group, "participant").at(1).toObject().value(QLatin1String("extension")).isUndefined());
    const QJsonObject billed = list(group, "participant").at(2).toObject();
    QCOMPARE(list(billed, "extension").size(), 2);
    QCOMPARE(text(billed, "extension.0.url"), QString::fromLatin1(invoiceUrl));
    QCOMPARE(text(billed, "extension.0.valueReference.reference"),
             QString(QStringLiteral("https://au-api.halaxy.com/main/Invoice/") + invoice));
    QVERIFY(text(billed, "extension.1.valueReference.reference").endsWith(credit));
}

void TestSandboxShapes::thePractitionerParticipantIsARole() {
    const QJsonObject found = appointment(addGroup());
    QCOMPARE(text(found, "participant.0.actor.reference"),
             QStringLiteral("https://au-api.halaxy.com/main/PractitionerRole/PR-2001"));
    QCOMPARE(text(found, "participant.0.actor.type"), QStringLiteral("PractitionerRole"));
    QVERIFY(!text(found, "participant.0.actor.display").isEmpty());
}

void TestSandboxShapes::theOffsetIgnoresDaylightSaving() {
    const QJsonObject found = appointment(addGroup());
    QCOMPARE(text(found, "start"), QStringLiteral("2027-01-12T13:00:00+10:00"));  // 14:00 in Sydney
    QCOMPARE(text(found, "end"), QStringLiteral("2027-01-12T14:30:00+10:00"));
    QCOMPARE(text(found, "minutesDuration"), QStringLiteral("90"));
    QCOMPARE(text(found, "created"), QStringLiteral("2026-11-24T08:40:00+10:00"));
}

void TestSandboxShapes::referencesAreAbsolute() {
    const QJsonObject role = m_client->json("PractitionerRole/PR-2001");
    QCOMPARE(text(role, "practitioner.reference"),
             QStringLiteral("https://au-api.halaxy.com/main/Practitioner/PR-1001"));
    QCOMPARE(text(role, "organization.reference"),
             QStringLiteral("https://au-api.halaxy.com/main/Organization/CL-301"));
}

void TestSandboxShapes::appointmentTypeAndPlaceAreSupportingInformation() {
    const QString id = addGroup();
    m_client->sandbox.practice().appointments.find(id)->location = LocationKind::Telehealth;
    const QJsonObject found = appointment(id);
    QCOMPARE(text(found, "supportingInformation.0.type"), QStringLiteral("HealthcareService"));
    QCOMPARE(text(found, "supportingInformation.0.display"), QStringLiteral("Standard session"));
    QCOMPARE(text(found, "supportingInformation.1.extension.0.valueCoding.code"),
             QStringLiteral("telehealth"));
}

void TestSandboxShapes::idsLookLikeHalaxys() {
    static const QRegularExpression digits(QStringLiteral("^[0-9]+$"));
    static const QRegularExpression person(QStringLiteral("^PR-[0-9]+$"));
    for (const char* kind : {"Patient", "Appointment", "Invoice", "Referral"})
        QVERIFY2(digits.match(m_client->ids(kind).front()).hasMatch(), kind);
    for (const char* kind : {"Practitioner", "PractitionerRole"})
        QVERIFY2(person.match(m_client->ids(kind).front()).hasMatch(), kind);
}

void TestSandboxShapes::patientsCarryTheirExtensions() {
    const QJsonObject patient = m_client->json("Patient/41001");
    QVERIFY(text(patient, "extension.0.url").endsWith(QLatin1String("/patient-status")));
    QVERIFY(!text(patient, "extension.0.valueCoding.code").isEmpty());
    QVERIFY(text(patient, "extension.1.url").endsWith(QLatin1String("/profile-type")));
    QVERIFY(!patient.contains(QLatin1String("identifier")));
}

void TestSandboxShapes::contactPointsMayHaveEnded() {
    Patient* patient = m_client->sandbox.practice().patients.find(m_patients[0]);
    patient->contacts = {
        {QStringLiteral("sms"), QStringLiteral("mobile"), QStringLiteral("+61491570006"), QDate(2024, 6, 30)},
        {QStringLiteral("email"), QStringLiteral("home"), QStringLiteral("a@example.com"), {}}};
    const QJsonObject shown = m_client->json("Patient/41001");
    QCOMPARE(text(shown, "telecom.0.system"), QStringLiteral("sms"));
    QCOMPARE(text(shown, "telecom.0.period.end"), QStringLiteral("2024-06-30"));
    QVERIFY(!at(shown, "telecom.1").contains(QLatin1String("period")));
}

void TestSandboxShapes::invoicesAreHalaxys() {
    const QString id = editor().addInvoice(addGroup(), m_patients[0], 21050, QStringLiteral("Medicare"));
    editor().pay(id, 10000);
    const QJsonObject invoice = m_client->json("Invoice/" + id.toLatin1());
    QCOMPARE(text(invoice, "status"), QStringLiteral("issued"));
    QCOMPARE(text(invoice, "payorType"), QStringLiteral("Medicare"));
    QCOMPARE(text(invoice, "totalGross.value"), QStringLiteral("210.5"));
    QCOMPARE(text(invoice, "totalPaid.value"), QStringLiteral("100"));
    QCOMPARE(text(invoice, "totalBalance.value"), QStringLiteral("110.5"));
    QCOMPARE(text(invoice, "totalBalance.currency"), QStringLiteral("AUD"));
    QVERIFY(text(invoice, "recipient.reference").endsWith(QLatin1String("/Patient/41001")));
    QVERIFY(text(invoice, "practitioner.reference").endsWith(QLatin1String("/PractitionerRole/PR-2001")));
    editor().writeOff(id);
    QCOMPARE(text(m_client->json("Invoice/" + id.toLatin1()), "status"), QStringLiteral("write-off"));
}

void TestSandboxShapes::referralsCountTheirUse() {
    const QString id = editor().addReferral(m_patients[0], QStringLiteral("PR-2001"),
                                            QStringLiteral("Medicare: MHTP Referral"), 6);
    m_client->sandbox.practice().referrals.find(id)->used = 7;
    const QJsonObject referral = m_client->json("Referral/" + id.toLatin1());
    QVERIFY(text(referral, "subject.reference").endsWith(QLatin1String("/Patient/41001")));
    QVERIFY(text(referral, "requester.reference").contains(QLatin1String("/EP-")));
    QCOMPARE(text(referral, "referralDefinition.display"), QStringLiteral("Medicare: MHTP Referral"));
    QCOMPARE(text(referral, "limitQuantity.quantity.value"), QStringLiteral("6"));
    QCOMPARE(text(referral, "limitQuantity.quantityUsed"), QStringLiteral("7"));
    QCOMPARE(text(referral, "period.start"), QStringLiteral("2026-11-24"));
    QCOMPARE(text(referral, "period.end"), QStringLiteral("2027-11-24"));
    QVERIFY(referral.value(QLatin1String("active")).toBool());
}

void TestSandboxShapes::referencesCanBeShort() {
    const QString id = editor().addReferral(m_patients[0], QStringLiteral("PR-2001"),
                                            QStringLiteral("Medicare: MHTP Referral"), 6);
    m_client->sandbox.quirks().pathReferences = true;
    m_client->sandbox.quirks().withDisplay = false;
    const QJsonObject referral = m_client->json("Referral/" + id.toLatin1());
    QCOMPARE(text(referral, "subject.reference"), QStringLiteral("/main/Patient/41001"));
    QCOMPARE(text(referral, "practitioner.reference"), QStringLiteral("/main/PractitionerRole/PR-2001"));
    QVERIFY(!referral.value(QLatin1String("requester")).toObject().contains(QLatin1String("display")));
}

void TestSandboxShapes::registrationNumbersStandAmongQualifications() {
    const QJsonObject person = m_client->json("Practitioner/PR-1001");
    QCOMPARE(text(person, "qualification.0.code.text"), QStringLiteral("Clinical Psychologist"));
    QVERIFY(text(person, "qualification.0.identifier.0.value").startsWith(QLatin1String("PSY")));
}

void TestSandboxShapes::plainStatuses_data() {
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("fhir");
    const auto row = [](const char* code, const char* fhir) {
        QTest::newRow(code) << QString::fromLatin1(code) << QString::fromLatin1(fhir);
    };
    row("booked", "booked");
    row("Confirmed", "booked");
    row("arrived", "arrived");
    row("attended", "fulfilled");
    row("did not attend", "noshow");
    row("cancelled", "cancelled");
    row("cancelled (no charge)", "cancelled");
    row("declined", "cancelled");
    row("rejected", "cancelled");
    row("on hold", "on hold");
}

void TestSandboxShapes::plainStatuses() {
    QFETCH(QString, code);
    const QString id = editor().addAppointment({.roleId = QStringLiteral("PR-2001"),
                                                .start = m_client->now,
                                                .patients = {m_patients[0]},
                                                .status = code});
    plain();
    QTEST(text(appointment(id), "status"), "fhir");
    editor().enterInError(id);
    QCOMPARE(text(appointment(id), "status"), QStringLiteral("entered-in-error"));
}

void TestSandboxShapes::plainReferencesAreRelativeAndTimesUtc() {
    const QString id = addGroup();
    plain();
    const QJsonObject found = appointment(id);
    QCOMPARE(text(found, "participant.0.actor.reference"), QStringLiteral("Practitioner/PR-1001"));
    QCOMPARE(text(found, "participant.1.actor.reference"), QStringLiteral("Patient/41001"));
    QVERIFY(!at(found, "participant.1").contains(QLatin1String("modifierExtension")));
    QCOMPARE(text(found, "start"), QStringLiteral("2027-01-12T03:00:00Z"));
}

void TestSandboxShapes::plainInvoicesHaveFhirStatuses() {
    const QString id = editor().addInvoice(addGroup(), m_patients[0], 20000, QStringLiteral("Patient"));
    plain();
    const auto status = [&] { return text(m_client->json("Invoice/" + id.toLatin1()), "status"); };
    QCOMPARE(status(), QStringLiteral("issued"));
    editor().pay(id, 20000);
    QCOMPARE(status(), QStringLiteral("balanced"));
    QCOMPARE(text(m_client->json("Invoice/" + id.toLatin1()), "subject.reference"),
             QStringLiteral("Patient/41001"));
}

void TestSandboxShapes::plainAnswersBelowFhir() {
    plain();
    const QJsonObject bundle = m_client->json("/fhir/Patient?_count=1");
    QVERIFY(link(bundle, "next").startsWith(QLatin1String("https://au-api.halaxy.com/fhir/Patient?")));
}

void TestSandboxShapes::metaCanBeLeftOut() {
    QVERIFY(m_client->json("Patient/41001").contains(QLatin1String("meta")));
    m_client->sandbox.quirks().withMeta = false;
    for (const char* kind :
         {"Patient", "Appointment", "Invoice", "Referral", "Practitioner", "PractitionerRole"})
        QVERIFY2(!matches(m_client->json(kind)).front().contains(QLatin1String("meta")), kind);
}

void TestSandboxShapes::textIsEscaped() {
    const QString odd = QStringLiteral("Zoë \"the\" O'Neil\\\n\t\u0001 — 林 🙂");
    editor().renamePatient(m_patients[0], odd, odd);
    const QJsonObject patient = m_client->json("Patient/41001");
    QCOMPARE(text(patient, "name.0.family"), odd);
    QCOMPARE(list(at(patient, "name.0"), "given").at(0).toString(), odd);
}

QTEST_GUILESS_MAIN(TestSandboxShapes)
#include "tst_sandbox_shapes.moc"
