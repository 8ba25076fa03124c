// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Public records that nobody here wrote go through the reader: none crashes, each gives something sensible.
#include "core/practice_time.h"
#include "halaxy/fhir_reader.h"
#include "json_text.h"

#include <QDir>

using namespace bloom;
using namespace bloom::halaxy;

namespace {
QDir folder() { return QDir(QStringLiteral(BLOOM_SHARED_DATA "/au-core")); }
UtcTime now() { return *parseUtc(QStringLiteral("2026-11-24T00:00:00Z")); }

QJsonObject load(const QString& file) {
    QFile source(folder().filePath(file));
    return source.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(source.readAll()).object()
                                            : QJsonObject();
}
template <typename T> T contentOf(const QString& file, RecordKind kind) {
    const ReadRecord record = readResource(load(file), kind, {}, now());
    return record.usable() ? std::get<T>(std::get<RecordContent>(record.content)) : T{};
}
}  // namespace

class TestAuCore : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void everyRecord_data();
    void everyRecord();
    void aTextOnlyNameBesideAnOfficialOne();
    void aMissingName();
    void anAhpraNumberAndAProfession();
    void aRole();
};

void TestAuCore::initTestCase() {
    if (!folder().exists())
        QSKIP("the folder of public records is not on this machine");
    QVERIFY(folder().entryList({QStringLiteral("*.json")}, QDir::Files).size() >= 100);
}

void TestAuCore::everyRecord_data() {
    QTest::addColumn<QString>("file");
    for (const QString& file : folder().entryList({QStringLiteral("*.json")}, QDir::Files))
        QTest::newRow(qPrintable(file)) << file;
}

void TestAuCore::everyRecord() {
    QFETCH(QString, file);
    const QJsonObject json = load(file);
    const auto kind = parse<RecordKind>(json.value(QLatin1String("resourceType")).toString());
    QVERIFY(kind);
    const ReadRecord record = readResource(json, *kind, {}, now());
    QVERIFY(record.usable());
    QCOMPARE(record.key.id.value, json.value(QLatin1String("id")).toString());
    // What is kept survives the trip through the database's JSON.
    const auto& content = std::get<RecordContent>(record.content);
    QCOMPARE(contentFromJson(*kind, toJson(content)), std::optional(content));
    if (const auto* patient = std::get_if<PatientRecord>(&content)) {
        const bool nameless =
            file.contains(QLatin1String("missing-name")) || file.contains(QLatin1String("suppressed-name"));
        QCOMPARE(patient->name == PersonName(), nameless);
        QVERIFY(patient->birthDate.has_value());
        QCOMPARE(patient->email.isEmpty() || patient->email.contains(QLatin1Char('@')), true);
    } else if (const auto* practitioner = std::get_if<PractitionerRecord>(&content)) {
        QVERIFY(!practitioner->name.last.isEmpty() && !practitioner->name.first.isEmpty());
    } else {
        QVERIFY(!std::get<PractitionerRoleRecord>(content).practitionerId.isEmpty());
    }
}

void TestAuCore::aTextOnlyNameBesideAnOfficialOne() {
    const auto patient =
        contentOf<PatientRecord>(QStringLiteral("Patient-frost-rhett-kent.json"), RecordKind::Patient);
    QCOMPARE(patient.name, (PersonName{QStringLiteral("Rhett"), QStringLiteral("FROST"), {}}));
    QCOMPARE(patient.phone, QStringLiteral("0491578957"));
    QCOMPARE(patient.gender, Gender::Male);
    QCOMPARE(patient.birthDate->text(), QStringLiteral("1969-08-20"));
}

void TestAuCore::aMissingName() {
    const auto patient = contentOf<PatientRecord>(QStringLiteral("Patient-italia-sofia-missing-name.json"),
                                                  RecordKind::Patient);
    QCOMPARE(patient.name, PersonName());
    QCOMPARE(patient.gender, Gender::Female);
}

void TestAuCore::anAhpraNumberAndAProfession() {
    const auto record = contentOf<PractitionerRecord>(QStringLiteral("Practitioner-barrett-kirstie.json"),
                                                      RecordKind::Practitioner);
    QCOMPARE(record.name, (PersonName{QStringLiteral("Kirstie"), QStringLiteral("BARRETT"), {}}));
    QCOMPARE(record.ahpraNumber, QStringLiteral("HAC0000000327"));
    QCOMPARE(record.specializations, QStringList{QStringLiteral("Medical Practitioner")});
    QCOMPARE(record.phone, QStringLiteral("0755503679"));
    QCOMPARE(record.email, QStringLiteral("kirstie.barrett@mtisacommunityhealth.example.com"));
}

void TestAuCore::aRole() {
    const auto role = contentOf<PractitionerRoleRecord>(QStringLiteral("PractitionerRole-bailey-buck.json"),
                                                        RecordKind::PractitionerRole);
    QCOMPARE(role.practitionerId.value, QStringLiteral("bailey-buck"));
    QCOMPARE(role.phone, QStringLiteral("0770105877"));
}

QTEST_GUILESS_MAIN(TestAuCore)
#include "tst_au_core.moc"
