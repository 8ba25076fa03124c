// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Which proxy calls to Halaxy take. Loopback never goes through one: a proxy would not reach this machine's
// sandbox.
#pragma once
#include <QNetworkProxyFactory>
#include <QUrl>

namespace bloom::halaxy {

struct ProxyChoice {
    enum class Mode { System, None, Manual };
    Mode mode = Mode::System;
    QUrl url;  ///< Manual: http://user:password@host:port or socks5://host:port
};

bool isLoopback(const QString& host);

class ProxyFactory final : public QNetworkProxyFactory {
public:
    explicit ProxyFactory(ProxyChoice choice) : m_choice(std::move(choice)) {}
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery& query) override;

private:
    ProxyChoice m_choice;
};

}  // namespace bloom::halaxy
