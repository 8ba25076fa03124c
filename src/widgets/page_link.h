// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Where a button, a finder entry or an attention line leads: a page and what to show on it. No page knows
// another.
#pragma once
#include "core/ids.h"

#include <QDate>
#include <QString>
#include <optional>

namespace bloom::widgets {

/// Ids of the pages, as the rail and links name them.
namespace page {
inline const QString overview = QStringLiteral("overview");
inline const QString practitioners = QStringLiteral("practitioners");
inline const QString syncLog = QStringLiteral("sync-log");
inline const QString webhooks = QStringLiteral("webhooks");
inline const QString connection = QStringLiteral("connection");
inline const QString settings = QStringLiteral("settings");
}  // namespace page

struct PageLink {
    QString page;
    std::optional<PractitionerId> practitioner{};
    std::optional<RunId> run{};
    std::optional<QDate> date{};
    QString section{};  ///< of Settings: "halaxy", "database" …
    bool operator==(const PageLink&) const = default;
};

}  // namespace bloom::widgets
