// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Alerts as state: raised and cleared by facts, acknowledged or silenced by people. Ids only, never personal
// data.
#pragma once
#include "core/health.h"
#include "core/ids.h"
#include "core/result.h"
#include "core/status.h"

#include <QMetaType>
#include <optional>
#include <vector>

namespace bloom {

enum class AlertName {
    SyncFailure,
    HighLatency,
    WebhookBacklog,
    TokenRefresh,
    HeldRun,
    StaleData,
    SetAsideRecords,
    DatabaseTrouble
};
inline constexpr AlertName kAlertNames[] = {
    AlertName::SyncFailure, AlertName::HighLatency, AlertName::WebhookBacklog,  AlertName::TokenRefresh,
    AlertName::HeldRun,     AlertName::StaleData,   AlertName::SetAsideRecords, AlertName::DatabaseTrouble};
QString name(AlertName alert);  ///< "sync-failure", "high-latency" …
std::optional<AlertName> alertNameFrom(const QString& text);

/// The figures an alert's words are made from.
struct AlertFacts {
    int count = 0;                     ///< failures in a row, events waiting, records held or set aside
    int of = 0;                        ///< held records: how many there are of the kind
    int dead = 0;                      ///< events given up, beside those that wait
    int practitioners = 0;             ///< how many fail for the same cause; 0 = one, or the practice
    std::optional<RecordKind> kind{};  ///< of held records
    std::optional<ErrorKind> cause{};
    QString causeText{};  ///< one sentence, without personal data
    std::optional<RunId> run{};
    milliseconds duration{0};        ///< of a slow run, without waits for the rate limit
    QString slowest{};               ///< the part that took longest, "Appointment"
    std::optional<UtcTime> since{};  ///< of stale data: the last complete success
    QString practitionerName{};      ///< whom it is about, if anybody
    bool operator==(const AlertFacts&) const = default;
};

struct Alert {
    qint64 id = 0;
    AlertName name = AlertName::SyncFailure;
    QString subject;  ///< a practitioner's id, a held set's; empty = the practice
    AlertFacts facts;
    UtcTime raised;
    std::optional<UtcTime> cleared;
    std::optional<UtcTime> acknowledged;
    QString acknowledgedBy;
    std::optional<UtcTime> silencedUntil;
    bool isFiring() const { return !cleared; }
    /// Firing, and nobody has acknowledged or silenced it.
    bool asks(UtcTime now) const;
    bool operator==(const Alert&) const = default;
};

/// What should be firing, by the facts of the moment.
struct WantedAlert {
    AlertName name = AlertName::SyncFailure;
    QString subject;
    AlertFacts facts;
    bool operator==(const WantedAlert&) const = default;
};

/// What it says, what it means and what to do; words only (translated).
struct AlertWords {
    Severity severity = Severity::Problem;
    QString sentence;
    QString meaning;
    StateAction action = StateAction::None;
    QString actionText;
};
/// Without a practitioner's name in the facts, their id stands for them.
AlertWords describeAlert(const Alert& alert, UtcTime now);

}  // namespace bloom

Q_DECLARE_METATYPE(bloom::Alert)
