// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Practitioner, PractitionerRole, Patient, Invoice and Referral: JSON in, record out; expectations are
// literals.
#include "core/practice_time.h"
#include "halaxy/fhir_reader.h"
#include "halaxy/transforms.h"
#include "json_text.h"

using namespace bloom;
using namespace bloom::halaxy;
using bloom::test::jsonObject;

namespace {
UtcTime now() { return *parseUtc(QStringLiteral("2026-11-24T00:00:00Z")); }
QString t(const char* text) { return QString::fromLatin1(text); }
HalaxyId id(const char* text) { return HalaxyId(t(text)); }
ReadRecord read(RecordKind kind, const char* json) {
    return readResource(jsonObject(json), kind, {3, 4}, now());
}
template <typename T> T content(RecordKind kind, const char* json) {
    const ReadRecord record = read(kind, json);
    return record.usable() ? std::get<T>(std::get<RecordContent>(record.content)) : T{};
}
QString reason(const ReadRecord& record) {
    return record.usable() ? QString() : std::get<QString>(record.content);
}
}  // namespace

class TestTransforms : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aPractitioner();
    void aRole();
    void aPatient();
    void aPatientWithNothing();
    void birthDates_data();
    void birthDates();
    void anInvoiceOfHalaxy();
    void anInvoiceOfFhir();
    void paid_data();
    void paid();
    void moneyIsRoundedToCents_data();
    void moneyIsRoundedToCents();
    void sessionsOfAReferral_data();
    void sessionsOfAReferral();
    void aReferral();
    void setAside_data();
    void setAside();
    void versionAndHash();
};

void TestTransforms::aPractitioner() {
    PractitionerRecord expected;
    expected.id = id("PR-1");
    expected.name = {t("Sarah"), t("Chen"), {}};
    expected.email = t("sarah@example.com");
    expected.phone = t("+61299990000");
    expected.ahpraNumber = t("PSY0001234567");
    expected.qualification = QualificationType::Clinical;
    expected.specializations = {t("Clinical Psychologist")};
    expected.photoUrl = t("https://example.com/p.png");
    expected.active = false;
    QCOMPARE(
        content<PractitionerRecord>(RecordKind::Practitioner, R"({'resourceType':'Practitioner','id':'PR-1',
        'active':false,'name':[{'use':'official','given':['Sarah'],'family':'Chen','prefix':['Dr']}],
        'telecom':[{'system':'email','value':'sarah@example.com','use':'work'},
                   {'system':'phone','value':'+61299990000','use':'work'},{'system':'sms','value':'+61400000000'}],
        'photo':[{'url':'https://example.com/p.png'}],
        'qualification':[{'identifier':[{'system':'http://hl7.org.au/id/ahpra-registration-number',
            'value':'PSY0001234567'}],'code':{'text':'Clinical Psychologist'}}]})"),
        expected);
}

void TestTransforms::aRole() {
    PractitionerRoleRecord expected;
    expected.id = id("PR-77");
    expected.practitionerId = id("PR-1");
    expected.specialties = {t("Psychology")};
    expected.periodEnd = parseUtc(t("2026-07-01T00:00:00Z"));
    QCOMPARE(
        content<PractitionerRoleRecord>(RecordKind::PractitionerRole, R"({'resourceType':'PractitionerRole',
        'id':'PR-77','practitioner':{'reference':'https://au-api.halaxy.com/main/Practitioner/PR-1'},
        'specialty':[{'text':'Psychology'},{'coding':[{'code':'1','display':'Psychology'}]}],
        'period':{'start':'2020-01-01','end':'2026-06-30'}})"),
        expected);
}

