// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The filtered log as a CSV file: rows come from the door block by block, a worker thread writes them, and
// the file appears whole or not at all.
#pragma once
#include "engine/engine.h"

#include <QThread>
#include <QTimer>

namespace bloom::models {

class CsvWriter;

class LogExport final : public QObject {
    Q_OBJECT
public:
    explicit LogExport(engine::Engine& engine, QObject* parent = nullptr);
    ~LogExport() override;

    void start(const LogFilter& filter, const QString& path);
    void cancel();
    bool isRunning() const { return m_running; }

Q_SIGNALS:
    void progress(int done, int total);
    void finished(const QString& path, int rows);
    void failed(const QString& why);
    void cancelled();

private:
    void askIndex();
    void fetch();
    void retryOrFail(const Error& error);
    void giveUp(const QString& why);
    void end();

    engine::Engine& m_engine;
    QThread m_thread;
    CsvWriter* m_writer;
    QTimer m_retry;
    LogFilter m_filter;
    LogIndex m_index;
    bool m_indexKnown = false;
    QString m_path;
    size_t m_block = 0;
    int m_done = 0;
    int m_tries = 0;
    quint64 m_job = 0;
    bool m_running = false;
};

}  // namespace bloom::models
