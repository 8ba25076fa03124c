// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The specification's words in sync_log for ours, and back.
#pragma once
#include "core/log_views.h"

namespace bloom::storage {

QString statusText(RunOutcome outcome);  ///< "pending" for a run going on, "error" for a failed one
RunOutcome outcomeFromText(const QString& text);
QString syncTypeText(RunType type);                  ///< full | incremental | webhook | manual
QString entityText(std::optional<RecordKind> kind);  ///< practitioner | client | session | invoice | all

/// What was asked for, as the log keeps it; and the days in it.
QString scopeJson(const SyncScope& scope);
std::optional<std::pair<QDate, QDate>> datesOfScope(const QString& scopeJson);

}  // namespace bloom::storage
