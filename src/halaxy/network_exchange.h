// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// One request on a QNetworkReply, from its sending to a value: counts the body as it comes, keeps the
// deadline, and resolves only from the event loop, never inside abort() or a stop callback.
#pragma once
#include "core/completion.h"
#include "halaxy/transport.h"

#include <QNetworkReply>
#include <QObject>
#include <QPointer>
#include <memory>

namespace bloom::halaxy {

class NetworkExchange : public QObject {
public:
    NetworkExchange(Clock& clock, std::shared_ptr<QNetworkAccessManager> manager);
    ~NetworkExchange() override;

    void begin(const Request& request);
    /// Ends it before its time; the waiter resumes later, from the event loop.
    void end(Result<Response> result);
    Completion<Result<Response>> done;

private:
    QNetworkReply* start(const Request& request);
    void readBody();
    void finish();
    Result<Response> judged() const;

    Clock& m_clock;
    std::shared_ptr<QNetworkAccessManager> m_manager;  // outlives its replies
    QPointer<QNetworkReply> m_reply;
    Clock::TimerId m_deadline = 0;
    QByteArray m_body;
    QString m_host;
    qint64 m_cap = 0;
    bool m_ended = false;
};

}  // namespace bloom::halaxy