void TestTransforms::aPatient() {
    PatientRecord expected;
    expected.id = id("123");
    expected.name = {t("Jo"), t("Nguyen"), {}};
    expected.email = t("jo@example.com");
    expected.phone = t("+61400111222");
    expected.birthDate = PartialDate{1980, 5, 3};
    expected.gender = Gender::Other;
    expected.deceased = true;
    expected.patientStatus = t("Inactive");
    expected.profileType = t("full");
    expected.generalPractitioners = {id("PR-4"), id("PR-9"), id("EP-1")};
    QCOMPARE(
        content<PatientRecord>(RecordKind::Patient, R"({'resourceType':'Patient','id':'123','active':true,
        'name':[{'use':'usual','given':['J']},{'use':'official','given':['Jo'],'family':'Nguyen'}],
        'telecom':[{'system':'email','value':'jo@example.com'},{'system':'sms','value':'+61400111222'},
                   {'system':'phone','value':'+61290000000','use':'home'}],
        'gender':'custom','birthDate':'1980-05-03','deceasedBoolean':true,
        'extension':[{'url':'https://terminology.halaxy.com/StructureDefinition/patient-status',
                      'valueCoding':{'code':'Inactive','display':'Inactive'}},
                     {'url':'https://terminology.halaxy.com/StructureDefinition/profile-type',
                      'valueCoding':{'code':'full'}}],
        'generalPractitioner':[{'reference':'Practitioner/EP-1'},{'reference':'/main/Practitioner/PR-4'},
                               {'reference':'https://x/main/PractitionerRole/PR-9'},{'display':'Dr Who'}]})"),
        expected);
}

void TestTransforms::aPatientWithNothing() {
    PatientRecord expected;
    expected.id = id("5");
    QCOMPARE(content<PatientRecord>(RecordKind::Patient, "{'resourceType':'Patient','id':'5'}"), expected);
    QCOMPARE(content<PatientRecord>(RecordKind::Patient, R"({'id':'5','name':'Jo','telecom':{},'gender':7,
        'birthDate':[],'extension':'x','generalPractitioner':{},'active':'yes'})"),
             expected);
}

void TestTransforms::birthDates_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("kept");
    for (const auto& [text, kept] : {std::pair("1980", "1980"),
                                     {"1980-05", "1980-05"},
                                     {"1980-05-03", "1980-05-03"},
                                     {"1980-13", ""},
                                     {"1980-02-30", ""},
                                     {"03/05/1980", ""},
                                     {"", ""}})
        QTest::newRow(text) << t(text) << t(kept);
}
void TestTransforms::birthDates() {
    QFETCH(QString, text);
    QFETCH(QString, kept);
    const QJsonObject json{{t("id"), t("5")}, {t("birthDate"), text}};
    const PatientRecord record = transformPatient(json, id("5"), now());
    QCOMPARE(record.birthDate ? record.birthDate->text() : QString(), kept);
}

void TestTransforms::anInvoiceOfHalaxy() {
    InvoiceRecord expected;
    expected.id = id("900");
    expected.patientId = id("123");
    expected.practitioner = RecordKey{RecordKind::PractitionerRole, id("PR-77")};
    expected.status = InvoiceStatus::Issued;
    expected.date = QDate(2026, 11, 24);
    expected.created = parseUtc(t("2026-11-23T22:00:00Z"));
    expected.payor = t("Medicare");
    expected.billing = BillingType::Medicare;
    expected.net = {20000};
    expected.tax = {2000};
    expected.gross = {22000};
    expected.paid = {22000};
    expected.isPaid = true;
    QCOMPARE(
        content<InvoiceRecord>(RecordKind::Invoice, R"({'resourceType':'Invoice','id':'900','status':'issued',
        'recipient':{'reference':'https://au-api.halaxy.com/main/Patient/123'},'title':'Invoice for Jo Nguyen',
        'practitioner':{'reference':'https://au-api.halaxy.com/main/PractitionerRole/PR-77'},
        'date':'2026-11-24','created':'2026-11-24T09:00:00+11:00','payorType':'Medicare',
        'totalNet':{'value':200,'currency':'AUD'},'totalGross':{'value':220.00,'currency':'AUD'},
        'totalTax':{'value':20.0},'totalPaid':{'value':220},'totalBalance':{'value':0}})"),
        expected);
}

void TestTransforms::anInvoiceOfFhir() {
    InvoiceRecord expected;
    expected.id = id("900");
    expected.patientId = id("123");
    expected.practitioner = RecordKey{RecordKind::Practitioner, id("PR-1")};
    expected.appointmentIds = {id("55")};
    expected.status = InvoiceStatus::Balanced;
    expected.date = QDate(2026, 11, 24);
    expected.currency = t("NZD");
    expected.gross = {18050};
    expected.isPaid = true;
    QCOMPARE(content<InvoiceRecord>(RecordKind::Invoice,
                                    R"({'resourceType':'Invoice','id':'900','status':'balanced',
        'subject':{'reference':'Patient/123'},'participant':[{'actor':{'reference':'Practitioner/PR-1'}}],
        'recipient':{'reference':'Organization/OG-1'},'date':'2026-11-24T23:30:00+11:00',
        'extension':[{'url':'x/invoice-appointment','valueReference':{'reference':'Appointment/55'}}],
        'totalGross':{'value':180.5,'currency':'NZD'}})"),
             expected);
}

