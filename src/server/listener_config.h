// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a listener needs of the settings, and what they say about it without one.
#pragma once
#include "core/result.h"
#include "core/settings_schema.h"
#include "core/webhooks.h"
#include "halaxy/webhook_verification.h"

#include <QHostAddress>
#include <QSslConfiguration>

namespace bloom::server {

struct ListenerConfig {
    bool wanted = true;
    QHostAddress address{QHostAddress::LocalHost};
    quint16 port = 0;
    std::vector<QByteArray> hosts;  ///< further names a Host header may hold, lower case
    QString certificate, key;       ///< PEM files; both or none
    halaxy::WebhookSecrets secrets;
    QByteArray dashboardKey;  ///< empty = the JSON endpoint is off
    bool operator==(const ListenerConfig&) const = default;

    bool wantsTls() const { return !certificate.isEmpty() || !key.isEmpty(); }
    /// The loopback names, the address itself and the further ones.
    std::vector<QByteArray> allowedHosts() const;
};
ListenerConfig listenerConfig(const Settings& settings);

/// Nothing when TLS is not wanted.
Result<std::optional<QSslConfiguration>> tlsOf(const ListenerConfig& config);

/// Before it listens.
ListenerView listenerView(const ListenerConfig& config);
/// The beginning of the addresses as they are to be copied: what a sender outside can reach, as far as it is
/// known.
QString publicBase(const ListenerConfig& config, quint16 port);

}  // namespace bloom::server
