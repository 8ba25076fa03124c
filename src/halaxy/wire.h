// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Every call leaves through here: it takes the read numbers, counts, and keeps the last 500 calls for the
// Connection page. Nothing of a person is noted: only the resource and the names of the parameters.
#pragma once
#include "core/connection_views.h"
#include "core/records.h"
#include "halaxy/client.h"
#include "halaxy/minute_budget.h"
#include "halaxy/transport.h"

#include <deque>

namespace bloom::halaxy {

struct CallNote {
    QString resource;
    QString query;
    int attempt = 1;
};

struct WireAnswer {
    Result<Response> response;
    ReadStamp stamp;
    quint64 number = 0;  ///< of its CallView
};

class Wire {
public:
    Wire(Transport& transport, Clock& clock, ReadCounter counter, MinuteBudget& budget,
         std::function<void()> changed);

    QCoro::Task<WireAnswer> send(Request request, CallNote note, std::stop_token stop);
    /// What was wrong with the answer of that call, found when it was looked at.
    void annotate(quint64 number, const QString& error);

    std::vector<CallView> calls() const { return {m_calls.begin(), m_calls.end()}; }
    Client::Usage& usage() { return m_usage; }
    const Client::Usage& usage() const { return m_usage; }

private:
    void keep(CallView call, const Result<Response>& response);
    void noteBudget(const Response& response);

    Transport& m_transport;
    Clock& m_clock;
    ReadCounter m_counter;
    MinuteBudget& m_budget;
    std::function<void()> m_changed;
    std::deque<CallView> m_calls;
    Client::Usage m_usage;
};

}  // namespace bloom::halaxy
