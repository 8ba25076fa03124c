// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Records by id: one at a time, or in batches by _id.
#pragma once
#include "halaxy/caller.h"

namespace bloom::halaxy {

QCoro::Task<Result<ReadAnswer>> readOne(Caller& caller, Clock& clock, QUrl base, RecordKey key,
                                        Priority priority, std::stop_token stop);
QCoro::Task<Result<std::vector<ReadAnswer>>> readMany(Caller& caller, Clock& clock, QUrl base,
                                                      std::vector<RecordKey> keys, Priority priority,
                                                      std::stop_token stop);

}  // namespace bloom::halaxy
