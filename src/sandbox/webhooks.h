// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The webhooks this Halaxy sends: from what changed, and a plan of how badly the way treats them, to requests
// with the time they are due. Pure; the same seed and changes give the same deliveries.
#pragma once
#include "http/message.h"
#include "sandbox/practice.h"
#include "sandbox/random.h"

#include <QMap>
#include <QUrl>
#include <expected>
#include <map>

namespace bloom::sandbox {

enum class WebhookShape {
    Real,           ///< a notification bundle, to an address for each event
    Specification,  ///< {"event": …}, all to one address
    Both
};

struct WebhookPlan {
    QUrl url;  ///< of the listener; without a path /api/halaxy-webhook is taken
    WebhookShape shape = WebhookShape::Real;
    /// Signs: as Standard Webhooks when it begins with "whsec_", else as X-Halaxy-Signature. Empty: not.
    QByteArray secret = {};
    QByteArray headerName = {};  ///< the fixed Authentication Header; empty: none
    QByteArray headerValue = {};
    int duplicates = 0;  ///< of 100, come twice
    int loss = 0;        ///< of 100, never come
    int reorder = 0;     ///< of 100, are overtaken by what comes after
    milliseconds delayLow{0};
    milliseconds delayHigh{0};
    int perMinute = 0;  ///< never more than so many; 0: no limit
    quint64 seed = 1;
};
/// One member by its name, as the command line and the admin path have it; false when it can't be read.
bool setWebhookMember(WebhookPlan& plan, QStringView name, const QString& value);
QStringList webhookMembers();

struct WebhookDelivery {
    UtcTime due{};
    QUrl url;
    std::vector<http::Header> headers;
    QByteArray body;
    Change change;
};

struct WebhookCounts {
    int noticed = 0;  ///< changes that a webhook tells of
    int lost = 0;
    int doubled = 0;
    int due = 0;               ///< handed out to be sent
    QMap<int, int> answers{};  ///< by status; 0: no answer
};

class Webhooks {
public:
    /// From now on: what changed before is not told. Nothing: none are sent.
    void setPlan(std::optional<WebhookPlan> plan, const Practice& practice);
    const std::optional<WebhookPlan>& plan() const { return m_plan; }
    /// What has changed up to now is told to nobody.
    void skip(const Practice& practice) { m_seen = practice.changes.last(); }
    /// What is due, in order; each once. Notices what changed since the last look.
    std::vector<WebhookDelivery> take(const Practice& practice, UtcTime now);
    int waiting() const { return int(m_waiting.size()); }
    WebhookCounts& counts() { return m_counts; }
    const WebhookCounts& counts() const { return m_counts; }

private:
    void notice(const Practice& practice, const Change& change, UtcTime now);
    void schedule(const Change& change, const QString& event, bool real, UtcTime now);
    void enqueue(WebhookDelivery delivery, Random& random, UtcTime now);

    std::optional<WebhookPlan> m_plan;
    std::map<std::pair<UtcTime, quint64>, WebhookDelivery> m_waiting;
    quint64 m_seen = 0;
    quint64 m_made = 0;
    UtcTime m_lastSlot{};
    WebhookCounts m_counts;
};

/// "appointment.updated", as the real service names it in its screens; empty where it has no webhook.
QString realEvent(const Change& change);
/// As the specification names it; empty for what it does not tell of.
QString specificationEvent(const Change& change, const Practice& practice);

}  // namespace bloom::sandbox
