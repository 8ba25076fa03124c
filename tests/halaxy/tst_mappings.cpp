// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The small mappings as tables: statuses, names, contact points, dates and references.
#include "halaxy/fhir_dates.h"
#include "halaxy/fhir_json.h"
#include "halaxy/names.h"
#include "halaxy/references.h"
#include "halaxy/status_map.h"
#include "halaxy/telecom.h"
#include "json_text.h"

#include "core/practice_time.h"

using namespace bloom;
using namespace bloom::halaxy;
using bloom::test::jsonArray;
using bloom::test::jsonObject;

namespace {
UtcTime now() { return *parseUtc(QStringLiteral("2026-11-24T00:00:00Z")); }
QString shown(const PersonName& name) { return QString(name.first % u'|' % name.last % u'|' % name.display); }
}  // namespace

class TestMappings : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void participantStatuses_data();
    void participantStatuses();
    void appointmentStatuses_data();
    void appointmentStatuses();
    void otherCodes();
    void names_data();
    void names();
    void contacts_data();
    void contacts();
    void references_data();
    void references();
    void times_data();
    void times();
    void extensions();
};

void TestMappings::participantStatuses_data() {
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("status");
    const std::pair<const char*, const char*> rows[] = {{"booked", "scheduled"},
                                                        {"Booked", "scheduled"},
                                                        {"confirmed", "confirmed"},
                                                        {"arrived", "confirmed"},
                                                        {"attended", "completed"},
                                                        {" ATTENDED ", "completed"},
                                                        {"did not attend", "no_show"},
                                                        {"Did  Not Attend", "no_show"},
                                                        {"cancelled", "cancelled"},
                                                        {"cancelled (no charge)", "cancelled"},
                                                        {"Cancelled (No Charge)", "cancelled"},
                                                        {"rejected", "cancelled"},
                                                        {"declined", "cancelled"},
                                                        {"", "unknown"},
                                                        {"fulfilled", "unknown"},
                                                        {"rescheduled", "unknown"},
                                                        {"in-progress", "unknown"},
                                                        {"something new", "unknown"}};
    for (const auto& [code, status] : rows)
        QTest::newRow(code) << QString::fromLatin1(code) << QString::fromLatin1(status);
}
void TestMappings::participantStatuses() {
    QFETCH(QString, code);
    QFETCH(QString, status);
    QCOMPARE(name(statusOfParticipant(code)), status);
}

void TestMappings::appointmentStatuses_data() {
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("status");
    const std::pair<const char*, const char*> rows[] = {{"proposed", "scheduled"},
                                                        {"pending", "scheduled"},
                                                        {"booked", "scheduled"},
                                                        {"waitlist", "scheduled"},
                                                        {"arrived", "confirmed"},
                                                        {"checked-in", "confirmed"},
                                                        {"fulfilled", "completed"},
                                                        {"FULFILLED", "completed"},
                                                        {"noshow", "no_show"},
                                                        {"cancelled", "cancelled"},
                                                        {"entered-in-error", "unknown"},
                                                        {"attended", "unknown"},
                                                        {"", "unknown"}};
    for (const auto& [code, status] : rows)
        QTest::newRow(code) << QString::fromLatin1(code) << QString::fromLatin1(status);
}
void TestMappings::appointmentStatuses() {
    QFETCH(QString, code);
    QFETCH(QString, status);
    QCOMPARE(name(statusOfAppointment(code)), status);
    QCOMPARE(isEnteredInError(code), code == QLatin1String("entered-in-error"));
}

void TestMappings::otherCodes() {
    const auto t = [](const char* text) { return QString::fromLatin1(text); };
    QCOMPARE(locationType(t("clinic")), LocationType::InPerson);
    QCOMPARE(locationType(t("Organization")), LocationType::InPerson);
    QCOMPARE(locationType(t("telehealth")), LocationType::Telehealth);
    QCOMPARE(locationType(t("online")), LocationType::Telehealth);
    QCOMPARE(locationType(t("phone")), LocationType::Phone);
    QCOMPARE(locationType(t("boat")), LocationType::Unknown);
    QCOMPARE(gender(t("male")), Gender::Male);
    QCOMPARE(gender(t("Female")), Gender::Female);
    QCOMPARE(gender(t("custom")), Gender::Other);
    QCOMPARE(gender(t("other")), Gender::Other);
    QCOMPARE(gender(t("unknown")), Gender::Unknown);
    QCOMPARE(gender(t("")), Gender::Unknown);
    QCOMPARE(invoiceStatus(t("active")), InvoiceStatus::Active);
    QCOMPARE(invoiceStatus(t("issued")), InvoiceStatus::Issued);
    QCOMPARE(invoiceStatus(t("write-off")), InvoiceStatus::WrittenOff);
    QCOMPARE(invoiceStatus(t("balanced")), InvoiceStatus::Balanced);
    QCOMPARE(invoiceStatus(t("paid")), InvoiceStatus::Unknown);
    QCOMPARE(billingType(t("Medicare")), BillingType::Medicare);
    QCOMPARE(billingType(t("DVA")), BillingType::Dva);
    QCOMPARE(billingType(t("NDIS")), BillingType::Ndis);
    QCOMPARE(billingType(t("workcover")), BillingType::Workcover);
    QCOMPARE(billingType(t("Private")), BillingType::Private);
    QCOMPARE(billingType(t("patient")), BillingType::Private);
    QCOMPARE(billingType(t("barter")), BillingType::Unknown);
    QCOMPARE(qualificationType(t("Clinical Psychologist")), QualificationType::Clinical);
    QCOMPARE(qualificationType(t("Counsellor")), QualificationType::Counselling);
    QCOMPARE(qualificationType(t("Psychologist")), QualificationType::General);
}

