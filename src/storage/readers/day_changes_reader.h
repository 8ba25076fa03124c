// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What happened to the sessions of a practitioner's local day: moved in, moved out, cancelled, deleted.
#pragma once
#include "core/held.h"
#include "storage/scope.h"

namespace bloom::storage {

/// Newest first, at most 200. Nothing for a practitioner who is not there.
std::vector<DayChange> readDayChanges(Scope& scope, const PractitionerId& practitioner, QDate date);

}  // namespace bloom::storage
