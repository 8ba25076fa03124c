// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/stall_meter.h"

#include <QThread>
#include <QTimer>

namespace bloom::widgets {

namespace {

qint64 nowMs() {
    using namespace std::chrono;
    return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

}  // namespace

StallMeter::StallMeter(Milliseconds limit, QObject* parent)
    : QObject(parent),
      m_limit(limit),
      m_thread(new QThread) {
    auto* timer = new QTimer;
    timer->setInterval(5);
    timer->setTimerType(Qt::PreciseTimer);
    timer->moveToThread(m_thread);
    connect(m_thread, &QThread::started, timer, qOverload<>(&QTimer::start));
    connect(m_thread, &QThread::finished, timer, &QObject::deleteLater);
    connect(timer, &QTimer::timeout, timer, [this] {
        if (m_asking.exchange(true))
            return;  // the loop has not answered the question before
        QMetaObject::invokeMethod(this, [this, asked = nowMs()] { answer(asked); }, Qt::QueuedConnection);
    });
    m_thread->setObjectName(QStringLiteral("stall meter"));
    m_thread->start();
}

StallMeter::~StallMeter() {
    m_thread->quit();
    m_thread->wait();
    delete m_thread;
}

void StallMeter::reset() {
    m_longest = 0;
    m_stalls = 0;
}

void StallMeter::answer(qint64 askedAt) {
    const qint64 took = nowMs() - askedAt;
    m_asking = false;
    if (took > m_longest)
        m_longest = took;
    if (took > m_limit.count()) {
        ++m_stalls;
        Q_EMIT stalled(Milliseconds(took));
    }
}

}  // namespace bloom::widgets
