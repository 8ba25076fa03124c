// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/reader_thread.h"

namespace bloom::engine {

/// Lives in the thread.
class ReaderThread::Worker : public QObject {
public:
    explicit Worker(ReaderThread& owner) : m_owner(owner) {}

    void open(const storage::DatabaseTarget& target) {
        setDatabase(nullptr);
        auto opened = storage::Database::openReader(target);
        if (!opened)
            return close(opened.error());
        setDatabase(std::move(*opened));
        m_opening = false;
        answerWaiting();
    }
    void close(const Error& reason) {
        setDatabase(nullptr);
        m_trouble = reason;
        m_opening = false;
        answerWaiting();
    }
    void take(Waiting waiting) {
        if (m_opening)
            m_waiting.push_back(std::move(waiting));
        else
            answer(waiting);
    }
    void end() { setDatabase(nullptr); }

private:
    void setDatabase(std::unique_ptr<storage::Database> database) {
        const QMutexLocker lock(&m_owner.m_mutex);
        m_owner.m_interrupter = database ? database->interrupter() : nullptr;
        m_database = std::move(database);
    }
    void answerWaiting() {
        for (const Waiting& waiting : std::exchange(m_waiting, {}))
            answer(waiting);
    }
    void answer(const Waiting& waiting) {
        {
            const QMutexLocker lock(&m_owner.m_mutex);
            m_owner.m_running = waiting.ticket;
        }
        if (waiting.ticket->superseded)
            waiting.job(nullptr,
                        {ErrorKind::Cancelled, QCoreApplication::translate("Engine", "Asked anew."), {}});
        else
            waiting.job(m_database.get(), m_trouble);
        const QMutexLocker lock(&m_owner.m_mutex);
        m_owner.m_running.reset();
    }

    ReaderThread& m_owner;
    std::unique_ptr<storage::Database> m_database;
    bool m_opening = true;
    Error m_trouble;
    std::vector<Waiting> m_waiting;
};

ReaderThread::ReaderThread(const QString& name) : m_thread(new QThread), m_worker(new Worker(*this)) {
    m_thread->setObjectName(name);
    m_worker->moveToThread(m_thread);
    m_thread->start();
}

ReaderThread::~ReaderThread() { stop(std::chrono::seconds(2)); }

void ReaderThread::open(storage::DatabaseTarget target) {
    if (m_worker)
        QMetaObject::invokeMethod(m_worker, [worker = m_worker, target] { worker->open(target); });
}

void ReaderThread::close(Error reason) {
    if (m_worker)
        QMetaObject::invokeMethod(m_worker, [worker = m_worker, reason] { worker->close(reason); });
}

std::shared_ptr<ReaderThread::Ticket> ReaderThread::newTicket(const QString& view) {
    auto ticket = std::make_shared<Ticket>();
    if (view.isEmpty())
        return ticket;
    const QMutexLocker lock(&m_mutex);
    const auto older = std::exchange(m_latest[view], ticket);
    if (!older)
        return ticket;
    older->superseded = true;
    if (older == m_running && m_interrupter)
        m_interrupter->interrupt();
    return ticket;
}

void ReaderThread::post(const QString& view, Job job) {
    if (!m_worker)
        return;  // the reply answers for itself that the engine has stopped
    Waiting waiting{newTicket(view), std::move(job)};
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, waiting] { worker->take(waiting); });
}

bool ReaderThread::stop(std::chrono::milliseconds limit) {
    if (!m_worker)
        return true;
    {
        const QMutexLocker lock(&m_mutex);
        for (const auto& ticket : std::as_const(m_latest))
            ticket->superseded = true;
        if (m_interrupter && m_running)
            m_interrupter->interrupt();
    }
    Worker* worker = std::exchange(m_worker, nullptr);
    QMetaObject::invokeMethod(worker, [worker, thread = m_thread] {
        worker->end();
        worker->deleteLater();
        thread->quit();
    });
    if (!m_thread->wait(QDeadlineTimer(limit)))
        return false;
    delete std::exchange(m_thread, nullptr);
    return true;
}

}  // namespace bloom::engine
