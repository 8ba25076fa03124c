// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The strip of the demo: says that all is invented, what time it is there and how fast it runs; scenes, tour,
// restart. Knows nothing of a sandbox: it shows words and says what was pressed.
#pragma once
#include "core/clock.h"

#include <QWidget>

class QButtonGroup;
class QLabel;
class QMenu;
class QPushButton;
class QToolButton;

namespace bloom::widgets {

struct DemoSceneWords {
    QString id;
    QString title;
};

class DemoStrip final : public QWidget {
    Q_OBJECT
public:
    DemoStrip(const QList<DemoSceneWords>& scenes, double speed, QWidget* parent = nullptr);
    /// In the zone of the practice.
    void showTime(UtcTime now);
    /// The sentence of the scene that plays; empty when none does. With a step it is part of the tour.
    void showScene(const QString& title, const QString& look, int step = 0, int steps = 0);
    QMenu* menu() const { return m_menu; }

Q_SIGNALS:
    void speedWanted(double speed);
    void sceneWanted(const QString& id);
    void sceneEndWanted();
    void nextWanted();
    void tourWanted();
    void restartWanted();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QWidget* makeSpeeds(double speed);
    void makeMenu(const QList<DemoSceneWords>& scenes);
    QLabel* m_time;
    QLabel* m_scene;
    QWidget* m_sceneRow;
    QPushButton* m_next;
    QPushButton* m_end;
    QMenu* m_menu;
};

}  // namespace bloom::widgets
