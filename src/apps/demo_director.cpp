// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "apps/demo_director.h"

#include "core/row_ids.h"
#include "models/when_done.h"
#include "widgets/commander.h"
#include "widgets/demo_strip.h"
#include "widgets/main_window.h"

#include <algorithm>

namespace bloom::apps {

using widgets::DemoStrip;

DemoDirector::DemoDirector(DemoWorld& world, engine::Engine& door, widgets::MainWindow& window, double speed)
    : QObject(&window),
      m_world(world),
      m_engine(door),
      m_window(window) {
    QList<widgets::DemoSceneWords> words;
    for (const DemoScene& scene : demoScenes()) {
        words.append({scene.id, scene.title});
        window.addCommand(tr("Scene: %1").arg(scene.title), QStringLiteral("flask"),
                          [this, id = scene.id] { play(id); });
    }
    window.addCommand(tr("Restart the demo"), QStringLiteral("retry"), [this] { Q_EMIT restartWanted(); });
    m_strip = new DemoStrip(words, speed, &window);
    window.setStrip(m_strip);
    connectStrip();
    m_clock.setInterval(250);
    connect(&m_clock, &QTimer::timeout, this, [this] { m_strip->showTime(m_world.time().now()); });
    m_clock.start();
    m_strip->showTime(world.time().now());
    connect(&m_engine, &engine::Engine::snapshotChanged, this, &DemoDirector::followListener);
    followListener(m_engine.snapshot());
}

/// Its port is known when it listens, and another one after a change of the settings.
void DemoDirector::followListener(const engine::EngineSnapshot& snapshot) {
    m_world.announceTo(snapshot.listener.listening ? snapshot.listener.port : 0);
}

/// The invented practice is a going concern: nobody in it waits to be confirmed.
void DemoDirector::confirmPractitioners() {
    models::whenDone(m_engine.practitioners(), this,
                     [this](const Result<std::vector<PractitionerView>>& answer) {
                         if (!answer)
                             return;
                         for (const PractitionerView& p : *answer) {
                             engine::PractitionerPatch patch;
                             patch.practitioner = p.id;
                             patch.status = PractitionerStatus::Active;
                             if (p.status == PractitionerStatus::Onboarding)
                                 m_engine.savePractitioner(patch, QStringLiteral("demo"));
                         }
                     });
}

void DemoDirector::connectStrip() {
    connect(&m_engine, &engine::Engine::practitionersChanged, this, &DemoDirector::confirmPractitioners);
    connect(&m_engine, &engine::Engine::runFinished, this, &DemoDirector::confirmPractitioners);
    connect(m_strip, &DemoStrip::speedWanted, this, [this](double speed) { m_world.time().setSpeed(speed); });
    connect(m_strip, &DemoStrip::sceneWanted, this, &DemoDirector::play);
    connect(m_strip, &DemoStrip::sceneEndWanted, this, &DemoDirector::endScene);
    connect(m_strip, &DemoStrip::nextWanted, this, &DemoDirector::next);
    connect(m_strip, &DemoStrip::tourWanted, this, &DemoDirector::startTour);
    connect(m_strip, &DemoStrip::restartWanted, this, &DemoDirector::restartWanted);
}

void DemoDirector::play(const QString& sceneId) {
    const auto& scenes = demoScenes();
    const auto found = std::ranges::find(scenes, sceneId, &DemoScene::id);
    if (found == scenes.end())
        return;
    if (m_playing)
        endScene();
    begin(*found, 0, 0);
}

void DemoDirector::begin(const DemoScene& scene, int step, int steps) {
    m_playing = &scene;
    m_strip->showScene(scene.title, scene.look, step, steps);
    m_world.change([this, &scene](sandbox::SandboxServer& server, UtcTime now) {
        const auto practitioner = scene.begin(server, now);
        QMetaObject::invokeMethod(this, [this, &scene, practitioner] { showEffect(scene, practitioner); });
    });
}

void DemoDirector::showEffect(const DemoScene& scene, const std::optional<HalaxyId>& practitioner) {
    widgets::PageLink link{.page = scene.page};
    SyncRequest request;
    if (practitioner)
        request.scope.practitioner = link.practitioner = practitionerRowId(*practitioner);
    // A page that is not there yet shows on the first one.
    if (!m_window.page(link.page))
        link.page = widgets::page::overview;
    m_window.openLink(link);
    if (!scene.announced || !m_world.announces())
        m_window.commander().sync(request);
}

void DemoDirector::endScene() {
    const DemoScene* ended = std::exchange(m_playing, nullptr);
    m_tourStep = -1;
    m_strip->showScene({}, {});
    takeBack(ended);
    m_world.change([this](sandbox::SandboxServer&, UtcTime) {
        QMetaObject::invokeMethod(this, [this] { m_window.commander().syncAll(); });
    });
}

void DemoDirector::takeBack(const DemoScene* scene) {
    m_world.change([scene](sandbox::SandboxServer& server, UtcTime now) {
        server.core().faults().clear();
        if (scene && scene->end)
            scene->end(server, now);
    });
}

void DemoDirector::startTour() {
    if (m_playing)
        endScene();
    m_tourStep = 0;
    const auto scenes = tourScenes();
    begin(*scenes.front(), 1, static_cast<int>(scenes.size()));
}

void DemoDirector::next() {
    const auto scenes = tourScenes();
    const int steps = static_cast<int>(scenes.size());
    if (m_tourStep < 0 || m_tourStep + 1 >= steps) {
        endScene();
        return;
    }
    takeBack(m_playing);
    ++m_tourStep;
    begin(*scenes[static_cast<std::size_t>(m_tourStep)], m_tourStep + 1, steps);
}

}  // namespace bloom::apps
