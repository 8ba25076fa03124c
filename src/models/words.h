// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The words people read for the small vocabularies, and how money, durations and dates are written in the
// window. Colours belong to the widgets: here is only what a thing is called and in which tone it is said.
#pragma once
#include "core/dashboard.h"
#include "core/run_report.h"

#include <QString>

namespace bloom::models {

/// How a chip is coloured; the widgets have a colour pair for each.
enum class ChipTone { Neutral, Accent, Busy, Good, Attention, Problem, Faint };

QString words(SessionStatus status);
QString words(LocationType type);
QString words(BillingType type);
QString words(RunType type);
QString words(RunOutcome outcome);
QString words(PractitionerStatus status);
QString words(SyncHealth health);
QString words(RecordKind kind);        ///< one: "Appointment"
QString pluralWords(RecordKind kind);  ///< many: "Appointments"
ChipTone tone(SessionStatus status);
ChipTone tone(RunOutcome outcome);
ChipTone tone(SyncHealth health);

/// "$1,234.50" in the viewer's locale; another currency than the dollar shows its sign or code.
QString moneyText(Cents amount, const QString& currency = QStringLiteral("AUD"));
/// "$18,450": without cents, for figures that are read at a glance.
QString wholeMoneyText(Cents amount, const QString& currency = QStringLiteral("AUD"));
/// "0.4 s", "12 s", "3 min 05 s", "1 h 12 min"
QString durationText(milliseconds duration);
/// "about 2 min left"; for progress.
QString leftText(milliseconds left);
/// The viewer's own local date and time, to the second.
QString localTimeText(UtcTime t);
QString shortTimeText(UtcTime t);           ///< "24 Nov 2026 09:36:00"
QString localClockText(UtcTime t);          ///< only the time of day
QString daysText(QDate first, QDate last);  ///< "24 Nov 2026 to 1 Dec 2026"
QString countText(qint64 count);            ///< grouped: "1,000,000"

}  // namespace bloom::models
