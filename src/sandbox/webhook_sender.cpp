// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/webhook_sender.h"

#include <QNetworkProxy>
#include <QNetworkReply>
#include <QNetworkRequest>

namespace bloom::sandbox {

namespace {

constexpr std::chrono::milliseconds kLook(100);
constexpr int kAtOnce = 6;
constexpr int kTries = 5;
constexpr std::chrono::milliseconds kAgain(1000);
constexpr int kDeadline = 10'000;

}  // namespace

WebhookSender::WebhookSender(Sandbox& core, Clock& clock, QObject* parent)
    : QObject(parent),
      m_core(core),
      m_clock(clock),
      m_timer(this) {
    connect(&m_timer, &QTimer::timeout, this, [this] { look(); });
}

WebhookSender::~WebhookSender() { stop(); }

void WebhookSender::start() {
    if (!m_network) {
        m_network = std::make_unique<QNetworkAccessManager>();
        m_network->setProxy(QNetworkProxy::NoProxy);
    }
    m_timer.start(kLook);
}

void WebhookSender::stop() {
    m_timer.stop();
    m_outgoing.clear();
    m_network.reset();  // replies under way end with it, unheard
    m_inTheAir = 0;
}

void WebhookSender::look() {
    for (WebhookDelivery& delivery : m_core.dueWebhooks(m_clock.utcNow()))
        m_outgoing.push_back({std::move(delivery), 0});
    while (m_inTheAir < kAtOnce && !m_outgoing.empty()) {
        Post post = std::move(m_outgoing.front());
        m_outgoing.pop_front();
        send(std::move(post));
    }
}

void WebhookSender::send(Post post) {
    QNetworkRequest request(post.delivery.url);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setTransferTimeout(kDeadline);
    for (const http::Header& header : post.delivery.headers)
        request.setRawHeader(header.name, header.value);
    ++m_inTheAir;
    QNetworkReply* reply = m_network->post(request, post.delivery.body);
    connect(reply, &QNetworkReply::finished, this, [this, reply, post = std::move(post)] {
        reply->deleteLater();
        --m_inTheAir;
        answered(post, reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt());
    });
}

void WebhookSender::answered(Post post, int status) {
    ++m_core.webhooks().counts().answers[status];
    if ((status == 0 || status >= 500) && ++post.tries < kTries) {
        const auto wait = kAgain * post.tries;
        QTimer::singleShot(wait, this, [this, post = std::move(post)] {
            if (m_network)
                m_outgoing.push_back(post);
        });
    }
    if (m_network)
        look();
}

}  // namespace bloom::sandbox
