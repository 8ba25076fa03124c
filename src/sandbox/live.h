// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A practice that lives: sessions are attended when their time comes and then invoiced and paid, people book,
// move and cancel. Works in whole minutes, each with random numbers of its own, so that the size of the steps
// in which time passes changes nothing.
#pragma once
#include "sandbox/edits.h"
#include "sandbox/random.h"

namespace bloom::sandbox {

struct LiveOptions {
    quint64 seed = 1;
    // In working hours:
    double bookingsPerHour = 12;
    double movesPerHour = 4;
    double cancellationsPerHour = 4;
    double paymentsPerHour = 20;
};

class Live {
public:
    explicit Live(LiveOptions options) : m_options(options) {}
    /// Lets what happens after `from` up to `to` happen; at most the last day of it.
    void pass(Practice& practice, const Quirks& quirks, UtcTime from, UtcTime to) const;

private:
    void minute(Practice& practice, const Quirks& quirks, UtcTime minute) const;
    LiveOptions m_options;
};

}  // namespace bloom::sandbox
