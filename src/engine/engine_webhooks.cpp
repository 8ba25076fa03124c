// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Webhooks on the engine's thread: the listener's life, what it brings in, and a test of the whole way.
#include "engine/engine_worker.h"
#include "halaxy/webhook_verification.h"
#include "server/webhook_body.h"
#include "storage/inbox_store.h"
#include "storage/transaction.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <mutex>

namespace bloom::engine {
namespace {

using namespace std::chrono_literals;
constexpr auto kInboxEvery = 250ms;
constexpr auto kListenerStop = 1500ms;
constexpr qint64 kLongLog = 4 * 1024 * 1024;
constexpr int kTestDeadline = 5'000;  // milliseconds of inactivity

/// What people read: where lupdate finds it.
class Words {
    Q_DECLARE_TR_FUNCTIONS(Engine)
};

const WebhookAddress* addressOf(const QString& route) {
    for (const WebhookAddress& address : webhookAddresses())
        if (address.route == route)
            return &address;
    return nullptr;
}

/// Where the listener is reached from this machine.
QUrl urlOf(const ListenerView& listener, const WebhookAddress& address) {
    QHostAddress host(listener.address);
    if (host == QHostAddress(QHostAddress::AnyIPv6) || host == QHostAddress(QHostAddress::Any))
        host = QHostAddress(QHostAddress::LocalHostIPv6);
    else if (host == QHostAddress(QHostAddress::AnyIPv4))
        host = QHostAddress(QHostAddress::LocalHost);
    QUrl url;
    url.setScheme(listener.tls ? QStringLiteral("https") : QStringLiteral("http"));
    url.setHost(host.toString());
    url.setPort(listener.port);
    url.setPath(webhookPath(address));
    return url;
}

QByteArray testBody(UtcTime now) {
    const QString at = toIsoText(now);
    return QJsonDocument(QJsonObject{{QStringLiteral("event"), QString(server::kTestEvent)},
                                     {QStringLiteral("resource"), QStringLiteral("Test")},
                                     {QStringLiteral("id"), QString(QStringLiteral("test-") + at)},
                                     {QStringLiteral("timestamp"), at},
                                     {QStringLiteral("data"), QJsonObject()}})
        .toJson(QJsonDocument::Compact);
}

/// Signed as the sender outside does it, with what is set: the first secret, else the fixed header.
QNetworkRequest testRequest(const QUrl& url, const QByteArray& body, const halaxy::WebhookSecrets& secrets) {
    QNetworkRequest request(url);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    if (!secrets.secrets.empty())
        request.setRawHeader("X-Halaxy-Signature", halaxy::halaxySignature(body, secrets.secrets.front()));
    else if (secrets.header)
        request.setRawHeader(secrets.header->name, secrets.header->value);
    return request;
}

std::unique_ptr<QNetworkAccessManager> makeTestSender() {
    auto sender = std::make_unique<QNetworkAccessManager>();
    sender->setProxy(QNetworkProxy::NoProxy);
    sender->setTransferTimeout(kTestDeadline);
    return sender;
}

/// Nothing when a test can be sent.
std::optional<Error> cantTest(const ListenerView& listener, const server::ListenerConfig& config) {
    if (!listener.listening)
        return listener.problem.value_or(
            Error{ErrorKind::Usage, Words::tr("The listener for webhooks isn't running."), {}});
    if (config.secrets.isEmpty())
        return Error{ErrorKind::Settings,
                     Words::tr("No secret for webhooks is set, so every one is refused. Set one first."),
                     spec(SettingKey::WebhookSecret).environment};
    return std::nullopt;
}

/// Our own certificate need not be one that strangers trust, nor be made out to 127.0.0.1; it must only be
/// ours.
void trustOnly(QNetworkReply* reply, const std::optional<QSslConfiguration>& own) {
    QObject::connect(reply, &QNetworkReply::sslErrors, reply, [reply, own](const QList<QSslError>& errors) {
        if (own && reply->sslConfiguration().peerCertificate() == own->localCertificate())
            reply->ignoreSslErrors(errors);
    });
}

Result<bool> testResult(const QNetworkReply& reply) {
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 200)
        return true;
    if (status == 0)
        return bloom::fail(ErrorKind::Network,
                           Words::tr("The test did not reach the listener: %1").arg(reply.errorString()));
    if (status == 503)
        return bloom::fail(ErrorKind::DatabaseBusy,
                           Words::tr("The listener could not store the test; the database may be in use."));
    return bloom::fail(ErrorKind::Rejected, Words::tr("The listener answered the test with %1.").arg(status));
}

}  // namespace

