// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The tray icon, only where a tray exists: the same state as the pill, and the same commands. It tells the
// desktop of each alert once.
#pragma once
#include "apps/alert_notices.h"
#include "core/health.h"
#include "engine/engine.h"

#include <QObject>

class QMenu;
class QSettings;
class QSystemTrayIcon;

namespace bloom::widgets {
class MainWindow;
}

namespace bloom::apps {

class Tray final : public QObject {
    Q_OBJECT
public:
    static bool isAvailable();
    /// Whether closing keeps it running is remembered, and off until somebody says so.
    Tray(widgets::MainWindow& window, engine::Engine& engine, QSettings& memory);
    ~Tray() override;

private:
    void fillMenu();
    void addStaying();
    void showState(const StateView& state);
    void lookAtAlerts();
    void tell(const std::vector<Alert>& firing);
    widgets::MainWindow& m_window;
    engine::Engine& m_engine;
    QSettings& m_memory;
    std::unique_ptr<QMenu> m_menu;
    QSystemTrayIcon* m_icon;
    QString m_shown;
    AlertNotices m_notices;
    int m_alertsFiring = 0;
};

}  // namespace bloom::apps
