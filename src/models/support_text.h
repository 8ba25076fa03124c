// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What *Copy for support* puts on the clipboard: a run with its causes, by ids alone. Names are left out:
// they are nobody's business outside the practice.
#pragma once
#include "core/log_views.h"

namespace bloom::models {

QString supportText(const RunDetail& detail);

}  // namespace bloom::models
