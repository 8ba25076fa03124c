// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/stored_pause.h"

#include "core/practice_time.h"
#include "storage/checkpoint_store.h"

namespace bloom::sync {

namespace {
constexpr QLatin1String kCursor("paused");
constexpr QLatin1String kForGood("until-resumed");
}  // namespace

std::optional<Pause> storedPause(storage::Scope& scope) {
    const QString text = storage::CheckpointStore(scope).cursor(kCursor).value_or(QString());
    return text.isEmpty() ? std::nullopt : std::optional(Pause{parseUtc(text)});
}

void storePause(storage::Scope& scope, const std::optional<Pause>& pause, UtcTime now) {
    QString text;
    if (pause)
        text = pause->until ? toIsoText(*pause->until) : QString(kForGood);
    storage::CheckpointStore(scope).setCursor(kCursor, text, now);
}

}  // namespace bloom::sync
