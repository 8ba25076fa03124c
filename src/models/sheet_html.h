// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What is printed: a day sheet and the lists, as simple HTML with everything escaped.
#pragma once
#include "core/care.h"

namespace bloom::models {

struct Sheet {
    QString title;  ///< also the proposed file name
    QString html;
};
/// The sessions of the day with room for notes by hand.
Sheet daySheet(const Dashboard& dashboard, bool initialsOnly);
Sheet planSheet(const Dashboard& dashboard, bool initialsOnly);
/// The lines as given; how to reach people is left out in privacy mode.
Sheet careSheet(const std::vector<CareItem>& items, UtcTime at, bool initialsOnly);
/// The same lines for a spreadsheet.
QByteArray careCsv(const std::vector<CareItem>& items, bool initialsOnly);

}  // namespace bloom::models