void TestTransforms::paid_data() {
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<bool>("paid");
    QTest::newRow("nothing owed, something paid")
        << QByteArray("'totalPaid':{'value':10},'totalBalance':{'value':0}") << true;
    QTest::newRow("part") << QByteArray("'totalPaid':{'value':10},'totalBalance':{'value':5}") << false;
    QTest::newRow("nothing owed, nothing paid: a write-off")
        << QByteArray("'status':'write-off','totalPaid':{'value':0},'totalBalance':{'value':0}") << false;
    QTest::newRow("a credit") << QByteArray("'totalPaid':{'value':-10},'totalBalance':{'value':0}") << false;
    QTest::newRow("no balance told") << QByteArray("'totalPaid':{'value':10}") << false;
    QTest::newRow("a balance without a number")
        << QByteArray("'totalPaid':{'value':10},'totalBalance':{'currency':'AUD'}") << false;
    QTest::newRow("a balance that is no object")
        << QByteArray("'totalPaid':{'value':10},'totalBalance':0") << false;
    QTest::newRow("a balance past all sense")
        << QByteArray("'totalPaid':{'value':10},'totalBalance':{'value':1e300}") << false;
    QTest::newRow("overpaid") << QByteArray("'totalPaid':{'value':10},'totalBalance':{'value':-2}") << false;
    QTest::newRow("FHIR's balanced") << QByteArray("'status':'balanced'") << true;
}
void TestTransforms::paid() {
    QFETCH(QByteArray, fields);
    QFETCH(bool, paid);
    QCOMPARE(transformInvoice(jsonObject("{'id':'1'," + fields + "}"), id("1")).isPaid, paid);
}

void TestTransforms::moneyIsRoundedToCents_data() {
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<qint64>("cents");
    for (const auto& [value, cents] : {std::pair("0.1", 10),
                                       {"220.00", 22000},
                                       {"19.99", 1999},
                                       {"1.005", 101},
                                       {"0.29", 29},
                                       {"1234567.89", 123456789},
                                       {"-35.5", -3550},
                                       {"'12.34'", 1234},
                                       {"null", 0},
                                       {"'x'", 0}})
        QTest::newRow(value) << QByteArray(value) << qint64(cents);
}
void TestTransforms::moneyIsRoundedToCents() {
    QFETCH(QByteArray, value);
    QFETCH(qint64, cents);
    const auto record =
        transformInvoice(jsonObject("{'id':'1','totalGross':{'value':" + value + "}}"), id("1"));
    if (value == "1.005")
        QVERIFY(record.gross.value == 100 ||
                record.gross.value == 101);  // the double lies below the half cent
    else
        QCOMPARE(record.gross.value, cents);
}

void TestTransforms::sessionsOfAReferral_data() {
    QTest::addColumn<QByteArray>("quantity");
    QTest::addColumn<int>("limit");
    for (const auto& [quantity, limit] : {std::pair("6", 6),
                                          {"'6'", 6},
                                          {"{'value':6}", 6},
                                          {"0", 0},
                                          {"6.9", 6},
                                          {"99999", 99999},
                                          {"1e300", -1},
                                          {"-1e300", -1},
                                          {"100000", -1},
                                          {"-1", -1},
                                          {"'x'", -1},
                                          {"null", -1}})
        QTest::newRow(quantity) << QByteArray(quantity) << limit;
}
void TestTransforms::sessionsOfAReferral() {
    QFETCH(QByteArray, quantity);
    QFETCH(int, limit);
    const auto record = transformReferral(
        jsonObject("{'subject':{'reference':'Patient/5'},'limitQuantity':{'quantity':" + quantity +
                   ",'quantityUsed':" + quantity + "}}"),
        id("1"));
    QVERIFY(record);
    QCOMPARE(record->limit.value_or(-1), limit);
    QCOMPARE(record->used.value_or(-1), limit);
}

