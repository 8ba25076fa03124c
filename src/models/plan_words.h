// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Mental-health plans and what to act on, in words.
#pragma once
#include "core/care.h"
#include "models/words.h"

namespace bloom::models {

/// "3 of 10 left this year, 2 of 6 of the referral used" … always a lower bound of Medicare's count.
QString planWords(const MhcpCount& plan);
/// Why a plan stands where it stands: "6 of 6 used: a review gives more sessions".
QString planReason(const PlanView& plan);
QString words(PlanUrgency urgency);  ///< "Review due"
ChipTone tone(PlanUrgency urgency);
/// What is said once, where plans are listed.
QString localCountNote();

QString words(CareReason reason);  ///< "Follow-up"
ChipTone tone(CareReason reason);
QString careIcon(CareReason reason);
/// "Last seen 3 weeks ago, nothing booked"
QString careWhy(const CareItem& item);

}  // namespace bloom::models
