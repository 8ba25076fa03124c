// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/listener_thread.h"

#include "core/log.h"

namespace bloom::engine {

namespace {

// A commit that waits for a lock ends after 1.2 s.
constexpr std::chrono::milliseconds kStopLimit{1'800};

}  // namespace

ListenerThread::ListenerThread(server::ListenerOptions options, Hooks hooks)
    : m_options(std::move(options)),
      m_hooks(std::move(hooks)) {}

ListenerThread::~ListenerThread() { stop(kStopLimit); }

void ListenerThread::start(const server::ListenerConfig& config, const storage::DatabaseTarget& target) {
    stop(kStopLimit);
    m_config = config;
    m_view = server::listenerView(config);
    m_ear = std::make_unique<QObject>();
    m_thread = new QThread;
    m_thread->setObjectName(QStringLiteral("webhooks"));
    m_listener = new server::Listener(config, target, m_options);
    m_listener->moveToThread(m_thread);
    QObject::connect(m_thread, &QThread::finished, m_listener, &QObject::deleteLater);
    QObject::connect(m_listener, &server::Listener::changed, m_ear.get(),
                     [this](const ListenerView& view) { onChanged(view); });
    // At most one a second: the writer gathers them.
    QObject::connect(m_listener, &server::Listener::turnedAway, m_ear.get(),
                     [this] { m_hooks.turnedAway(); });
    // A thousand commits a second are one piece of news at a time for the engine.
    QObject::connect(
        m_listener, &server::Listener::committed, m_listener,
        [this, ear = m_ear.get(), told = m_told] {
            if (!told->exchange(true))
                QMetaObject::invokeMethod(ear, [this] { onCommitted(); });
        },
        Qt::DirectConnection);
    m_thread->start();
    QMetaObject::invokeMethod(m_listener, [listener = m_listener] { listener->open(); });
}

void ListenerThread::onChanged(const ListenerView& view) {
    m_view = view;
    m_hooks.changed();
}

void ListenerThread::onCommitted() {
    *m_told = false;
    m_hooks.committed();
}

void ListenerThread::requestStop() {
    if (!m_listener)
        return;
    QMetaObject::invokeMethod(m_listener, [listener = m_listener, thread = m_thread] {
        listener->close();
        thread->quit();
    });
    m_listener = nullptr;
}

bool ListenerThread::stop(std::chrono::milliseconds limit) {
    requestStop();
    if (!m_thread)
        return true;
    QThread* thread = std::exchange(m_thread, nullptr);
    const bool ended = thread->wait(QDeadlineTimer(limit));
    if (ended) {
        delete thread;
        m_ear.reset();
    } else {
        qCCritical(logEngine) << "the webhook listener's thread did not end in time";
        m_ear.release()->disconnect();  // it may still be spoken to
    }
    m_told = std::make_shared<std::atomic<bool>>(false);
    return ended;
}

void ListenerThread::showIdle(const server::ListenerConfig& config) {
    m_config = config;
    if (const ListenerView idle = server::listenerView(config); idle != m_view) {
        m_view = idle;
        m_hooks.changed();
    }
}

}  // namespace bloom::engine
