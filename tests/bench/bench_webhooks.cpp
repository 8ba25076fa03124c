// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Acknowledged webhooks a second and how long an answer takes, over real sockets, beside what bounds it: a
// bare insert of the same size, committed with full fsync. bench_webhooks [seconds]. Not a test: nothing
// asserts a time.
#include "server/listener.h"
#include "server/webhook_samples.h"
#include "storage/statement.h"
#include "support/temp_database.h"

#include <QCoreApplication>
#include <QThread>
#include <algorithm>
#include <array>
#include <cstdio>

#ifndef Q_OS_WIN
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#endif

using namespace bloom;
using Wall = std::chrono::steady_clock;

namespace {

double microseconds(Wall::duration time) { return std::chrono::duration<double, std::micro>(time).count(); }

struct Figures {
    double perSecond = 0;
    double p50 = 0, p99 = 0;  ///< microseconds
};

Figures figuresOf(std::vector<double> times, Wall::duration took) {
    std::ranges::sort(times);
    const auto part = [&](double share) { return times[std::size_t(double(times.size() - 1) * share)]; };
    return {double(times.size()) / std::chrono::duration<double>(took).count(), part(0.50), part(0.99)};
}

void print(const QByteArray& what, const Figures& f, const QByteArray& rest = {}) {
    std::printf("%-46s %9.0f/s   p50 %8.0f us   p99 %8.0f us%s\n", what.constData(), f.perSecond, f.p50,
                f.p99, rest.constData());
    std::fflush(stdout);
}

/// The limit: as many rows of the same size as a transaction holds, by one thread that does nothing else.
Figures bareInserts(std::chrono::seconds duration, int rowsEach) {
    test::TempDatabase database;
    std::vector<double> times;
    const auto begin = Wall::now();
    for (qint64 next = 0; Wall::now() - begin < duration;) {
        const auto from = Wall::now();
        database.write([&](storage::Scope& scope) {
            for (int i = 0; i < rowsEach; ++i, ++next)
                storage::Statement(
                    scope,
                    QStringLiteral("INSERT INTO webhook_inbox (route, event_id, body_hash, event, kind, "
                                   "halaxy_id, state, received_at) VALUES ('halaxy-webhook', ?, ?, "
                                   "'appointment.updated', 'Appointment', ?, 'received', ?)"))
                    .bind(QString::number(next), QByteArray(32, 'x'), QString::number(next), UtcTime{})
                    .run();
        });
        const double each = microseconds(Wall::now() - from);
        times.insert(times.end(), std::size_t(rowsEach), each);
    }
    return figuresOf(std::move(times), Wall::now() - begin);
}

/// Blocking clients of one thread, each with one request under way.
class Clients {
public:
    Clients(quint16 port, int count, int firstId) : m_next(firstId) {
        for (int i = 0; i < count; ++i)
            m_sockets.push_back({connectTo(port), POLLIN, 0});
        m_sent.resize(std::size_t(count));
    }
    ~Clients() {
        for (const pollfd& socket : m_sockets)
            ::close(socket.fd);
    }
    Clients(const Clients&) = delete;
    Clients& operator=(const Clients&) = delete;

    Figures run(std::chrono::seconds duration) {
        const auto begin = Wall::now();
        for (std::size_t i = 0; i < m_sockets.size(); ++i)
            send(i);
        while (Wall::now() - begin < duration)
            step();
        return figuresOf(m_times, Wall::now() - begin);
    }

private:
    static int connectTo(quint16 port) {
        const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
            qFatal("no connection");
        const int on = 1;
        ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        return fd;
    }
    void send(std::size_t client) {
        const QByteArray body = test::simpleBody("appointment.updated", QByteArray::number(m_next++));
        const QByteArray request = test::signedRequest("/api/halaxy-webhook", body);
        m_sent[client] = Wall::now();
        if (::send(m_sockets[client].fd, request.data(), std::size_t(request.size()), MSG_NOSIGNAL) !=
            request.size())
            qFatal("not sent");
    }
    void step() {
        ::poll(m_sockets.data(), nfds_t(m_sockets.size()), 1000);
        for (std::size_t i = 0; i < m_sockets.size(); ++i)
            if (m_sockets[i].revents & POLLIN)
                receive(i);
    }
    void receive(std::size_t client) {
        std::array<char, 1024> buffer;
        const auto got = ::recv(m_sockets[client].fd, buffer.data(), buffer.size(), 0);
        const QByteArrayView answer(buffer.data(), got);
        if (!answer.startsWith("HTTP/1.1 200"))
            qFatal("not acknowledged: %.*s", int(got), buffer.data());
        if (!answer.endsWith("OK"))
            return;  // the rest follows
        m_times.push_back(microseconds(Wall::now() - m_sent[client]));
        send(client);
    }

    std::vector<pollfd> m_sockets;
    std::vector<Wall::time_point> m_sent;
    std::vector<double> m_times;
    int m_next;
};

void throughTheListener(std::chrono::seconds duration, int clients) {
    test::TempDatabase database;
    server::ListenerConfig config;
    config.secrets.secrets = {test::kWebhookSecret};
    server::ListenerOptions options;
    options.now = [] { return std::chrono::time_point_cast<milliseconds>(std::chrono::system_clock::now()); };
    QThread thread;
    auto* listener = new server::Listener(config, database.target(), options);
    listener->moveToThread(&thread);
    thread.start();
    quint16 port = 0;
    QMetaObject::invokeMethod(
        listener,
        [&] {
            listener->open();
            port = quint16(listener->view().port);
        },
        Qt::BlockingQueuedConnection);
    const Figures figures = Clients(port, clients, 1).run(duration);
    const int commits = listener->commits();
    QMetaObject::invokeMethod(listener, [&] { delete listener; }, Qt::BlockingQueuedConnection);
    thread.quit();
    thread.wait();
    const int rows = database.cell(QStringLiteral("SELECT count(*) FROM webhook_inbox")).toInt();
    const QByteArray rest = "   " + QByteArray::number(double(rows) / commits, 'f', 1) + " a commit";
    print("listener, " + QByteArray::number(clients) + " client(s), acknowledged", figures, rest);
}

}  // namespace

int main(int argc, char** argv) {
    const QCoreApplication app(argc, argv);
    const std::chrono::seconds duration(argc > 1 ? std::max(1, atoi(argv[1])) : 3);
    print("limit: a bare insert, one a commit", bareInserts(duration, 1));
    throughTheListener(duration, 1);
    for (const int group : {10, 100})
        print("limit: bare inserts, " + QByteArray::number(group) + " a commit",
              bareInserts(duration, group));
    for (const int clients : {16, 64, 250})
        throughTheListener(duration, clients);
    return 0;
}
