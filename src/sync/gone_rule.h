// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// When deletions are too many to believe. Pure.
#pragma once

namespace bloom::sync {

/// More than 5, and more than a tenth of what was live. Both count the last 24 hours: those found gone now
/// and since then, of those live now and those that went since then.
bool tooMany(int goneNow, int goneLately, int live);

}  // namespace bloom::sync
