// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Log categories. Ids only: no name, no content, no query value of a person ever goes into a log.
#pragma once
#include <QLoggingCategory>

namespace bloom {

Q_DECLARE_LOGGING_CATEGORY(logCore)     // bloom.core
Q_DECLARE_LOGGING_CATEGORY(logHttp)     // bloom.http
Q_DECLARE_LOGGING_CATEGORY(logHalaxy)   // bloom.halaxy
Q_DECLARE_LOGGING_CATEGORY(logStorage)  // bloom.storage
Q_DECLARE_LOGGING_CATEGORY(logSync)     // bloom.sync
Q_DECLARE_LOGGING_CATEGORY(logEngine)   // bloom.engine
Q_DECLARE_LOGGING_CATEGORY(logGui)      // bloom.gui
Q_DECLARE_LOGGING_CATEGORY(logSandbox)  // bloom.sandbox

}  // namespace bloom
