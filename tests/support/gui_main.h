// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The main of a GUI test: QTEST_MAIN with the stall meter running. It prints what held the event loop up and
// in which test, and asserts nothing: a shared machine is slow, and a test makes its widgets between two
// turns of the loop. ./dev bench window is where a stall is judged.
#pragma once
#include "widgets/stall_meter.h"

#include <QApplication>
#include <QTextStream>
#include <QtTest>

namespace bloom::test {

template <typename Test> int runGuiTest(int argc, char** argv) {
    QApplication app(argc, argv);
    widgets::StallMeter meter;
    QObject::connect(&meter, &widgets::StallMeter::stalled, &app, [](std::chrono::milliseconds took) {
        const char* where = QTest::currentTestFunction();
        QTextStream(stdout) << "STALL  : " << took.count() << " ms, seen in " << (where ? where : "no test")
                            << Qt::endl;
    });
    Test test;
    const int failures = QTest::qExec(&test, argc, argv);
    QTextStream(stdout) << "STALLS : " << meter.stalls() << " over 50 ms, the longest "
                        << meter.longest().count() << " ms" << Qt::endl;
    return failures;
}

}  // namespace bloom::test

#define BLOOM_GUI_TEST_MAIN(Test) \
    int main(int argc, char** argv) { return bloom::test::runGuiTest<Test>(argc, argv); }