/// Written by the engine's thread, read by the endpoint's.
struct EngineWorker::LiveBox {
    std::mutex mutex;
    storage::LiveFacts facts;
};

void EngineWorker::keepLiveFacts(const EngineSnapshot& snapshot) {
    const std::lock_guard lock(m_live->mutex);
    m_live->facts = {{}, snapshot.nextRun, snapshot.facts.circuitOpen, snapshot.mhcp};
}

void EngineWorker::makeListener() {
    m_live = std::make_shared<LiveBox>();
    m_inboxSoon = std::make_unique<Coalescer>(kInboxEvery, [this] {
        readInboxCounts();
        refreshFacts();
        Q_EMIT inboxChanged();
    });
    server::ListenerOptions options = m_options.listener;
    options.now = m_options.now;
    if (!options.now)
        options.now = [] {
            return std::chrono::time_point_cast<milliseconds>(std::chrono::system_clock::now());
        };
    options.live = [box = m_live, now = options.now] {
        const std::lock_guard lock(box->mutex);
        storage::LiveFacts facts = box->facts;
        facts.now = now();
        return facts;
    };
    m_listener = std::make_unique<ListenerThread>(
        std::move(options),
        ListenerThread::Hooks{[this] {
                                  m_snapshotSoon->touch();
                                  m_inboxSoon->touch();
                              },
                              [this] { inboxWoken(); }, [this] { m_inboxSoon->touch(); }});
}

/// Not before the secrets are there, or it would refuse what is signed rightly; and not beside the engine
/// that works on this database.
void EngineWorker::relisten() {
    const auto config = server::listenerConfig(m_settings->settings());
    const storage::Database* database = m_mirror->database();
    if (!config.wanted || !m_options.schedule || !m_settingsLoaded || m_stopping || !database ||
        m_mirror->isTaken()) {
        m_listener->stop(kListenerStop);
        m_listener->showIdle(config);
    } else if (!m_listener->isRunning() || config != m_listener->config()) {
        m_listener->start(config, database->target());
        inboxWoken();  // the one before may have stored something and been ended before it could say so
    }
}

void EngineWorker::inboxWoken() {
    m_inboxSoon->touch();
    if (m_link)
        m_link->sync().wakeInbox();
}

void EngineWorker::readInboxCounts() {
    if (!m_mirror->database())
        return;
    const auto counts = storage::read(
        *m_mirror->database(), [](storage::Scope& scope) { return storage::InboxStore(scope).openCounts(); });
    if (counts)
        m_inboxCounts = *counts;
    // The inbox's connection leaves checkpoints to this one, and while calls are held no run makes any.
    if (m_listener->isRunning() && m_mirror->database()->logBytes() > kLongLog)
        (void)m_mirror->database()->checkpoint(true);
}

void EngineWorker::sendTestWebhook(QString route, Reply<Result<bool>> reply) {
    const ListenerView& listener = m_listener->view();
    const server::ListenerConfig& config = m_listener->config();
    const WebhookAddress* address = addressOf(route);
    if (!address)
        return reply.give(
            bloom::fail(ErrorKind::Usage, Words::tr("There is no such webhook address."), route));
    if (const auto trouble = cantTest(listener, config))
        return reply.give(bloom::fail(*trouble));
    if (!m_testSender)
        m_testSender = makeTestSender();
    const QByteArray body = testBody(m_clock->utcNow());
    QNetworkReply* answer =
        m_testSender->post(testRequest(urlOf(listener, *address), body, config.secrets), body);
    trustOnly(answer, server::tlsOf(config).value_or(std::nullopt));
    QObject::connect(answer, &QNetworkReply::finished, answer, [this, answer, reply] {
        answer->deleteLater();
        reply.give(testResult(*answer));
        m_inboxSoon->touch();
    });
}

}  // namespace bloom::engine
