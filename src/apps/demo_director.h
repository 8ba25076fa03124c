// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Plays the scenes: changes the sandbox, shows the page, asks for a sync so that the effect shows at once,
// and ends with everything in step. Also the tour.
#pragma once
#include "apps/demo_scenes.h"
#include "apps/demo_world.h"
#include "engine/engine.h"

#include <QTimer>

namespace bloom::widgets {
class DemoStrip;
class MainWindow;
}  // namespace bloom::widgets

namespace bloom::apps {

class DemoDirector final : public QObject {
    Q_OBJECT
public:
    DemoDirector(DemoWorld& world, engine::Engine& engine, widgets::MainWindow& window, double speed);
    void play(const QString& sceneId);
    void endScene();
    void startTour();
    void next();
    bool isPlaying() const { return m_playing != nullptr; }

Q_SIGNALS:
    void restartWanted();

private:
    void connectStrip();
    void begin(const DemoScene& scene, int step, int steps);
    void followListener(const engine::EngineSnapshot& snapshot);
    void takeBack(const DemoScene* scene);
    void showEffect(const DemoScene& scene, const std::optional<HalaxyId>& practitioner);
    void confirmPractitioners();
    DemoWorld& m_world;
    engine::Engine& m_engine;
    widgets::MainWindow& m_window;
    widgets::DemoStrip* m_strip;
    const DemoScene* m_playing = nullptr;
    int m_tourStep = -1;  ///< −1: no tour
    QTimer m_clock;
};

}  // namespace bloom::apps
