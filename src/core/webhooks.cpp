// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/webhooks.h"

namespace bloom {

QString name(InboxState state) {
    switch (state) {
        case InboxState::Received:
            return QStringLiteral("received");
        case InboxState::Processing:
            return QStringLiteral("processing");
        case InboxState::Done:
            return QStringLiteral("done");
        case InboxState::Failed:
            return QStringLiteral("failed");
        case InboxState::Dead:
            return QStringLiteral("dead");
        case InboxState::Ignored:
            return QStringLiteral("ignored");
    }
    Q_UNREACHABLE();
}

std::optional<InboxState> inboxStateFrom(const QString& text) {
    for (const InboxState state : {InboxState::Received, InboxState::Processing, InboxState::Done,
                                   InboxState::Failed, InboxState::Dead, InboxState::Ignored})
        if (name(state) == text)
            return state;
    return std::nullopt;
}

const std::vector<WebhookAddress>& webhookAddresses() {
    const auto of = [](const char* route, const char* event, RecordKind kind) {
        return WebhookAddress{QLatin1String(route), QLatin1String(event), kind};
    };
    static const std::vector<WebhookAddress> kAddresses{
        of("halaxy-webhook", "", RecordKind::Appointment),
        of("patient-created", "patient.created", RecordKind::Patient),
        of("patient-updated", "patient.updated", RecordKind::Patient),
        of("appointment-created", "appointment.created", RecordKind::Appointment),
        of("appointment-updated", "appointment.updated", RecordKind::Appointment),
        of("appointment-deleted", "appointment.deleted", RecordKind::Appointment),
        of("invoice-created", "invoice.created", RecordKind::Invoice),
        of("invoice-updated", "invoice.updated", RecordKind::Invoice),
        of("invoice-deleted", "invoice.deleted", RecordKind::Invoice),
    };
    return kAddresses;
}

QString webhookPath(const WebhookAddress& address) {
    const QString base = QStringLiteral("/api/halaxy-webhook");
    return address.event.isEmpty() ? base : base + u'/' + address.route;
}

}  // namespace bloom