void TestMappings::names_data() {
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("expected");  // first|last|display
    const auto row = [](const char* title, const char* json, const QString& expected) {
        QTest::newRow(title) << QByteArray(json) << expected;
    };
    row("official before usual",
        "[{'use':'usual','given':['Bob'],'family':'Lee'},{'use':'official','given':['Robert',"
        "'John'],'family':'Lee'}]",
        QStringLiteral("Robert|Lee|"));
    row("usual before the first",
        "[{'given':['A'],'family':'B'},{'use':'usual','given':['Bob'],'family':'Lee'}]",
        QStringLiteral("Bob|Lee|"));
    row("else the first", "[{'given':['A'],'family':'B'},{'given':['C'],'family':'D'}]",
        QStringLiteral("A|B|"));
    row("a usual one with only a given name", "[{'use':'usual','given':['Bob']}]", QStringLiteral("Bob||"));
    row("only a family", "[{'family':'Lee'}]", QStringLiteral("|Lee|"));
    row("only a text", "[{'use':'usual','text':'Rosalie Smith'}]", QStringLiteral("||Rosalie Smith"));
    row("text beside parts says nothing new", "[{'text':'Dr Ann Lee','given':['Ann'],'family':'Lee'}]",
        QStringLiteral("Ann|Lee|"));
    row("none", "[]", QStringLiteral("||"));
    row("a masked one", "[{'extension':[{'url':'x','valueCode':'masked'}]}]", QStringLiteral("||"));
    row("a masked official gives way", "[{'use':'official'},{'use':'usual','given':['Bob']}]",
        QStringLiteral("Bob||"));
    row("old only when there is nothing else", "[{'use':'old','family':'Was'},{'family':'Is'}]",
        QStringLiteral("|Is|"));
    row("ended counts as old",
        "[{'use':'official','family':'Was','period':{'end':'2020-01-01'}},{'family':'Is'}]",
        QStringLiteral("|Is|"));
    row("but better than none", "[{'use':'old','family':'Was'}]", QStringLiteral("|Was|"));
    row("spaces around", "[{'given':['  ',' Ann '],'family':' Lee '}]", QStringLiteral("Ann|Lee|"));
    row("no array of objects", "['Ann Lee']", QStringLiteral("||"));
}
void TestMappings::names() {
    QFETCH(QByteArray, json);
    QFETCH(QString, expected);
    QCOMPARE(shown(personName(jsonArray(json), now())), expected);
}

void TestMappings::contacts_data() {
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("client");
    QTest::addColumn<QString>("practitioner");
    const auto row = [](const char* title, const char* json, const char* client, const char* practitioner) {
        QTest::newRow(title) << QByteArray(json) << QString::fromLatin1(client)
                             << QString::fromLatin1(practitioner);
    };
    const char* both =
        "[{'system':'phone','use':'work','value':'w'},{'system':'phone','use':'home','value':'h'},"
        "{'system':'phone','use':'mobile','value':'m'},{'system':'email','value':'e'}]";
    row("each is reached where they are", both, "m e", "w e");
    row("home before work for a client",
        "[{'system':'phone','use':'work','value':'w'},{'system':'phone','use':'home',"
        "'value':'h'}]",
        "h ", "w ");
    row("sms is a mobile phone", "[{'system':'phone','use':'home','value':'h'},{'system':'sms','value':'s'}]",
        "s ", "s ");
    row("fax is no phone", "[{'system':'fax','value':'f'}]", " ", " ");
    row("an ended one is none",
        "[{'system':'phone','use':'mobile','value':'m','period':{'end':'2026-01-31'}},"
        "{'system':'phone','use':'work','value':'w'}]",
        "w ", "w ");
    row("one that ends later still is", "[{'system':'phone','value':'m','period':{'end':'2027-01-31'}}]",
        "m ", "m ");
    row("one that ends today still is", "[{'system':'phone','value':'m','period':{'end':'2026-11-24'}}]",
        "m ", "m ");
    row("old is none", "[{'system':'email','use':'old','value':'e'}]", " ", " ");
    row("rank decides among equals",
        "[{'system':'phone','use':'home','value':'a','rank':2},{'system':'phone','use':"
        "'home','value':'b','rank':1}]",
        "b ", "b ");
    row("else the first", "[{'system':'email','value':'a'},{'system':'email','value':'b'}]", " a", " a");
    row("empty values are none", "[{'system':'phone','value':''},{'system':'phone'}]", " ", " ");
    row("none", "[]", " ", " ");
}
void TestMappings::contacts() {
    QFETCH(QByteArray, json);
    QFETCH(QString, client);
    QFETCH(QString, practitioner);
    const Contact ofClient = contact(jsonArray(json), ContactOf::Client, now());
    QCOMPARE(QString(ofClient.phone % u' ' % ofClient.email), client);
    const Contact ofPractitioner = contact(jsonArray(json), ContactOf::Practitioner, now());
    QCOMPARE(QString(ofPractitioner.phone % u' ' % ofPractitioner.email), practitioner);
}

