// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The entries of Ctrl+K: commands, and what the engine knows (practitioners, the newest runs).
#pragma once
#include "engine/engine.h"
#include "widgets/finder_match.h"

namespace bloom::widgets {

class Commander;

QList<FinderEntry> commandEntries(Commander& commander, std::function<void()> choose);
/// Asks the door and hands on what comes; nothing after the context is gone.
void askForFinderEntries(engine::Engine& engine, QObject* context, std::function<void(const PageLink&)> open,
                         std::function<void(const QList<FinderEntry>&)> add);

}  // namespace bloom::widgets
