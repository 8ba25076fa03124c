// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "halaxy/qnam_transport.h"

#include "halaxy/network_exchange.h"
#include "halaxy/text.h"

#include <QNetworkAccessManager>
#include <set>

namespace bloom::halaxy {
namespace {
/// A manager whose connections hang stays ill: after so many time-outs in a row a fresh one is made.
constexpr int kTimeoutsPerManager = 2;

Error cancelled() { return {ErrorKind::Cancelled, Text::tr("The call was cancelled."), {}}; }

struct DeleteLater {
    void operator()(QObject* object) const { object->deleteLater(); }
};
}  // namespace

struct QnamTransport::State {
    Clock& clock;
    ProxyChoice proxy;
    std::shared_ptr<QNetworkAccessManager> manager;
    std::set<NetworkExchange*> live;
    int timeouts = 0;

    void renew() {
        manager = std::shared_ptr<QNetworkAccessManager>(new QNetworkAccessManager, DeleteLater());
        manager->setProxyFactory(new ProxyFactory(proxy));
        manager->setAutoDeleteReplies(false);
        timeouts = 0;
    }
    void noteOutcome(const Result<Response>& result) {
        if (result || result.error().kind != ErrorKind::Timeout)
            timeouts = result ? 0 : timeouts;
        else if (++timeouts >= kTimeoutsPerManager)
            renew();
    }
};

QnamTransport::QnamTransport(Clock& clock, ProxyChoice proxy)
    : m_state(std::make_shared<State>(State{clock, std::move(proxy), {}, {}, 0})) {
    m_state->renew();
}

QnamTransport::~QnamTransport() { abortAll(); }

void QnamTransport::abortAll() {
    for (NetworkExchange* exchange : std::set(m_state->live))
        exchange->end(fail(cancelled()));
}

QCoro::Task<Result<Response>> QnamTransport::send(Request request, std::stop_token stop) {
    if (stop.stop_requested())
        co_return fail(cancelled());
    const auto state = m_state;  // the transport may die before its last waiter resumes
    std::unique_ptr<NetworkExchange, DeleteLater> exchange(new NetworkExchange(state->clock, state->manager));
    NetworkExchange* const raw = exchange.get();
    state->live.insert(raw);
    raw->begin(request);
    // A stop callback runs inside request_stop(): it only queues the end.
    auto onStop = std::make_unique<std::stop_callback<std::function<void()>>>(stop, [raw] {
        QMetaObject::invokeMethod(raw, [raw] { raw->end(fail(cancelled())); }, Qt::QueuedConnection);
    });
    Result<Response> result = co_await raw->done;
    onStop.reset();
    state->live.erase(raw);
    state->noteOutcome(result);
    co_return result;
}

}  // namespace bloom::halaxy
