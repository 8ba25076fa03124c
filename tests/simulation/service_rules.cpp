// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/service_rules.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace bloom::simulation {

namespace {

constexpr int kCallsAMinute = 500;
constexpr int kFailuresThatOpen = 5;
constexpr int kConfirmingReads = 60;

/// A listing whatever its page.
QByteArray listingOf(const QByteArray& target) {
    const qsizetype page = target.indexOf("&page=");
    return page < 0 ? target : target.left(page);
}

/// What spoils a page that comes with 200. (A `next` back to the first page leads there, and on from there.)
bool isSpoilt(const Exchange& exchange) {
    if (exchange.status != 200)
        return false;
    for (const char* fault : {"warning-entry", "html", "empty", "next-leaves-host"})
        if (exchange.faults.contains(QLatin1String(fault)))
            return true;
    return false;
}

/// How the appointments of a practitioner are asked for; empty for other lists.
QByteArray wayOf(const QByteArray& target) {
    if (!target.contains("/Appointment?") || target.contains("_lastUpdated") || target.contains("_id="))
        return {};
    for (const char* way : {"&practitioner-role=", "&practitioner=", "&actor="})
        if (target.contains(way))
            return way;
    return "the practice";
}

}  // namespace

bool ServiceRules::failed(const Exchange& exchange) { return exchange.status == 0 || exchange.status >= 500; }

void ServiceRules::restarted() {
    m_api = {};
    m_token = {};
    m_periods.clear();
    m_tokenCalls = 0;
    m_tokenText.clear();
    m_failed.clear();
    m_readAlone.clear();
    m_byHand = 0;
}

void ServiceRules::checkBudget(const Exchange& exchange) {
    m_minute.push_back(exchange.sent);
    while (m_minute.front() + std::chrono::minutes(1) <= exchange.sent)
        m_minute.pop_front();
    if (int(m_minute.size()) > kCallsAMinute)
        m_violate("calls over the budget", std::to_string(m_minute.size()) + " in a minute");
}

void ServiceRules::sent(const Exchange& exchange) {
    Breaker& breaker = exchange.isToken ? m_token : m_api;
    m_periods[exchange.number] = breaker.period;
    if (exchange.isToken) {
        if (++m_tokenCalls > 1)
            m_violate("two token calls at once", exchange.target.toStdString());
        if (!m_tokenText.isEmpty() && exchange.sent < m_tokenUntil)
            m_violate("a token call while one is valid", exchange.target.toStdString());
        m_coverage.meet("rule: token call checked");
        return;
    }
    checkBudget(exchange);
    m_coverage.meet("rule: call checked");
    if (m_api.open && !exchange.isProbe())
        m_violate("a call while the breaker is open", exchange.target.toStdString());
}

void ServiceRules::judge(Breaker& breaker, const Exchange& exchange, bool isProbe) {
    const int period = m_periods[exchange.number];
    m_periods.erase(exchange.number);
    if (exchange.cancelled || (period != breaker.period && !isProbe))
        return;
    if (!failed(exchange)) {
        breaker.period += breaker.open ? 1 : 0;
        breaker.open = false;
        breaker.failures = 0;
        return;
    }
    if (++breaker.failures < kFailuresThatOpen || breaker.open)
        return;
    m_coverage.meet(exchange.isToken ? "state: token breaker open" : "state: breaker open");
    breaker.open = true;
    ++breaker.period;
}

void ServiceRules::answered(const Exchange& exchange) {
    judge(exchange.isToken ? m_token : m_api, exchange, exchange.isProbe());
    if (exchange.isToken) {
        m_tokenCalls = std::max(0, m_tokenCalls - 1);
        if (exchange.status != 200)
            return;
        const QJsonObject json = QJsonDocument::fromJson(exchange.body).object();
        m_tokenText = json.value(QLatin1String("access_token")).toString().toUtf8();
        const qint64 life = std::min<qint64>(json.value(QLatin1String("expires_in")).toInteger(), 900) - 60;
        m_tokenUntil = exchange.served + std::chrono::seconds(life);
        return;
    }
    if (exchange.expired && exchange.bearer == m_tokenText)
        m_tokenText.clear();
    if (exchange.isRead() && !exchange.isProbe())
        m_readAlone.insert(exchange.target);
    if (exchange.isSearch() && !exchange.cancelled)
        noteFailure(exchange);
}

/// A listing that failed is whole again only by being asked for from its first page, or at the very page.
void ServiceRules::noteFailure(const Exchange& exchange) {
    const QByteArray listing = listingOf(exchange.target);
    const bool first = listing == exchange.target;
    const bool bad = failed(exchange) || exchange.status == 429 || exchange.expired || isSpoilt(exchange);
    if (bad) {
        const std::string why =
            exchange.target.toStdString() + " ended with " + std::to_string(exchange.status);
        m_failed[isSpoilt(exchange) ? listing : exchange.target] = why;
    } else {
        m_failed.erase(exchange.target);
        // Who asks for everybody's appointments in another way has left the way that failed.
        const QByteArray way = wayOf(listing);
        if (first)
            std::erase_if(m_failed, [&](const auto& one) {
                return listingOf(one.first) == listing || (!way.isEmpty() && wayOf(one.first) != way);
            });
    }
}

std::string ServiceRules::failedForGood() const {
    return m_failed.empty() ? std::string() : m_failed.begin()->second;
}

void ServiceRules::runEnded(bool full) {
    if (full) {
        if (int(m_readAlone.size()) > kConfirmingReads + m_byHand)
            m_violate("more reads by id than a run may send", std::to_string(m_readAlone.size()));
        m_coverage.meet("rule: confirming reads counted");
        if (int(m_readAlone.size()) > kConfirmingReads / 2)
            m_coverage.meet("state: many confirming reads");
    }
    m_failed.clear();
    m_readAlone.clear();
    m_byHand = 0;
}

}  // namespace bloom::simulation
