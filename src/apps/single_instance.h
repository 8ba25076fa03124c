// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// One window a world: a second start tells the first to come forward, and ends.
#pragma once
#include <QLocalServer>

namespace bloom::apps {

class SingleInstance final : public QObject {
    Q_OBJECT
public:
    /// The world tells real windows with different data, and the demo, apart.
    explicit SingleInstance(const QString& world, QObject* parent = nullptr);
    /// True: another one is there and has been told. Without a way to listen we are simply the first.
    bool raiseOther();
    void listen();

Q_SIGNALS:
    void raiseWanted();

private:
    QString m_name;
    QLocalServer m_server;
};

}  // namespace bloom::apps
