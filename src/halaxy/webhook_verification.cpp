// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "halaxy/webhook_verification.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>

namespace bloom::halaxy {

namespace {

QByteArray hmac(const QByteArray& message, const QByteArray& key) {
    return QMessageAuthenticationCode::hash(message, key, QCryptographicHash::Sha256);
}

/// The key of Standard Webhooks: what follows whsec_ is base64; any other secret is taken as it stands.
/// Nothing for a damaged one.
QByteArray standardKey(const QByteArray& secret) {
    const QByteArray prefix = QByteArray::fromRawData(kStandardSecret.data(), kStandardSecret.size());
    if (!secret.startsWith(prefix))
        return secret;
    const auto key =
        QByteArray::fromBase64Encoding(secret.mid(prefix.size()), QByteArray::AbortOnBase64DecodingErrors);
    return key ? *key : QByteArray();
}

/// Both answers are needed whichever comes first: no secret is skipped once another fits.
template <typename Fits> bool anySecret(const WebhookSecrets& secrets, Fits fits) {
    bool any = false;
    for (const QByteArray& secret : secrets.secrets)
        any = fits(secret) || any;
    return any;
}

bool fitsHalaxy(const QByteArray& body, const QByteArray& sent, const WebhookSecrets& secrets) {
    QByteArray hex = sent.trimmed().toLower();
    if (hex.startsWith("sha256="))
        hex.remove(0, 7);
    return anySecret(secrets, [&](const QByteArray& secret) {
        return equalInConstantTime(hex, halaxySignature(body, secret));
    });
}

/// A list by spaces: while a sender changes its secret, it signs with both.
bool fitsStandard(const QByteArray& body, const HeaderLookup& header, const WebhookSecrets& secrets) {
    const QByteArray id = header("webhook-id"), timestamp = header("webhook-timestamp");
    if (id.isEmpty() || timestamp.isEmpty())
        return false;
    const auto signatures = header("webhook-signature").split(' ');
    return anySecret(secrets, [&](const QByteArray& secret) {
        const QByteArray expected = standardSignature(body, id, timestamp, secret);
        bool any = false;
        for (const QByteArray& signature : signatures)
            any = (equalInConstantTime(signature, expected) && !expected.isEmpty()) || any;
        return any;
    });
}

bool isInTime(const QByteArray& timestamp, UtcTime now) {
    bool isNumber = false;
    const qint64 seconds = timestamp.toLongLong(&isNumber);
    constexpr qint64 kFarthest = 1LL << 40;  // beyond any calendar, and far from an overflow
    if (!isNumber || seconds < 0 || seconds > kFarthest)
        return false;
    const UtcTime sent{std::chrono::seconds(seconds)};
    return std::chrono::abs(now - sent) <= kWebhookTolerance;
}

bool fitsHeader(const QByteArray& sent, const FixedHeader& wanted) {
    return equalInConstantTime(sent.trimmed(), wanted.value);
}

}  // namespace

WebhookSecrets webhookSecrets(const QString& secrets, const QString& header) {
    WebhookSecrets all;
    for (const QString& secret : splitList(secrets))
        all.secrets.push_back(secret.toUtf8());
    all.header = splitFixedHeader(header);
    return all;
}

QByteArray halaxySignature(const QByteArray& body, const QByteArray& secret) {
    return hmac(body, secret).toHex();
}

QByteArray standardSignature(const QByteArray& body, const QByteArray& id, const QByteArray& timestamp,
                             const QByteArray& secret) {
    const QByteArray key = standardKey(secret);
    if (key.isEmpty())
        return {};
    return QByteArray("v1," + hmac(id + '.' + timestamp + '.' + body, key).toBase64());
}

bool equalInConstantTime(QByteArrayView a, QByteArrayView b) {
    const auto digest = [](QByteArrayView text) {
        return QCryptographicHash::hash(text, QCryptographicHash::Sha256);
    };
    const QByteArray left = digest(a), right = digest(b);
    // Volatile, so that no compiler ends the loop at the first difference.
    volatile unsigned char difference = 0;
    for (qsizetype i = 0; i < left.size(); ++i)
        difference = static_cast<unsigned char>(difference | (left[i] ^ right[i]));
    return difference == 0;
}

WebhookVerdict verifyWebhook(const QByteArray& body, const HeaderLookup& header,
                             const WebhookSecrets& secrets, UtcTime now) {
    using V = WebhookVerdict;
    if (secrets.isEmpty())
        return V::NoSecret;
    const QByteArray halaxy = header("X-Halaxy-Signature");
    const bool standard = !header("webhook-signature").isEmpty();
    const QByteArray fixed = secrets.header ? header(secrets.header->name) : QByteArray();
    if (!halaxy.isEmpty() && fitsHalaxy(body, halaxy, secrets))
        return V::HalaxySignature;
    const bool signedRightly = standard && fitsStandard(body, header, secrets);
    if (signedRightly && isInTime(header("webhook-timestamp"), now))
        return V::StandardWebhooks;
    if (!fixed.isEmpty() && fitsHeader(fixed, *secrets.header))
        return V::FixedHeader;
    if (signedRightly)
        return V::OutOfTime;
    return halaxy.isEmpty() && !standard && fixed.isEmpty() ? V::Unsigned : V::WrongSignature;
}

}  // namespace bloom::halaxy
