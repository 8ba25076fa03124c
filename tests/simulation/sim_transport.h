// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The sandbox's core as the transport of the production client: latency in virtual time, requests that
// overlap, and an answer that is made when the request is sent or when it is answered, as the seed decides.
#pragma once
#include "halaxy/transport.h"
#include "sandbox/sandbox.h"
#include "simulation/coverage.h"

#include <QSet>

namespace bloom::simulation {

/// One request and what became of it.
struct Exchange {
    quint64 number = 0;
    bool isToken = false;
    QByteArray target;  ///< path and query
    QByteArray bearer;
    UtcTime sent{};
    UtcTime served{};  ///< when the service made its answer
    int status = 0;    ///< 0: no answer came
    bool cancelled = false;
    bool expired = false;  ///< the answer speaks of the token
    bool byProxy = false;  ///< something on the way answered
    bool blind = false;    ///< a record that is there was said to be gone
    QByteArray body;
    QSet<QString> faults;  ///< which struck it

    bool isSearch() const { return !isToken && !target.contains("_id=") && !isRead() && !isProbe(); }
    bool isProbe() const {
        return target.contains("/Practitioner?_count=1") && !target.contains("_count=10");
    }
    bool isRead() const { return !isToken && !target.contains('?'); }
    QString resource() const;
};

class SimTransport final : public halaxy::Transport {
public:
    struct Ways {
        int pageSize = 100;  ///< the service gives no more a page
        milliseconds fastest{20};
        milliseconds slowest{1500};
        double atSend = 0.5;  ///< how many answers are made at once
    };
    SimTransport(Clock& clock, sandbox::Sandbox& halaxy, Coverage& coverage, quint64 seed)
        : m_clock(clock),
          m_halaxy(halaxy),
          m_coverage(coverage),
          m_seed(seed) {}

    QCoro::Task<Result<halaxy::Response>> send(halaxy::Request request, std::stop_token stop) override;
    void abortAll() override {}

    Ways ways;
    bool cut = false;      ///< the process that would send is dead
    UtcTime proxyUntil{};  ///< until then something on the way answers reads by id with a web page and 404
    /// Until then the service finds no appointment by its id, and says so itself; lists are right.
    UtcTime blindUntil{};
    UtcTime blindSince{};
    /// Called once, with the next page of appointments: made at once, and long on its way.
    std::function<void(const QByteArray& page)> snatch;
    std::function<void(const Exchange&)> sent;
    std::function<void(const Exchange&)> answered;

private:
    struct Answer {
        Result<halaxy::Response> response;
        milliseconds more{0};  ///< before it arrives
    };
    Answer serve(const halaxy::Request& request, Exchange& exchange);
    Exchange describe(const halaxy::Request& request);
    QByteArray capped(QByteArray target) const;

    Clock& m_clock;
    sandbox::Sandbox& m_halaxy;
    Coverage& m_coverage;
    const quint64 m_seed;
    quint64 m_number = 0;
};

}  // namespace bloom::simulation
