// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// An answer and how the wire carries it: whole, late, in drips, cut off, or not at all.
#pragma once
#include "http/message.h"
#include "sandbox/search.h"

#include <chrono>

namespace bloom::sandbox {

struct Delivery {
    enum class Kind { Whole, Drop, Hang, Truncate, Drip };
    Kind kind = Kind::Whole;
    std::chrono::milliseconds delay{0};     ///< before the first byte
    qsizetype bytes = 0;                    ///< Truncate: what still comes; Drip: the size of a drop
    std::chrono::milliseconds interval{0};  ///< Drip: between two drops
};

struct Reply {
    http::Response response;
    Delivery delivery;
};

/// An error as the service puts it: an OperationOutcome body.
http::Response outcome(const Refusal& refusal);
http::Response jsonResponse(int status, QByteArray body);
/// "Tue, 24 Nov 2026 09:40:00 GMT"
QByteArray httpDate(UtcTime when);

}  // namespace bloom::sandbox
