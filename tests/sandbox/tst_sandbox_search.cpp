// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Searching and paging as HALAXY.md has them: each parameter, each way of asking wrongly.
#include "sandbox/edits.h"
#include "sandbox/sandbox_client.h"

#include <QtTest>
#include <algorithm>

using namespace bloom;
using namespace bloom::sandbox;

namespace {

template <typename T, typename Test> QStringList idsOf(const std::vector<T>& rows, Test test) {
    QStringList ids;
    for (const T& row : rows) {
        if (!row.gone && test(row))
            ids.append(row.id);
    }
    return ids;
}

}  // namespace

class TestSandboxSearch : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void pagesHoldEveryRowOnce();
    void pagesAreOfThirtyUnlessAsked();
    void refusesWhatItCannotRead_data();
    void refusesWhatItCannotRead();
    void linksRepeatTheQuestion();
    void aPagePastTheEndIsEmpty();
    void comparesTimes_data();
    void comparesTimes();
    void appointmentsOfAPractitionerAreThoseOfAllRoles();
    void appointmentsByOtherParameters();
    void actorFindsPeopleOfEitherKind();
    void readsBatchesById();
    void sortsAsAsked();
    void includesComeOnce();
    void invoicesByRecipientNeedAReference();
    void invoicesHaveNoDateParameter();
    void referralsCanInsistOnASubject();
    void parametersCanBeIgnored();
    void patientsByTheirDetails();
    void aSearchSeesEditsBetweenPages();
    void totalsCanBeLeftOut();
};

void TestSandboxSearch::pagesHoldEveryRowOnce() {
    SandboxClient client;
    const auto all =
        idsOf(client.sandbox.practice().appointments.rows(), [](const Appointment&) { return true; });
    QCOMPARE(client.allIds("Appointment?_count=100"), all);
    QCOMPARE(client.total("Appointment?_count=1"), int(all.size()));
    QCOMPARE(client.sandbox.counters().searches.value(QStringLiteral("Appointment")), 9 + 1);
}

void TestSandboxSearch::pagesAreOfThirtyUnlessAsked() {
    SandboxClient client;
    QCOMPARE(client.ids("Appointment").size(), 30);
    QCOMPARE(client.ids("Appointment?_count=100").size(), 100);
    QCOMPARE(client.ids("Appointment?_count=1").size(), 1);
}

void TestSandboxSearch::refusesWhatItCannotRead_data() {
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<int>("status");
    QTest::newRow("more than a hundred rows") << QByteArray("Appointment?_count=101") << 400;
    QTest::newRow("no rows") << QByteArray("Appointment?_count=0") << 400;
    QTest::newRow("page zero") << QByteArray("Appointment?page=0") << 400;
    QTest::newRow("a date that is none") << QByteArray("Appointment?date=soon") << 400;
    QTest::newRow("a day that is none") << QByteArray("Appointment?date=2026-02-30") << 400;
    QTest::newRow("a plus that was not encoded")
        << QByteArray("Appointment?_lastUpdated=ge2026-11-24T09:40:00+11:00") << 400;
    QTest::newRow("a plus that was") << QByteArray("Appointment?_lastUpdated=ge2026-11-24T09:40:00%2B11:00")
                                     << 200;
    QTest::newRow("an unknown sort") << QByteArray("Appointment?_sort=mood") << 400;
    QTest::newRow("an unknown resource") << QByteArray("Unicorn?_count=1") << 404;
    QTest::newRow("a base path that is none") << QByteArray("/api/Patient") << 404;
    QTest::newRow("no resource") << QByteArray("/main") << 404;
    QTest::newRow("an operation") << QByteArray("Appointment/1/2") << 404;
}

void TestSandboxSearch::refusesWhatItCannotRead() {
    QFETCH(QByteArray, target);
    QFETCH(int, status);
    SandboxClient client;
    const Reply reply = client.get(target);
    QCOMPARE(reply.response.status, status);
    const auto type = status == 200 ? QStringLiteral("Bundle") : QStringLiteral("OperationOutcome");
    QCOMPARE(body(reply).value(QLatin1String("resourceType")).toString(), type);
}

