// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The host's threads and its two ways to reach them, for its own source files.
#pragma once
#include "engine/engine_host.h"
#include "engine/engine_worker.h"
#include "engine/reader_thread.h"

#include <QThread>

namespace bloom::engine {

struct EngineHost::Threads {
    explicit Threads(const EngineOptions& options) : worker(new EngineWorker(options)) {
        thread->setObjectName(QStringLiteral("engine"));
        worker->moveToThread(thread);
        QObject::connect(thread, &QThread::finished, worker, &QObject::deleteLater);
    }
    QThread* thread = new QThread;
    EngineWorker* worker;
    ReaderThread pages{QStringLiteral("pages")};
    ReaderThread searches{QStringLiteral("searches")};
};

/// Runs on the engine's thread with a reply to give; without one, the reply says that the engine has stopped.
template <typename T, typename Command> QFuture<T> EngineHost::command(Command command) {
    const Reply<T> reply;
    if (m_threads)
        QMetaObject::invokeMethod(m_threads->worker,
                                  [worker = m_threads->worker, reply, command] { command(*worker, reply); });
    return reply.future();
}

template <typename T>
QFuture<Result<T>> ask(ReaderThread* thread, const char* view,
                       std::function<Result<T>(storage::Database&)> question) {
    if (!thread)
        return Reply<Result<T>>().future();
    return thread->ask<T>(QLatin1String(view), std::move(question));
}

}  // namespace bloom::engine
