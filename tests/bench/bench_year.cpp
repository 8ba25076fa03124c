// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a year leaves: bench_year [days]. Runs every quarter of an hour, deltas every two minutes, a million
// webhooks a year that each change something, a mirror of 8,000 sessions; prints how large the file is beside
// its limit, and how quick the views are. Not a test: nothing asserts a time.
#include "storage/damage.h"
#include "storage/metrics_store.h"
#include "storage/readers/overview_reader.h"
#include "support/busy_year.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <cstdio>
#include <map>

using namespace bloom;
using namespace bloom::storage;
using namespace bloom::test;

namespace {

template <typename F> auto timed(const char* what, F fn) {
    QElapsedTimer watch;
    watch.start();
    auto value = fn();
    std::printf("  %-44s %9.2f ms\n", what, double(watch.nsecsElapsed()) / 1e6);
    std::fflush(stdout);
    return value;
}

void mirror(AppliedPractice& practice) {
    practice.staff();
    for (int batch = 0; batch < 80; ++batch) {
        std::vector<ReadRecord> records;
        for (int i = 0; i < 100; ++i) {
            const int n = batch * 100 + i;
            if (n % 8 == 0)
                records.push_back(reading(patient(qPrintable(QString::number(n / 8))), 2));
            AppointmentRecord session =
                appointment(qPrintable(QString::number(700000 + n)), qPrintable(QString::number(n / 8)),
                            "2026-01-05T00:00:00Z");
            session.start += std::chrono::minutes(60 * n);
            session.end = session.start + std::chrono::minutes(50);
            session.comment = L("A note of some length, as practitioners write them after a session.");
            records.push_back(reading(session, 2));
            records.push_back(reading(
                invoice(qPrintable(QString::number(900000 + n)), qPrintable(QString::number(n / 8)), 18000),
                2));
        }
        practice.apply(records);
    }
}

/// Time by statement: from where one begins to where the next does.
class Statements {
public:
    explicit Statements(Database& database) {
        m_watch.start();
        database.setFaultHook([this](const QString& sql) {
            end();
            m_last = sql.left(90);
            m_watch.restart();
            return false;
        });
    }
    void print(int count) {
        end();
        std::vector<std::pair<QString, Sum>> sums(m_sums.begin(), m_sums.end());
        std::ranges::sort(sums, std::ranges::greater(), [](const auto& sum) { return sum.second.total; });
        for (int i = 0; i < std::min<int>(count, int(sums.size())); ++i)
            std::printf("  %8.0f ms in %8d, longest %6.1f: %s\n", double(sums[size_t(i)].second.total) / 1e6,
                        sums[size_t(i)].second.count, double(sums[size_t(i)].second.longest) / 1e6,
                        qPrintable(sums[size_t(i)].first));
    }

private:
    struct Sum {
        qint64 total = 0, longest = 0;
        int count = 0;
    };
    void end() {
        if (m_last.isEmpty())
            return;
        Sum& sum = m_sums[m_last];
        sum.total += m_watch.nsecsElapsed();
        sum.longest = std::max(sum.longest, m_watch.nsecsElapsed());
        ++sum.count;
    }
    QElapsedTimer m_watch;
    QString m_last;
    std::map<QString, Sum> m_sums;
};

void views(TempDatabase& database, UtcTime now) {
    const auto asked = [&](const char* what, auto question) {
        timed(what, [&] { return database.read(question); });
    };
    asked("overview", [&](Scope& scope) { return readOverview(scope, {now, {}, false}).points.size(); });
    asked("log, its shape", [](Scope& scope) { return LogReader(scope).logIndex({}).total; });
    asked("log, newest 256", [](Scope& scope) { return LogReader(scope).newest({}, 256).size(); });
    LogFilter failed;
    failed.outcomes = {RunOutcome::Failed};
    asked("log, failed ones", [&](Scope& scope) { return LogReader(scope).logIndex(failed).total; });
    asked("inbox, newest 200", [](Scope& scope) {
        return Statement(
                   scope,
                   L("SELECT id, event, state, received_at FROM webhook_inbox ORDER BY id DESC LIMIT 200"))
            .all([](const Row& row) { return row.integer(0); })
            .size();
    });
    asked("inbox, counts", [](Scope& scope) {
        return Statement(scope, L("SELECT state, count(*) FROM webhook_inbox GROUP BY state"))
            .all([](const Row& row) { return row.integer(1); })
            .size();
    });
    asked("history of a record", [](Scope& scope) {
        return HistoryStore(scope).of({RecordKind::Appointment, HalaxyId(L("700100"))}).size();
    });
    asked("full-run time, 90 days of hours", [&](Scope& scope) {
        return MetricsStore(scope)
            .read(Metric::FullRunTime, {}, RollupPeriod::Hour, now - std::chrono::days(90), now)
            .size();
    });
    asked("full-run time, all days", [&](Scope& scope) {
        return MetricsStore(scope).read(Metric::FullRunTime, {}, RollupPeriod::Day, UtcTime{}, now).size();
    });
}

}  // namespace

int main(int argc, char** argv) {
    const QCoreApplication app(argc, argv);
    const int days = argc > 1 ? std::atoi(argv[1]) : 365;
    AppliedPractice practice;
    TempDatabase& database = practice.database;
    mirror(practice);
    (void)database->checkpoint(true);
    std::printf("mirror alone: %.1f MB\n", double(QFileInfo(database.path()).size()) / 1e6);
    Statements statements(*database);
    BusyYear year(*database, at("2026-01-01T00:00:00Z"), {});
    qint64 largest = 0;
    for (int hour = 0; hour < days * 24; ++hour) {
        year.hour();
        if (hour % (24 * 30) == 24 * 30 - 1) {
            (void)database->checkpoint(true);
            largest = std::max(largest, QFileInfo(database.path()).size());
            std::printf("day %3d: %.1f MB\n", hour / 24 + 1, double(QFileInfo(database.path()).size()) / 1e6);
            std::fflush(stdout);
        }
    }
    (void)database->checkpoint(true);
    largest = std::max(largest, QFileInfo(database.path()).size());
    std::printf(
        "largest file: %.1f MB (limit 100 MB); keeping took %d steps, the longest %lld ms (limit 50 ms)\n",
        double(largest) / 1e6, year.steps, static_cast<long long>(year.longestStep.count()));
    for (const char* table :
         {"sync_log", "webhook_inbox", "history", "metric_rollups", "source_records", "sessions"})
        std::printf("  %-20s %s rows\n", table,
                    qPrintable(database.cell(L("SELECT count(*) FROM %1").arg(L(table)))));
    for (const QString& line : database.rows(L("SELECT name, sum(pgsize) / 1000 FROM dbstat GROUP BY 1 "
                                               "ORDER BY 2 DESC LIMIT 12")))
        std::printf("  %s kB\n", qPrintable(line));
    statements.print(12);
    database->setFaultHook({});
    for (int again = 0; again < 2; ++again)
        views(database, year.now());
    timed("looking at every page at a start", [&] { return isSound(*database, false).value_or(false); });
    return 0;
}
