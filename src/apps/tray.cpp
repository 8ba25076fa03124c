// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "apps/tray.h"

#include "widgets/commander.h"
#include "widgets/main_window.h"
#include "widgets/theme.h"
#include "widgets/themed_icon.h"

#include <QCoreApplication>
#include <QMenu>
#include <QSystemTrayIcon>

namespace bloom::apps {

bool Tray::isAvailable() { return QSystemTrayIcon::isSystemTrayAvailable(); }

Tray::Tray(widgets::MainWindow& window, engine::Engine& door)
    : QObject(&window),
      m_window(window),
      m_menu(std::make_unique<QMenu>()),
      m_icon(new QSystemTrayIcon(this)) {
    fillMenu();
    m_icon->setContextMenu(m_menu.get());
    connect(&window, &widgets::MainWindow::stateShown, this, &Tray::showState);
    connect(m_icon, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger)
            m_window.raise(), m_window.activateWindow();
    });
    showState(door.snapshot().state);
    m_icon->show();
}

Tray::~Tray() = default;

void Tray::fillMenu() {
    widgets::Commander* commander = &m_window.commander();
    m_menu->addAction(tr("Show the window"), &m_window,
                      [this] { m_window.showNormal(), m_window.activateWindow(); });
    m_menu->addSeparator();
    m_menu->addAction(tr("Sync now"), commander, &widgets::Commander::syncAll);
    m_menu->addAction(tr("Pause for 1 hour"), commander,
                      [commander] { commander->pause(engine::PauseFor::OneHour); });
    m_menu->addAction(tr("Pause until tomorrow"), commander,
                      [commander] { commander->pause(engine::PauseFor::UntilTomorrow); });
    m_menu->addAction(tr("Pause until I resume"), commander,
                      [commander] { commander->pause(engine::PauseFor::UntilResumed); });
    m_menu->addAction(tr("Resume"), commander, &widgets::Commander::resume);
    m_menu->addSeparator();
    m_menu->addAction(tr("Quit"), &m_window, &QWidget::close);
}

void Tray::showState(const StateView& state) {
    m_icon->setToolTip(QStringLiteral("Bloom Sync: ") + state.words);
    const QString shown = state.icon + QString::number(static_cast<int>(state.severity));
    if (shown == m_shown)
        return;
    m_shown = shown;
    m_icon->setIcon(
        widgets::colouredIcon(state.icon, widgets::severityColour(widgets::currentTokens(), state.severity)));
}

}  // namespace bloom::apps
