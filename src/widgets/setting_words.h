// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the values of settings are called, and what schedule and window come to.
#pragma once
#include "core/clock.h"
#include "models/settings_draft.h"

namespace bloom::widgets {

/// "au" of the region is "Australia and New Zealand".
QString choiceWords(SettingKey key, const QString& choice);
/// What stands after the number: " min", " day" or " days"; empty for one that counts nothing.
QString unitWords(SettingKey key, int value);
/// What 0 means where it is allowed: "Off".
QString zeroWords(SettingKey key);
/// "A full sync starts every 15 minutes … Today it reads 1 Nov 2026 to 22 Feb 2027."
QString schedulePreview(const models::SettingsDraft& draft, UtcTime now);

}  // namespace bloom::widgets
