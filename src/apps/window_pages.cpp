// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "apps/window_pages.h"

#include "widgets/choose_sync_dialog.h"
#include "widgets/commander.h"
#include "widgets/connection_page.h"
#include "widgets/first_start_view.h"
#include "widgets/main_window.h"
#include "widgets/overview_page.h"
#include "widgets/practitioners_page.h"
#include "widgets/settings_page.h"
#include "widgets/sync_log_page.h"
#include "widgets/webhooks_page.h"

#include <QCoreApplication>
#include <QProcess>

namespace bloom::apps {

using namespace widgets;

void addPages(MainWindow& window, engine::Engine& engine, QSettings& memory) {
    window.addPage(std::make_unique<OverviewPage>(engine, &memory));
    window.addPage(std::make_unique<PractitionersPage>(engine, &memory));
    window.addPage(std::make_unique<SyncLogPage>(engine, &memory));
    window.addPage(std::make_unique<WebhooksPage>(engine, &memory));
    window.addPage(std::make_unique<ConnectionPage>(engine, &memory));
    window.addPage(std::make_unique<SettingsPage>(engine));
    QObject::connect(&window, &MainWindow::chooseSyncWanted, &window,
                     [&window, &engine](const SyncScope& scope) {
                         auto* dialog = new ChooseSyncDialog(engine, scope, &window);
                         dialog->setAttribute(Qt::WA_DeleteOnClose);
                         QObject::connect(dialog, &ChooseSyncDialog::actionWanted, &window.commander(),
                                          &Commander::perform);
                         dialog->show();
                     });
}

void showFirstStart(MainWindow& window, engine::Engine& engine) {
    auto* view = new FirstStartView(engine, &window);
    QObject::connect(view, &FirstStartView::demoWanted, view, [view] {
        view->showDemoProblem(startDemoProcess() ? QString()
                                                 : FirstStartView::tr("The demo could not be started."));
    });
    QObject::connect(view, &FirstStartView::finished, &window, [&window] { window.setCover(nullptr); });
    window.setCover(view);
}

bool startDemoProcess() {
    return QProcess::startDetached(QCoreApplication::applicationFilePath(), {QStringLiteral("--demo")});
}

}  // namespace bloom::apps
