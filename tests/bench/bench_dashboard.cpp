// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// One dashboard of 50 practitioners with a million sessions over five years: bench_dashboard [sessions].
// Beside it the bare SQL it needs: the very statements the read ran, traced with their values, prepared
// beforehand and stepped through on a connection of their own. Then the same density of one year: its cost is
// not to grow with the years that are held. Prints; nothing asserts a time.
#include "core/practice_time.h"
#include "storage/readers/care_reader.h"
#include "support/temp_database.h"

#include <sqlite3.h>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <algorithm>
#include <cstdio>

using namespace bloom;
using namespace bloom::storage;

namespace {

constexpr int kPractitioners = 50;
constexpr int kRounds = 7;
const UtcTime kNow = *parseUtc(QStringLiteral("2026-11-24T00:30:00Z"));

/// Statements with their values, as they run on any connection while it records.
struct Trace {
    static inline bool recording = false;
    static inline std::vector<QByteArray> statements;
    static int onStatement(unsigned, void*, void* statement, void*) {
        if (!recording)
            return 0;
        char* sql = sqlite3_expanded_sql(static_cast<sqlite3_stmt*>(statement));
        const QByteArray text(sql);
        sqlite3_free(sql);
        if (text.startsWith("SELECT"))
            statements.push_back(text);
        return 0;
    }
    static int onOpen(sqlite3* database, char**, const void*) {
        sqlite3_trace_v2(database, SQLITE_TRACE_STMT, &Trace::onStatement, nullptr);
        return SQLITE_OK;
    }
};

/// `years` of sessions, 20,000 each practitioner in five: 15 a working day, each client ten times.
void fill(test::TempDatabase& database, int sessionsEach, double years) {
    const QString now = QStringLiteral("'2026-11-24T00:00:00.000Z'");
    const auto run = [&](const QString& sql) { database.execute(sql); };
    run(QStringLiteral(
            "CREATE TEMP TABLE n AS WITH RECURSIVE c(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM c "
            "WHERE i < %1) SELECT i FROM c")
            .arg(sessionsEach - 1));
    run(QStringLiteral("CREATE TEMP TABLE p AS SELECT i FROM n WHERE i < %1").arg(kPractitioners));
    run(QStringLiteral(
            "INSERT INTO practitioners (id, halaxy_practitioner_id, display_name, created_at, updated_at, "
            "last_synced_at) SELECT 'p' || i, 'PR-' || i, 'Number ' || i, %1, %1, %1 FROM p")
            .arg(now));
    run(QStringLiteral("INSERT INTO sync_status (practitioner_id, history_complete_from, updated_at) "
                       "SELECT 'p' || i, '2021-01-01', %1 FROM p")
            .arg(now));
    run(QStringLiteral("INSERT INTO referral_checks VALUES ('*', %1, NULL)").arg(now));
    // Who began in the last 3,000 sessions or so is still a client.
    run(QStringLiteral(
            "INSERT INTO clients (id, halaxy_patient_id, first_name, last_name, initials, status, "
            "practitioner_id, created_at, updated_at, last_synced_at) SELECT 'c' || p.i || '-' || n.i, "
            "p.i || '0' || n.i, 'Ann', 'Bee', 'AB', CASE WHEN n.i >= %1 THEN 'active' ELSE 'inactive' END, "
            "'p' || p.i, %2, %2, %2 FROM p, n WHERE n.i < %3")
            .arg(std::max(0, sessionsEach / 10 - 300))
            .arg(now)
            .arg(sessionsEach / 10 + 150));
    run(QStringLiteral(
            "INSERT INTO referrals (id, halaxy_referral_id, client_id, is_mental_health_plan, session_limit, "
            "sessions_used, start_date, end_date, created_at, updated_at, last_synced_at) SELECT 'r' || id, "
            "'r' || id, id, 1, 6, 3, '2026-03-01', '2027-02-28', %1, %1, %1 FROM clients")
            .arg(now));
    const double minutesApart = years * 365.25 * 24 * 60 / sessionsEach;
    run(QStringLiteral(
            "INSERT INTO sessions (id, halaxy_appointment_id, practitioner_id, client_id, "
            "scheduled_start_time, "
            "scheduled_end_time, duration_minutes, status, billing_type, invoice_amount, created_at, "
            "updated_at, "
            "last_synced_at) SELECT 's' || p.i || '-' || n.i, p.i || '1' || n.i, 'p' || p.i, "
            "'c' || p.i || '-' || (n.i / 1500 * 150 + n.i % 150), "
            "strftime('%Y-%m-%dT%H:%M:%fZ', '2026-12-20', '-' || CAST((%1 - n.i) * %2 AS INTEGER) || ' "
            "minutes'), "
            "strftime('%Y-%m-%dT%H:%M:%fZ', '2026-12-20', '-' || (CAST((%1 - n.i) * %2 AS INTEGER) - 50) || "
            "' minutes'), "
            "50, CASE WHEN (%1 - n.i) * %2 < 37500 THEN 'scheduled' WHEN n.i % 17 = 0 THEN 'cancelled' "
            "ELSE 'completed' END, CASE WHEN (%1 - n.i) * %2 < 37500 THEN NULL WHEN n.i % 3 = 0 THEN "
            "'private' "
            "ELSE 'medicare' END, 18000, %3, %3, %3 FROM p, n")
            .arg(sessionsEach)
            .arg(minutesApart, 0, 'f', 4)
            .arg(now));
    run(QStringLiteral(
            "INSERT INTO invoices (id, halaxy_invoice_id, practitioner_id, client_id, invoice_date, status, "
            "billing_type, total_gross, total_paid, total_balance, created_at, updated_at, last_synced_at) "
            "SELECT 'i' || id, 'i' || id, practitioner_id, client_id, substr(scheduled_start_time, 1, 10), "
            "'issued', billing_type, 18000, 18000, 0, %1, %1, %1 FROM sessions WHERE status = 'completed'")
            .arg(now));
    run(QStringLiteral(
        "INSERT INTO session_invoices SELECT id, 'i' || id FROM sessions WHERE status = 'completed'"));
    run(QStringLiteral("ANALYZE"));
}

double medianMs(std::vector<qint64> nanoseconds) {
    std::ranges::sort(nanoseconds);
    return double(nanoseconds[nanoseconds.size() / 2]) / 1e6;
}

Dashboard read(Database& reader, int practitioner) {
    const auto answer = storage::read(reader, [&](Scope& scope) {
        return readDashboard(scope, QStringLiteral("p%1").arg(practitioner), {}, {kNow, {}, false, {}});
    });
    if (!answer || !*answer)
        qFatal("no dashboard");
    return **answer;
}

/// The same statements, and nothing else.
class BareSql {
public:
    explicit BareSql(const QString& path) {
        sqlite3_open_v2(path.toUtf8().constData(), &m_database, SQLITE_OPEN_READONLY, nullptr);
        sqlite3_exec(m_database, "PRAGMA cache_size = -65536; PRAGMA mmap_size = 268435456", nullptr, nullptr,
                     nullptr);
    }
    ~BareSql() {
        for (sqlite3_stmt* statement : m_prepared)
            sqlite3_finalize(statement);
        sqlite3_close(m_database);
    }
    void prepare(const std::vector<QByteArray>& statements) {
        for (const QByteArray& sql : statements) {
            sqlite3_stmt* statement = nullptr;
            if (sqlite3_prepare_v2(m_database, sql.constData(), -1, &statement, nullptr) != SQLITE_OK)
                qFatal("%s", sqlite3_errmsg(m_database));
            m_prepared.push_back(statement);
        }
    }
    int run() {
        int rows = 0;
        sqlite3_exec(m_database, "BEGIN", nullptr, nullptr, nullptr);
        for (sqlite3_stmt* statement : m_prepared) {
            while (sqlite3_step(statement) == SQLITE_ROW) {
                ++rows;
                for (int column = 0; column < sqlite3_column_count(statement); ++column)
                    m_bytes += sqlite3_column_text16(statement, column) ? 1 : 0;
            }
            sqlite3_reset(statement);
        }
        sqlite3_exec(m_database, "COMMIT", nullptr, nullptr, nullptr);
        return rows;
    }

private:
    sqlite3* m_database = nullptr;
    std::vector<sqlite3_stmt*> m_prepared;
    qint64 m_bytes = 0;
};

struct Figures {
    double whole = 0, bare = 0, everyone = 0;
    int rows = 0, statements = 0, lines = 0;
};

Figures measure(int sessionsEach, double years) {
    test::TempDatabase database;
    fill(database, sessionsEach, years);
    const auto reader = Database::openReader(database.target());
    if (!reader)
        qFatal("%s", qPrintable(reader.error().message));
    std::vector<qint64> whole, bare;
    Figures figures;
    QElapsedTimer watch;
    for (int practitioner = 0; practitioner < kPractitioners; practitioner += 5) {
        Trace::statements.clear();
        Trace::recording = true;
        read(**reader, practitioner);
        Trace::recording = false;
        BareSql sql(database.path());
        sql.prepare(Trace::statements);
        figures.statements = int(Trace::statements.size());
        figures.rows = sql.run();
        for (int round = 0; round < kRounds; ++round) {
            watch.start();
            read(**reader, practitioner);
            whole.push_back(watch.nsecsElapsed());
            watch.start();
            sql.run();
            bare.push_back(watch.nsecsElapsed());
        }
    }
    watch.start();
    const auto everyone = storage::read(**reader, [](Scope& scope) {
        return readEveryone(scope, {kNow, {}, false, {}}, PracticeZone::sydney());
    });
    figures.everyone = double(watch.nsecsElapsed()) / 1e6;
    figures.lines = everyone ? int(everyone->items.size()) : 0;
    figures.whole = medianMs(whole);
    figures.bare = medianMs(bare);
    return figures;
}

void print(const char* what, int sessions, const Figures& f) {
    std::printf(
        "%-12s %9d sessions: dashboard %7.2f ms, its %d statements bare %7.2f ms (%d rows): %.2f times\n",
        what, sessions, f.whole, f.statements, f.bare, f.rows, f.whole / f.bare);
    std::printf("%-12s all %d practitioners and what to act on: %.0f ms (%d lines)\n", what, kPractitioners,
                f.everyone, f.lines);
    std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
    QCoreApplication app(argc, argv);
    sqlite3_auto_extension(reinterpret_cast<void (*)()>(&Trace::onOpen));
    const int sessions = argc > 1 ? std::atoi(argv[1]) : 1'000'000;
    const int each = sessions / kPractitioners;
    const Figures year = measure(each / 5, 1.0);
    print("one year", each / 5 * kPractitioners, year);
    const Figures five = measure(each, 5.0);
    print("five years", each * kPractitioners, five);
    std::printf(
        "five years cost %.2f times one year; limits: 1.5 times the bare SQL, no growth with history\n",
        five.whole / year.whole);
    return 0;
}
