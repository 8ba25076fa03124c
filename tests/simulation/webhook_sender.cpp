// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/webhook_sender.h"

#include "simulation/oracle_lines.h"
#include "simulation/world.h"

#include <QCryptographicHash>

namespace bloom::simulation {

namespace {

constexpr int kTries = 4;

std::optional<RecordKind> kindOf(sandbox::Resource resource) {
    switch (resource) {
        case sandbox::Resource::Patient:
            return RecordKind::Patient;
        case sandbox::Resource::Appointment:
            return RecordKind::Appointment;
        case sandbox::Resource::Invoice:
            return RecordKind::Invoice;
        case sandbox::Resource::Practitioner:
        case sandbox::Resource::PractitionerRole:
        case sandbox::Resource::Referral:
            break;  // the service has no webhook for these
    }
    return std::nullopt;
}

}  // namespace

void WebhookSender::announce(const Life& life) {
    const auto kind = kindOf(life.resource);
    const Entry& last = life.entries.back();
    const auto& ways = m_world.traits.webhooks;
    if (!kind || !ways.on || (last.gone && *kind == RecordKind::Patient))
        return;
    const UtcTime now = m_world.clock.utcNow();
    sandbox::Random draws = sandbox::Random(m_world.traits.seed)
                                .fork(std::hash<std::string>()(keyOf(life.resource, life.id)) ^
                                      quint64(now.time_since_epoch().count()));
    storage::NewInboxEvent event;
    const QString what = last.gone                  ? QStringLiteral("deleted")
                         : life.entries.size() == 1 ? QStringLiteral("created")
                                                    : QStringLiteral("updated");
    const QString subject = sandbox::resourceName(life.resource).toLower();
    event.event = subject + u'.' + what;
    event.key = RecordKey{*kind, HalaxyId(life.id)};
    event.isDelete = last.gone;
    event.eventAt = now;
    const bool relay = m_world.traits.quirks.shape == sandbox::Shape::Plain;
    event.route = relay ? QStringLiteral("halaxy-webhook") : QString(subject + u'-' + what);
    if (!relay)
        event.eventId = QString::number(++m_number);
    const QString body = event.event + u'/' + life.id + u'/' + QString::fromStdString(isoOf(now));
    event.bodyHash = QCryptographicHash::hash(body.toUtf8(), QCryptographicHash::Sha256);
    if (draws.chance(ways.lost)) {
        m_world.coverage.meet("webhook: lost");
        return;
    }
    const milliseconds delay(draws.chance(ways.late) ? draws.between(60'000, 7'200'000)
                                                     : draws.between(50, 4'000));
    send(event, delay, kTries);
    if (draws.chance(ways.doubled)) {
        m_world.coverage.meet("webhook: doubled");
        send(event, delay + milliseconds(draws.between(0, 30'000)), kTries);
    }
}

void WebhookSender::send(storage::NewInboxEvent event, milliseconds delay, int tries) {
    m_world.clock.startTimer(delay, [this, event = std::move(event), tries] { deliver(event, tries); });
}

void WebhookSender::deliver(const storage::NewInboxEvent& event, int tries) {
    const bool acknowledged = m_world.isOn() && m_world.process().receive(event);
    m_world.say("webhook " + event.event.toStdString() + ' ' + event.key->id.value.toStdString() +
                (acknowledged ? " acknowledged" : " not answered"));
    if (acknowledged) {
        m_world.coverage.meet("webhook: acknowledged");
        m_world.checks.acknowledged(
            {event.route.toStdString(), event.eventId.toStdString(), event.event.toStdString(),
             keyOf(*sandbox::resourceFromName(name(event.key->kind)), event.key->id.value)},
            m_world.clock.utcNow());
    } else if (tries > 1) {
        m_world.coverage.meet("webhook: sent again");
        send(event, std::chrono::minutes(1 << (kTries - tries)), tries - 1);
    }
}

}  // namespace bloom::simulation
