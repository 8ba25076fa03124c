// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What was called, for tests and for a person who watches.
#pragma once
#include "core/clock.h"

#include <QMap>
#include <QString>
#include <deque>

namespace bloom::sandbox {

struct Call {
    UtcTime when{};
    QString method;
    QString target;
    int status = 0;  ///< 0: closed without an answer
};

struct Counters {
    int requests = 0;
    int tokens = 0;  ///< tokens given out
    int tokenRequests = 0;
    qint64 bytes = 0;
    QMap<QString, int> searches;  ///< by resource
    QMap<QString, int> reads;     ///< by resource
    QMap<int, int> statuses;
    QMap<QString, int> faults;  ///< by kind: how often one struck
    std::deque<Call> calls;     ///< the last ones, oldest first

    static constexpr std::size_t keptCalls = 5000;
    void note(Call call) {
        ++requests;
        ++statuses[call.status];
        calls.push_back(std::move(call));
        if (calls.size() > keptCalls)
            calls.pop_front();
    }
};

}  // namespace bloom::sandbox
