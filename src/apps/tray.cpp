// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "apps/tray.h"

#include "widgets/commander.h"
#include "widgets/main_window.h"
#include "widgets/theme.h"
#include "widgets/themed_icon.h"
#include "widgets/window_geometry.h"

#include <QGuiApplication>
#include <QMenu>
#include <QSettings>
#include <QSystemTrayIcon>
#include <QTimer>

namespace bloom::apps {
namespace {
const QString kStays = QStringLiteral("tray/staysWhenClosed");
}

bool Tray::isAvailable() { return QSystemTrayIcon::isSystemTrayAvailable(); }

Tray::Tray(widgets::MainWindow& window, engine::Engine& door, QSettings& memory)
    : QObject(&window),
      m_window(window),
      m_engine(door),
      m_memory(memory),
      m_menu(std::make_unique<QMenu>()),
      m_icon(new QSystemTrayIcon(this)),
      m_notices(door.now()) {
    fillMenu();
    m_icon->setContextMenu(m_menu.get());
    connect(&window, &widgets::MainWindow::stateShown, this, &Tray::showState);
    connect(m_icon, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger)
            widgets::bringToFront(&m_window);
    });
    connect(&door, &engine::Engine::alertsChanged, this, &Tray::lookAtAlerts);
    connect(&door, &engine::Engine::snapshotChanged, this, [this](const engine::EngineSnapshot& snapshot) {
        if (std::exchange(m_alertsFiring, snapshot.alertsFiring) < snapshot.alertsFiring)
            lookAtAlerts();  // a silence ended
    });
    connect(m_icon, &QSystemTrayIcon::messageClicked, this, [this] { widgets::bringToFront(&m_window); });
    showState(door.snapshot().state);
    m_icon->show();
}

Tray::~Tray() = default;

void Tray::fillMenu() {
    widgets::Commander* commander = &m_window.commander();
    m_menu->addAction(tr("Show the window"), &m_window, [this] { widgets::bringToFront(&m_window); });
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
    addStaying();
    m_menu->addAction(tr("Quit"), qApp, &QCoreApplication::quit);
}

void Tray::lookAtAlerts() {
    m_engine.alerts(false).then(this, [this](const Result<std::vector<Alert>>& firing) {
        if (firing)
            tell(*firing);
    });
}

void Tray::tell(const std::vector<Alert>& firing) {
    const auto notice = m_notices.next(firing, m_engine.now());
    if (m_notices.holdsBack())
        QTimer::singleShot(std::chrono::minutes(1), this, &Tray::lookAtAlerts);
    if (!notice)
        return;
    const QString title = m_engine.snapshot().demo ? tr("Demo: %1").arg(notice->title) : notice->title;
    m_icon->showMessage(
        title, notice->text,
        notice->severity == Severity::Problem ? QSystemTrayIcon::Critical : QSystemTrayIcon::Warning);
}

void Tray::addStaying() {
    const auto stay = [this](bool on) {
        m_window.setHidesOnClose(on);
        QGuiApplication::setQuitOnLastWindowClosed(!on);  // a dialog closed meanwhile ends nothing
    };
    QAction* stays = m_menu->addAction(tr("Keep running here when the window is closed"));
    stays->setCheckable(true);
    stays->setChecked(m_memory.value(kStays, false).toBool());
    stay(stays->isChecked());
    connect(stays, &QAction::toggled, this, [this, stay](bool on) {
        m_memory.setValue(kStays, on);
        stay(on);
    });
}

void Tray::showState(const StateView& state) {
    const bool demo = m_engine.snapshot().demo;
    m_icon->setToolTip((demo ? tr("Bloom Sync Demo: %1") : tr("Bloom Sync: %1")).arg(state.words));
    const QString shown = state.icon + QString::number(static_cast<int>(state.severity)) +
                          (demo ? QLatin1String("d") : QLatin1String());
    if (shown == m_shown)
        return;
    m_shown = shown;
    const QIcon icon =
        widgets::colouredIcon(state.icon, widgets::severityColour(widgets::currentTokens(), state.severity));
    m_icon->setIcon(demo ? widgets::badgedIcon(icon) : icon);
}

}  // namespace bloom::apps
