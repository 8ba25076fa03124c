// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What somebody chooses to sync, before it is asked for: a scope, perhaps days, and whether that makes sense.
#pragma once
#include "core/run_report.h"

namespace bloom::models {

enum class SyncChoiceScope { Everything, Practitioner, Kind, Record };

struct SyncDraft {
    SyncChoiceScope scope = SyncChoiceScope::Everything;
    std::optional<PractitionerId> practitioner;
    RecordKind kind = RecordKind::Appointment;
    QString recordId;
    bool days = false;
    QDate from;
    QDate to;

    /// Days narrow appointments only: other kinds are listed whole.
    bool canHaveDays() const;
    /// Empty when it can be asked for; else what is missing or wrong.
    QString problem() const;
    SyncRequest request(const QString& askedBy) const;
};

/// "Appointments of 3–9 Nov", "Patient 123": what a scope covers, in words.
QString scopeText(const SyncScope& scope, const QString& practitionerName);

}  // namespace bloom::models
