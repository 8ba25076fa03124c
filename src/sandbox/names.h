// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Names and contact details invented by combination: no row of any real person can come out of here but by
// chance.
#pragma once
#include "sandbox/practice.h"
#include "sandbox/random.h"

namespace bloom::sandbox {

struct InventedPerson {
    QString given;
    QString middle;
    QString family;
    QString gender;  ///< male, female, other
};

InventedPerson inventPerson(Random& random);
/// Mostly one proper official name; now and then what real data holds: only text, none, capitals, only given.
std::vector<PersonName> namesOf(const InventedPerson& person, Random& random);
PersonName plainName(const InventedPerson& person, const QString& prefix);
QString mobileNumber(Random& random);
QString emailOf(const InventedPerson& person, int number);
QString inventSuburb(Random& random);
QString inventDoctor(Random& random);

}  // namespace bloom::sandbox
