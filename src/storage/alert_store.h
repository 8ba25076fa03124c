// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// alerts: one open line for each name and subject, raised and cleared by facts, acknowledged and silenced by
// people.
#pragma once
#include "core/alerts.h"
#include "storage/scope.h"

namespace bloom::storage {

class AlertStore {
public:
    explicit AlertStore(Scope& scope) : m_scope(scope) {}

    /// Those that fire, newest first.
    std::vector<Alert> firing();
    /// Firing and cleared ones, newest first.
    std::vector<Alert> newest(int count);
    /// Raises what is new, updates changed facts, clears what is no longer wanted; a line that stays as it is
    /// is not written. `unwritten`: raised while nothing could be written; they keep their time and what
    /// people said. A silence outlives its alert: who asked for quiet until a time gets it.
    void reconcile(const std::vector<WantedAlert>& wanted, const std::vector<Alert>& unwritten, UtcTime now);
    /// With a time: silenced until then. False when no such alert fires.
    bool acknowledge(qint64 alert, std::optional<UtcTime> silenceUntil, const QString& who, UtcTime now);

private:
    void raise(const WantedAlert& wanted, const Alert* unwritten, UtcTime now);
    std::optional<UtcTime> silence(const WantedAlert& wanted, UtcTime now);
    Scope& m_scope;
};

/// Whether reconcile() would write anything.
bool alertsDiffer(const std::vector<Alert>& firing, const std::vector<WantedAlert>& wanted);
/// What `facts` says, as JSON: only what is set.
QString alertFactsText(const AlertFacts& facts);
AlertFacts alertFactsFrom(const QString& text);

}  // namespace bloom::storage
