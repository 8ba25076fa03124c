// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What Bloom owns of a practitioner: zone, targets, status, whether to sync. No sync touches it.
#pragma once
#include "core/dashboard.h"
#include "storage/scope.h"

namespace bloom::storage {

/// Nothing = leave as it is.
struct PractitionerSettings {
    std::optional<PractitionerStatus> status;  ///< Active or Inactive; Onboarding takes the decision back
    std::optional<bool> syncing;
    std::optional<QString> timezone;
    std::optional<int> weeklySessionTarget;
    std::optional<Cents> weeklyRevenueTarget;
    std::optional<Cents> monthlyRevenueTarget;
};

class PractitionerStore {
public:
    explicit PractitionerStore(Scope& scope) : m_scope(scope) {}
    /// Live ones, by last and first name.
    std::vector<PractitionerView> all();
    /// By Bloom's id or Halaxy's.
    std::optional<PractitionerView> find(const QString& anyId);
    /// False when there is no such practitioner.
    bool save(const PractitionerId& practitioner, const PractitionerSettings& settings, UtcTime now);
    /// Live roles of a practitioner, by id: what its appointments are asked by.
    std::vector<HalaxyId> roles(const PractitionerId& practitioner);
    struct ToSync {
        PractitionerView practitioner;
        std::vector<HalaxyId> roles;
    };
    /// Whom a run lists appointments for: syncing, and not inactive or with a session from `today` on.
    std::vector<ToSync> toSync(UtcTime today);

private:
    Scope& m_scope;
};

}  // namespace bloom::storage
