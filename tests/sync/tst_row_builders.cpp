// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Rows from records, without a database.
#include "core/row_ids.h"
#include "support/record_builder.h"
#include "sync/row_builders.h"

#include <QTest>

using namespace bloom;
using namespace bloom::storage;
using namespace bloom::sync;
using namespace bloom::test;

class TestRowBuilders : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void takesInitials_data();
    void takesInitials();
    void readsClientStatus_data();
    void readsClientStatus();
    void numbersSessions();
    void choosesAClientsPractitioner_data();
    void choosesAClientsPractitioner();
    void unknownBillingMakesThePlanUnknown();
    void countsTheLocalYear();
    void aPatientNamedTwiceHasOneRow();
    void paidOnlyWhenAllIs();
    void creditsAndPayments_data();
    void creditsAndPayments();
};

void TestRowBuilders::takesInitials_data() {
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("last");
    QTest::addColumn<QString>("display");
    QTest::addColumn<QString>("initials");
    QTest::newRow("two names") << L("Mia") << L("Banks") << QString() << L("MB");
    QTest::newRow("lower case") << L("mia") << L("van Dyk") << QString() << L("MV");
    QTest::newRow("first only") << L("Mia") << QString() << QString() << L("M");
    QTest::newRow("last only") << QString() << L("Banks") << QString() << L("B");
    QTest::newRow("only a text") << QString() << QString() << L("Mia Leanne Banks") << L("MB");
    QTest::newRow("one word") << QString() << QString() << L("Cher") << L("C");
    QTest::newRow("nothing") << QString() << QString() << QString() << L("?");
    QTest::newRow("blanks") << L("  ") << L(" ") << L("  ") << L("?");
    QTest::newRow("an accent of its own stays")
        << QString::fromUtf8("E\u0301va") << L("Banks") << QString() << QString::fromUtf8("E\u0301B");
    QTest::newRow("a joined emoji is one letter")
        << QString::fromUtf8("\U0001F469\u200D\U0001F52C Mia") << L("Banks") << QString()
        << QString::fromUtf8("\U0001F469\u200D\U0001F52CB");
    QTest::newRow("Chinese") << QString::fromUtf8("\u4F1F") << QString::fromUtf8("\u738B") << QString()
                             << QString::fromUtf8("\u4F1F\u738B");
}

void TestRowBuilders::takesInitials() {
    QFETCH(QString, first);
    QFETCH(QString, last);
    QFETCH(QString, display);
    QTEST(initials({first, last, display}), "initials");
}

void TestRowBuilders::readsClientStatus_data() {
    QTest::addColumn<bool>("active");
    QTest::addColumn<bool>("deceased");
    QTest::addColumn<QString>("halaxy");
    QTest::addColumn<QString>("status");
    QTest::newRow("active") << true << false << QString() << L("active");
    QTest::newRow("not active") << false << false << QString() << L("inactive");
    QTest::newRow("archived") << true << false << L("Archived") << L("inactive");
    QTest::newRow("discharged") << true << false << L("Discharged") << L("discharged");
    QTest::newRow("deceased") << true << true << QString() << L("discharged");
    QTest::newRow("current") << true << false << L("current") << L("active");
}

void TestRowBuilders::readsClientStatus() {
    QFETCH(bool, active);
    QFETCH(bool, deceased);
    QFETCH(QString, halaxy);
    auto record = patient("7");
    record.active = active;
    record.deceased = deceased;
    record.patientStatus = halaxy;
    QTEST(name(clientRow(record).status), "status");
}

namespace {

SessionBrief brief(const char* start, SessionStatus status, const char* whose = "p1",
                   BillingType billing = BillingType::Private) {
    SessionBrief session;
    session.practitioner = PractitionerId(L(whose));
    session.start = at(start);
    session.status = status;
    session.billing = billing;
    return session;
}

ClientFacts factsOf(const std::vector<SessionBrief>& sessions) {
    ClientFacts facts;
    facts.sessions = sessions;
    facts.now = at("2026-11-23T00:00:00Z");
    facts.year = facts.zone.year(QDate(2026, 11, 23));
    facts.referralsKnown = true;
    return facts;
}

}  // namespace

