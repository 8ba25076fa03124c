// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Answers that come packed by gzip: asked for, unpacked, measured against the cap unpacked, and never taken
// whole when they are not.
#include "halaxy/answer.h"
#include "halaxy/qnam_transport.h"
#include "support/finish.h"
#include "support/raw_server.h"

#include <QtEndian>
#include <QtTest>

using namespace bloom;
using namespace bloom::halaxy;
using test::finishReal;
using test::RawServer;

namespace {
Request get(const QUrl& url) {
    Request request;
    request.what = GetRequest{url, "token"};
    request.userAgent = "BloomSync/test (test@example.com)";
    return request;
}

/// As a web server packs it.
QByteArray gzipped(const QByteArray& text) {
    quint32 crc = 0xffffffffU;
    for (const char c : text) {
        crc ^= static_cast<quint8>(c);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1) ^ (crc & 1 ? 0xedb88320U : 0);
    }
    const auto number = [](quint32 value) {
        const quint32 little = qToLittleEndian(value);
        return QByteArray(reinterpret_cast<const char*>(&little), 4);
    };
    // qCompress: 4 bytes of length, 2 of zlib's head, the data, 4 of zlib's sum.
    const QByteArray deflated = qCompress(text).mid(6).chopped(4);
    return QByteArray("\x1f\x8b\x08\0\0\0\0\0\0\xff", 10) + deflated + number(~crc) +
           number(quint32(text.size()));
}

}  // namespace

class TestPackedAnswers : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void packedAnswersAreUnpacked();
    void brokenPackedAnswers_data();
    void brokenPackedAnswers();

private:
    SystemClock m_clock;
};

void TestPackedAnswers::packedAnswersAreUnpacked() {
    const QByteArray text = "{\"resourceType\":\"Bundle\",\"note\":\"" + QByteArray(5000, 'x') + "\"}";
    RawServer server([&](const RawServer::Request&, QTcpSocket& socket) {
        socket.write(RawServer::answer(200, gzipped(text), "Content-Encoding: gzip\r\n"));
    });
    QnamTransport transport(m_clock);
    const auto answered = finishReal(transport.send(get(server.url(QStringLiteral("/"))), {}));
    QVERIFY(answered);
    QVERIFY2(answered->has_value(), "a packed answer is a whole one");
    QCOMPARE((*answered)->body, text);
    QVERIFY(server.requests.at(0).header("accept-encoding").contains("gzip"));  // asked for: pages are long
}

void TestPackedAnswers::brokenPackedAnswers_data() {
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<int>("kind");
    const QByteArray packed = gzipped("{\"a\":\"" + QByteArray(40'000, 'x') + "\"}");
    const QByteArray coded = "Content-Encoding: gzip\r\n";
    QTest::newRow("cut off on the way")
        << RawServer::answer(200, packed, coded).chopped(20) << -1;  // Network or Damaged
    QTest::newRow("packed text that ends too early")
        << RawServer::answer(200, packed.chopped(20), coded) << int(ErrorKind::Damaged);
    QTest::newRow("not packed at all")
        << RawServer::answer(200, "{\"a\":1}", coded) << int(ErrorKind::Damaged);
    QTest::newRow("small on the way, over the cap unpacked")
        << RawServer::answer(200, gzipped(QByteArray(2 * 1024 * 1024, 'x')), coded)
        << int(ErrorKind::Damaged);
}
void TestPackedAnswers::brokenPackedAnswers() {
    QFETCH(QByteArray, answer);
    QFETCH(int, kind);
    RawServer server([&](const RawServer::Request&, QTcpSocket& socket) {
        socket.write(answer);
        socket.disconnectFromHost();
    });
    QnamTransport transport(m_clock);
    Request request = get(server.url(QStringLiteral("/")));
    request.bodyCap = 1024 * 1024;
    const auto answered = finishReal(transport.send(request, {}));
    QVERIFY(answered);
    // The length on the way says nothing of the unpacked one, and Qt passes on what it could unpack: it is
    // the JSON that is broken then.
    const Judged judged = judge(*answered, QStringLiteral("Patient"), m_clock.utcNow());
    QVERIFY(!judged.result);
    if (kind >= 0)
        QCOMPARE(int(judged.result.error().kind), kind);
}

QTEST_GUILESS_MAIN(TestPackedAnswers)
#include "tst_packed_answers.moc"
