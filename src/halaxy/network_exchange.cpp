// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "halaxy/network_exchange.h"

#include "halaxy/text.h"

#include <QNetworkAccessManager>
#include <QNetworkRequest>

namespace bloom::halaxy {
namespace {
/// Qt silently sends a request again when its connection drops, a POST too, unless its body can't be rewound;
/// an empty one for a GET, since retries that nobody counts would multiply an outage.
class OneShotBody final : public QIODevice {
public:
    OneShotBody(QByteArray body, QObject* parent) : QIODevice(parent), m_body(std::move(body)) {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }
    bool isSequential() const override { return true; }
    bool reset() override { return false; }
    qint64 bytesAvailable() const override { return m_body.size() - m_at + QIODevice::bytesAvailable(); }
    bool atEnd() const override { return bytesAvailable() == 0; }

protected:
    qint64 readData(char* data, qint64 maximum) override {
        const qint64 size = std::min<qint64>(maximum, m_body.size() - m_at);
        if (size <= 0)
            return -1;
        std::copy_n(m_body.constData() + m_at, size, data);
        m_at += size;
        return size;
    }
    qint64 writeData(const char*, qint64) override { return -1; }

private:
    QByteArray m_body;
    qint64 m_at = 0;
};

QNetworkRequest plainRequest(const QUrl& url, const QByteArray& userAgent) {
    QNetworkRequest request(url);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setRawHeader("User-Agent", userAgent);
    return request;
}

/// With a status the service answered, whatever it said: a value. Without, or broken off on the way, an
/// error.
bool serviceAnswered(QNetworkReply::NetworkError error, int status) {
    if (error == QNetworkReply::NoError)
        return status > 0;
    return status >= 400 && error > QNetworkReply::UnknownProxyError &&
           error != QNetworkReply::ContentReSendError;
}

Error networkError(QNetworkReply::NetworkError error, const QString& host) {
    if (error == QNetworkReply::SslHandshakeFailedError)
        return {ErrorKind::Tls, Text::tr("The secure connection to %1 could not be verified.").arg(host),
                host};
    if (error == QNetworkReply::TimeoutError || error == QNetworkReply::ProxyTimeoutError)
        return {ErrorKind::Timeout, Text::tr("%1 took too long to answer.").arg(host), host};
    QString message = Text::tr("The connection to %1 broke off.").arg(host);
    if (error == QNetworkReply::ConnectionRefusedError)
        message = Text::tr("%1 refused the connection.").arg(host);
    else if (error == QNetworkReply::HostNotFoundError)
        message = Text::tr("The name %1 was not found.").arg(host);
    else if (error >= QNetworkReply::ProxyConnectionRefusedError && error <= QNetworkReply::UnknownProxyError)
        message = Text::tr("The proxy could not reach %1.").arg(host);
    return {ErrorKind::Network, message, host};
}
}  // namespace

NetworkExchange::NetworkExchange(Clock& clock, std::shared_ptr<QNetworkAccessManager> manager)
    : m_clock(clock),
      m_manager(std::move(manager)) {}

// One that has ended is deleted later, from the event loop: the clock may be gone by then.
NetworkExchange::~NetworkExchange() {
    if (!m_ended)
        m_clock.cancelTimer(m_deadline);
}

QNetworkReply* NetworkExchange::start(const Request& request) {
    if (const auto* get = std::get_if<GetRequest>(&request.what)) {
        QNetworkRequest wire = plainRequest(get->url, request.userAgent);
        wire.setRawHeader("Accept", get->accept);
        if (!get->bearer.isEmpty())
            wire.setRawHeader("Authorization", "Bearer " + get->bearer);
        wire.setHeader(QNetworkRequest::ContentLengthHeader, 0);
        wire.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
        return m_manager->sendCustomRequest(wire, "GET", new OneShotBody({}, this));
    }
    const auto& token = std::get<TokenRequest>(request.what);
    QNetworkRequest wire = plainRequest(token.url, request.userAgent);
    wire.setRawHeader("Accept", "application/json");
    wire.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    wire.setHeader(QNetworkRequest::ContentLengthHeader, token.jsonBody.size());
    wire.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    return m_manager->post(wire, new OneShotBody(token.jsonBody, this));
}

void NetworkExchange::begin(const Request& request) {
    m_cap = request.bodyCap;
    m_reply = start(request);
    m_host = m_reply->url().host();
    connect(m_reply, &QNetworkReply::readyRead, this, [this] { readBody(); });
    connect(m_reply, &QNetworkReply::finished, this, [this] { finish(); });
    // The transfer time-out of Qt only measures silence: a dripping answer would never end.
    const QPointer<NetworkExchange> self(this);
    const auto deadline = request.deadline;
    m_deadline = m_clock.startTimer(deadline, [self, deadline] {
        if (self)
            self->end(fail(ErrorKind::Timeout,
                           Text::tr("%1 gave no whole answer within %2 seconds.")
                               .arg(self->m_host)
                               .arg(deadline.count() / 1000),
                           self->m_host));
    });
}

void NetworkExchange::readBody() {
    if (m_ended || !m_reply)
        return;
    m_body += m_reply->readAll();
    if (m_body.size() > m_cap)
        end(fail(ErrorKind::Damaged,
                 Text::tr("%1 answered with more than %2 MB.").arg(m_host).arg(m_cap / (1024 * 1024)),
                 m_host));
}

void NetworkExchange::finish() {
    readBody();
    if (!m_ended)
        end(judged());
}

void NetworkExchange::end(Result<Response> result) {
    if (m_ended)
        return;
    m_ended = true;
    m_clock.cancelTimer(m_deadline);
    if (m_reply) {
        m_reply->disconnect(this);
        m_reply->deleteLater();  // ends a call under way; abort() would race with an error that is on its way
    }
    QMetaObject::invokeMethod(
        this, [this, result = std::move(result)]() mutable { done.resolve(std::move(result)); },
        Qt::QueuedConnection);
}

Result<Response> NetworkExchange::judged() const {
    const auto error = m_reply->error();
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (!serviceAnswered(error, status))
        return fail(networkError(error, m_host));
    if (status >= 300 && status < 400 && status != 304) {
        const QUrl target = m_reply->attribute(QNetworkRequest::RedirectionTargetAttribute).toUrl();
        return fail(ErrorKind::Damaged,
                    Text::tr("%1 answered with a redirect to %2, which is not followed.")
                        .arg(m_host, m_reply->url().resolved(target).host()),
                    m_host);
    }
    Response response{status, {}, m_body};
    for (const auto& [name, value] : m_reply->rawHeaderPairs())
        response.headers.append({name.toLower(), value});
    bool known = false;
    const qint64 announced = response.header("content-length").toLongLong(&known);
    if (known && response.header("content-encoding").isEmpty() && announced != m_body.size())
        return fail(ErrorKind::Network, Text::tr("The answer of %1 broke off.").arg(m_host), m_host);
    return response;
}

}  // namespace bloom::halaxy