void TestRowBuilders::numbersSessions() {
    const std::vector<SessionBrief> sessions{brief("2026-11-01T00:00:00Z", SessionStatus::Completed),
                                             brief("2026-11-02T00:00:00Z", SessionStatus::Cancelled),
                                             brief("2026-11-03T00:00:00Z", SessionStatus::NoShow),
                                             brief("2026-11-04T00:00:00Z", SessionStatus::Unknown),
                                             brief("2026-12-01T00:00:00Z", SessionStatus::Scheduled)};
    const std::vector<std::optional<int>> expected{1, std::nullopt, 2, std::nullopt, 3};
    QCOMPARE(sessionNumbers(sessions), expected);
    const auto derived = deriveClient(factsOf(sessions));
    QCOMPARE(derived.totalSessions, 3);
    QCOMPARE(derived.firstSession, std::optional(QDate(2026, 11, 1)));
    QCOMPARE(derived.lastSession, std::optional(QDate(2026, 11, 3)));
}

void TestRowBuilders::choosesAClientsPractitioner_data() {
    QTest::addColumn<std::vector<SessionBrief>>("sessions");
    QTest::addColumn<QString>("practitioner");
    using List = std::vector<SessionBrief>;
    QTest::newRow("the next session's")
        << List{brief("2026-11-01T00:00:00Z", SessionStatus::Completed, "old"),
                brief("2026-12-01T00:00:00Z", SessionStatus::Scheduled, "next"),
                brief("2026-12-08T00:00:00Z", SessionStatus::Scheduled, "later")}
        << L("next");
    QTest::newRow("a cancelled one is no next")
        << List{brief("2026-11-01T00:00:00Z", SessionStatus::Completed, "old"),
                brief("2026-12-01T00:00:00Z", SessionStatus::Cancelled, "x")}
        << L("old");
    QTest::newRow("the latest") << List{brief("2026-10-01T00:00:00Z", SessionStatus::Completed, "first"),
                                        brief("2026-11-01T00:00:00Z", SessionStatus::NoShow, "last")}
                                << L("last");
    QTest::newRow("only cancelled ones: the general practitioner")
        << List{brief("2026-11-01T00:00:00Z", SessionStatus::Cancelled, "x")} << L("gp");
    QTest::newRow("none: the general practitioner") << List{} << L("gp");
}

void TestRowBuilders::choosesAClientsPractitioner() {
    QFETCH(std::vector<SessionBrief>, sessions);
    auto facts = factsOf(sessions);
    facts.generalPractitioner = PractitionerId(L("gp"));
    QTEST(practitionerOfClient(facts)->value, "practitioner");
}

void TestRowBuilders::unknownBillingMakesThePlanUnknown() {
    std::vector<SessionBrief> sessions{
        brief("2026-03-01T00:00:00Z", SessionStatus::Completed, "p", BillingType::Medicare),
        brief("2026-04-01T00:00:00Z", SessionStatus::Completed, "p", BillingType::Unknown)};
    QVERIFY(!deriveClient(factsOf(sessions)).planUsed);
    sessions[1].billing = BillingType::Private;
    QCOMPARE(deriveClient(factsOf(sessions)).planUsed, std::optional(1));
    sessions[1] = brief("2025-04-01T00:00:00Z", SessionStatus::Completed, "p", BillingType::Unknown);
    QCOMPARE(deriveClient(factsOf(sessions)).planUsed,
             std::optional(1));  // another year's billing does not matter
    auto facts = factsOf(sessions);
    facts.referralsKnown = false;
    QVERIFY(!deriveClient(facts).planUsed);
}

void TestRowBuilders::countsTheLocalYear() {
    // 1 January 2026, 00:30 in Sydney, is still 2025 in UTC.
    std::vector<SessionBrief> sessions{
        brief("2025-12-31T13:30:00Z", SessionStatus::Completed, "p", BillingType::Medicare),
        brief("2025-12-31T12:30:00Z", SessionStatus::Completed, "p", BillingType::Medicare)};
    sessions.push_back(brief("2026-05-01T00:00:00Z", SessionStatus::Completed, "p", BillingType::Medicare));
    sessions.back().group = true;
    QCOMPARE(deriveClient(factsOf(sessions)).planUsed, std::optional(1));
}

