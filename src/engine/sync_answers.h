// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What *Sync now* answers before anything is asked of the network: a pure function of the state.
#pragma once
#include "engine/engine.h"
#include "sync/sync_engine.h"

namespace bloom::engine {

/// Nothing = the way is free: the sync answers. The facts are those of this moment.
std::optional<SyncAnswer> answerFromState(const HealthFacts& facts);
/// What the sync said, in words.
SyncAnswer answerOf(const sync::RequestAnswer& answer);
SyncAnswer refused(const Error& error);

/// Until when a run waits for the rate limit. History is read with what the minute leaves over: its waiting
/// is nobody's, and up to date stays up to date.
std::optional<UtcTime> rateLimitShown(const std::optional<RunProgress>& run, const BudgetView& budget);

/// "14:32:10", as the viewer's clock has it.
QString clockText(UtcTime time);

}  // namespace bloom::engine
