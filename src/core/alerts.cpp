// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alerts.h"

namespace bloom {

QString name(AlertName alert) {
    switch (alert) {
        case AlertName::SyncFailure:
            return QStringLiteral("sync-failure");
        case AlertName::HighLatency:
            return QStringLiteral("high-latency");
        case AlertName::WebhookBacklog:
            return QStringLiteral("webhook-backlog");
        case AlertName::TokenRefresh:
            return QStringLiteral("token-refresh");
        case AlertName::HeldRun:
            return QStringLiteral("held-run");
        case AlertName::StaleData:
            return QStringLiteral("stale-data");
        case AlertName::SetAsideRecords:
            return QStringLiteral("set-aside-records");
        case AlertName::DatabaseTrouble:
            return QStringLiteral("database-trouble");
    }
    Q_UNREACHABLE();
}

std::optional<AlertName> alertNameFrom(const QString& text) {
    for (const AlertName alert : kAlertNames)
        if (name(alert) == text)
            return alert;
    return std::nullopt;
}

bool Alert::asks(UtcTime now) const {
    return isFiring() && !acknowledged && (!silencedUntil || *silencedUntil <= now);
}

}  // namespace bloom