void TestRowBuilders::aPatientNamedTwiceHasOneRow() {
    auto record = appointment("A1", "7", "2026-11-24T00:00:00Z");
    record.patients.push_back(record.patients[0]);
    QCOMPARE(sessionRows(record, PractitionerId(L("p")), {}).size(), size_t(1));
}

void TestRowBuilders::paidOnlyWhenAllIs() {
    auto record = appointment("A1", "7", "2026-11-24T00:00:00Z");
    record.patients[0].invoiceIds = {HalaxyId(L("I1")), HalaxyId(L("I2"))};
    std::vector<InvoiceRecord> invoices{invoice("I1", "7", 100), invoice("I2", "7", 50)};
    invoices[0].isPaid = true;
    invoices[1].billing = BillingType::Private;
    invoices[1].date = QDate(2026, 11, 1);
    auto row = sessionRows(record, PractitionerId(L("p")), invoices).at(0);
    QVERIFY(!row.paid);
    QCOMPARE(row.invoiceAmount, std::optional(Cents{150}));
    QCOMPARE(row.billing, BillingType::Private);  // of the earliest
    invoices[1].isPaid = true;
    QVERIFY(sessionRows(record, PractitionerId(L("p")), invoices).at(0).paid);
    QVERIFY(!sessionRows(record, PractitionerId(L("p")), {}).at(0).invoiceAmount);
}

void TestRowBuilders::creditsAndPayments_data() {
    // gross, paid and balance of each invoice, in cents.
    using Bill = std::array<int, 3>;
    QTest::addColumn<std::vector<Bill>>("bills");
    QTest::addColumn<int>("amount");
    QTest::addColumn<bool>("paid");
    using List = std::vector<Bill>;
    QTest::newRow("paid") << List{{22000, 22000, 0}} << 22000 << true;
    QTest::newRow("open") << List{{22000, 0, 22000}} << 22000 << false;
    QTest::newRow("paid in part") << List{{22000, 12000, 10000}} << 22000 << false;
    QTest::newRow("paid, and a settled credit")
        << List{{22000, 22000, 0}, {-4000, -4000, 0}} << 18000 << true;
    QTest::newRow("a settled credit comes first")
        << List{{-4000, -4000, 0}, {22000, 22000, 0}} << 18000 << true;
    QTest::newRow("paid, and an open credit") << List{{22000, 22000, 0}, {-4000, 0, -4000}} << 18000 << false;
    QTest::newRow("open, and a settled credit")
        << List{{22000, 0, 22000}, {-4000, -4000, 0}} << 18000 << false;
    QTest::newRow("one paid, one open") << List{{22000, 22000, 0}, {5000, 0, 5000}} << 27000 << false;
    QTest::newRow("only a settled credit") << List{{-4000, -4000, 0}} << -4000 << false;
}

void TestRowBuilders::creditsAndPayments() {
    using Bill = std::array<int, 3>;
    QFETCH(std::vector<Bill>, bills);
    auto record = appointment("A1", "7", "2026-11-24T00:00:00Z");
    std::vector<InvoiceRecord> invoices;
    for (const auto& [gross, paid, balance] : bills) {
        const QByteArray id = "I" + QByteArray::number(invoices.size());
        auto one = invoice(id.constData(), "7", gross);
        one.paid = {paid};
        one.balance = {balance};
        one.isPaid = balance == 0 && paid > 0;
        record.patients[0].invoiceIds.push_back(one.id);
        invoices.push_back(one);
    }
    const auto row = sessionRows(record, PractitionerId(L("p")), invoices).at(0);
    QTEST(int(row.invoiceAmount->value), "amount");
    QTEST(row.paid, "paid");
}

QTEST_GUILESS_MAIN(TestRowBuilders)
#include "tst_row_builders.moc"
