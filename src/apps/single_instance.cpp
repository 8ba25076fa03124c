// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "apps/single_instance.h"

#include <QCryptographicHash>
#include <QLocalSocket>

namespace bloom::apps {

SingleInstance::SingleInstance(const QString& world, QObject* parent) : QObject(parent) {
    const QByteArray who = (qEnvironmentVariable("USER") + u'|' + world).toUtf8();
    const QByteArray hash = QCryptographicHash::hash(who, QCryptographicHash::Sha256).toHex().left(16);
    m_name = QStringLiteral("bloom-sync-") + QString::fromLatin1(hash);
    connect(&m_server, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket* other = m_server.nextPendingConnection())
            other->deleteLater();
        Q_EMIT raiseWanted();
    });
}

bool SingleInstance::raiseOther() {
    QLocalSocket socket;
    socket.connectToServer(m_name, QIODevice::WriteOnly);
    return socket.waitForConnected(500);
}

void SingleInstance::listen() {
    QLocalServer::removeServer(m_name);  // left behind by one that was killed: nobody answered on it
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    m_server.listen(m_name);
}

}  // namespace bloom::apps
