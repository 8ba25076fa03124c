// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How long a run takes without network and waiting: bench_run [practitioners patients appointments].
#include "support/practice_bench.h"

#include <QElapsedTimer>
#include <cstdio>

using namespace bloom;

int main(int argc, char** argv) {
    const auto number = [&](int at, int otherwise) {
        return argc > at ? QByteArray(argv[at]).toInt() : otherwise;
    };
    auto options = test::PracticeBench::small();
    options.practitioners = number(1, 20);
    options.patients = number(2, 5000);
    options.appointments = number(3, 100'000);
    test::PracticeBench bench(options);
    for (const char* label : {"first", "second"}) {
        QElapsedTimer timer;
        timer.start();
        const RunReport report = bench.run();
        std::printf("%s run: %s, %lld ms, %d calls, %d received, %d created, %d updated\n", label,
                    qUtf8Printable(name(report.outcome)), static_cast<long long>(timer.elapsed()),
                    report.calls, report.total().received, report.total().created, report.total().updated);
        bench.clock.advance(std::chrono::minutes(15));
    }
    return 0;
}
