// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/listener_config.h"

#include <QCoreApplication>
#include <QFile>
#include <QSslCertificate>
#include <QSslKey>

namespace bloom::server {

namespace {

/// What people read: where lupdate finds it.
class Words {
    Q_DECLARE_TR_FUNCTIONS(Listener)
};

QByteArray contentOf(const QString& path) {
    QFile file(path);
    return !path.isEmpty() && file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QSslKey privateKey(const QByteArray& pem) {
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Rsa, QSsl::Ec, QSsl::Dsa})
        if (QSslKey key(pem, algorithm); !key.isNull())
            return key;
    return {};
}

QString hostText(const QHostAddress& address) {
    const QString text = address.toString();
    return text.contains(u':') ? u'[' + text + u']' : text;
}

bool isEverywhere(const QHostAddress& address) {
    return address == QHostAddress(QHostAddress::AnyIPv4) || address == QHostAddress(QHostAddress::AnyIPv6) ||
           address == QHostAddress(QHostAddress::Any);
}

}  // namespace

ListenerConfig listenerConfig(const Settings& settings) {
    ListenerConfig config;
    config.wanted = settings.webhookListen;
    if (settings.webhookAddress != QLatin1String("localhost"))
        config.address = QHostAddress(settings.webhookAddress);
    config.port = quint16(settings.webhookPort);
    for (const QString& host : splitList(settings.webhookHosts))
        config.hosts.push_back(host.toLower().toLatin1());
    config.certificate = settings.webhookCertificate;
    config.key = settings.webhookKey;
    config.secrets = halaxy::webhookSecrets(settings.webhookSecret, settings.webhookAuthHeader);
    config.dashboardKey = settings.dashboardKey.toLatin1();
    return config;
}

std::vector<QByteArray> ListenerConfig::allowedHosts() const {
    std::vector<QByteArray> all{"127.0.0.1", "localhost", "[::1]"};
    all.push_back(hostText(address).toLower().toLatin1());
    all.insert(all.end(), hosts.begin(), hosts.end());
    return all;
}

Result<std::optional<QSslConfiguration>> tlsOf(const ListenerConfig& config) {
    if (!config.wantsTls())
        return std::nullopt;
    const auto chain = QSslCertificate::fromData(contentOf(config.certificate), QSsl::Pem);
    if (chain.isEmpty())
        return fail(ErrorKind::Settings,
                    Words::tr("The certificate for webhooks can't be used: %1 holds none in PEM form.")
                        .arg(config.certificate.isEmpty() ? QStringLiteral("-") : config.certificate));
    const QSslKey key = privateKey(contentOf(config.key));
    if (key.isNull())
        return fail(
            ErrorKind::Settings,
            Words::tr("The key for webhooks can't be used: %1 holds none in PEM form, or it has a password.")
                .arg(config.key.isEmpty() ? QStringLiteral("-") : config.key));
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setLocalCertificateChain(chain);
    tls.setPrivateKey(key);
    tls.setPeerVerifyMode(
        QSslSocket::VerifyNone);  // senders prove themselves by signature, not by certificate
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    return tls;
}

ListenerView listenerView(const ListenerConfig& config) {
    ListenerView view;
    view.wanted = config.wanted;
    view.verifies = !config.secrets.isEmpty();
    view.reachableFromOutside = !config.address.isLoopback();
    view.tls = config.wantsTls();
    view.address = config.address.toString();
    view.port = config.port;
    view.publicBase = publicBase(config, config.port);
    return view;
}

/// Behind a name and without TLS of our own, a reverse proxy speaks TLS for us, on the usual port.
QString publicBase(const ListenerConfig& config, quint16 port) {
    const QString own = isEverywhere(config.address) ? QStringLiteral("127.0.0.1") : hostText(config.address);
    const QString host = config.hosts.empty() ? own : QString::fromLatin1(config.hosts.front());
    if (!config.wantsTls() && !config.hosts.empty())
        return QStringLiteral("https://") + host;
    const QString scheme = config.wantsTls() ? QStringLiteral("https://") : QStringLiteral("http://");
    return scheme + host + u':' + QString::number(port);
}

}  // namespace bloom::server
