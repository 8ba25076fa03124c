// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Records as JSON and back: canonical bytes, equal hashes for equal content, nothing lost.
#include "core/practice_time.h"
#include "core/records.h"

#include <QJsonDocument>
#include <QtTest>

using namespace bloom;

namespace {

HalaxyId hid(const char* text) { return HalaxyId(QString::fromLatin1(text)); }
UtcTime at(const char* text) { return *parseUtc(QString::fromLatin1(text)); }
QString odd() { return QStringLiteral("Zoë \"Z\" \\ 李\n\t😀 ’"); }

std::vector<RecordContent> fullRecords() {
    PractitionerRecord practitioner;
    practitioner.id = hid("PR-1");
    practitioner.name = {odd(), QStringLiteral("Nguyễn"), QStringLiteral("Dr N")};
    practitioner.email = QStringLiteral("a@b.c");
    practitioner.phone = QStringLiteral("+61400000000");
    practitioner.ahpraNumber = QStringLiteral("PSY0001");
    practitioner.qualification = QualificationType::Clinical;
    practitioner.specializations = {QStringLiteral("b"), QStringLiteral("a")};
    practitioner.photoUrl = QStringLiteral("https://x/y?z=1");
    practitioner.active = false;

    PractitionerRoleRecord role;
    role.id = hid("PR-2");
    role.practitionerId = hid("PR-1");
    role.active = false;
    role.email = QStringLiteral("r@b.c");
    role.phone = QStringLiteral("1");
    role.specialties = {odd()};
    role.periodEnd = at("2026-12-31T12:59:59.999Z");

    PatientRecord patient;
    patient.id = hid("3");
    patient.name.display = odd();
    patient.email = QStringLiteral("p@b.c");
    patient.phone = QStringLiteral("2");
    patient.birthDate = PartialDate{1980, 5, 0};
    patient.gender = Gender::Other;
    patient.active = false;
    patient.deceased = true;
    patient.patientStatus = QStringLiteral("current");
    patient.profileType = QStringLiteral("dependant");
    patient.generalPractitioners = {hid("PR-1"), hid("EP-9")};

    AppointmentRecord appointment;
    appointment.id = hid("4");
    appointment.start = at("2026-11-24T09:40:00+11:00");
    appointment.end = at("2026-11-24T10:30:00+11:00");
    appointment.minutes = 50;
    appointment.created = at("2026-01-01T00:00:00Z");
    appointment.description = odd();
    appointment.appointmentType = QStringLiteral("Initial");
    appointment.location = LocationType::Telehealth;
    appointment.locationDetails = QStringLiteral("Room 1");
    appointment.comment = QStringLiteral("c");
    appointment.enteredInError = true;
    appointment.practitioners = {{RecordKind::PractitionerRole, hid("PR-2")},
                                 {RecordKind::Practitioner, hid("PR-1")}};
    appointment.patients = {
        {hid("3"), SessionStatus::NoShow, QStringLiteral("did not attend"), {hid("5"), hid("6")}},
        {hid("7"), SessionStatus::Unknown, QStringLiteral("?"), {}}};

    InvoiceRecord invoice;
    invoice.id = hid("5");
    invoice.patientId = hid("3");
    invoice.practitioner = RecordKey{RecordKind::Practitioner, hid("PR-1")};
    invoice.appointmentIds = {hid("4")};
    invoice.status = InvoiceStatus::WrittenOff;
    invoice.date = QDate(2026, 11, 24);
    invoice.created = at("2026-11-24T00:00:00Z");
    invoice.billing = BillingType::Medicare;
    invoice.payor = QStringLiteral("Medicare");
    invoice.currency = QStringLiteral("NZD");
    invoice.net = {20000};
    invoice.gross = {22000};
    invoice.tax = {2000};
    invoice.paid = {-100};
    invoice.balance = {9'007'199'254'740'991};
    invoice.isPaid = true;

    ReferralRecord referral;
    referral.id = hid("8");
    referral.patientId = hid("3");
    referral.active = false;
    referral.definition = QStringLiteral("Medicare: MHTP Referral");
    referral.mentalHealthPlan = true;
    referral.review = true;
    referral.limit = 6;
    referral.used = 0;
    referral.start = QDate(2026, 1, 2);
    referral.end = QDate(2027, 1, 2);
    referral.requester = QStringLiteral("Dr Who");
    return {practitioner, role, patient, appointment, invoice, referral};
}

std::vector<RecordContent> bareRecords() {
    std::vector<RecordContent> bare = {PractitionerRecord{}, PractitionerRoleRecord{}, PatientRecord{},
                                       AppointmentRecord{},  InvoiceRecord{},          ReferralRecord{}};
    for (RecordContent& content : bare)
        std::visit([](auto& record) { record.id = hid("9"); }, content);
    return bare;
}

}  // namespace

class TestRecords : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void jsonIsCanonicalAndLosesNothing() {
        auto all = fullRecords();
        for (const auto& bare : bareRecords())
            all.push_back(bare);
        for (const RecordContent& content : all) {
            const QByteArray json = toJson(content);
            // Qt sorts keys: the same bytes after a round trip mean that ours are sorted and well formed.
            QJsonParseError error;
            const auto document = QJsonDocument::fromJson(json, &error);
            QVERIFY2(error.error == QJsonParseError::NoError, json.constData());
            QByteArray again = document.toJson(QJsonDocument::Compact);
            again.replace("\\n", "\\u000a").replace("\\t", "\\u0009");
            QCOMPARE(json, again);
            const auto back = contentFromJson(keyOf(content).kind, json);
            QVERIFY(back.has_value());
            QVERIFY2(*back == content, json.constData());
        }
    }
    void keysNameKindAndId() {
        const auto records = bareRecords();
        for (std::size_t i = 0; i < records.size(); ++i) {
            QCOMPARE(keyOf(records[i]).kind, kRecordKinds[i]);
            QCOMPARE(keyOf(records[i]).id, hid("9"));
        }
        QCOMPARE(toText({RecordKind::Appointment, hid("123")}), QStringLiteral("Appointment/123"));
    }
    void hashFollowsContent() {
        const auto records = fullRecords();
        QCOMPARE(contentHash(records[2]).size(), 16);
        QCOMPARE(contentHash(records[2]), contentHash(fullRecords()[2]));
        PatientRecord changed = std::get<PatientRecord>(records[2]);
        changed.birthDate = PartialDate{1980, 5, 1};
        QVERIFY(contentHash(changed) != contentHash(records[2]));
    }
    void zeroIsNotUnknown() {
        ReferralRecord none, zero;
        none.id = zero.id = hid("1");
        zero.used = 0;
        QVERIFY(toJson(none) != toJson(zero));
    }
    void foreignJsonGivesNothing() {
        QVERIFY(!contentFromJson(RecordKind::Patient, "[]"));
        QVERIFY(!contentFromJson(RecordKind::Patient, "{\"active\":true}"));
        QVERIFY(!contentFromJson(RecordKind::Patient, "{"));
        QVERIFY(!contentFromJson(RecordKind::Appointment, "{\"id\":\"1\",\"start\":\"tomorrow\"}"));
    }
    void partialDates_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("good");
        const auto row = [](const char* text, bool good) {
            QTest::newRow(text) << QString::fromLatin1(text) << good;
        };
        row("1980", true);
        row("1980-05", true);
        row("1980-05-03", true);
        row("2000-02-29", true);
        row("1900-02-29", false);
        row("1980-13", false);
        row("1980-00", false);
        row("1980-5-3", false);
        row("1980-05-00", false);
        row("0000", false);
        row("+980", false);
        row("1980/05/03", false);
        row("1980-05-03T00:00:00Z", false);
        row("", false);
    }
    void partialDates() {
        QFETCH(QString, text);
        QFETCH(bool, good);
        const auto date = PartialDate::parse(text);
        QCOMPARE(date.has_value(), good);
        if (date)
            QCOMPARE(date->text(), text);
    }
    void invoiceStatusesHaveNames() {
        QCOMPARE(name(InvoiceStatus::Active), QStringLiteral("active"));
        QCOMPARE(name(InvoiceStatus::Issued), QStringLiteral("issued"));
        QCOMPARE(name(InvoiceStatus::WrittenOff), QStringLiteral("write-off"));
        QCOMPARE(name(InvoiceStatus::Cancelled), QStringLiteral("cancelled"));
        QCOMPARE(name(InvoiceStatus::Draft), QStringLiteral("draft"));
        QCOMPARE(name(InvoiceStatus::Balanced), QStringLiteral("balanced"));
        QCOMPARE(name(InvoiceStatus::Unknown), QStringLiteral("unknown"));
    }
};

QTEST_GUILESS_MAIN(TestRecords)
#include "tst_records.moc"
