// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A log of any length behind the door, made up as it is asked for; answers come at once or when the test says
// so.
#pragma once
#include "support/fake_engine.h"

#include <QPromise>
#include <deque>

namespace bloom::test {

class LongLog final : public FakeEngine {
public:
    explicit LongLog(int rows) : m_rows(rows) {}

    bool deferred = false;
    int indexQuestions = 0;
    int rowQuestions = 0;
    std::optional<Error> failWith;
    QMap<QString, RunRow> changed;  ///< rows that look otherwise now

    /// New runs on top; the page hears of it.
    void prepend(int rows) {
        m_rows += rows;
        Q_EMIT logChanged();
    }
    void prune(int rows) { m_oldest += rows; }
    /// Row 0 is the newest.
    RunRow row(int at) const {
        const int number = m_rows - 1 - at;
        RunRow run;
        run.id = RunId(QStringLiteral("run-%1").arg(number, 8, 10, QLatin1Char('0')));
        run.started = UtcTime(std::chrono::minutes(number));
        run.ended = run.started + std::chrono::seconds(4);
        run.outcome = RunOutcome::Success;
        run.processed = number;
        return changed.value(run.id.value, run);
    }
    int waiting() const { return static_cast<int>(m_waiting.size()); }
    void answer(int which = 0) {
        const auto resolve = m_waiting[static_cast<size_t>(which)];
        m_waiting.erase(m_waiting.begin() + which);
        resolve();
    }

    QFuture<Result<LogIndex>> logIndex(LogFilter filter) override {
        ++indexQuestions;
        return later<LogIndex>([this, filter] {
            LogIndex index;
            index.filter = filter;
            index.total = filter.text.isEmpty() ? m_rows - m_oldest : std::min(m_rows, 10);
            for (int at = 0; at < index.total; at += index.stride)
                index.anchors.push_back(row(at).anchor());
            return index;
        });
    }
    QFuture<Result<std::vector<RunRow>>> logRows(LogFilter filter, LogAnchor from, int count) override {
        ++rowQuestions;
        return later<std::vector<RunRow>>([this, filter, from, count] {
            const int number = from.id.mid(4).toInt();
            const int total = filter.text.isEmpty() ? m_rows - m_oldest : std::min(m_rows, 10);
            std::vector<RunRow> rows;
            for (int at = m_rows - 1 - number; at < total && static_cast<int>(rows.size()) < count; ++at)
                rows.push_back(row(at));
            return rows;
        });
    }

private:
    template <typename T> QFuture<Result<T>> later(std::function<T()> make) {
        auto promise = std::make_shared<QPromise<Result<T>>>();
        promise->start();
        // What is answered is what was true when it was asked.
        const Result<T> value = failWith ? Result<T>(fail(*failWith)) : Result<T>(make());
        const auto resolve = [promise, value] {
            promise->addResult(value);
            promise->finish();
        };
        if (deferred)
            m_waiting.push_back(resolve);
        else
            resolve();
        return promise->future();
    }

    int m_rows;
    int m_oldest = 0;
    std::deque<std::function<void()>> m_waiting;
};

}  // namespace bloom::test
