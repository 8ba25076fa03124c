// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How long a run takes without network and waiting: bench_run [practitioners patients appointments]. The
// limit of a rerun that finds nothing changed is the same pages fetched and read, with nothing done about
// them.
#include "support/practice_bench.h"

#include <QElapsedTimer>
#include <cstdio>

using namespace bloom;

namespace {

struct Start {
    RecordKind kind;
    QUrl first;
};

/// The first page of each listing among these requests.
std::vector<Start> listingsOf(const std::vector<halaxy::Request>& gets, std::size_t from) {
    std::vector<Start> starts;
    for (std::size_t i = from; i < gets.size(); ++i) {
        const QUrl url = test::FakeTransport::urlOf(gets[i]);
        const auto kind = parse<RecordKind>(url.path().section(u'/', -1));
        if (kind && !url.query().contains(QLatin1String("page=")))
            starts.push_back({*kind, url});
    }
    return starts;
}

QCoro::Task<int> fetchAlone(halaxy::Client* client, std::vector<Start> starts) {
    int received = 0;
    for (const Start& start : starts) {
        halaxy::ListingQuery query;
        query.kind = start.kind;
        halaxy::ListingResume resume;
        resume.next = start.first;
        const auto listing = client->list(query, resume);
        while (true) {
            const auto page = co_await listing->next({});
            if (!page || !page->has_value())
                break;
            received += static_cast<int>((*page)->records.size());
        }
    }
    co_return received;
}

}  // namespace

int main(int argc, char** argv) {
    const auto number = [&](int at, int otherwise) {
        return argc > at ? QByteArray(argv[at]).toInt() : otherwise;
    };
    auto options = test::PracticeBench::small();
    options.practitioners = number(1, 20);
    options.patients = number(2, 5000);
    options.appointments = number(3, 100'000);
    test::PracticeBench bench(options);
    std::size_t calls = 0;
    qint64 rerun = 0;
    for (const char* label : {"first", "unchanged"}) {
        calls = bench.transport.gets.size();
        QElapsedTimer timer;
        timer.start();
        const RunReport report = bench.run();
        rerun = timer.elapsed();
        std::printf("%s run: %s, %lld ms, %d calls, %d received, %d created, %d updated\n", label,
                    qUtf8Printable(name(report.outcome)), static_cast<long long>(rerun), report.calls,
                    report.total().received, report.total().created, report.total().updated);
        bench.clock.advance(std::chrono::minutes(15));
    }
    QElapsedTimer timer;
    timer.start();
    const int received =
        test::finish(bench.clock, fetchAlone(&bench.client(), listingsOf(bench.transport.gets, calls)));
    const qint64 alone = std::max<qint64>(timer.elapsed(), 1);
    std::printf("fetching alone: %lld ms, %d received; the unchanged run takes %.2f times as long\n",
                static_cast<long long>(alone), received, double(rerun) / double(alone));
    return 0;
}
