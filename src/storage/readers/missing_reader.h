// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What is held of the appointments somebody misses: live rows, tombstones, and those that moved away.
#pragma once
#include "core/practice_time.h"
#include "core/records.h"
#include "storage/scope.h"

namespace bloom::storage {

/// One appointment; of a group the first of its rows.
struct HeldAppointment {
    HalaxyId id;
    ClientId client;
    QString initials, clientName;
    UtcTime start;
    SessionStatus status = SessionStatus::Unknown;
    QString rawStatus;
    PractitionerId practitioner;
    bool live = true;
    std::optional<UtcTime> goneAt;   ///< the service said that it is not there
    std::optional<UtcTime> changed;  ///< the record's last change, as the service says
    bool waits = false;              ///< its deletion waits for a decision
};

/// Of a day: sessions that are there, were deleted there, or moved away from it.
std::vector<HeldAppointment> readHeldOfDay(Scope& scope, const PractitionerId& practitioner, UtcInterval day);
std::vector<HeldAppointment> readHeldOfClient(Scope& scope, const ClientId& client, UtcInterval period);
std::optional<HeldAppointment> readHeldAppointment(Scope& scope, const HalaxyId& id);

struct HeldPatient {
    ClientId client;
    HalaxyId patient;
    QString initials, clientName;
};
std::optional<HeldPatient> readHeldPatient(Scope& scope, const HalaxyId& patient);
std::optional<HeldPatient> readHeldPatient(Scope& scope, const ClientId& client);

}  // namespace bloom::storage