void TestSandboxSearch::linksRepeatTheQuestion() {
    SandboxClient client;
    client.sandbox.setOrigin(QStringLiteral("http://127.0.0.1:4711"));
    const QJsonObject second = client.json("Appointment?date=ge2026-01-01&_count=10&page=2");
    const QString stem =
        QStringLiteral("http://127.0.0.1:4711/main/Appointment?date=ge2026-01-01&_count=10&page=");
    QCOMPARE(link(second, "self"), stem + u'2');
    QCOMPARE(link(second, "next"), stem + u'3');
    const int pages = (second.value(QLatin1String("total")).toInt() + 9) / 10;
    QCOMPARE(link(second, "last"), stem + QString::number(pages));
    const QJsonObject last = client.json(targetOf(link(second, "last")));
    QCOMPARE(link(last, "next"), QString());
}

void TestSandboxSearch::aPagePastTheEndIsEmpty() {
    SandboxClient client;
    QVERIFY(client.ids("Practitioner?page=9").isEmpty());
    QCOMPARE(client.total("Practitioner?page=9"), 3);
}

void TestSandboxSearch::comparesTimes_data() {
    QTest::addColumn<QByteArray>("question");
    QTest::addColumn<QString>("low");   // start >= low
    QTest::addColumn<QString>("high");  // start < high
    const QString never = QStringLiteral("2100-01-01T00:00:00Z");
    const QString ever = QStringLiteral("1990-01-01T00:00:00Z");
    const QString tuesday = QStringLiteral("2026-11-24T00:00:00+11:00");
    const QString wednesday = QStringLiteral("2026-11-25T00:00:00+11:00");
    QTest::newRow("ge a day: from its local midnight") << QByteArray("date=ge2026-11-24") << tuesday << never;
    QTest::newRow("gt a day: after it") << QByteArray("date=gt2026-11-24") << wednesday << never;
    QTest::newRow("le a day: all of it") << QByteArray("date=le2026-11-24") << ever << wednesday;
    QTest::newRow("lt a day: before it") << QByteArray("date=lt2026-11-24") << ever << tuesday;
    QTest::newRow("a day") << QByteArray("date=2026-11-24") << tuesday << wednesday;
    QTest::newRow("eq a month") << QByteArray("date=eq2026-10") << QStringLiteral("2026-10-01T00:00:00+10:00")
                                << QStringLiteral("2026-11-01T00:00:00+11:00");
    QTest::newRow("a year") << QByteArray("date=2025") << QStringLiteral("2025-01-01T00:00:00+11:00")
                            << QStringLiteral("2026-01-01T00:00:00+11:00");
    QTest::newRow("two bounds") << QByteArray("date=ge2026-11-24&date=lt2026-11-25") << tuesday << wednesday;
    QTest::newRow("a moment in another offset")
        << QByteArray("date=ge2026-11-23T13:00:00Z") << tuesday << never;
}

void TestSandboxSearch::comparesTimes() {
    QFETCH(QByteArray, question);
    QFETCH(QString, low);
    QFETCH(QString, high);
    SandboxClient client;
    const UtcTime from = utc(low.toLatin1().constData()), to = utc(high.toLatin1().constData());
    const QStringList expected = idsOf(client.sandbox.practice().appointments.rows(),
                                       [&](const Appointment& a) { return a.start >= from && a.start < to; });
    QVERIFY(!expected.isEmpty());
    QCOMPARE(client.allIds("Appointment?_count=100&" + question), expected);
}

