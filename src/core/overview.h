// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the Overview page shows: a row for each practitioner, the charts, and what needs attention.
#pragma once
#include "core/dashboard.h"
#include "core/health.h"
#include "core/run_report.h"

namespace bloom {

/// One cell of the bar of the last 48 runs.
struct RunCell {
    RunId id;
    UtcTime started;
    milliseconds duration{0};
    RunType type = RunType::Full;
    RunOutcome outcome = RunOutcome::Success;
    int records = 0;
    QString message;
    bool operator==(const RunCell&) const = default;
};

struct PractitionerRow {
    PractitionerId id;
    QString name;
    PractitionerStatus status = PractitionerStatus::Active;
    bool syncing = true;
    SyncStatusView sync;
    std::vector<RunCell> runs;  ///< newest last, at most 48
    int sessionsToday = 0;
    int notConfirmed = 0;
    int setAside = 0;
    bool operator==(const PractitionerRow&) const = default;
};

/// One point of the charts: a run.
struct RunPoint {
    UtcTime started;
    RunType type = RunType::Full;
    RunOutcome outcome = RunOutcome::Success;
    milliseconds duration{0};
    milliseconds rateLimitWait{0};
    int received = 0;
    int written = 0;
    int setAside = 0;
    int calls = 0;
};

enum class AttentionKind {
    RunFailed,
    PractitionerFailed,
    SetAsideRecords,
    NotConfirmed,
    StaleData,
    NewPractitioner,
    CredentialsRefused,
    CircuitOpen,
    DatabaseTrouble,
    SecretUnprotected,
    FullRunsOnly
};
/// A sentence with a button.
struct AttentionItem {
    AttentionKind kind = AttentionKind::RunFailed;
    Severity severity = Severity::Attention;
    QString sentence;
    StateAction action = StateAction::ShowProblems;
    std::optional<PractitionerId> practitioner;
    std::optional<RunId> run;
    int count = 0;
    bool operator==(const AttentionItem&) const = default;
};

struct OverviewView {
    std::vector<PractitionerRow> practitioners;
    std::vector<RunPoint> points;  ///< oldest first, at most the last 200 runs
    std::vector<AttentionItem> attention;
    int clients = 0, sessions = 0, invoices = 0;
    UtcTime at;
};

}  // namespace bloom
