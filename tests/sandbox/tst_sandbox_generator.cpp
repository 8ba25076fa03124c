// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The invented practice: the same from the same seed, believable, and holding every oddity real data holds.
#include "sandbox/calendar.h"
#include "sandbox/sandbox_client.h"

#include <QtTest>
#include <algorithm>

using namespace bloom;
using namespace bloom::sandbox;

namespace {

QByteArray truthOf(const GeneratorOptions& options) {
    Sandbox sandbox(generate(options));
    return sandbox
        .handle({.method = "GET", .target = "/sandbox/truth", .headers = {}, .body = {}}, options.now)
        .response.body;
}

QStringList peopleOf(const Practice& practice) {
    QStringList people;
    for (const Patient& patient : practice.patients.rows()) {
        for (const PersonName& name : patient.names)
            people.append(patient.id + name.given.join(u' ') + name.family + name.text + patient.birthDate);
    }
    return people;
}

const Practice& defaultPractice() {
    static const Practice practice = generate({.now = tuesdayMorning()});
    return practice;
}

template <typename Rows, typename Test> bool any(const Rows& rows, Test test) {
    return std::ranges::any_of(rows, test);
}

}  // namespace

class TestSandboxGenerator : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void sameSeedSameBytes();
    void anotherSeedAnotherPractice();
    void anotherNowTheSamePeople();
    void makesAsManyAsAskedFor_data();
    void makesAsManyAsAskedFor();
    void nobodyWorksOnHolidays();
    void knowsHolidays_data();
    void knowsHolidays();
    void whatHappenedFitsTheTime();
    void theMorningIsInProgress();
    void everyStatusIsMet_data();
    void everyStatusIsMet();
    void namesAreAsOddAsReal();
    void everythingRefersToSomething();
    void moneyAddsUp();
    void referralsFollowThePlan();
    void contactsReachNobody();
};

