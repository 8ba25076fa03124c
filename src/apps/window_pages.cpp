// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "apps/window_pages.h"

#include "widgets/connection_page.h"
#include "widgets/main_window.h"
#include "widgets/overview_page.h"

#include <QCoreApplication>
#include <QProcess>

namespace bloom::apps {

using namespace widgets;

void addPages(MainWindow& window, engine::Engine& engine) {
    window.addPage(std::make_unique<OverviewPage>(engine));
    window.addPage(std::make_unique<ConnectionPage>(engine));
}

void showFirstStart(MainWindow&, engine::Engine&) {}

bool startDemoProcess() {
    return QProcess::startDetached(QCoreApplication::applicationFilePath(), {QStringLiteral("--demo")});
}

}  // namespace bloom::apps
