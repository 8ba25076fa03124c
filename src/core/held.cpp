// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/held.h"

namespace bloom {

QString name(HeldState state) {
    switch (state) {
        case HeldState::Open:
            return QStringLiteral("open");
        case HeldState::Applying:
            return QStringLiteral("applying");
        case HeldState::Applied:
            return QStringLiteral("applied");
        case HeldState::Discarded:
            return QStringLiteral("discarded");
        case HeldState::Superseded:
            return QStringLiteral("superseded");
    }
    Q_UNREACHABLE();
}

std::optional<HeldState> heldStateFrom(const QString& text) {
    for (const HeldState state : {HeldState::Open, HeldState::Applying, HeldState::Applied,
                                  HeldState::Discarded, HeldState::Superseded})
        if (name(state) == text)
            return state;
    return std::nullopt;
}

}  // namespace bloom
