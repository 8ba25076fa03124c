// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Order does not matter: the same readings in any order, in any pages, twice, give the same rows, and the
// second pass writes nothing. And no failing statement leaves half of a page behind.
#include "storage/checkpoint_store.h"
#include "storage/statement.h"
#include "support/record_builder.h"
#include "support/temp_database.h"
#include "sync/applier.h"

#include <QTest>
#include <algorithm>
#include <random>

using namespace bloom;
using namespace bloom::storage;
using namespace bloom::sync;
using namespace bloom::test;

namespace {

using Random = std::mt19937;

int upTo(Random& random, int count) { return int(random() % quint32(count)); }

/// A history of a small practice: several readings of each record, some without version, in the order they
/// were read.
std::vector<ReadRecord> readings(Random& random, bool withMeta) {
    std::vector<ReadRecord> list;
    std::int64_t when = 0;
    const auto add = [&](RecordContent content) {
        ReadRecord record = reading(std::move(content), ++when);
        if (withMeta)
            record.version.lastUpdated = at("2026-11-01T00:00:00Z") + std::chrono::minutes(when);
        list.push_back(std::move(record));
    };
    const char* const people[] = {"1", "2", "3", "4"};
    const char* const visits[] = {"A1", "A2", "A3", "A4", "A5", "A6"};
    const char* const bills[] = {"I1", "I2", "I3", "I4"};
    const char* const days[] = {"2026-11-02T00:00:00Z", "2026-11-09T00:00:00Z", "2026-11-30T00:00:00Z"};
    const SessionStatus states[] = {SessionStatus::Scheduled, SessionStatus::Completed,
                                    SessionStatus::Cancelled, SessionStatus::Unknown};
    add(practitioner("PR-1", "First"));
    add(practitioner("PR-2", "Second"));
    add(role("PR-11", "PR-1"));
    add(role("PR-22", upTo(random, 2) ? "PR-2" : "PR-1"));
    for (int i = 0; i < 60; ++i) {
        switch (upTo(random, 5)) {
            case 0: {
                auto somebody = patient(people[upTo(random, 4)], upTo(random, 2) ? "Kim" : "Alex");
                if (upTo(random, 2))
                    somebody.generalPractitioners = {HalaxyId(L("PR-22"))};
                add(somebody);
                break;
            }
            case 1: {
                auto bill =
                    invoice(bills[upTo(random, 4)], people[upTo(random, 4)], 100 * (1 + upTo(random, 5)));
                if (upTo(random, 2))
                    bill.appointmentIds = {HalaxyId(L(visits[upTo(random, 6)]))};
                bill.practitioner = RecordKey{RecordKind::PractitionerRole, HalaxyId(L("PR-11"))};
                bill.status = upTo(random, 4) ? InvoiceStatus::Active : InvoiceStatus::WrittenOff;
                add(bill);
                break;
            }
            case 2:
                add(referral(upTo(random, 2) ? "R1" : "R2", people[upTo(random, 4)], 6, upTo(random, 8)));
                break;
            default: {
                auto visit = appointment(visits[upTo(random, 6)], people[upTo(random, 4)],
                                         days[upTo(random, 3)], states[upTo(random, 4)]);
                if (upTo(random, 2))
                    visit.practitioners[0].id = HalaxyId(L("PR-22"));
                if (upTo(random, 3) == 0)
                    visit.patients.push_back(
                        {HalaxyId(L(people[upTo(random, 4)])), SessionStatus::Confirmed, L("confirmed"), {}});
                if (upTo(random, 2))
                    visit.patients[0].invoiceIds = {HalaxyId(L(bills[upTo(random, 4)]))};
                if (upTo(random, 8) == 0)
                    visit.patients.clear();
                add(visit);
            }
        }
    }
    return list;
}

class Practice {
public:
    TempDatabase database;

