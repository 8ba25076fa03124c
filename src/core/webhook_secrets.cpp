// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/webhook_secrets.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QRegularExpression>
#include <QUrl>
#include <algorithm>

namespace bloom {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Settings)
};
using Problem = std::optional<QString>;

constexpr int kLiveSecrets = 2;

QStringList parts(const QString& text) {
    static const QRegularExpression kBetween(QStringLiteral("[,\\r\\n]"));
    QStringList list;
    for (const QString& part : text.split(kBetween))
        if (const QString trimmed = part.trimmed(); !trimmed.isEmpty())
            list << trimmed;
    return list;
}

bool matches(const char* pattern, const QString& text) {
    return QRegularExpression(QStringLiteral("\\A(?:%1)\\z").arg(QLatin1String(pattern)))
        .match(text)
        .hasMatch();
}

/// Every client sends these, so whoever knows their usual values would be let in.
bool isSentByEverybody(const QByteArray& name) {
    static const char* const kUsual[] = {"host",   "connection", "content-length",  "content-type",
                                         "accept", "user-agent", "accept-encoding", "transfer-encoding",
                                         "expect"};
    return std::any_of(std::begin(kUsual), std::end(kUsual),
                       [&](const char* usual) { return name.compare(usual, Qt::CaseInsensitive) == 0; });
}

bool isIpV4(const QString& text) {
    return matches("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}", text);
}
bool isIpV6(const QString& text) {
    return text.contains(u':') && QUrl(QStringLiteral("http://[%1]/").arg(text), QUrl::StrictMode).isValid();
}

}  // namespace

QStringList splitList(const QString& text) { return parts(text); }

std::optional<FixedHeader> splitFixedHeader(const QString& text) {
    const qsizetype colon = text.indexOf(u':');
    if (colon < 1)
        return std::nullopt;
    const QString name = text.left(colon).trimmed();
    const QString value = text.mid(colon + 1).trimmed();
    if (!matches("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}", name) ||
        !matches("[\\x21-\\x7e](?:[\\x20-\\x7e]*[\\x21-\\x7e])?", value))
        return std::nullopt;
    return FixedHeader{name.toLatin1(), value.toLatin1()};
}

Problem checkWebhookSecrets(const QString& text) {
    const QStringList secrets = parts(text);
    if (secrets.size() > kLiveSecrets)
        return Words::tr(
            "Expected at most two secrets: the one in use and the one that replaces it. Remove the others.");
    for (const QString& secret : secrets) {
        if (!matches("[\\x21-\\x7e]+", secret))
            return Words::tr(
                "Expected a secret without spaces, or two with a comma between them. Copy it again.");
        if (!secret.startsWith(kStandardSecret))
            continue;
        const auto key = QByteArray::fromBase64Encoding(secret.mid(kStandardSecret.size()).toLatin1(),
                                                        QByteArray::AbortOnBase64DecodingErrors);
        if (!key || key.decoded.isEmpty())
            return Words::tr(
                "Expected whsec_ followed by base64; this one is cut short or changed. Copy it again.");
    }
    return {};
}

Problem checkFixedHeader(const QString& text) {
    const auto header = splitFixedHeader(text);
    if (!header)
        return Words::tr(
            "Expected a header as Name: value, for example X-Bloom-Key: a-long-random-text, exactly as it "
            "stands in Halaxy's Authentication Header.");
    if (isSentByEverybody(header->name))
        return Words::tr(
                   "Expected a header that only Halaxy sends; everybody sends %1. Choose another name, for "
                   "example Authorization.")
            .arg(QString::fromLatin1(header->name));
    return {};
}

Problem checkListenAddress(const QString& text) {
    if (text == QLatin1String("localhost") || isIpV4(text) || isIpV6(text))
        return {};
    return Words::tr(
        "Expected an address of this computer, for example 127.0.0.1, or 0.0.0.0 for all of them.");
}

Problem checkHostNames(const QString& text) {
    for (const QString& name : parts(text))
        if (!matches(
                "[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*",
                name) &&
            !(name.startsWith(u'[') && name.endsWith(u']') && isIpV6(name.mid(1, name.size() - 2))))
            return Words::tr(
                "Expected host names with commas between them, without https:// and without a port, for "
                "example bloom.example.com.");
    return {};
}

Problem checkPemFile(const QString& path) {
    const QFileInfo info(path);
    if (info.isFile() && info.isReadable())
        return {};
    return Words::tr("Expected the path of a PEM file that Bloom Sync may read.");
}

}  // namespace bloom
