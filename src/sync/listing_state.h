// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a checkpoint keeps of a listing beyond its next page: enough to go on, or to know that it was done.
#pragma once
#include "core/practice_time.h"

#include <QByteArray>

namespace bloom::sync {

struct ListingState {
    QByteArray scope;   ///< of the run; another scope never goes on here
    bool done = false;  ///< came to a complete end, and what follows from it is stored
    int distinct = 0;
    std::optional<UtcTime> newest;      ///< greatest meta.lastUpdated so far
    std::optional<UtcTime> serverDate;  ///< of the first answer
    QString doubt{};                    ///< why it will not be complete, whatever is still to come
    bool operator==(const ListingState&) const = default;
};

QByteArray toBytes(const ListingState& state);
ListingState listingStateFrom(const QByteArray& bytes);

/// Where the next _lastUpdated listing begins: min(greatest time seen, server's date at the first request)
/// less an overlap of 5 minutes. Nothing = leave the cursor where it is.
std::optional<UtcTime> cursorAfter(const ListingState& state);

}  // namespace bloom::sync
