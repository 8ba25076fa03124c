// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How the secrets of webhooks are written in a setting, and what is wrong with one. No message repeats a
// secret.
#pragma once
#include <QByteArray>
#include <QString>
#include <QStringList>
#include <optional>

namespace bloom {

/// Of this form is a secret that Standard Webhooks hand out: the prefix, then base64.
inline constexpr QLatin1String kStandardSecret("whsec_");

/// By comma or line, without what is empty: two while one is being replaced by the other.
QStringList splitList(const QString& text);

struct FixedHeader {
    QByteArray name;
    QByteArray value;
    bool operator==(const FixedHeader&) const = default;
};
/// "Name: value"; nothing when it is not of that form.
std::optional<FixedHeader> splitFixedHeader(const QString& text);

// What was expected, where it is not that.
std::optional<QString> checkWebhookSecrets(const QString& text);
std::optional<QString> checkFixedHeader(const QString& text);
std::optional<QString> checkListenAddress(const QString& text);
std::optional<QString> checkHostNames(const QString& text);
std::optional<QString> checkPemFile(const QString& path);

}  // namespace bloom
