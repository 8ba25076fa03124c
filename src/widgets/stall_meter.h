// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Measures how long the GUI's event loop was away: a thread of its own asks the loop to answer and looks at
// the clock.
#pragma once
#include <QObject>
#include <atomic>
#include <chrono>

class QThread;

namespace bloom::widgets {

class StallMeter final : public QObject {
    Q_OBJECT
public:
    using Milliseconds = std::chrono::milliseconds;
    explicit StallMeter(Milliseconds limit = Milliseconds(50), QObject* parent = nullptr);
    ~StallMeter() override;
    /// The longest the loop took to answer so far.
    Milliseconds longest() const { return Milliseconds(m_longest.load()); }
    int stalls() const { return m_stalls.load(); }
    void reset();

Q_SIGNALS:
    /// From the GUI thread, after it answered again.
    void stalled(std::chrono::milliseconds duration);

private:
    void answer(qint64 askedAt);
    Milliseconds m_limit;
    std::atomic<qint64> m_longest{0};
    std::atomic<int> m_stalls{0};
    std::atomic<bool> m_asking{false};
    QThread* m_thread;
};

}  // namespace bloom::widgets
