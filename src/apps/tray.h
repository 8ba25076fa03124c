// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The tray icon, only where a tray exists: the same state as the pill, and the same commands.
#pragma once
#include "core/health.h"
#include "engine/engine.h"

#include <QObject>

class QMenu;
class QSystemTrayIcon;

namespace bloom::widgets {
class MainWindow;
}

namespace bloom::apps {

class Tray final : public QObject {
    Q_OBJECT
public:
    static bool isAvailable();
    Tray(widgets::MainWindow& window, engine::Engine& engine);
    ~Tray() override;

private:
    void fillMenu();
    void showState(const StateView& state);
    widgets::MainWindow& m_window;
    std::unique_ptr<QMenu> m_menu;
    QSystemTrayIcon* m_icon;
    QString m_shown;
};

}  // namespace bloom::apps
