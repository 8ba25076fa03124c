// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Members of a plan by their names.
#include "sandbox/webhooks.h"

namespace bloom::sandbox {

namespace {

bool isLoopback(const QUrl& url) {
    const QString host = url.host();
    return host == QLatin1String("localhost") || host.startsWith(QLatin1String("127.")) ||
           host == QLatin1String("::1");
}

bool setShare(int& share, const QString& value) {
    bool ok = false;
    const int given = value.toInt(&ok);
    if (!ok || given < 0 || given > 100)
        return false;
    share = given;
    return true;
}

/// "200" or "200-5000", in milliseconds.
bool setDelay(WebhookPlan& plan, const QString& value) {
    bool okLow = false, okHigh = true;
    const int low = value.section(u'-', 0, 0).toInt(&okLow);
    const int high = value.contains(u'-') ? value.section(u'-', 1).toInt(&okHigh) : low;
    if (!okLow || !okHigh || low < 0 || high < low)
        return false;
    plan.delayLow = milliseconds(low);
    plan.delayHigh = milliseconds(high);
    return true;
}

bool setShape(WebhookShape& shape, const QString& value) {
    static const QMap<QString, WebhookShape> known{
        {QStringLiteral("real"), WebhookShape::Real},
        {QStringLiteral("specification"), WebhookShape::Specification},
        {QStringLiteral("both"), WebhookShape::Both}};
    if (!known.contains(value))
        return false;
    shape = known.value(value);
    return true;
}

/// "Name: value"
bool setHeader(WebhookPlan& plan, const QString& text) {
    plan.headerName = text.section(u':', 0, 0).trimmed().toUtf8();
    plan.headerValue = text.section(u':', 1).trimmed().toUtf8();
    return !plan.headerName.isEmpty() && !plan.headerValue.isEmpty();
}

bool setUrl(QUrl& url, const QString& value) {
    url = QUrl(value, QUrl::StrictMode);
    return url.isValid() && url.scheme() == QLatin1String("http") && isLoopback(url);
}

}  // namespace

QStringList webhookMembers() {
    return {QStringLiteral("url"),        QStringLiteral("secret"), QStringLiteral("header"),
            QStringLiteral("shape"),      QStringLiteral("loss"),   QStringLiteral("reorder"),
            QStringLiteral("duplicates"), QStringLiteral("delay"),  QStringLiteral("rate"),
            QStringLiteral("seed")};
}

bool setWebhookMember(WebhookPlan& plan, QStringView name, const QString& value) {
    const auto is = [name](const char* other) { return name == QLatin1String(other); };
    bool ok = true;
    if (is("url"))
        return setUrl(plan.url, value);
    if (is("shape"))
        return setShape(plan.shape, value);
    if (is("header"))
        return setHeader(plan, value);
    if (is("delay"))
        return setDelay(plan, value);
    if (is("duplicates"))
        return setShare(plan.duplicates, value);
    if (is("loss"))
        return setShare(plan.loss, value);
    if (is("reorder"))
        return setShare(plan.reorder, value);
    if (is("secret"))
        plan.secret = value.toUtf8();
    else if (is("rate"))
        plan.perMinute = value.toInt(&ok);
    else if (is("seed"))
        plan.seed = value.toULongLong(&ok);
    else
        return false;
    return ok && plan.perMinute >= 0;
}

}  // namespace bloom::sandbox
