// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Where a session was before it moved: written with the history line of the same change.
#pragma once
#include "storage/history_store.h"

namespace bloom::storage {

/// Notes a move when the write changed when a session begins or whose it is; else nothing.
void noteMove(Scope& scope, const HistoryContext& context, const RowWrite& write);

}  // namespace bloom::storage
