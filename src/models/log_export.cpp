// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/log_export.h"

#include "models/csv_writer.h"
#include "models/when_done.h"

namespace bloom::models {
namespace {
constexpr int kRetryMs = 60;  ///< after a newer question of the page took our turn
constexpr int kMostTries = 50;
}  // namespace

LogExport::LogExport(engine::Engine& engine, QObject* parent)
    : QObject(parent),
      m_engine(engine),
      m_writer(new CsvWriter) {
    m_writer->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_writer, &QObject::deleteLater);
    connect(m_writer, &CsvWriter::written, this, [this](quint64 job, int rows) {
        if (job != m_job)
            return;
        m_done += rows;
        Q_EMIT progress(m_done, m_index.total);
        fetch();
    });
    connect(m_writer, &CsvWriter::committed, this, [this](quint64 job) {
        if (job != m_job)
            return;
        end();
        Q_EMIT finished(m_path, m_done);
    });
    connect(m_writer, &CsvWriter::failed, this, [this](quint64 job, const QString& why) {
        if (job == m_job)
            giveUp(why);
    });
    m_retry.setSingleShot(true);
    m_retry.setInterval(kRetryMs);
    connect(&m_retry, &QTimer::timeout, this, [this] { m_indexKnown ? fetch() : askIndex(); });
    m_thread.setObjectName(QStringLiteral("csv-export"));
    m_thread.start();
}

LogExport::~LogExport() {
    m_thread.quit();
    m_thread.wait();
}

void LogExport::start(const LogFilter& filter, const QString& path) {
    if (m_running)
        return;
    m_running = true;
    m_filter = filter;
    m_path = path;
    m_index = {};
    m_indexKnown = false;
    m_block = 0;
    m_done = 0;
    m_tries = 0;
    const quint64 job = ++m_job;
    QMetaObject::invokeMethod(m_writer, [writer = m_writer, job, path] { writer->open(job, path); });
    askIndex();
}

void LogExport::askIndex() {
    const quint64 job = m_job;
    whenDone(m_engine.logIndex(m_filter), this, [this, job](const Result<LogIndex>& answer) {
        if (job != m_job)
            return;
        if (!answer) {
            retryOrFail(answer.error());
            return;
        }
        m_tries = 0;
        m_index = *answer;
        m_indexKnown = true;
        Q_EMIT progress(0, m_index.total);
        fetch();
    });
}

void LogExport::fetch() {
    if (!m_running)
        return;
    if (m_block >= m_index.anchors.size()) {
        QMetaObject::invokeMethod(m_writer, &CsvWriter::commit);
        return;
    }
    const quint64 job = m_job;
    whenDone(m_engine.logRows(m_filter, m_index.anchors[m_block], m_index.stride), this,
             [this, job](const Result<std::vector<RunRow>>& answer) {
                 if (job != m_job)
                     return;
                 if (!answer) {
                     retryOrFail(answer.error());
                     return;
                 }
                 m_tries = 0;
                 ++m_block;
                 QMetaObject::invokeMethod(m_writer,
                                           [writer = m_writer, rows = *answer] { writer->write(rows); });
             });
}

void LogExport::retryOrFail(const Error& error) {
    if (error.kind == ErrorKind::Cancelled && ++m_tries < kMostTries) {
        m_retry.start();
        return;
    }
    giveUp(error.message);
}

void LogExport::giveUp(const QString& why) {
    end();
    QMetaObject::invokeMethod(m_writer, &CsvWriter::discard);
    Q_EMIT failed(why);
}

void LogExport::cancel() {
    if (!m_running)
        return;
    end();
    QMetaObject::invokeMethod(m_writer, &CsvWriter::discard);
    Q_EMIT cancelled();
}

void LogExport::end() {
    m_running = false;
    m_retry.stop();
    ++m_job;
}

}  // namespace bloom::models
