// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a webhook comes from who knows a secret of ours: a pure function over the wire's bytes. Fails
// closed; one valid scheme with one of the live secrets is enough.
#pragma once
#include "core/clock.h"
#include "core/webhook_secrets.h"

#include <vector>

namespace bloom::halaxy {

/// A sender's clock may differ from ours by this much, either way.
inline constexpr std::chrono::seconds kWebhookTolerance{300};

struct WebhookSecrets {
    std::vector<QByteArray> secrets;  ///< as they are set; "whsec_…" too
    std::optional<FixedHeader> header;
    bool isEmpty() const { return secrets.empty() && !header; }
    bool operator==(const WebhookSecrets&) const = default;
};
WebhookSecrets webhookSecrets(const QString& secrets, const QString& header);

enum class WebhookVerdict {
    HalaxySignature,   ///< X-Halaxy-Signature: HMAC-SHA256 of the body, in hexadecimal
    StandardWebhooks,  ///< webhook-id, webhook-timestamp, webhook-signature
    FixedHeader,       ///< the Authentication Header of the real service
    NoSecret,          ///< none is set, so nobody is believed
    Unsigned,
    WrongSignature,
    OutOfTime  ///< signed rightly, but too long ago or ahead of our time
};
constexpr bool isAccepted(WebhookVerdict verdict) { return verdict <= WebhookVerdict::FixedHeader; }

/// The first value of a header, by name without case; empty = not sent.
using HeaderLookup = std::function<QByteArray(QByteArrayView name)>;

WebhookVerdict verifyWebhook(const QByteArray& body, const HeaderLookup& header,
                             const WebhookSecrets& secrets, UtcTime now);

/// HMAC-SHA256 of the body in hexadecimal: what X-Halaxy-Signature holds.
QByteArray halaxySignature(const QByteArray& body, const QByteArray& secret);
/// "v1,…": what webhook-signature holds.
QByteArray standardSignature(const QByteArray& body, const QByteArray& id, const QByteArray& timestamp,
                             const QByteArray& secret);
/// Takes as long for the first difference as for the last, and tells no lengths.
bool equalInConstantTime(QByteArrayView a, QByteArrayView b);

}  // namespace bloom::halaxy
