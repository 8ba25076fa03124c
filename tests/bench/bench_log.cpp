// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How quick the log is: bench_log [rows]. A tenth are runs, the rest their lines. Not a test: nothing asserts
// a time.
#include "storage/readers/overview_reader.h"
#include "storage/statement.h"
#include "storage/sync_log_store.h"
#include "support/temp_database.h"

#include <QCoreApplication>
#include <chrono>
#include <cstdio>

using namespace bloom;
using namespace bloom::storage;

namespace {

QString L(const char* text) { return QString::fromLatin1(text); }

template <typename F> auto timed(const char* what, F fn) {
    const auto begin = std::chrono::steady_clock::now();
    auto value = fn();
    std::printf("%-44s %9.2f ms\n", what,
                std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
    std::fflush(stdout);
    return value;
}

QString fill(int rows, bool runsOnly) {
    return L("WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < %1 - 1) "
             "INSERT INTO sync_log (id, run_id, is_run, sync_type, run_type, entity_type, entity_kind, "
             "entity_id, "
             "operation, status, error_message, started_at) SELECT printf('%07d', i), printf('%07d', i - i % "
             "%2), "
             "i % %2 = 0, 'full', 'full', 'all', CASE WHEN i % %2 = 0 THEN NULL ELSE 'Patient' END, i, "
             "'sync', "
             "CASE i % 37 WHEN 0 THEN 'error' ELSE 'success' END, "
             "CASE i % 37 WHEN 0 THEN 'HTTP 503 from Appointment' END, "
             "strftime('%Y-%m-%dT%H:%M:%fZ', 1600000000 + i * 60, 'unixepoch') FROM n")
        .arg(rows)
        .arg(runsOnly ? 1 : 10);
}

void measure(int rows, bool runsOnly) {
    std::printf("-- %d rows, %s\n", rows, runsOnly ? "all of them runs" : "one in ten a run");
    test::TempDatabase database;
    timed("fill", [&] {
        database.execute(fill(rows, runsOnly));
        return 0;
    });
    const auto index = [&](const LogFilter& filter) {
        return database.read([&](Scope& scope) { return LogReader(scope).logIndex(filter); });
    };
    const auto all = timed("index, no filter", [&] { return index({}); });
    LogFilter errors;
    errors.outcomes = {RunOutcome::Failed};
    timed("index, failed ones", [&] { return index(errors); });
    LogFilter text;
    text.text = L("503");
    timed("index, text", [&] { return index(text); });
    for (const size_t place : {size_t(0), all.anchors.size() / 2, all.anchors.size() - 1}) {
        const auto name = "rows " + std::to_string(place * 256) + "…";
        for (int again = 0; again < 2; ++again)
            timed(name.c_str(), [&] {
                return database.read(
                    [&](Scope& scope) { return LogReader(scope).logRows({}, all.anchors[place], 256); });
            });
    }
    timed("detail of a run", [&] {
        return database.read(
            [&](Scope& scope) { return LogReader(scope).runDetail(RunId(all.anchors[1].id)); });
    });
}

/// A year of runs every quarter of an hour with a line for each of 25 practitioners, and one who has none.
void measureOverview() {
    constexpr int kRuns = 35040, kPractitioners = 25;
    std::printf("-- overview, %d runs of %d practitioners\n", kRuns, kPractitioners);
    test::TempDatabase database;
    const QString numbers =
        L("WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < %1) ");
    database.execute(numbers.arg(kPractitioners) +
                     L("INSERT INTO practitioners (id, halaxy_practitioner_id, created_at, updated_at, "
                       "last_synced_at) SELECT 'p' || i, 'PR-' || i, '', '', '' FROM n"));
    const QString line =
        L("INSERT INTO sync_log (id, run_id, is_run, practitioner_id, sync_type, run_type, entity_type, "
          "operation, status, started_at) SELECT %1, printf('%07d', n.i), %2, %3, 'full', 'full', 'all', "
          "'sync', 'success', strftime('%Y-%m-%dT%H:%M:%fZ', 1600000000 + n.i * 900, 'unixepoch') FROM n");
    timed("fill", [&] {
        database.execute(numbers.arg(kRuns - 1) + line.arg(L("printf('%07d', n.i)"), L("1"), L("NULL")));
        for (int who = 0; who < kPractitioners; ++who)
            database.execute(numbers.arg(kRuns - 1) +
                             line.arg(L("printf('%07d-%1', n.i)").arg(who), L("0"), L("'p%1'").arg(who)));
        return 0;
    });
    for (int again = 0; again < 2; ++again)
        timed("overview", [&] {
            return database.read([](Scope& scope) {
                return readOverview(scope, {UtcTime(std::chrono::seconds(1631600000)), {}, false});
            });
        });
}

}  // namespace

int main(int argc, char** argv) {
    const QCoreApplication app(argc, argv);
    const int rows = argc > 1 ? std::atoi(argv[1]) : 1000000;
    measureOverview();
    measure(rows, true);
    measure(rows, false);
    return 0;
}
