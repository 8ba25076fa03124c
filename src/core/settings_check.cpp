// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a setting must look like. A message says what was expected and what to do, and never repeats a secret.
#include "core/practice_time.h"
#include "core/settings_schema.h"
#include "core/webhook_secrets.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace bloom {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Settings)
};
using Problem = std::optional<QString>;

bool isLoopback(const QString& host) {
    return host == QLatin1String("localhost") || host == QLatin1String("::1") ||
           (host.startsWith(QLatin1String("127.")) &&
            QRegularExpression(QStringLiteral("^127(\\.\\d{1,3}){3}$")).match(host).hasMatch());
}

Problem checkText(const QString& text) {
    for (const QChar c : text)
        if (c.isSpace() || !c.isPrint())
            return Words::tr("Expected a text without spaces or line breaks. Copy it from Halaxy again.");
    return {};
}

Problem checkProxyUrl(const QString& text) {
    const QUrl url(text, QUrl::StrictMode);
    const bool known = url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("socks5");
    if (!url.isValid() || !known || url.host().isEmpty() || url.port() < 1)
        return Words::tr(
            "Expected http:// or socks5:// with host and port, for example http://proxy.example:3128.");
    return {};
}

Problem checkUrl(SettingKey key, const QString& text) {
    if (key == SettingKey::ProxyUrl)
        return checkProxyUrl(text);
    const auto url = normaliseBaseUrl(text);
    return url ? Problem() : url.error().message;
}

/// ASCII and no brackets: the address goes into a header in brackets.
Problem checkEmail(const QString& text) {
    static const QRegularExpression kAddress(
        QStringLiteral("\\A[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*\\z"));
    if (kAddress.match(text).hasMatch())
        return {};
    return Words::tr(
        "Expected an e-mail address such as admin@example.com; Halaxy wants one with every call.");
}

Problem checkChoice(const SettingSpec& spec, const QString& text) {
    if (spec.choices.contains(text))
        return {};
    return Words::tr("Expected one of: %1. Choose one of them.").arg(spec.choices.join(QStringLiteral(", ")));
}

Problem checkInteger(const SettingSpec& spec, const QString& text) {
    static const QRegularExpression kDigits(QStringLiteral("\\A[0-9]{1,9}\\z"));
    const int value = text.toInt();
    if (kDigits.match(text).hasMatch() && value >= spec.minimum && value <= spec.maximum)
        return {};
    return Words::tr("Expected a whole number from %1 to %2. Leave it empty for %3.")
        .arg(QString::number(spec.minimum), QString::number(spec.maximum), spec.defaultText);
}

Problem checkDate(const QString& text) {
    static const QRegularExpression kShape(QStringLiteral("\\A[0-9]{4}-[0-9]{2}-[0-9]{2}\\z"));
    if (text == QLatin1String("all") ||
        (kShape.match(text).hasMatch() && QDate::fromString(text, Qt::ISODate).isValid()))
        return {};
    return Words::tr(
        "Expected a date as YYYY-MM-DD, or all. Leave it empty to begin on 1 January of last year.");
}

Problem checkConnection(const QString& text) {
    const QLatin1String prefix("sqlite:");
    if (text.startsWith(prefix) && text.size() > prefix.size())
        return {};
    return Words::tr(
        "Expected sqlite: and a path, for example sqlite:/srv/bloom/bloom.db. Leave it empty for the "
        "file in your data folder; other databases can't be used yet.");
}

Problem checkTimeZone(const QString& text) {
    if (PracticeZone::find(text))
        return {};
    return Words::tr("Expected a time zone such as Australia/Sydney. Choose one from the list.");
}

Problem checkFlag(const QString& text) {
    static const QStringList kWords = {QStringLiteral("true"), QStringLiteral("false"), QStringLiteral("1"),
                                       QStringLiteral("0"),    QStringLiteral("yes"),   QStringLiteral("no"),
                                       QStringLiteral("on"),   QStringLiteral("off")};
    if (kWords.contains(text.toLower()))
        return {};
    return Words::tr("Expected true or false.");
}

