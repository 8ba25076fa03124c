// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// FHIR's times and dates. A time without an offset is no moment and is refused; a date is the local one as
// written.
#pragma once
#include "core/clock.h"

#include <QDate>
#include <QJsonObject>
#include <optional>

namespace bloom::halaxy {

/// dateTime or instant with an offset or Z.
std::optional<UtcTime> fhirTime(const QString& text);
/// The day of a date or dateTime as it stands there; nothing for a mere year or month.
std::optional<QDate> fhirDate(const QString& text);
/// A Period that lies behind: its end, a time or a whole day, has passed.
bool hasEnded(const QJsonObject& period, UtcTime now);

}  // namespace bloom::halaxy
