// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The addresses of Halaxy: made from queries, followed from `next` links, and described without people's
// data.
#pragma once
#include "halaxy/client.h"

namespace bloom::halaxy {

QUrl tokenUrl(const QUrl& base);
QUrl recordUrl(const QUrl& base, const RecordKey& key);
QUrl listingUrl(const QUrl& base, const ListingQuery& query);
/// Kind?_id=1,2,3
QUrl byIdUrl(const QUrl& base, RecordKind kind, const std::vector<HalaxyId>& ids);
/// Kind?_count=1
QUrl oneUrl(const QUrl& base, RecordKind kind);

/// A `next` link as it is, but for `+`, which Halaxy wants as %2B. Damaged when it leaves the host or the
/// scheme.
Result<QUrl> followed(const QString& next, const QUrl& current);

/// "_count=100 date practitioner-role": values only where they can't be a person's.
QString describeQuery(const QUrl& url);
/// "14:32:10", this machine's time; for messages.
QString clockText(std::optional<UtcTime> time);

}  // namespace bloom::halaxy
