// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the mirror should say about one record of the service, as text: the oracle's own reading of the rules,
// from the sandbox's structs. Includes nothing of the product's reading of Halaxy (a house test holds it).
#pragma once
#include "sandbox/practice.h"
#include "sandbox/quirks.h"

#include <string>

namespace bloom::simulation {

/// An empty line: no row (gone, a blocker, entered in error).
std::string lineOf(const sandbox::Practitioner& practitioner);
std::string lineOf(const sandbox::PractitionerRole& role);
std::string lineOf(const sandbox::Patient& patient);
std::string lineOf(const sandbox::Invoice& invoice, sandbox::Shape shape);
std::string lineOf(const sandbox::Referral& referral, bool withDisplay);
/// All its sessions, sorted, without what invoices say: a set is right as a whole or not at all.
std::string lineOf(const sandbox::Appointment& appointment, const sandbox::Practice& practice,
                   sandbox::Shape shape);

/// "1200|medicare|1": what a session row says about money.
std::string moneyOf(const sandbox::Attendance& attendance, const sandbox::Practice& practice,
                    sandbox::Shape shape);
std::string isoOf(UtcTime time);
/// "Patient/41001"
std::string keyOf(sandbox::Resource resource, const QString& id);

}  // namespace bloom::simulation
