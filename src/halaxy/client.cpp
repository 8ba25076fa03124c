// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The client, put together.
#include "halaxy/client.h"

#include "core/task_scope.h"
#include "halaxy/caller.h"
#include "halaxy/connection_test.h"
#include "halaxy/paged_listing.h"
#include "halaxy/query_url.h"
#include "halaxy/single_read.h"
#include "halaxy/text.h"

namespace bloom::halaxy {
namespace {
constexpr milliseconds kProbeDeadline{10'000};
/// Between two looks at a breaker that is due while nothing may be sent: calls are held, or a try is under
/// way.
constexpr milliseconds kLookAgain{1'000};

class RealClient final : public Client {
public:
    RealClient(ClientConfig config, Transport& transport, Clock& clock, ReadCounter counter, quint32 seed)
        : m_config(std::move(config)),
          m_clock(clock),
          m_gates(clock, [this] { changed(); }),
          m_wire(transport, clock, std::move(counter), m_gates.budget(), [this] { changed(); }),
          m_tokens(m_config, m_wire, m_gates, clock, [this] { changed(); }),
          m_caller(m_config, m_wire, m_gates, m_tokens, clock, seed, [this] { changed(); }),
          m_background(clock) {}

    std::unique_ptr<Listing> list(ListingQuery query, std::optional<ListingResume> resume) override {
        return std::make_unique<PagedListing>(m_caller, m_clock, listingUrl(m_config.baseUrl, query),
                                              query.kind, std::move(resume));
    }
    QCoro::Task<Result<ReadAnswer>> read(RecordKey key, Priority priority, std::stop_token stop) override {
        return readOne(m_caller, m_clock, m_config.baseUrl, std::move(key), priority, stop);
    }
    QCoro::Task<Result<std::vector<ReadAnswer>>> readMany(std::vector<RecordKey> keys, Priority priority,
                                                          std::stop_token stop) override {
        return halaxy::readMany(m_caller, m_clock, m_config.baseUrl, std::move(keys), priority, stop);
    }
    QCoro::Task<Result<bool>> probe(std::stop_token stop) override;
    QCoro::Task<std::vector<ConnectionCheck>> test(std::stop_token stop) override;

    ConnectionView view() const override;
    void setHeld(bool held, QString who) override { m_gates.setHeld(held, who); }
    void obey(const ConnectionView& other) override { m_gates.obey(other); }
    bool circuitOpen() const override {
        return !m_caller.breaker().isClosed() || !m_tokens.breaker().isClosed();
    }
    Usage usage() const override { return m_wire.usage(); }
    QCoro::Task<void> stop() override;
    void onChange(std::function<void()> callback) override { m_callback = std::move(callback); }

private:
    void changed();
    QCoro::Task<void> probeWhileOpen(std::stop_token stop);

    const ClientConfig m_config;
    Clock& m_clock;
    std::function<void()> m_callback;
    Gates m_gates;
    Wire m_wire;
    TokenManager m_tokens;
    Caller m_caller;
    TaskScope m_background;
    bool m_probing = false;  ///< the background probe runs
    bool m_stopped = false;
};

void RealClient::changed() {
    if (circuitOpen() && !m_probing && !m_stopped) {
        m_probing = true;
        // Not from here: a change is told in the middle of a call, which should end first.
        m_background.spawn(probeWhileOpen(m_background.stopToken()));
    }
    if (m_callback)
        m_callback();
}

QCoro::Task<void> RealClient::probeWhileOpen(std::stop_token stop) {
    while (circuitOpen() && !stop.stop_requested()) {
        const milliseconds due = std::max(m_caller.breaker().untilDue(), m_tokens.breaker().untilDue());
        const Wake wake = co_await m_clock.sleep(std::max(due, kLookAgain), stop);
        if (wake == Wake::Cancelled)
            break;
        const bool isDue = m_caller.breaker().untilDue() <= milliseconds(0) &&
                           m_tokens.breaker().untilDue() <= milliseconds(0);
        if (circuitOpen() && isDue && !m_gates.held()) {
            Result<bool> answered = co_await probe(stop);
            Q_UNUSED(answered)  // the breaker has it
        }
    }
    m_probing = false;
}

QCoro::Task<Result<bool>> RealClient::probe(std::stop_token stop) {
    GetCall call;
    call.url = oneUrl(m_config.baseUrl, RecordKind::Practitioner);
    call.resource = name(RecordKind::Practitioner);
    call.priority = Priority::Single;
    call.retries = 0;
    call.deadline = kProbeDeadline;
    call.probe = true;
    Result<Answer> answer = co_await m_caller.get(std::move(call), stop);
    if (!answer)
        co_return fail(answer.error());
    co_return answer->status < 400;
}

QCoro::Task<std::vector<ConnectionCheck>> RealClient::test(std::stop_token stop) {
    if (circuitOpen()) {
        Result<bool> probed = co_await probe(stop);
        Q_UNUSED(probed)  // the checks say what it meant
    }
    ConnectionTest checks(m_caller, m_gates, m_tokens, m_clock, m_config.baseUrl);
    std::vector<ConnectionCheck> result = co_await checks.run(stop);
    co_return result;
}

ConnectionView RealClient::view() const {
    ConnectionView view;
    view.api = m_caller.breaker().view();
    view.token = m_tokens.breaker().view();
    view.tokenState = m_tokens.view();
    m_gates.describe(view);
    view.host = m_config.baseUrl.host();
    view.calls = m_wire.calls();
    return view;
}

QCoro::Task<void> RealClient::stop() {
    m_stopped = true;
    m_background.requestStop();
    co_await m_background.joined();
}
}  // namespace

std::unique_ptr<Client> makeClient(ClientConfig config, Transport& transport, Clock& clock,
                                   ReadCounter counter, quint32 seed) {
    return std::make_unique<RealClient>(std::move(config), transport, clock, std::move(counter), seed);
}

}  // namespace bloom::halaxy