void TestSandboxSearch::appointmentsOfAPractitionerAreThoseOfAllRoles() {
    SandboxClient client;
    const auto of = [&](const QSet<QString>& roles) {
        return idsOf(client.sandbox.practice().appointments.rows(),
                     [&](const Appointment& a) { return roles.contains(a.roleId); });
    };
    const QStringList both = of({QStringLiteral("PR-2011"), QStringLiteral("PR-2012")});
    const QStringList second = of({QStringLiteral("PR-2012")});
    QVERIFY(!second.isEmpty() && second.size() < both.size());
    QCOMPARE(client.allIds("Appointment?practitioner=PR-1002&_count=100"), both);
    QCOMPARE(client.allIds("Appointment?practitioner=Practitioner/PR-1002&_count=100"), both);
    QCOMPARE(client.allIds("Appointment?practitioner-role=PR-2011,PR-2012&_count=100"), both);
    QCOMPARE(client.allIds("Appointment?practitioner-role=PR-2012&_count=100"), second);
    QVERIFY(client.ids("Appointment?practitioner=PR-2011").isEmpty());  // a role is no practitioner
}

void TestSandboxSearch::appointmentsByOtherParameters() {
    SandboxClient client;
    const auto& rows = client.sandbox.practice().appointments.rows();
    const auto with = [&](auto test) {
        return idsOf(rows, [&](const Appointment& a) { return std::ranges::any_of(a.patients, test); });
    };
    const QString patient = rows[5].patients.front().patientId;
    QCOMPARE(client.allIds("Appointment?patient=Patient/" + patient.toLatin1()),
             with([&](const Attendance& a) { return a.patientId == patient; }));
    QCOMPARE(client.allIds("Appointment?part-status=did%20not%20attend"),
             with([](const Attendance& a) { return a.status.toLower() == QLatin1String("did not attend"); }));
    QVERIFY(!client.ids("Appointment?part-status=cancelled").isEmpty());
    QCOMPARE(client.allIds("Appointment?organization=CL-302&_count=100"),
             idsOf(rows, [](const Appointment& a) { return a.roleId == QLatin1String("PR-2012"); }));
}

void TestSandboxSearch::actorFindsPeopleOfEitherKind() {
    SandboxClient client;
    QCOMPARE(client.allIds("Appointment?actor=Practitioner/PR-1002&_count=100"),
             client.allIds("Appointment?practitioner=PR-1002&_count=100"));
    QCOMPARE(client.allIds("Appointment?actor=Patient/41003"), client.allIds("Appointment?patient=41003"));
}

void TestSandboxSearch::readsBatchesById() {
    SandboxClient client;
    const QStringList wanted = {QStringLiteral("41001"), QStringLiteral("41003")};
    QCOMPARE(client.ids("Patient?_id=41001,41003,99999"), wanted);
}

void TestSandboxSearch::sortsAsAsked() {
    SandboxClient client;
    auto rows = client.sandbox.practice().appointments.rows();
    std::ranges::sort(rows, {},
                      [](const Appointment& a) { return std::pair(a.lastUpdated, a.id.toLongLong()); });
    QCOMPARE(client.allIds("Appointment?_sort=_lastUpdated&_count=100"),
             idsOf(rows, [](const Appointment&) { return true; }));
    std::ranges::sort(rows, {}, [](const Appointment& a) {
        return std::pair(-a.start.time_since_epoch(), a.id.toLongLong());
    });
    QCOMPARE(client.ids("Appointment?_sort=-date&_count=1").front(), rows.front().id);
}

void TestSandboxSearch::includesComeOnce() {
    SandboxClient client;
    const QJsonObject bundle = client.json(
        "Appointment?practitioner=PR-1001&_count=50&_include=Appointment:patient"
        "&_include=Appointment:practitioner-role"
        "&_include:iterate=PractitionerRole:practitioner");
    QMap<QString, int> included;
    QSet<QString> keys;
    for (const auto& value : bundle.value(QLatin1String("entry")).toArray()) {
        const QJsonObject resource = value.toObject().value(QLatin1String("resource")).toObject();
        const QString type = resource.value(QLatin1String("resourceType")).toString();
        ++included[type];
        keys.insert(type + resource.value(QLatin1String("id")).toString());
    }
    QCOMPARE(matches(bundle).size(), 50);
    QCOMPARE(included.value(QStringLiteral("PractitionerRole")), 1);
    QCOMPARE(included.value(QStringLiteral("Practitioner")), 1);
    QVERIFY(included.value(QStringLiteral("Patient")) > 5);
    QCOMPARE(keys.size(), bundle.value(QLatin1String("entry")).toArray().size());
}

