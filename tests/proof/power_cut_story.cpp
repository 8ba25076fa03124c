// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "proof/power_cut_story.h"

#include "support/practice_bench.h"

#include <sqlite3.h>
#include <QCryptographicHash>
#include <QSqlDatabase>
#include <QSqlQuery>

namespace bloom::test {

using namespace std::chrono_literals;

namespace {

sandbox::GeneratorOptions tiny() {
    auto options = PracticeBench::small();
    options.practitioners = 2;
    options.patients = 8;
    options.appointments = 30;
    return options;
}

/// Notes commits as they are asked for and return.
class Commits {
public:
    explicit Commits(std::function<void()> onReturn = {}) : m_onReturn(std::move(onReturn)) {}
    bool operator()(const QString& sql) {
        if (PowerCutVfs::instance().isOut())
            return false;
        settle();
        underWay = sql == QLatin1String("COMMIT");
        return false;
    }
    void settle() {
        if (!std::exchange(underWay, false))
            return;
        ++returned;
        if (m_onReturn)
            m_onReturn();
    }
    std::size_t returned = 0;
    bool underWay = false;

private:
    std::function<void()> m_onReturn;
};

class Look {
public:
    explicit Look(const QString& path) {
        code = sqlite3_open_v2(path.toUtf8().constData(), &m_database, SQLITE_OPEN_READWRITE, nullptr);
    }
    ~Look() { sqlite3_close(m_database); }
    Look(const Look&) = delete;
    Look& operator=(const Look&) = delete;
    /// Every row, its columns as they are stored; then what ended it.
    QByteArrayList rows(const QByteArray& sql) {
        QByteArrayList all;
        sqlite3_stmt* statement = nullptr;
        code = sqlite3_prepare_v2(m_database, sql.constData(), -1, &statement, nullptr);
        if (code == SQLITE_OK)
            while ((code = sqlite3_step(statement)) == SQLITE_ROW)
                all.append(row(statement));
        sqlite3_finalize(statement);
        return all;
    }
    int code = SQLITE_OK;

private:
    static QByteArray row(sqlite3_stmt* statement) {
        QByteArray text;
        for (int i = 0; i < sqlite3_column_count(statement); ++i) {
            const void* blob = sqlite3_column_blob(statement, i);
            text += QByteArray(static_cast<const char*>(blob), sqlite3_column_bytes(statement, i)) + '|';
        }
        return text;
    }
    sqlite3* m_database = nullptr;
};

void edit(PracticeBench& bench) {
    const sandbox::Practice& practice = bench.halaxy.practice();
    sandbox::Editor editor = bench.edit();
    const auto appointment = [&](std::size_t i) { return practice.appointments.rows()[i].id; };
    editor.reschedule(appointment(3), bench.clock.utcNow() + 30h);
    editor.cancel(appointment(5));
    editor.renamePatient(practice.patients.rows()[1].id, QStringLiteral("Another"), QStringLiteral("Name"));
    editor.addAppointment(
        {practice.roles.rows()[0].id, bench.clock.utcNow() + 50h, 50, {practice.patients.rows()[2].id}});
    editor.addInvoice(appointment(7), practice.patients.rows()[2].id, 22000, QStringLiteral("Medicare"));
}

SyncRequest readOf(const RecordKey& key) {
    SyncRequest request{RunType::Manual, {}, {}};
    request.scope.record = key;
    return request;
}

using Step = std::function<void(PracticeBench&)>;
const std::vector<Step>& steps() {
    static const std::vector<Step> kSteps{
        [](PracticeBench& bench) { bench.run(); },
        [](PracticeBench& bench) {
            edit(bench);
            bench.clock.advance(15min);
        },
        [](PracticeBench& bench) { bench.database->checkpoint(false); },
        [](PracticeBench& bench) { bench.run(); },
        [](PracticeBench& bench) {
            bench.edit().cancel(bench.halaxy.practice().appointments.rows()[9].id);
            bench.clock.advance(1min);
        },
        [](PracticeBench& bench) {
            const QString id = bench.halaxy.practice().appointments.rows()[9].id;
            bench.run(readOf({RecordKind::Appointment, HalaxyId(id)}));
        },
        [](PracticeBench& bench) { bench.database->checkpoint(true); },
        [](PracticeBench& bench) { bench.clock.advance(15min); },
        [](PracticeBench& bench) { bench.run(); },
    };
    return kSteps;
}

QCoro::Task<int> stopAll(PracticeBench* bench) {
    co_await bench->engine().stop();
    co_await bench->client().stop();
    co_return 0;
}

const char* nameOf(Loss loss) {
    switch (loss) {
        case Loss::Everything:
            return "everything";
        case Loss::Latest:
            return "the latest";
        case Loss::Some:
            return "some writes";
        case Loss::Torn:
            return "torn sectors";
        case Loss::Nothing:
            return "nothing";
    }
    Q_UNREACHABLE();
}

}  // namespace

QString damageOf(const QString& path) {
    {
        const auto opened = storage::Database::open({path});
        if (!opened)
            return QStringLiteral("it can't be opened: ") + opened.error().message;
    }
    Look look(path);
    const QByteArrayList found = look.rows("PRAGMA integrity_check");
    if (look.code == SQLITE_DONE && found == QByteArrayList{"ok|"})
        return {};
    return QStringLiteral("it is damaged: %1, %2").arg(look.code).arg(QString::fromUtf8(found.join("; ")));
}

QByteArray digestOf(const QString& path) {
    QCryptographicHash hash(QCryptographicHash::Sha1);
    Look look(path);
    for (QByteArray table : look.rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")) {
        table.chop(1);
        if (table == "schema_migrations")
            continue;
        hash.addData(table);
        // The ids of the log's lines are chance.
        const QByteArray columns = table == "sync_log"
                                       ? "run_id, is_run, practitioner_id, entity_kind, status, "
                                         "records_processed, records_created, completed_at"
                                       : "*";
        for (const QByteArray& row : look.rows("SELECT " + columns + " FROM " + table))
            hash.addData(row);
        if (look.code != SQLITE_DONE)
            return {};
    }
    return hash.result();
}

void setSynchronous(const char* level) {
    for (const QString& name : QSqlDatabase::connectionNames())
        QSqlQuery(QSqlDatabase::database(name, false))
            .exec(QStringLiteral("PRAGMA synchronous = ") + QString::fromLatin1(level));
}

PowerCutStory::PowerCutStory() {
    PowerCutVfs& vfs = PowerCutVfs::instance();
    {
        PracticeBench bench(tiny());
        Commits commits([&] { m_states.push_back(digestOf(bench.database.path())); });
        m_states.push_back(digestOf(bench.database.path()));
        bench.database->setFaultHook(std::ref(commits));
        tell(bench, 0);
        commits.settle();
        m_end = mirror(bench);
    }
    vfs.forget();
    {
        PracticeBench bench(tiny());  // again without looking, which would be operations too
        vfs.cutAt(-1, Loss::Nothing, 0);
        tell(bench, 0);
        m_operations = vfs.operations();
    }
    vfs.forget();
}

std::size_t PowerCutStory::tell(PracticeBench& bench, std::size_t from) {
    for (std::size_t i = from; i < steps().size(); ++i) {
        steps()[i](bench);
        if (PowerCutVfs::instance().isOut())
            return i;
    }
    return steps().size();
}

/// What a reader sees, and each change once. Times of writing and ids of runs differ, of course.
QStringList PowerCutStory::mirror(PracticeBench& bench) {
    QStringList all;
    for (const char* sql :
         {"SELECT halaxy_patient_id, last_name, practitioner_id, total_sessions FROM clients ORDER BY 1",
          "SELECT id, status, session_number, invoice_amount, is_paid, deleted_at FROM sessions ORDER BY 1",
          "SELECT id, total_gross, client_id, practitioner_id FROM invoices ORDER BY 1",
          "SELECT kind, halaxy_id, content_hash, gone FROM source_records ORDER BY 1, 2",
          "SELECT kind, halaxy_id, row_table, change, fields FROM history ORDER BY 1, 2, 3, 4, 5",
          "SELECT id FROM sync_log WHERE is_run = 1 AND status = 'pending'"})
        all += bench.database.rows(QString::fromLatin1(sql));
    return all;
}

QString PowerCutStory::checkStored(const QString& path, std::size_t committed, bool oneMore) const {
    if (const QString damage = damageOf(path); !damage.isEmpty())
        return damage;
    const QByteArray stored = digestOf(path);
    if (stored == m_states[committed] || (oneMore && stored == m_states[committed + 1]))
        return {};
    const auto earlier = std::ranges::find(m_states, stored);
    if (earlier == m_states.end())
        return QStringLiteral("part of a transaction is there");
    return QStringLiteral("it holds %1 commits, %2 had returned")
        .arg(earlier - m_states.begin())
        .arg(committed);
}

QString PowerCutStory::violation(quint32 seed, const char* synchronous) const {
    std::mt19937 random(seed);
    PowerCutVfs& vfs = PowerCutVfs::instance();
    const auto loss = Loss(random() % 5);
    const qint64 operation = 1 + random() % quint32(m_operations);
    QString problem;
    {
        PracticeBench bench(tiny());
        if (synchronous)
            setSynchronous(synchronous);
        vfs.cutAt(operation, loss, seed);
        Commits commits;
        bench.database->setFaultHook(std::ref(commits));
        const std::size_t step = tell(bench, 0);
        finish(bench.clock, stopAll(&bench));
        bench.database.close();
        // With less syncing there are fewer operations, and the cut may come too late.
        if (vfs.wasCut())
            problem = checkStored(bench.database.path(), commits.returned, commits.underWay);
        else if (!synchronous)
            problem = QStringLiteral("there was no power cut");
        vfs.neverCut();
        if (problem.isEmpty()) {
            bench.restart();
            tell(bench, step);
            if (mirror(bench) != m_end)
                problem = QStringLiteral("it did not come to the same end");
        }
    }
    vfs.forget();
    return problem.isEmpty() ? problem
                             : QStringLiteral("seed %1, losing %2 at operation %3 of %4: %5")
                                   .arg(seed)
                                   .arg(QString::fromLatin1(nameOf(loss)))
                                   .arg(operation)
                                   .arg(m_operations)
                                   .arg(problem);
}

}  // namespace bloom::test