Problem checkMhcpRules(const QString& text) {
    const auto rules = parseMhcpRules(text);
    return rules ? Problem() : rules.error().message;
}

/// Long enough that nobody finds it by trying; a header carries it as it is.
Problem checkDashboardKey(const QString& text) {
    static const QRegularExpression kShape(QStringLiteral("\\A[!-~]{24,200}\\z"));
    if (kShape.match(text).hasMatch())
        return {};
    return Words::tr("Expected a key of 24 to 200 letters, digits and signs without spaces.");
}

/// Texts with a form of their own.
Problem checkForm(SettingKey key, const QString& text) {
    if (key == SettingKey::WebhookSecret)
        return checkWebhookSecrets(text);
    if (key == SettingKey::WebhookAuthHeader)
        return checkFixedHeader(text);
    if (key == SettingKey::WebhookAddress)
        return checkListenAddress(text);
    if (key == SettingKey::WebhookHosts)
        return checkHostNames(text);
    if (key == SettingKey::WebhookCertificate || key == SettingKey::WebhookKey)
        return checkPemFile(text);
    if (key == SettingKey::DashboardKey)
        return checkDashboardKey(text);
    if (key == SettingKey::MhcpRules)
        return checkMhcpRules(text);
    return checkText(text);
}

Problem check(const SettingSpec& spec, const QString& text) {
    switch (spec.type) {
        case SettingType::Text:
        case SettingType::Secret:
            return checkForm(spec.key, text);
        case SettingType::Url:
            return checkUrl(spec.key, text);
        case SettingType::Email:
            return checkEmail(text);
        case SettingType::Choice:
            return checkChoice(spec, text);
        case SettingType::Integer:
            return checkInteger(spec, text);
        case SettingType::Date:
            return checkDate(text);
        case SettingType::ConnectionString:
            return checkConnection(text);
        case SettingType::TimeZone:
            return checkTimeZone(text);
        case SettingType::Flag:
            return checkFlag(text);
    }
    Q_UNREACHABLE();
}

}  // namespace

std::optional<Error> checkSetting(SettingKey key, const QString& text) {
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty())
        return std::nullopt;  // not set; whether it is needed is halaxyConfigured()'s question
    const auto problem = check(spec(key), trimmed);
    if (!problem)
        return std::nullopt;
    return Error{ErrorKind::Settings, *problem, spec(key).environment};
}

Result<QUrl> normaliseBaseUrl(const QString& text) {
    const QString context = QStringLiteral("HALAXY_BASE_URL");
    QUrl url(text.trimmed(), QUrl::StrictMode);
    const QString scheme = url.scheme();
    if (!url.isValid() || url.host().isEmpty() ||
        (scheme != QLatin1String("https") && scheme != QLatin1String("http")))
        return fail(ErrorKind::Settings,
                    Words::tr("Expected an address such as https://au-api.halaxy.com. Copy it from Halaxy's "
                              "developer pages."),
                    context);
    if (scheme == QLatin1String("http") && !isLoopback(url.host()))
        return fail(
            ErrorKind::Settings,
            Words::tr("Expected https://: http:// would send the secret unprotected and is only taken for "
                      "this machine (127.0.0.1). Change it to https://."),
            context);
    if (!url.userInfo().isEmpty() || url.hasQuery() || url.hasFragment())
        return fail(
            ErrorKind::Settings,
            Words::tr("Expected only scheme, host and path. Remove user name, ? and # from the address."),
            context);
    if (url.port() == (scheme == QLatin1String("https") ? 443 : 80))
        url.setPort(-1);
    url = url.adjusted(QUrl::NormalizePathSegments);
    QString path = url.path(QUrl::FullyEncoded);
    while (path.endsWith(u'/'))
        path.chop(1);
    url.setPath(path.isEmpty() ? QStringLiteral("/main") : path, QUrl::TolerantMode);
    return url;
}

QUrl baseUrlOfRegion(const QString& region) {
    return region == QLatin1String("eu") ? QUrl(QStringLiteral("https://eu-api.halaxy.com/main"))
                                         : QUrl(QStringLiteral("https://au-api.halaxy.com/main"));
}

}  // namespace bloom
