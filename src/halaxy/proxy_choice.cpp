// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "halaxy/proxy_choice.h"

#include <QHostAddress>

namespace bloom::halaxy {
namespace {
QNetworkProxy manualProxy(const QUrl& url) {
    const bool socks = url.scheme().startsWith(QLatin1String("socks"));
    return QNetworkProxy(socks ? QNetworkProxy::Socks5Proxy : QNetworkProxy::HttpProxy, url.host(),
                         quint16(url.port(socks ? 1080 : 8080)), url.userName(), url.password());
}
}  // namespace

bool isLoopback(const QString& host) {
    const QString lower = host.toLower();
    return lower == QLatin1String("localhost") || lower.endsWith(QLatin1String(".localhost")) ||
           QHostAddress(lower).isLoopback();
}

QList<QNetworkProxy> ProxyFactory::queryProxy(const QNetworkProxyQuery& query) {
    QList<QNetworkProxy> none{QNetworkProxy(QNetworkProxy::NoProxy)};
    if (isLoopback(query.peerHostName()) || isLoopback(query.url().host()))
        return none;
    switch (m_choice.mode) {
        case ProxyChoice::Mode::System:
            return systemProxyForQuery(query);
        case ProxyChoice::Mode::None:
            return none;
        case ProxyChoice::Mode::Manual:
            return {manualProxy(m_choice.url)};
    }
    return none;
}

}  // namespace bloom::halaxy
