// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The texts of the small enums that only views use.
#include "core/connection_views.h"
#include "core/dashboard.h"

namespace bloom {

QString name(BreakerState state) {
    switch (state) {
        case BreakerState::Closed:
            return QStringLiteral("closed");
        case BreakerState::Open:
            return QStringLiteral("open");
        case BreakerState::HalfOpen:
            return QStringLiteral("half-open");
    }
    Q_UNREACHABLE();
}

QString name(SyncHealth health) {
    switch (health) {
        case SyncHealth::Healthy:
            return QStringLiteral("healthy");
        case SyncHealth::Stale:
            return QStringLiteral("stale");
        case SyncHealth::Error:
            return QStringLiteral("error");
    }
    Q_UNREACHABLE();
}

}  // namespace bloom
