// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The leaves every coroutine stands on: sleep, event and scope, in virtual time and on the real loop.
#include "core/async_event.h"
#include "core/clock.h"
#include "core/task_scope.h"
#include "support/virtual_clock.h"

#include <QtTest>

using namespace bloom;
using namespace std::chrono_literals;

namespace {
QCoro::Task<void> noteWake(Clock& clock, milliseconds delay, std::stop_token stop, std::vector<QString>& log,
                           QString name) {
    const Wake wake = co_await clock.sleep(delay, stop);
    log.push_back(name + (wake == Wake::Elapsed ? QStringLiteral(" elapsed") : QStringLiteral(" cancelled")));
}
QCoro::Task<void> noteEvent(AsyncEvent& event, std::stop_token stop, std::vector<QString>& log,
                            QString name) {
    const Wake wake = co_await event.wait(stop);
    log.push_back(name + (wake == Wake::Elapsed ? QStringLiteral(" elapsed") : QStringLiteral(" cancelled")));
}
}  // namespace

class TestAsync : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void sleepersWakeInOrderOfTime() {
        test::VirtualClock clock(UtcTime{});
        std::vector<QString> log;
        TaskScope scope(clock);
        scope.spawn(noteWake(clock, 200ms, scope.stopToken(), log, QStringLiteral("b")));
        scope.spawn(noteWake(clock, 100ms, scope.stopToken(), log, QStringLiteral("a")));
        clock.advance(150ms);
        QCOMPARE(log, (std::vector<QString>{QStringLiteral("a elapsed")}));
        clock.advance(50ms);
        QCOMPARE(log.size(), 2U);
        QCOMPARE(scope.running(), 0);
    }
    void stopWakesSleepersAndWaitersAtOnceAndLeavesNoTimer() {
        test::VirtualClock clock(UtcTime{});
        std::vector<QString> log;
        TaskScope scope(clock);
        AsyncEvent event(clock);
        scope.spawn(noteWake(clock, 1h, scope.stopToken(), log, QStringLiteral("a")));
        scope.spawn(noteEvent(event, scope.stopToken(), log, QStringLiteral("e")));
        scope.requestStop();
        QCOMPARE(log.size(), 0U);  // never inside request_stop()
        clock.settle();
        std::sort(log.begin(), log.end());  // the library calls stop callbacks in an order of its own
        QCOMPARE(log, (std::vector<QString>{QStringLiteral("a cancelled"), QStringLiteral("e cancelled")}));
        QCOMPARE(scope.running(), 0);
        QCOMPARE(clock.pending(), 0U);
    }
    void eventWakesAllWhoWait() {
        test::VirtualClock clock(UtcTime{});
        std::vector<QString> log;
        TaskScope scope(clock);
        AsyncEvent event(clock);
        scope.spawn(noteEvent(event, {}, log, QStringLiteral("1")));
        scope.spawn(noteEvent(event, {}, log, QStringLiteral("2")));
        event.notifyAll();
        clock.settle();
        QCOMPARE(log, (std::vector<QString>{QStringLiteral("1 elapsed"), QStringLiteral("2 elapsed")}));
    }
    void realClockSleepsAndCancels() {
        SystemClock clock;
        std::vector<QString> log;
        TaskScope scope(clock);
        scope.spawn(noteWake(clock, 1ms, scope.stopToken(), log, QStringLiteral("short")));
        scope.spawn(noteWake(clock, 1h, scope.stopToken(), log, QStringLiteral("long")));
        QTRY_COMPARE(log.size(), 1U);
        scope.requestStop();
        QTRY_COMPARE(log.size(), 2U);
        QCOMPARE(log[1], QStringLiteral("long cancelled"));
        QTRY_COMPARE(scope.running(), 0);
    }
};

QTEST_GUILESS_MAIN(TestAsync)
#include "tst_async.moc"
