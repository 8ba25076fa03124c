// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// bloom-shots: pictures of every page in every state, light and dark, from real engine states; filled ones
// also in the smallest window and, with QT_SCALE_FACTOR=2, at 200 %. File names say what they show.
#include "core/translations.h"
#include "shots/door_scenes.h"
#include "shots/stage.h"
#include "widgets/choose_sync_dialog.h"
#include "widgets/first_start_view.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QTemporaryDir>
#include <QTextStream>
#include <algorithm>

using namespace bloom;
using namespace bloom::shots;
using widgets::PageState;

namespace {

/// Webhooks stand among the scenes of the door: what comes there, and when, is not a real engine's to choose.
const QStringList kPages{QStringLiteral("overview"), QStringLiteral("practitioners"),
                         QStringLiteral("sync-log"), QStringLiteral("connection"),
                         QStringLiteral("settings")};

/// Whose day is worth a picture; nobody while nothing answers.
std::optional<PractitionerId> busiestToday(engine::EngineHost& engine) {
    const auto future = engine.overview();
    if (!waitUntil([&future] { return future.isFinished(); }, std::chrono::seconds(2)))
        return {};
    const Result<OverviewView> view = future.result();
    if (!view || view->practitioners.empty())
        return {};
    return std::ranges::max_element(view->practitioners, {}, &PractitionerRow::sessionsToday)->id;
}

struct Camera {
    QDir out;
    widgets::Theme& theme;
    QString suffix;  ///< "-200" when the whole program is scaled
    int taken = 0;
    QStringList untrue = {};  ///< pictures that don't show what their names say

    void grab(QWidget& widget, const QString& name) {
        widget.grab().save(out.filePath(name + suffix + QStringLiteral(".png")));
        ++taken;
    }
    void bothThemes(QWidget& widget, const QString& name) {
        for (const bool dark : {false, true}) {
            theme.setAppearance(dark ? widgets::Appearance::Dark : widgets::Appearance::Light);
            settle();
            grab(widget, name + (dark ? QStringLiteral("-dark") : QStringLiteral("-light")));
        }
    }
    void pages(Stage& stage, const QString& name, PageState state) {
        const std::optional<PractitionerId> busy = busiestToday(stage.engine());
        for (const QString& page : kPages) {
            stage.window().openLink({.page = page, .practitioner = busy});
            settle();
            bothThemes(stage.window(), page + u'-' + name);
            if (stage.window().page(page)->state() != state && !staysFilled(page, state))
                untrue.append(page + u'-' + name);
        }
    }
    /// Settings come from files, whatever the database and Halaxy do; the log and the connection are the
    /// engine's own present, which is never old.
    static bool staysFilled(const QString& page, PageState state) {
        if (page == QLatin1String("settings"))
            return state != PageState::Loading;
        const bool ofTheEngine = page == QLatin1String("sync-log") || page == QLatin1String("connection");
        return ofTheEngine && state == PageState::Stale;
    }
};

void shootFilled(Camera& camera, Stage& stage) {
    camera.pages(stage, QStringLiteral("filled"), PageState::Filled);
    stage.window().resize(1024, 680);
    camera.pages(stage, QStringLiteral("filled-1024x680"), PageState::Filled);
    stage.window().resize(1280, 860);
    widgets::ChooseSyncDialog dialog(stage.engine(), {});
    dialog.show();
    settle();
    camera.bothThemes(dialog, QStringLiteral("choose-sync-filled"));
}

void shootBare(Camera& camera) {
    QTemporaryDir folder;
    {
        Stage stage(emptyOptions(folder.filePath(QStringLiteral("loading"))));
        camera.pages(stage, QStringLiteral("loading"), PageState::Loading);
    }
    {
        Stage stage(emptyOptions(folder.filePath(QStringLiteral("empty"))));
        stage.engine().start();
        waitUntil([&] { return stage.engine().snapshot().ready; }, std::chrono::seconds(10));
        camera.pages(stage, QStringLiteral("empty"), PageState::Empty);
        widgets::FirstStartView first(stage.engine());
        first.resize(1280, 860);
        first.show();
        settle();
        camera.bothThemes(first, QStringLiteral("first-start-empty"));
    }
    Stage stage(brokenOptions(folder.filePath(QStringLiteral("failed"))));
    stage.engine().start();
    waitUntil([&] { return stage.engine().snapshot().state.state == AppState::DatabaseUnavailable; },
              std::chrono::seconds(10));
    camera.pages(stage, QStringLiteral("failed"), PageState::Failed);
}

/// Whether everything could be shown.
bool shoot(Camera& camera, bool scaled) {
    Practice practice;
    if (!practice.ready())
        return false;
    {
        Stage stage(practice.today());
        stage.engine().start();
        if (!fill(practice, stage.engine()))
            return false;
        if (scaled)
            stage.window().resize(1024, 680);
        if (scaled)
            camera.pages(stage, QStringLiteral("filled"), PageState::Filled);
        else
            shootFilled(camera, stage);
    }
    if (scaled)
        return true;
    {
        Stage stage(practice.hoursLater());
        stage.engine().start();
        waitUntil([&] { return stage.engine().snapshot().facts.circuitOpen; }, std::chrono::seconds(30));
        camera.pages(stage, QStringLiteral("stale"), PageState::Stale);
    }
    shootBare(camera);
    return true;
}

}  // namespace

int main(int argc, char** argv) {
    qputenv("TZ", "Australia/Sydney");  // where the demo's practice is
    QApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("bloom-shots"));
    installTranslations(app);
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Takes pictures of every page in every state."));
    parser.addHelpOption();
    parser.addOption({QStringLiteral("out"), QStringLiteral("Where the pictures go."),
                      QStringLiteral("folder"), QStringLiteral("build/shots")});
    parser.addOption({QStringLiteral("door"),
                      QStringLiteral("Only what is shown without an engine, and of that what matches."),
                      QStringLiteral("expression")});
    parser.process(app);
    const QDir out(parser.value(QStringLiteral("out")));
    if (!out.mkpath(QStringLiteral(".")))
        return 1;
    widgets::Theme theme(&app);
    const bool scaled = qEnvironmentVariable("QT_SCALE_FACTOR") == QLatin1String("2");
    Camera camera{out, theme, scaled ? QStringLiteral("-200") : QString()};
    const bool whole = parser.isSet(QStringLiteral("door")) || shoot(camera, scaled);
    shootDoorScenes(scaled, QRegularExpression(parser.value(QStringLiteral("door"))),
                    [&](QWidget& widget, const QString& name) { camera.bothThemes(widget, name); });
    QTextStream(stdout) << camera.taken << " pictures in " << out.path() << Qt::endl;
    for (const QString& name : camera.untrue)
        QTextStream(stderr) << name << ": the page is in another state" << Qt::endl;
    return whole && camera.untrue.isEmpty() ? 0 : 1;
}
