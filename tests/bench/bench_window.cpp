// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The window while it syncs: bench_window [practitioners patients appointments] [--rate-limit].
// The program's own session against halaxy-sandbox in a process of its own; somebody clicks through all pages
// during the first sync and a second one. Prints time, calls, peak memory and how long the window was away.
#include "apps/window_session.h"
#include "bench/halaxy_process.h"
#include "widgets/main_window.h"
#include "widgets/stall_meter.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QTimer>
#include <cstdio>

using namespace bloom;

namespace {

QByteArray peakMemory() {
    QFile status(QStringLiteral("/proc/self/status"));
    if (status.open(QIODevice::ReadOnly))
        for (const QByteArray& line : status.readAll().split('\n'))
            if (line.startsWith("VmHWM:"))
                return QByteArray::number(line.mid(6).simplified().split(' ').first().toInt() / 1024) + " MB";
    return "unknown";
}

void report(const char* phase, widgets::StallMeter& meter) {
    std::printf("%s: longest stall %lld ms, over 50 ms: %d\n", phase,
                static_cast<long long>(meter.longest().count()), meter.stalls());
    std::fflush(stdout);
    meter.reset();
}

void report(const RunReport& run) {
    std::printf(
        "%s, %.1f s, of it %.1f s waiting for the rate limit; %d calls, %.1f MB, %d received, %d created, "
        "%d updated; peak memory of the window %s\n",
        qUtf8Printable(name(run.outcome)), run.duration.count() / 1e3, run.rateLimitWait.count() / 1e3,
        run.calls, double(run.bytes) / 1e6, run.total().received, run.total().created, run.total().updated,
        peakMemory().constData());
    std::fflush(stdout);
}

/// Goes from page to page as an impatient user would.
class Clicking {
public:
    explicit Clicking(widgets::MainWindow& window) {
        QObject::connect(&m_timer, &QTimer::timeout, &window, [&window, at = 0]() mutable {
            const QStringList pages{widgets::page::overview, widgets::page::practitioners,
                                    widgets::page::syncLog, widgets::page::connection,
                                    widgets::page::settings};
            window.showPage(pages.at(at++ % pages.size()));
        });
        m_timer.start(700);
    }

private:
    QTimer m_timer;
};

/// The report of the next run of this type to end; a backfill may come between.
RunReport waitForRun(engine::Engine& engine, RunType type) {
    RunReport ended;
    QEventLoop loop;
    QObject::connect(&engine, &engine::Engine::runFinished, &loop, [&](const RunReport& run) {
        if (run.type != type)
            return;
        ended = run;
        loop.quit();
    });
    loop.exec();
    return ended;
}

void watch(apps::WindowSession& session, widgets::StallMeter& meter) {
    session.window().resize(1240, 800);
    session.show();
    QCoreApplication::processEvents();  // the first turn of the loop: until here there is no window to click
                                        // at
    report("making the window", meter);
    QObject::connect(&meter, &widgets::StallMeter::stalled, &session.window(),
                     [&](std::chrono::milliseconds took) {
                         const widgets::Page* shown = session.window().currentPage();
                         std::printf("  stalled %lld ms on %s\n", static_cast<long long>(took.count()),
                                     shown ? qUtf8Printable(shown->id()) : "no page");
                         std::fflush(stdout);
                     });
    QEventLoop opening;
    QTimer::singleShot(400, &opening, &QEventLoop::quit);
    opening.exec();
    report("opening", meter);
    const Clicking somebody(session.window());
    const RunReport first = waitForRun(session.engine(), RunType::Full);
    report("during the first sync", meter);
    report(first);
    session.engine().requestSync({RunType::Manual, {}, QStringLiteral("bench")});
    const RunReport second = waitForRun(session.engine(), RunType::Manual);
    report("during the second", meter);
    report(second);
}

}  // namespace

int main(int argc, char** argv) {
    const QTemporaryDir folder;
    qputenv("XDG_CONFIG_HOME", folder.path().toUtf8());
    qputenv("XDG_DATA_HOME", folder.path().toUtf8());
    QApplication app(argc, argv);
    QStringList given = QCoreApplication::arguments().mid(1);
    const bool limited = given.removeAll(QStringLiteral("--rate-limit")) > 0;
    const auto number = [&](int at, const char* otherwise) {
        return given.value(at, QString::fromLatin1(otherwise));
    };
    const bench::Halaxy halaxy(
        bench::practiceOf(number(0, "20"), number(1, "5000"), number(2, "100000"), limited), folder);
    if (!halaxy.runs())
        return 1;
    widgets::Theme theme(&app);
    widgets::StallMeter meter;
    apps::WindowSession session(bench::optionsFor(halaxy), theme);
    if (!session.problem().isEmpty())
        return 1;
    watch(session, meter);
    return 0;
}
