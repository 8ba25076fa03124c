// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Referrals: practice-wide or by client, and what is known of a client's plan meanwhile.
#include "support/practice_bench.h"

#include <QtTest>

using namespace bloom;
using namespace bloom::test;
using namespace std::chrono_literals;
using sandbox::ReferralMode;

namespace {

QString text(const char* latin1) { return QString::fromLatin1(latin1); }
const QString kReferral = QStringLiteral("Referral");

/// More clients than one run asks for.
sandbox::GeneratorOptions hundredClients() {
    auto options = PracticeBench::small();
    options.patients = 100;
    return options;
}
sandbox::Quirks quirksOf(ReferralMode mode) {
    sandbox::Quirks quirks;
    quirks.referrals = mode;
    return quirks;
}
QString way(PracticeBench& bench) {
    return bench.database.cell(text("SELECT value FROM cursors WHERE name = 'referral-way'"));
}
int checkedClients(PracticeBench& bench) {
    return bench.count(text("referral_checks WHERE checked_at IS NOT NULL AND halaxy_patient_id <> '*'"));
}
/// Clients that have a plan in their row although nobody asked for their referrals.
int knownUnasked(PracticeBench& bench) {
    return bench.count(
        text("clients c WHERE c.mhcp_is_active IS NOT NULL AND NOT EXISTS (SELECT 1 FROM referral_checks k "
             "WHERE k.halaxy_patient_id = c.halaxy_patient_id)"));
}

}  // namespace

class TestReferralWays : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void practiceWideIsIgnored() {
        PracticeBench bench(hundredClients(), quirksOf(ReferralMode::Ignored));
        QCOMPARE(name(bench.run().outcome), text("success"));
        QCOMPARE(way(bench), text("subject"));
        QCOMPARE(checkedClients(bench), 60);
        QCOMPARE(knownUnasked(bench), 0);  // unknown, not 10
        QCOMPARE(bench.count(text("referral_checks WHERE halaxy_patient_id = '*'")), 0);
        bench.clock.advance(15min);
        QCOMPARE(name(bench.run().outcome), text("success"));
        QVERIFY(checkedClients(bench) > 90);
        QCOMPARE(bench.count(text("referrals")), int(bench.halaxy.practice().referrals.rows().size()));
        // The next day it is tried again, and is still no answer: no failure, and nothing missing.
        bench.clock.advance(24h);
        const RunReport report = bench.run();
        QCOMPARE(name(report.outcome), text("success"));
        QCOMPARE(way(bench), text("subject"));
        QCOMPARE(bench.count(text("not_confirmed")), 0);
    }
    void whatWasKnownPracticeWideIsUnknownWhenThatIsRefused() {
        PracticeBench bench(hundredClients());
        bench.run();
        QVERIFY(knownUnasked(bench) > 50);
        bench.halaxy.quirks().referrals = ReferralMode::BySubject;
        bench.clock.advance(15min);
        QCOMPARE(name(bench.run().outcome), text("success"));
        QCOMPARE(checkedClients(bench), 60);
        QCOMPARE(knownUnasked(bench), 0);
    }
    void practiceWideIsTriedAgainOnceADay() {
        PracticeBench bench(PracticeBench::small(), quirksOf(ReferralMode::BySubject));
        bench.run();
        QCOMPARE(way(bench), text("subject"));
        bench.halaxy.quirks().referrals = ReferralMode::PracticeWide;
        bench.clock.advance(15min);
        bench.calls(kReferral);
        bench.run();
        QCOMPARE(bench.calls(kReferral), 0);
        bench.clock.advance(24h);
        bench.run();
        QCOMPARE(way(bench), text("practice"));
        QVERIFY(bench.calls(kReferral) < 5);
    }
    void oneClientsRefusalIsItsOwn() {
        PracticeBench bench(PracticeBench::small(), quirksOf(ReferralMode::BySubject));
        bench.addFault(text("server-error,resource=Referral,status=422,skip=1,count=1"));
        const RunReport report = bench.run();
        QCOMPARE(name(report.outcome), text("partial"));
        QCOMPARE(int(report.problems.size()), 1);
        const int asked = bench.count(text("referral_checks"));
        QVERIFY(asked > 30);
        QCOMPARE(checkedClients(bench), asked - 1);
        QCOMPARE(knownUnasked(bench), 0);
        QCOMPARE(
            bench.count(text("clients c JOIN referral_checks k ON k.halaxy_patient_id = c.halaxy_patient_id "
                             "WHERE k.checked_at IS NULL AND c.mhcp_is_active IS NOT NULL")),
            0);
        // It was an answer: asked again the next day, and no run until then is partial for it.
        bench.clock.advance(15min);
        bench.calls(kReferral);
        QCOMPARE(name(bench.run().outcome), text("success"));
        QCOMPARE(bench.calls(kReferral), 0);
        bench.clock.advance(25h);
        QCOMPARE(name(bench.run().outcome), text("success"));
        QCOMPARE(checkedClients(bench), asked);
    }
    void whereNobodyIsDueNothingCame() {
        PracticeBench bench(PracticeBench::small(), quirksOf(ReferralMode::BySubject));
        QCOMPARE(name(bench.run().outcome), text("success"));
        bench.clock.advance(15min);
        for (const char* resource :
             {"Practitioner", "PractitionerRole", "Patient", "Appointment", "Invoice", "Referral"})
            bench.addFault(text("server-error,status=400,resource=") + text(resource));
        bench.calls(kReferral);
        QCOMPARE(name(bench.run().outcome), text("failed"));  // none of its listings came
        QCOMPARE(bench.calls(kReferral), 0);
    }
    void whoFailedComesAfterTheOthers() {
        PracticeBench bench(hundredClients(), quirksOf(ReferralMode::BySubject));
        // The call itself fails, with its three further tries.
        bench.addFault(text("server-error,resource=Referral,skip=1,count=4"));
        QCOMPARE(name(bench.run().outcome), text("partial"));
        QCOMPARE(checkedClients(bench), 59);
        const QString failed = bench.database.cell(
            text("SELECT halaxy_patient_id FROM referral_checks WHERE checked_at IS NULL"));
        bench.clock.advance(15min);
        bench.calls({});
        QCOMPARE(name(bench.run().outcome), text("success"));
        QVERIFY(FakeTransport::urlOf(bench.transport.gets.back()).query().contains(failed));
    }
};

QTEST_GUILESS_MAIN(TestReferralWays)
#include "tst_referral_ways.moc"
