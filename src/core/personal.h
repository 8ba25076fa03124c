// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Which of a record's fields, and of a row's columns, are personal data: what is blanked when somebody is
// gone.
#pragma once
#include "core/records.h"

namespace bloom {

/// The record with its personal fields empty: what rows are made from, ids, times, states and money stay. Of
/// a practitioner the name stays, since their sessions are shown with it.
RecordContent withoutPersonalData(RecordContent content);
/// Whether the value of this column may be personal, in history lines.
bool isPersonalColumn(const QString& column);

}  // namespace bloom
