// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Posts what the sandbox has to announce, on the sandbox's thread, to an address of this machine. Who gives
// no answer, or 5xx, is asked a few times more, as a decent service would.
#pragma once
#include "sandbox/sandbox.h"

#include <QNetworkAccessManager>
#include <QObject>
#include <QTimer>
#include <deque>

namespace bloom::sandbox {

class WebhookSender : public QObject {
public:
    WebhookSender(Sandbox& core, Clock& clock, QObject* parent = nullptr);
    ~WebhookSender() override;

    /// Looks from now on, several times a second of real time.
    void start();
    void stop();

private:
    struct Post {
        WebhookDelivery delivery;
        int tries = 0;
    };
    void look();
    void send(Post post);
    void answered(Post post, int status);

    Sandbox& m_core;
    Clock& m_clock;
    QTimer m_timer;
    std::unique_ptr<QNetworkAccessManager> m_network;
    std::deque<Post> m_outgoing;
    int m_inTheAir = 0;
};

}  // namespace bloom::sandbox