void TestMappings::references_data() {
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* title, const char* json, const char* expected) {
        QTest::newRow(title) << QByteArray(json) << QString::fromLatin1(expected);
    };
    row("absolute", "{'reference':'https://au-api.halaxy.com/main/Patient/123','type':'Patient'}",
        "Patient 123");
    row("with a path", "{'reference':'/main/Patient/123'}", "Patient 123");
    row("relative", "{'reference':'Patient/123'}", "Patient 123");
    row("a practitioner's id", "{'reference':'https://au-api.halaxy.com/main/PractitionerRole/PR-77'}",
        "PractitionerRole PR-77");
    row("an external one", "{'reference':'Practitioner/EP-5'}", "Practitioner EP-5");
    row("with a version", "{'reference':'Patient/123/_history/4'}", "Patient 123");
    row("with a query", "{'reference':'https://h/main/Patient/123?_format=json'}", "Patient 123");
    row("with a slash at its end", "{'reference':'Patient/123/'}", "Patient 123");
    row("a bare id with its type", "{'reference':'123','type':'Patient'}", "Patient 123");
    row("a bare id without", "{'reference':'123'}", "");
    row("empty", "{'reference':''}", "");
    row("missing", "{'display':'Ann Lee'}", "");
    row("contained", "{'reference':'#p1'}", "");
    row("a urn", "{'reference':'urn:uuid:123'}", "");
    row("an id with spaces", "{'reference':'Patient/1 2'}", "");
    row("an id with a comma", "{'reference':'Patient/1,2'}", "");
    row("a number", "{'reference':5}", "");
}
void TestMappings::references() {
    QFETCH(QByteArray, json);
    QFETCH(QString, expected);
    const auto reference = parseReference(jsonObject(json));
    QCOMPARE(reference ? QString(reference->type % u' ' % reference->id.value) : QString(), expected);
}

void TestMappings::times_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("time");
    QTest::addColumn<QString>("day");
    const auto row = [](const char* text, const char* time, const char* day) {
        QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(time)
                            << QString::fromLatin1(day);
    };
    row("2026-11-24T09:00:00+10:00", "2026-11-23T23:00:00.000Z", "2026-11-24");
    row("2026-11-24T09:00:00+11:00", "2026-11-23T22:00:00.000Z", "2026-11-24");
    row("2026-11-24T09:00:00Z", "2026-11-24T09:00:00.000Z", "2026-11-24");
    row("2026-11-24T09:00:00.250Z", "2026-11-24T09:00:00.250Z", "2026-11-24");
    row("2026-11-24T09:00:00-03:30", "2026-11-24T12:30:00.000Z", "2026-11-24");
    row("2026-11-24T09:00:00", "", "2026-11-24");  // no offset: no moment
    row("2026-11-24", "", "2026-11-24");
    row("2026-11", "", "");
    row("2026", "", "");
    row("24/11/2026", "", "");
    row("2026-02-30", "", "");
    row("2026-02-30T09:00:00Z", "", "");
    row("", "", "");
    row("soon", "", "");
}
void TestMappings::times() {
    QFETCH(QString, text);
    QFETCH(QString, time);
    QFETCH(QString, day);
    const auto parsed = fhirTime(text);
    QCOMPARE(parsed ? toIsoText(*parsed) : QString(), time);
    QCOMPARE(fhirDate(text).value_or(QDate()).toString(Qt::ISODate), day);
}

void TestMappings::extensions() {
    const QLatin1String name("patient-status");
    QCOMPARE(extensionCode(
                 jsonObject("{'extension':[{'url':'https://x/patient-status','valueCoding':{'code':'Active'"
                            "}}]}"),
                 name),
             QStringLiteral("Active"));
    QCOMPARE(extensionCode(jsonObject("{'extension':[{'url':'patient-status','valueCode':'a'}]}"), name),
             QStringLiteral("a"));
    QCOMPARE(
        extensionCode(jsonObject("{'extension':[{'url':'x/patient-status','valueCodeableConcept':{'coding':[{"
                                 "'code':'c','display':'C'}],'text':'T'}}]}"),
                      name),
        QStringLiteral("c"));
    QCOMPARE(extensionCode(jsonObject("{'extension':[{'url':'x/in-patient-status','valueCode':'a'}]}"), name),
             QString());
    QCOMPARE(extensionCode(jsonObject("{}"), name), QString());
}

QTEST_GUILESS_MAIN(TestMappings)
#include "tst_mappings.moc"