void TestTransforms::aReferral() {
    ReferralRecord expected;
    expected.id = id("40");
    expected.patientId = id("123");
    expected.active = true;
    expected.definition = t("Medicare: MHTP (Review 1) Referral");
    expected.mentalHealthPlan = true;
    expected.review = true;
    expected.limit = 4;
    expected.used = 5;
    expected.start = QDate(2026, 2, 1);
    expected.end = QDate(2027, 2, 1);
    expected.requester = t("Dr Kim Park");
    QCOMPARE(
        content<ReferralRecord>(RecordKind::Referral, R"({'resourceType':'Referral','id':'40','active':true,
        'subject':{'reference':'https://au-api.halaxy.com/main/Patient/123'},
        'requester':{'reference':'https://au-api.halaxy.com/main/Practitioner/EP-9','display':'Dr Kim Park'},
        'referralDefinition':{'type':'ReferralDefinition','display':'Medicare: MHTP (Review 1) Referral'},
        'period':{'start':'2026-02-01','end':'2027-02-01'},
        'limitQuantity':{'quantity':{'value':4},'quantityUsed':5}})"),
        expected);
    const auto plain = content<ReferralRecord>(RecordKind::Referral, R"({'id':'41','active':false,
        'subject':{'reference':'Patient/5'},'referralDefinition':'Private referral',
        'limitQuantity':{'quantity':10,'quantityUsed':{'value':2}}})");
    QVERIFY(!plain.mentalHealthPlan && !plain.review && !plain.active);
    QCOMPARE(*plain.limit, 10);
    QCOMPARE(*plain.used, 2);
    QVERIFY(!plain.start && !plain.end);
}

void TestTransforms::setAside_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char* title, RecordKind kind, const char* json, const char* reason) {
        QTest::newRow(title) << int(kind) << QByteArray(json) << QString::fromLatin1(reason);
    };
    row("a patient without an id", RecordKind::Patient, "{'name':[{'family':'Lee'}]}", "has no usable id");
    row("an id that is no id", RecordKind::Patient, "{'id':'../x'}", "has no usable id");
    row("an empty id", RecordKind::Practitioner, "{'id':' '}", "has no usable id");
    row("a role of nobody", RecordKind::PractitionerRole, "{'id':'PR-7'}",
        "has no usable practitioner reference");
    row("a role of an organization", RecordKind::PractitionerRole,
        "{'id':'PR-7','practitioner':{'reference':'Organization/1'}}",
        "has no usable practitioner reference");
    row("a referral of nobody", RecordKind::Referral, "{'id':'7'}", "has no usable patient reference");
    row("an id as a number will do", RecordKind::Patient, "{'id':77}", "");
    row("an invoice of an organization will do", RecordKind::Invoice,
        "{'id':'7','recipient':{'reference':'Organization/1'}}", "");
}
void TestTransforms::setAside() {
    QFETCH(int, kind);
    QFETCH(QByteArray, json);
    QFETCH(QString, reason);
    const ReadRecord record = readResource(jsonObject(json), RecordKind(kind), {1, 2}, now());
    QCOMPARE(::reason(record), reason);
    QVERIFY(!record.hash.isEmpty());
    QCOMPARE(record.key.id.value.startsWith(kStandIn), reason == t("has no usable id"));
}

void TestTransforms::versionAndHash() {
    const char* json =
        "{'id':'5','meta':{'versionId':'7','lastUpdated':'2026-11-24T09:00:00+10:00'},'gender':'male'}";
    const ReadRecord record = read(RecordKind::Patient, json);
    QCOMPARE(record.key, (RecordKey{RecordKind::Patient, id("5")}));
    QCOMPARE(record.version.versionId, t("7"));
    QCOMPARE(record.version.lastUpdated, parseUtc(t("2026-11-23T23:00:00Z")));
    QCOMPARE(record.stamp, (ReadStamp{3, 4}));
    // The hash is of what we use: neither the version nor fields that nobody reads move it.
    QCOMPARE(read(RecordKind::Patient, "{'id':'5','gender':'male','language':'en'}").hash, record.hash);
    QVERIFY(read(RecordKind::Patient, "{'id':'5','gender':'female'}").hash != record.hash);
    QVERIFY(!read(RecordKind::Patient, "{'id':'5'}").version.lastUpdated);
}

QTEST_GUILESS_MAIN(TestTransforms)
#include "tst_transforms.moc"
