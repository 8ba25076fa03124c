// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// One listing run, from the log's first row to its last: profile, clients, sessions, invoices and referrals,
// status. Manual and backfill runs walk the same steps, fewer of them (run_plan.h). Runs to its end whatever
// happens; the report says how it went.
#pragma once
#include "sync/kind_step.h"
#include "sync/record_reader.h"

namespace bloom::sync {

class SessionStep;

class FullRun {
public:
    /// A backfill run does so many months; the queue chooses again after each.
    static constexpr int kBackfillMonths = 1;

    explicit FullRun(ActiveRun& run) : m_run(run), m_kinds(run), m_reader(run) {}
    QCoro::Task<RunReport> listings();
    /// One record, read by id, and what it names.
    QCoro::Task<RunReport> record();

private:
    QCoro::Task<void> walk();
    QCoro::Task<void> walkPractitioners();
    QCoro::Task<void> walkSessions();
    QCoro::Task<void> walkInvoices();
    QCoro::Task<void> walkReferrals();
    QCoro::Task<void> walkBackfill();
    QCoro::Task<void> walkChanges();
    QCoro::Task<void> walkAudit();
    QCoro::Task<void> walkHeld();
    /// What one read said.
    QCoro::Task<void> store(halaxy::ReadAnswer answer);
    QCoro::Task<void> confirm();
    void showParts();
    bool knowsNobody();
    void askForPlaceholders();
    void passTime();
    void noteHistory(const SessionStep& sessions);
    void reportUnreached();
    ActiveRun& m_run;
    KindStep m_kinds;
    RecordReader m_reader;
};

}  // namespace bloom::sync
