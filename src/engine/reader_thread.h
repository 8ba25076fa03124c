// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A thread that answers questions from the database with values, on a read-only connection of its own.
// Questions wait while the database opens; a newer question for the same view ends the older one.
#pragma once
#include "engine/reply.h"
#include "storage/database.h"

#include <QHash>
#include <QMutex>
#include <QThread>
#include <atomic>

namespace bloom::engine {

class ReaderThread {
public:
    explicit ReaderThread(const QString& name);
    ~ReaderThread();
    ReaderThread(const ReaderThread&) = delete;
    ReaderThread& operator=(const ReaderThread&) = delete;

    void open(storage::DatabaseTarget target);
    /// Until the next open() every question is answered with this.
    void close(Error reason);
    /// `view` names what the answer is shown in; empty = nothing newer replaces the question.
    template <typename T>
    QFuture<Result<T>> ask(const QString& view, std::function<Result<T>(storage::Database&)> question) {
        Reply<Result<T>> reply;
        post(view,
             [reply, question, onDamage = m_onDamage](storage::Database* database, const Error& trouble) {
                 Result<T> answer = database ? question(*database) : Result<T>(std::unexpected(trouble));
                 if (!answer && answer.error().kind == ErrorKind::DatabaseDamaged && onDamage)
                     onDamage();
                 reply.give(std::move(answer));
             });
        return reply.future();
    }
    /// Told, in the reader's thread, when a question met damage, or the opening did. Set it before the first
    /// question.
    void setOnDamage(std::function<void()> onDamage) { m_onDamage = std::move(onDamage); }
    /// False when the thread did not end in time; it is then left behind.
    bool stop(std::chrono::milliseconds limit);

private:
    /// Given no database, it answers with the Error.
    using Job = std::function<void(storage::Database*, const Error&)>;
    struct Ticket {
        std::atomic<bool> superseded = false;
    };
    struct Waiting {
        std::shared_ptr<Ticket> ticket;
        Job job;
    };
    class Worker;
    void post(const QString& view, Job job);
    std::shared_ptr<Ticket> newTicket(const QString& view);

    QMutex m_mutex;  ///< guards the next three
    QHash<QString, std::shared_ptr<Ticket>> m_latest;
    std::shared_ptr<Ticket> m_running;
    std::shared_ptr<storage::Interrupter> m_interrupter;
    std::function<void()> m_onDamage;
    QThread* m_thread = nullptr;
    Worker* m_worker = nullptr;
};

}  // namespace bloom::engine
