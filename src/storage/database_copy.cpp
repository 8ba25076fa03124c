// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/database_copy.h"

#include "storage/database_errors.h"
#include "storage/sqlite_handle.h"

#include <sqlite3.h>
#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QSqlError>
#include <QThread>
#include <algorithm>
#include <memory>

namespace bloom::storage {

namespace {

using namespace std::chrono_literals;

/// A chunk that reads for longer would keep the write-ahead log from being emptied.
constexpr milliseconds kLongestChunk = 700ms;
/// Whoever writes may come in between.
constexpr unsigned long kPauseMs = 5;

struct Close {
    void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
    void operator()(sqlite3_backup* backup) const { sqlite3_backup_finish(backup); }
};
using Connection = std::unique_ptr<sqlite3, Close>;

Error errorOf(int code, const QString& path) {
    return explain(QSqlError(QString(), QString::fromLatin1(sqlite3_errstr(code)), QSqlError::UnknownError,
                             QString::number(code)),
                   path);
}

Result<Connection> connectTo(const QString& path, int flags) {
    sqlite3* raw = nullptr;
    const int code = sqlite3_open_v2(QFile::encodeName(path).constData(), &raw, flags, nullptr);
    Connection connection(raw);
    if (code != SQLITE_OK)
        return fail(errorOf(code, path));
    sqlite3_busy_timeout(raw, kBusyTimeout);
    return connection;
}

/// The chunks of one copy. A writer in another process makes SQLite begin anew: then chunks grow, as long as
/// one takes no second, until all fits between two writes.
class Copy {
public:
    Copy(sqlite3_backup* backup, const BackupOptions& options)
        : m_backup(backup),
          m_options(options),
          m_pages(std::max(1, options.pages)) {}

    int run(BackupReport& report) {
        const QDeadlineTimer deadline(m_options.limit);
        int left = -1;
        for (;;) {
            QElapsedTimer watch;
            watch.start();
            const int code = sqlite3_backup_step(m_backup, m_pages);
            const milliseconds took(watch.elapsed());
            ++report.steps;
            if (code != SQLITE_OK && code != SQLITE_BUSY && code != SQLITE_LOCKED)
                return code;
            if (deadline.hasExpired())
                return SQLITE_BUSY;
            const int now = sqlite3_backup_remaining(m_backup);
            if (left >= 0 && now > left - m_pages / 2) {
                ++report.restarts;
                if (took < kLongestChunk / 2)
                    m_pages *= 2;
            }
            if (took > kLongestChunk)
                m_pages = std::max(64, m_pages / 2);
            left = now;
            if (m_options.between)
                m_options.between();
            QThread::msleep(kPauseMs);
        }
    }

private:
    sqlite3_backup* m_backup;
    const BackupOptions& m_options;
    int m_pages;
};

}  // namespace

Result<BackupReport> copyDatabase(const QString& from, const QString& to, const BackupOptions& options) {
    const auto source = connectTo(from, SQLITE_OPEN_READONLY);
    if (!source)
        return fail(source.error());
    const auto target = connectTo(to, SQLITE_OPEN_READWRITE);
    if (!target)
        return fail(target.error());
    BackupReport report;
    int code = SQLITE_OK;
    {
        const std::unique_ptr<sqlite3_backup, Close> backup(
            sqlite3_backup_init(target->get(), "main", source->get(), "main"));
        code = backup ? Copy(backup.get(), options).run(report) : sqlite3_errcode(target->get());
    }
    if (code != SQLITE_DONE)
        return fail(errorOf(code, code == SQLITE_BUSY || code == SQLITE_LOCKED ? from : to));
    // One file alone: it can be put on a medium that nobody may write.
    code = sqlite3_exec(target->get(), "PRAGMA journal_mode = DELETE", nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        return fail(errorOf(code, to));
    report.bytes = QFileInfo(to).size();
    return report;
}

}  // namespace bloom::storage
