// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The practice's calendar: local days of a zone, weekends and public holidays of New South Wales.
#pragma once
#include "core/clock.h"

#include <QDate>
#include <QTime>
#include <QTimeZone>

namespace bloom::sandbox {

QTimeZone practiceZone();  ///< Australia/Sydney
QDate localDate(UtcTime when);
UtcTime utcOf(QDate date, QTime time);
bool isPublicHoliday(QDate date);
/// Monday to Friday, no public holiday.
bool isWorkday(QDate date);

}  // namespace bloom::sandbox
