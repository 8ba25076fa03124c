// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// halaxy-sandbox as a process of its own, and a window's options for it: what the benches of the window
// share.
#pragma once
#include "apps/sync_options.h"
#include "sandbox/quirks.h"

#include <QCoreApplication>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

namespace bloom::bench {

/// halaxy-sandbox, until the bench ends.
class Halaxy {
public:
    Halaxy(const QStringList& practice, const QTemporaryDir& folder) {
        const QString portFile = folder.filePath(QStringLiteral("port"));
        m_program.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_program.start(QCoreApplication::applicationDirPath() + QStringLiteral("/halaxy-sandbox"),
                        practice + QStringList{QStringLiteral("--in-window"), QStringLiteral("--port"),
                                               QStringLiteral("0"), QStringLiteral("--port-file"), portFile});
        while (m_port.isEmpty() && !m_program.waitForFinished(50))
            if (QFile file(portFile); file.open(QIODevice::ReadOnly))
                m_port = QString::fromLatin1(file.readAll()).trimmed();
    }
    ~Halaxy() {
        m_program.terminate();
        m_program.waitForFinished();
    }
    Q_DISABLE_COPY_MOVE(Halaxy)
    bool runs() const { return !m_port.isEmpty(); }
    QString origin() const { return QStringLiteral("http://127.0.0.1:%1").arg(m_port); }
    QString url() const { return origin() + QStringLiteral("/main"); }

private:
    QProcess m_program;
    QString m_port;
};

inline apps::SyncOptions optionsFor(const Halaxy& halaxy) {
    apps::SyncOptions options;
    options.environment = {
        {spec(SettingKey::BaseUrl).environment, halaxy.url()},
        {spec(SettingKey::ClientId).environment, sandbox::Quirks{}.clientId},
        {spec(SettingKey::ClientSecret).environment, sandbox::Quirks{}.clientSecret},
        {spec(SettingKey::ContactEmail).environment, QStringLiteral("bench@example.com")},
        {spec(SettingKey::ProxyMode).environment, QStringLiteral("none")},
        {spec(SettingKey::WebhookPort).environment, QStringLiteral("0")},
    };
    return options;
}

/// What halaxy-sandbox is to be given; without its rate limit unless that is wanted.
inline QStringList practiceOf(const QString& practitioners, const QString& patients,
                              const QString& appointments, bool limited) {
    QStringList practice{QStringLiteral("--practitioners"), practitioners,
                         QStringLiteral("--patients"),      patients,
                         QStringLiteral("--appointments"),  appointments};
    if (!limited)
        practice << QStringLiteral("--no-rate-limit");
    return practice;
}

}  // namespace bloom::bench
