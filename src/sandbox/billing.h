// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What follows from sessions: invoices with payments, part payments, write-offs and credits, and the
// referrals of those whose sessions Medicare pays.
#pragma once
#include "sandbox/practice.h"
#include "sandbox/random.h"

namespace bloom::sandbox {

/// Who pays for a client, as Halaxy's payorType says it; decided by seed and client alone.
QString payorOf(const QString& patientId, Random random);
void addInvoices(Practice& practice, UtcTime now, Random random);
void addReferrals(Practice& practice, UtcTime now, Random random);

}  // namespace bloom::sandbox
