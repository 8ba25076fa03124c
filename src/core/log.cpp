// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/log.h"

namespace bloom {

Q_LOGGING_CATEGORY(logCore, "bloom.core", QtInfoMsg)
Q_LOGGING_CATEGORY(logHttp, "bloom.http", QtInfoMsg)
Q_LOGGING_CATEGORY(logHalaxy, "bloom.halaxy", QtInfoMsg)
Q_LOGGING_CATEGORY(logStorage, "bloom.storage", QtInfoMsg)
Q_LOGGING_CATEGORY(logSync, "bloom.sync", QtInfoMsg)
Q_LOGGING_CATEGORY(logEngine, "bloom.engine", QtInfoMsg)
Q_LOGGING_CATEGORY(logGui, "bloom.gui", QtInfoMsg)
Q_LOGGING_CATEGORY(logSandbox, "bloom.sandbox", QtInfoMsg)

}  // namespace bloom