void TestSandboxSearch::invoicesByRecipientNeedAReference() {
    SandboxClient client;
    const QString patient = client.sandbox.practice().invoices.rows().front().patientId;
    const Reply refused = client.get("Invoice?recipient=" + patient.toLatin1());
    QCOMPARE(refused.response.status, 422);
    QCOMPARE(client.allIds("Invoice?recipient=Patient/" + patient.toLatin1()),
             idsOf(client.sandbox.practice().invoices.rows(),
                   [&](const Invoice& invoice) { return invoice.patientId == patient; }));
}

void TestSandboxSearch::invoicesHaveNoDateParameter() {
    SandboxClient client;
    QCOMPARE(client.total("Invoice?date=ge2099-01-01"), client.total("Invoice"));
    QCOMPARE(client.total("Invoice?created=ge2099-01-01"), 0);
}

void TestSandboxSearch::referralsCanInsistOnASubject() {
    SandboxClient client;
    const auto& rows = client.sandbox.practice().referrals.rows();
    QCOMPARE(client.total("Referral"), int(rows.size()));
    client.sandbox.quirks().referrals = ReferralMode::BySubject;
    QCOMPARE(client.status("Referral?_lastUpdated=ge2020"), 422);
    const QString patient = rows.front().patientId;
    QCOMPARE(client.allIds("Referral?subject=Patient/" + patient.toLatin1()),
             idsOf(rows, [&](const Referral& referral) { return referral.patientId == patient; }));
    client.sandbox.quirks().referrals = ReferralMode::Ignored;
    QCOMPARE(client.total("Referral?_lastUpdated=ge2020"), 0);
    QCOMPARE(client.allIds("Referral?subject=Patient/" + patient.toLatin1()),
             idsOf(rows, [&](const Referral& referral) { return referral.patientId == patient; }));
}

void TestSandboxSearch::parametersCanBeIgnored() {
    SandboxClient client;
    client.sandbox.quirks().ignoredParameters = {QStringLiteral("Appointment.practitioner")};
    QCOMPARE(client.total("Appointment?practitioner=PR-1001"), client.total("Appointment"));
    QVERIFY(client.total("Appointment?practitioner-role=PR-2001") < client.total("Appointment"));
}

void TestSandboxSearch::patientsByTheirDetails() {
    SandboxClient client;
    Editor editor = client.sandbox.edit(client.now);
    const QString id = editor.addPatient(QStringLiteral("Quillon"), QStringLiteral("Zzyzxford"));
    QCOMPARE(client.ids("Patient?family=zzyzx"), QStringList{id});
    QCOMPARE(client.ids("Patient?given=Quill"), QStringList{id});
    QCOMPARE(client.ids("Patient?name=Zzyzx"), QStringList{id});
    QCOMPARE(client.ids("Patient?_lastUpdated=ge2026-11-24T09:40:00%2B11:00"), QStringList{id});
    QVERIFY(client.total("Patient?general-practitioner=PR-1001") > 0);
    QVERIFY(client.total("Patient?status=inactive") > 0);
}

void TestSandboxSearch::aSearchSeesEditsBetweenPages() {
    SandboxClient client;
    const QStringList before = client.ids("Appointment?_count=10&page=2");
    Editor editor = client.sandbox.edit(client.now);
    QVERIFY(editor.remove(Resource::Appointment, client.ids("Appointment?_count=1").front()));
    const QStringList after = client.ids("Appointment?_count=10&page=2");
    QCOMPARE(after.first(9), before.last(9));
}

void TestSandboxSearch::totalsCanBeLeftOut() {
    SandboxClient client;
    QVERIFY(!client.json("Patient?_total=none").contains(QLatin1String("total")));
    QVERIFY(client.json("Patient").contains(QLatin1String("total")));
    client.sandbox.quirks().withTotal = false;
    QVERIFY(!client.json("Patient").contains(QLatin1String("total")));
}

QTEST_GUILESS_MAIN(TestSandboxSearch)
#include "tst_sandbox_search.moc"