    Practice() {
        database.write([&](Scope& scope) { m_applier.referralsRead(scope, std::nullopt, m_context); });
    }
    void apply(std::vector<ReadRecord> list, Random& random) {
        while (!list.empty()) {
            const auto size = std::min<size_t>(list.size(), size_t(1 + upTo(random, 9)));
            const std::vector<ReadRecord> page(list.begin(), list.begin() + long(size));
            list.erase(list.begin(), list.begin() + long(size));
            QVERIFY(database.write([&](Scope& scope) { return m_applier.apply(scope, page, m_context); })
                        .readAgain.empty());
        }
    }
    Result<ApplyReport> tryApply(const std::vector<ReadRecord>& list) {
        return write(*database, [&](Scope& scope) { return m_applier.apply(scope, list, m_context); });
    }
    /// Every live row, without the times of writing.
    QStringList rows() {
        QStringList all;
        all << database.rows(
            L("SELECT 'p', id, halaxy_practitioner_role_id, last_name, status, halaxy_active FROM "
              "practitioners WHERE deleted_at IS NULL ORDER BY id"));
        all << database.rows(
            L("SELECT 'r', halaxy_role_id, halaxy_practitioner_id, active FROM practitioner_roles "
              "WHERE deleted_at IS NULL ORDER BY 2"));
        all << database.rows(
            L("SELECT 'c', halaxy_patient_id, first_name, initials, is_placeholder, practitioner_id, "
              "mhcp_is_active, "
              "mhcp_used_sessions, mhcp_remaining, mhcp_plan_expiry_date, first_session_date, "
              "last_session_date, "
              "total_sessions FROM clients WHERE deleted_at IS NULL ORDER BY 2"));
        all << database.rows(
            L("SELECT 's', id, practitioner_id, client_id, scheduled_start_time, session_number, status, "
              "is_group, "
              "billing_type, invoice_amount, is_paid FROM sessions WHERE deleted_at IS NULL ORDER BY id"));
        all << database.rows(
            L("SELECT 'i', halaxy_invoice_id, practitioner_id, client_id, status, total_gross FROM "
              "invoices WHERE deleted_at IS NULL ORDER BY 2"));
        all << database.rows(
            L("SELECT 'l', session_id, halaxy_invoice_id FROM session_invoices ORDER BY 2, 3"));
        all << database.rows(
            L("SELECT 'a', halaxy_invoice_id, halaxy_appointment_id FROM invoice_appointments "
              "ORDER BY 2, 3"));
        all << database.rows(
            L("SELECT 'f', halaxy_referral_id, client_id, sessions_used FROM referrals ORDER BY 2"));
        all << database.rows(
            L("SELECT 'x', kind, halaxy_id, content, gone FROM source_records ORDER BY 2, 3"));
        all << database.rows(L("SELECT 'w', kind, halaxy_id, reason FROM set_aside ORDER BY 2, 3"));
        return all;
    }

private:
    Applier m_applier;
    ApplyContext m_context{RunType::Full, RunId(L("run")), at("2026-11-23T00:00:00Z"), L("Australia/Sydney")};
};

}  // namespace

class TestApplyOrder : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anyOrderGivesTheSameRows_data();
    void anyOrderGivesTheSameRows();
    void everyFailingStatementIsRecoveredFrom();
};

void TestApplyOrder::anyOrderGivesTheSameRows_data() {
    QTest::addColumn<quint32>("seed");
    QTest::addColumn<bool>("withMeta");
    for (quint32 seed = 1; seed <= 8; ++seed)
        QTest::addRow("seed %u %s meta", seed, seed % 2 ? "with" : "without") << seed << (seed % 2 == 1);
}

void TestApplyOrder::anyOrderGivesTheSameRows() {
    QFETCH(quint32, seed);
    QFETCH(bool, withMeta);
    Random random(seed);
    const auto inOrder = readings(random, withMeta);
    Practice first;
    first.apply(inOrder, random);
    const QStringList expected = first.rows();
    QVERIFY(expected.size() > 20);
    for (int permutation = 0; permutation < 4; ++permutation) {
        auto shuffled = inOrder;
        std::shuffle(shuffled.begin(), shuffled.end(), random);
        Practice other;
        other.apply(shuffled, random);
        QCOMPARE(other.rows(), expected);
        const qint64 written = other.database->rowsWritten();
        // Nothing of the history can change anything any more; only what is still set aside notes when it was
        // seen.
        std::shuffle(shuffled.begin(), shuffled.end(), random);
        other.apply(shuffled, random);
        QCOMPARE(other.rows(), expected);
        QCOMPARE(other.database->rowsWritten(), written);
    }
}

void TestApplyOrder::everyFailingStatementIsRecoveredFrom() {
    Random random(7);
    const auto all = readings(random, true);
    const std::vector<ReadRecord> before(all.begin(), all.begin() + 20), page(all.begin() + 20, all.end());
    Practice whole;
    QVERIFY(whole.tryApply(before) && whole.tryApply(page));
    const QStringList expected = whole.rows();

    Practice faulty;
    QVERIFY(faulty.tryApply(before));
    const QStringList untouched = faulty.rows();
    int failing = 0;
    for (bool reachedTheEnd = false; !reachedTheEnd; ++failing) {
        int statement = 0;
        faulty.database->setFaultHook([&](const QString&) { return statement++ == failing; });
        const auto answer = faulty.tryApply(page);
        faulty.database->setFaultHook({});
        reachedTheEnd = statement <= failing;
        if (reachedTheEnd) {
            QVERIFY(answer);
            break;
        }
        QVERIFY2(!answer, qPrintable(L("statement %1 failed unnoticed").arg(failing)));
        QCOMPARE(answer.error().kind, ErrorKind::Database);
        QVERIFY(answer.error().message.contains(L("disk is full")));
        if (failing % 25 == 0)
            QCOMPARE(faulty.rows(), untouched);
    }
    QVERIFY(failing > 200);
    QCOMPARE(faulty.rows(), expected);
}

QTEST_GUILESS_MAIN(TestApplyOrder)
#include "tst_apply_order.moc"
