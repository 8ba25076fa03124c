// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A time of its own: it runs at its speed, does not jump when the speed changes, and its timers follow.
#include "core/practice_time.h"
#include "core/scaled_clock.h"

#include <QtTest>

using namespace bloom;
using namespace std::chrono_literals;

class TestScaledClock : public QObject {
    Q_OBJECT
    static UtcTime start() { return *parseUtc(QStringLiteral("2026-11-24T09:40:00+11:00")); }
private Q_SLOTS:
    void anHourPassesInAMomentAndInOrder() {
        ScaledClock clock(std::make_shared<TimeScale>(start(), 36'000));
        QStringList fired;
        clock.startTimer(1h, [&] { fired << QStringLiteral("hour"); });
        clock.startTimer(30min, [&] { fired << QStringLiteral("half"); });
        const auto dropped = clock.startTimer(45min, [&] { fired << QStringLiteral("dropped"); });
        clock.cancelTimer(dropped);
        QTRY_COMPARE(fired, (QStringList{QStringLiteral("half"), QStringLiteral("hour")}));
        QVERIFY(clock.utcNow() >= start() + 1h);
    }
    void aTimerSetInSlowTimeFollowsANewSpeed() {
        const auto scale = std::make_shared<TimeScale>(start(), 1);
        ScaledClock clock(scale);
        bool fired = false;
        clock.startTimer(10h, [&] { fired = true; });
        scale->setSpeed(360'000);
        QTRY_VERIFY(fired);
    }
    void aNewSpeedDoesNotMoveTheTime() {
        TimeScale scale(start(), 0);
        QCOMPARE(scale.now(), start());
        scale.setSpeed(1'000'000);
        scale.setSpeed(0);
        const UtcTime stopped = scale.now();
        QTest::qWait(5);
        QCOMPARE(scale.now(), stopped);
    }
};

QTEST_GUILESS_MAIN(TestScaledClock)
#include "tst_scaled_clock.moc"
