// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/webhooks.h"

#include "sandbox/webhook_request.h"

namespace bloom::sandbox {

namespace {

/// One that is overtaken comes so much later, at most.
constexpr int kOvertakenByMs = 8000;

}  // namespace

void Webhooks::setPlan(std::optional<WebhookPlan> plan, const Practice& practice) {
    if (!m_plan)
        m_seen = practice.changes.last();
    m_plan = std::move(plan);
    if (!m_plan)
        m_waiting.clear();
}

std::vector<WebhookDelivery> Webhooks::take(const Practice& practice, UtcTime now) {
    if (!m_plan)
        return {};
    for (const Change& change : practice.changes.since(m_seen))
        notice(practice, change, now);
    m_seen = practice.changes.last();
    std::vector<WebhookDelivery> due;
    while (!m_waiting.empty() && m_waiting.begin()->first.first <= now) {
        due.push_back(std::move(m_waiting.begin()->second));
        m_waiting.erase(m_waiting.begin());
    }
    m_counts.due += int(due.size());
    return due;
}

void Webhooks::notice(const Practice& practice, const Change& change, UtcTime now) {
    if (m_plan->shape != WebhookShape::Specification)
        schedule(change, realEvent(change), true, now);
    if (m_plan->shape != WebhookShape::Real)
        schedule(change, specificationEvent(change, practice), false, now);
}

void Webhooks::schedule(const Change& change, const QString& event, bool real, UtcTime now) {
    if (event.isEmpty())
        return;
    ++m_counts.noticed;
    // Its own numbers for each change and shape: how often somebody looks decides nothing.
    Random random = Random(m_plan->seed).fork(2 * change.number + (real ? 1 : 0));
    WebhookDelivery delivery;
    delivery.change = change;
    delivery.url = address(*m_plan, real ? QString(event).replace(u'.', u'-') : QString());
    delivery.body = real ? realBody(change, event) : specificationBody(change, event);
    const bool lost = random.chance(m_plan->loss / 100.0);
    const bool twice = random.chance(m_plan->duplicates / 100.0);
    if (lost) {
        ++m_counts.lost;
        return;
    }
    enqueue(delivery, random, now);
    if (!twice)
        return;
    ++m_counts.doubled;
    enqueue(std::move(delivery), random, now);
}

void Webhooks::enqueue(WebhookDelivery delivery, Random& random, UtcTime now) {
    const int spread = int((m_plan->delayHigh - m_plan->delayLow).count());
    delivery.due = now + m_plan->delayLow + milliseconds(random.between(0, spread));
    if (random.chance(m_plan->reorder / 100.0))
        delivery.due += milliseconds(random.between(1000, kOvertakenByMs));
    if (m_plan->perMinute > 0) {
        delivery.due = std::max(delivery.due, m_lastSlot + milliseconds(60'000 / m_plan->perMinute));
        m_lastSlot = delivery.due;
    }
    delivery.headers = headersOf(*m_plan, delivery);
    const auto key = std::pair(delivery.due, ++m_made);
    m_waiting.emplace(key, std::move(delivery));
}

}  // namespace bloom::sandbox
