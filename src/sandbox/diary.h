// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Fills one practitioner's diary: working weeks, leave, holidays, a practice that grows, bookings that thin
// out ahead, group sessions and blockers; then what became of each appointment.
#pragma once
#include "sandbox/caseload.h"
#include "sandbox/practice.h"

namespace bloom::sandbox {

struct DiaryPlan {
    QDate from;
    QDate to;
    UtcTime now{};
    int appointments = 0;
    bool even = false;  ///< the same density everywhere (the benchmark's window)
    bool oddities = true;
    int practitioner = 0;  ///< which one: decides the free weekday and the leave
    std::vector<QString> roles;
};

/// Without ids: the generator numbers all diaries together, in order of time.
std::vector<Appointment> fillDiary(const DiaryPlan& plan, Caseload& caseload, Random random);

}  // namespace bloom::sandbox
