// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/responder.h"

#include "http/connection.h"

#include <QPointer>

namespace bloom::http {

struct Responder::State {
    QPointer<Connection> connection;
    bool begun = false;
    bool ended = false;
    qsizetype left = 0;

    bool open() const { return connection && !ended; }
    ~State() {
        if (!open())
            return;
        if (begun)
            connection->drop();
        else
            connection->sendWhole(Response{.status = 500, .headers = {}, .body = {}});
    }
};

Responder::Responder(Connection* connection) : m_state(std::make_shared<State>()) {
    m_state->connection = connection;
}

bool Responder::isOpen() const { return m_state->open(); }

void Responder::send(Response response) const {
    if (!isOpen() || m_state->begun)
        return;
    m_state->ended = true;
    m_state->connection->sendWhole(response);
}

void Responder::begin(const Response& head, qsizetype contentLength) const {
    if (!isOpen() || m_state->begun)
        return;
    m_state->begun = true;
    m_state->left = contentLength;
    m_state->ended = contentLength == 0;
    m_state->connection->sendHead(head, contentLength);
}

void Responder::write(QByteArrayView part) const {
    if (!isOpen() || !m_state->begun)
        return;
    const QByteArrayView fitting = part.first(std::min(part.size(), m_state->left));
    m_state->left -= fitting.size();
    m_state->ended = m_state->left == 0;
    m_state->connection->sendBody(fitting, m_state->ended);
}

void Responder::drop() const {
    if (!isOpen())
        return;
    m_state->ended = true;
    m_state->connection->drop();
}

void Responder::breakOff() const {
    if (!isOpen())
        return;
    m_state->ended = true;
    m_state->connection->endEarly();
}

}  // namespace bloom::http
