// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// SIGTERM and SIGINT end the event loop, so that a program ends as it would by itself.
#pragma once
#include <QCoreApplication>

namespace bloom::apps {

void quitOnSignals(QCoreApplication& app);

}  // namespace bloom::apps
