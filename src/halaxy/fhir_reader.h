// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A FHIR resource of Halaxy's or the specification's shape → one of our records, or the reason why it can't
// be used.
#pragma once
#include "core/records.h"
#include "halaxy/references.h"

#include <QJsonObject>

namespace bloom::halaxy {

/// `now` only decides which contact points and names have ended.
ReadRecord readResource(const QJsonObject& resource, RecordKind kind, ReadStamp stamp, UtcTime now);

}  // namespace bloom::halaxy