void TestSandboxGenerator::sameSeedSameBytes() {
    const QByteArray first = truthOf(smallPractice());
    QVERIFY(first.size() > 500'000);
    QCOMPARE(truthOf(smallPractice()), first);
}

void TestSandboxGenerator::anotherSeedAnotherPractice() {
    GeneratorOptions other = smallPractice();
    other.seed = 8;
    QVERIFY(peopleOf(generate(other)) != peopleOf(generate(smallPractice())));
}

void TestSandboxGenerator::anotherNowTheSamePeople() {
    GeneratorOptions later = smallPractice();
    later.now += std::chrono::days(100);
    const QByteArray truth = truthOf(later);
    QCOMPARE(truthOf(later), truth);
    QVERIFY(truth != truthOf(smallPractice()));
    QCOMPARE(peopleOf(generate(later)), peopleOf(generate(smallPractice())));
}

void TestSandboxGenerator::makesAsManyAsAskedFor_data() {
    QTest::addColumn<int>("practitioners");
    QTest::addColumn<int>("patients");
    QTest::addColumn<int>("appointments");
    QTest::addColumn<bool>("inWindow");
    QTest::newRow("the demo's practice") << 8 << 600 << 12000 << false;
    QTest::newRow("a remainder") << 7 << 100 << 1001 << false;
    QTest::newRow("one of each") << 1 << 1 << 1 << false;
    QTest::newRow("more practitioners than patients") << 5 << 3 << 50 << false;
    QTest::newRow("nobody") << 0 << 0 << 0 << false;
    QTest::newRow("the benchmark's window") << 20 << 5000 << 100000 << true;
}

void TestSandboxGenerator::makesAsManyAsAskedFor() {
    QFETCH(int, practitioners);
    QFETCH(int, patients);
    QFETCH(int, appointments);
    QFETCH(bool, inWindow);
    const UtcTime now = tuesdayMorning();
    const Practice practice = generate({.now = now,
                                        .practitioners = practitioners,
                                        .patients = patients,
                                        .appointments = appointments,
                                        .inWindow = inWindow});
    const auto own = std::ranges::count(practice.practitioners.rows(), false, &Practitioner::isExternal);
    QCOMPARE(int(own), practitioners);
    const auto live = std::ranges::count(practice.patients.rows(), false, &Patient::gone);
    QCOMPARE(int(live), patients);
    const int withClients = std::min(practitioners, patients);
    const int expected = practitioners == 0 ? 0 : appointments * withClients / practitioners;
    QCOMPARE(int(practice.appointments.rows().size()), expected);
    for (const Appointment& appointment : practice.appointments.rows()) {
        const auto days = localDate(now).daysTo(localDate(appointment.start));
        QVERIFY(days <= 90);
        QVERIFY(!inWindow || days >= -30);
        QVERIFY(localDate(appointment.start) >= QDate(2025, 1, 1));
    }
}

void TestSandboxGenerator::nobodyWorksOnHolidays() {
    for (const Appointment& appointment : defaultPractice().appointments.rows())
        QVERIFY2(isWorkday(localDate(appointment.start)), qPrintable(appointment.id));
}

void TestSandboxGenerator::knowsHolidays_data() {
    QTest::addColumn<QDate>("date");
    QTest::addColumn<bool>("holiday");
    QTest::newRow("New Year 2026") << QDate(2026, 1, 1) << true;
    QTest::newRow("Australia Day 2026") << QDate(2026, 1, 26) << true;
    QTest::newRow("Good Friday 2026") << QDate(2026, 4, 3) << true;
    QTest::newRow("Easter Monday 2026") << QDate(2026, 4, 6) << true;
    QTest::newRow("Anzac Day 2025") << QDate(2025, 4, 25) << true;
    QTest::newRow("King's Birthday 2026") << QDate(2026, 6, 8) << true;
    QTest::newRow("Labour Day 2026") << QDate(2026, 10, 5) << true;
    QTest::newRow("Christmas 2025") << QDate(2025, 12, 25) << true;
    QTest::newRow("Boxing Day 2026 is a Saturday, kept on Monday") << QDate(2026, 12, 28) << true;
    QTest::newRow("an ordinary Tuesday") << QDate(2026, 11, 24) << false;
}

void TestSandboxGenerator::knowsHolidays() {
    QFETCH(QDate, date);
    QTEST(isPublicHoliday(date), "holiday");
}

void TestSandboxGenerator::whatHappenedFitsTheTime() {
    const UtcTime now = tuesdayMorning();
    static const QStringList open = {QStringLiteral("booked"), QStringLiteral("confirmed"),
                                     QStringLiteral("arrived")};
    for (const Appointment& appointment : defaultPractice().appointments.rows()) {
        QVERIFY(appointment.created <= appointment.lastUpdated);
        QVERIFY(appointment.lastUpdated <= now);
        for (const Attendance& attendance : appointment.patients) {
            const QString code = attendance.status.toLower();
            QVERIFY2(appointment.end() > now || !open.contains(code), qPrintable(appointment.id));
            QVERIFY2(appointment.start <= now || code != QLatin1String("attended"),
                     qPrintable(appointment.id));
            QVERIFY(appointment.end() <= now || attendance.invoices.isEmpty());
        }
    }
}

void TestSandboxGenerator::theMorningIsInProgress() {
    const UtcTime now = tuesdayMorning();
    int before = 0, during = 0, after = 0;
    for (const Appointment& appointment : defaultPractice().appointments.rows()) {
        if (localDate(appointment.start) != localDate(now) || appointment.patients.empty())
            continue;
        ++(appointment.end() <= now ? before : appointment.start <= now ? during : after);
    }
    QVERIFY2(during >= 2, qPrintable(QString::number(during)));
    QVERIFY2(before + during + after >= 20, qPrintable(QString::number(before + during + after)));
    QVERIFY(after > during);
}

void TestSandboxGenerator::everyStatusIsMet_data() {
    QTest::addColumn<QString>("code");
    for (const char* code : {"booked", "confirmed", "arrived", "attended", "did not attend", "cancelled",
                             "cancelled (no charge)", "rejected", "declined", "Attended", "on hold"})
        QTest::newRow(code) << QString::fromLatin1(code);
}

void TestSandboxGenerator::everyStatusIsMet() {
    QFETCH(QString, code);
    QVERIFY(any(defaultPractice().appointments.rows(), [&](const Appointment& appointment) {
        return any(appointment.patients, [&](const Attendance& a) { return a.status == code; });
    }));
}

void TestSandboxGenerator::namesAreAsOddAsReal() {
    const auto& patients = defaultPractice().patients.rows();
    const auto someName = [&](auto test) {
        return any(patients, [&](const Patient& patient) { return any(patient.names, test); });
    };
    QVERIFY(any(patients, [](const Patient& p) { return p.names.empty(); }));
    QVERIFY(any(patients, [](const Patient& p) { return p.names.size() == 2; }));
    QVERIFY(someName(
        [](const PersonName& n) { return n.family.isEmpty() && n.given.isEmpty() && !n.text.isEmpty(); }));
    QVERIFY(someName([](const PersonName& n) { return n.family.isEmpty() && !n.given.isEmpty(); }));
    QVERIFY(
        someName([](const PersonName& n) { return n.family.size() > 3 && n.family == n.family.toUpper(); }));
    QVERIFY(
        someName([](const PersonName& n) { return n.family.contains(u'\'') || n.family.contains(u'’'); }));
    QVERIFY(any(patients, [](const Patient& p) { return p.birthDate.isEmpty(); }));
    QVERIFY(any(patients, [](const Patient& p) { return p.birthDate.size() == 4; }));
    QVERIFY(any(patients, [](const Patient& p) { return p.birthDate.size() == 7; }));
    QVERIFY(any(patients, [](const Patient& p) { return p.gone; }));
}

void TestSandboxGenerator::everythingRefersToSomething() {
    const Practice& practice = defaultPractice();
    bool group = false, blocker = false;
    for (const Appointment& appointment : practice.appointments.rows()) {
        QVERIFY(practice.roles.findLive(appointment.roleId));
        group = group || appointment.patients.size() > 2;
        blocker = blocker || appointment.patients.empty();
        for (const Attendance& attendance : appointment.patients) {
            QVERIFY(practice.patients.findLive(attendance.patientId));
            for (const QString& invoice : attendance.invoices)
                QCOMPARE(practice.invoices.findLive(invoice)->patientId, attendance.patientId);
        }
    }
    QVERIFY(group && blocker);
    for (const PractitionerRole& role : practice.roles.rows())
        QVERIFY(practice.practitioners.findLive(role.practitionerId));
}

void TestSandboxGenerator::moneyAddsUp() {
    const auto& invoices = defaultPractice().invoices.rows();
    for (const Invoice& invoice : invoices)
        QVERIFY(invoice.status == QLatin1String("write-off") ||
                invoice.balanceCents() == invoice.grossCents() - invoice.paidCents);
    QVERIFY(any(invoices, [](const Invoice& i) { return i.grossCents() < 0; }));
    QVERIFY(any(invoices, [](const Invoice& i) { return i.paidCents > 0 && i.balanceCents() > 0; }));
    QVERIFY(any(invoices, [](const Invoice& i) { return i.paidCents == 0 && i.balanceCents() > 0; }));
    QVERIFY(any(invoices, [](const Invoice& i) { return i.status == QLatin1String("write-off"); }));
    for (const char* payor : {"Medicare", "Patient", "NDIS", "DVA", "WorkCover"})
        QVERIFY2(any(invoices, [&](const Invoice& i) { return i.payorType == QLatin1String(payor); }), payor);
}

void TestSandboxGenerator::referralsFollowThePlan() {
    const auto& referrals = defaultPractice().referrals.rows();
    QVERIFY(any(referrals, [](const Referral& r) { return r.limit == 6 && r.used == 6; }));
    QVERIFY(any(referrals, [](const Referral& r) {
        return r.limit == 4 && r.definition.contains(QLatin1String("Review"));
    }));
    QVERIFY(any(referrals, [](const Referral& r) { return r.used > r.limit; }));
    QVERIFY(any(referrals, [](const Referral& r) { return r.active && r.end < QDate(2026, 11, 24); }));
}

void TestSandboxGenerator::contactsReachNobody() {
    for (const Patient& patient : defaultPractice().patients.rows()) {
        for (const ContactPoint& contact : patient.contacts)
            QVERIFY2(contact.value.endsWith(QLatin1String("@example.com")) ||
                         contact.value.startsWith(QLatin1String("+6149157")) ||
                         contact.value.startsWith(QLatin1String("+61255501")),
                     qPrintable(contact.value));
    }
}

QTEST_GUILESS_MAIN(TestSandboxGenerator)
#include "tst_sandbox_generator.moc"
