// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the reader takes and what it refuses, byte by byte, without sockets.
#include "http/codec.h"

#include <QtTest>

using namespace bloom::http;

namespace {

Limits smallLimits() {
    Limits limits;
    limits.maxHeaderBytes = 512;
    limits.maxBodyBytes = 64;
    return limits;
}

RequestReader reader() { return RequestReader(smallLimits(), {"localhost", "127.0.0.1", "[::1]"}); }

/// 0 when the request is complete, the refusal's status, or −1 when more is awaited.
int verdict(QByteArray bytes) {
    RequestReader under = reader();
    while (true) {
        switch (under.feed(bytes)) {
            case RequestReader::Step::HeaderComplete:
                break;
            case RequestReader::Step::Complete:
                return 0;
            case RequestReader::Step::NeedMore:
                return -1;
            case RequestReader::Step::Refused:
                return under.refusal();
        }
    }
}

const QByteArray post = "POST /a HTTP/1.1\r\nHost: localhost\r\n";

}  // namespace

class TestHttpCodec : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void judges_data();
    void judges();
    void readsARequestThatComesByteByByte();
    void leavesTheNextRequestInTheBuffer();
    void joinsChunks();
    void trailersAreNoHeaders();
    void headCarriesWhatTheServerOwns();
    void unsafeHeadersAreFound_data();
    void unsafeHeadersAreFound();
};

void TestHttpCodec::judges_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("expected");
    const auto get = [](const char* rest) -> QByteArray { return QByteArray("GET / HTTP/1.1\r\n") + rest; };
    QTest::newRow("a plain GET") << get("Host: localhost\r\n\r\n") << 0;
    QTest::newRow("a host with a port") << get("Host: 127.0.0.1:8787\r\n\r\n") << 0;
    QTest::newRow("a host in capitals") << get("Host: LOCALHOST\r\n\r\n") << 0;
    QTest::newRow("an IPv6 host with a port") << get("Host: [::1]:80\r\n\r\n") << 0;
    QTest::newRow("HTTP/1.0 with a host") << QByteArray("GET / HTTP/1.0\r\nHost: localhost\r\n\r\n") << 0;
    QTest::newRow("an unfinished header") << get("Host: local") << -1;
    QTest::newRow("no host") << get("\r\n") << 400;
    QTest::newRow("an empty host") << get("Host: \r\n\r\n") << 400;
    QTest::newRow("two hosts") << get("Host: localhost\r\nHost: evil\r\n\r\n") << 400;
    QTest::newRow("a foreign host") << get("Host: evil.example\r\n\r\n") << 421;
    QTest::newRow("a host that only begins like ours") << get("Host: localhost.evil.example\r\n\r\n") << 421;
    QTest::newRow("an absolute target")
        << QByteArray("GET http://localhost/ HTTP/1.1\r\nHost: localhost\r\n\r\n") << 400;
    QTest::newRow("HTTP/2.0") << QByteArray("GET / HTTP/2.0\r\nHost: localhost\r\n\r\n") << 505;
    QTest::newRow("HTTP/0.9 style") << QByteArray("GET /\r\n\r\n") << 400;
    QTest::newRow("garbage") << QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\r\n\r\n", 13) << 400;
    QTest::newRow("a space before the colon") << get("Host : localhost\r\n\r\n") << 400;
    QTest::newRow("a null in a header")
        << QByteArray("GET / HTTP/1.1\r\nHost: local\0host\r\n\r\n", 36) << 400;
    QTest::newRow("a header past the limit") << get("Host: localhost\r\nX: ") + QByteArray(600, 'x') << 431;
    QTest::newRow("a target past the limit") << QByteArray("GET /" + QByteArray(600, 'x')) << 431;
    QTest::newRow("a body at the limit") << post + "Content-Length: 64\r\n\r\n" + QByteArray(64, 'x') << 0;
    QTest::newRow("a body past the limit") << QByteArray(post + "Content-Length: 65\r\n\r\n") << 413;
    QTest::newRow("a body of exabytes")
        << QByteArray(post + "Content-Length: 18446744073709551615\r\n\r\n") << 413;
    QTest::newRow("a length past 64 bits")
        << QByteArray(post + "Content-Length: 99999999999999999999\r\n\r\n") << 400;
    QTest::newRow("a negative length") << QByteArray(post + "Content-Length: -1\r\n\r\n") << 400;
    QTest::newRow("a length with a sign") << QByteArray(post + "Content-Length: +5\r\n\r\nhello") << 400;
    QTest::newRow("two lengths") << QByteArray(post + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello")
                                 << 400;
    QTest::newRow("two equal lengths")
        << QByteArray(post + "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello") << 400;
    QTest::newRow("length and chunks")
        << QByteArray(post + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n") << 400;
    QTest::newRow("chunks and length")
        << QByteArray(post + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n") << 400;
    QTest::newRow("another coding") << QByteArray(post + "Transfer-Encoding: gzip\r\n\r\n") << 501;
    QTest::newRow("two codings") << QByteArray(post + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n")
                                 << 501;
    QTest::newRow("chunks in HTTP/1.0")
        << QByteArray("POST / HTTP/1.0\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
        << 400;
    QTest::newRow("chunks past the limit")
        << post + "Transfer-Encoding: chunked\r\n\r\n41\r\n" + QByteArray(65, 'x') + "\r\n0\r\n\r\n"
        << 413;
    QTest::newRow("a chunk header without end")
        << post + "Transfer-Encoding: chunked\r\n\r\n1;" + QByteArray(600, 'x') << 431;
    QTest::newRow("a chunk size that is none")
        << QByteArray(post + "Transfer-Encoding: chunked\r\n\r\nzz\r\n") << 400;
    QTest::newRow("another expectation")
        << QByteArray(post + "Expect: a-pony\r\nContent-Length: 1\r\n\r\nx") << 417;
}

void TestHttpCodec::judges() {
    QFETCH(QByteArray, bytes);
    QFETCH(int, expected);
    QCOMPARE(verdict(bytes), expected);
}

void TestHttpCodec::readsARequestThatComesByteByByte() {
    const QByteArray whole = post + "X-Name: v1\r\nContent-Length: 5\r\n\r\nhello";
    RequestReader under = reader();
    QByteArray buffer;
    auto step = RequestReader::Step::NeedMore;
    int headers = 0;
    for (const char c : whole) {
        buffer += c;
        step = under.feed(buffer);
        if (step == RequestReader::Step::HeaderComplete)
            ++headers;
    }
    QVERIFY(step == RequestReader::Step::Complete);
    QCOMPARE(headers, 1);
    const Request request = under.take();
    QCOMPARE(request.method, QByteArray("POST"));
    QCOMPARE(request.target, QByteArray("/a"));
    QCOMPARE(request.header("x-name"), QByteArray("v1"));
    QCOMPARE(request.body, QByteArray("hello"));
}

void TestHttpCodec::leavesTheNextRequestInTheBuffer() {
    QByteArray buffer = "GET /1?a=b HTTP/1.1\r\nHost: localhost\r\n\r\nGET /2 HTTP/1.1\r\n";
    RequestReader under = reader();
    QVERIFY(under.feed(buffer) == RequestReader::Step::HeaderComplete);
    QVERIFY(under.feed(buffer) == RequestReader::Step::Complete);
    QCOMPARE(buffer, QByteArray("GET /2 HTTP/1.1\r\n"));
    const Request request = under.take();
    QCOMPARE(request.path(), QByteArray("/1"));
    QCOMPARE(request.query(), QByteArray("a=b"));
}

void TestHttpCodec::joinsChunks() {
    QByteArray buffer =
        post + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;note=x\r\nde\r\n0\r\nTrailer: y\r\n\r\n";
    RequestReader under = reader();
    QVERIFY(under.feed(buffer) == RequestReader::Step::HeaderComplete);
    QVERIFY(under.feed(buffer) == RequestReader::Step::Complete);
    QCOMPARE(under.take().body, QByteArray("abcde"));
}

void TestHttpCodec::trailersAreNoHeaders() {
    QByteArray buffer = post + "X-Name: v1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n" +
                        "X-Halaxy-Signature: forged\r\nX-Name: v2\r\n\r\n";
    RequestReader under = reader();
    QVERIFY(under.feed(buffer) == RequestReader::Step::HeaderComplete);
    QVERIFY(under.feed(buffer) == RequestReader::Step::Complete);
    const Request request = under.take();
    QCOMPARE(request.body, QByteArray("abc"));
    QVERIFY(!hasHeader(request.headers, "x-halaxy-signature"));
    QCOMPARE(
        request.headers,
        (std::vector<Header>{{"Host", "localhost"}, {"X-Name", "v1"}, {"Transfer-Encoding", "chunked"}}));
}

void TestHttpCodec::headCarriesWhatTheServerOwns() {
    const Response response{.status = 404,
                            .headers = {{"Content-Type", "text/plain"},
                                        {"Content-Length", "999"},
                                        {"connection", "upgrade"},
                                        {"Transfer-Encoding", "chunked"}},
                            .body = {}};
    const QByteArray head = serializeHead(response, 3, false);
    QVERIFY(head.startsWith("HTTP/1.1 404 Not Found\r\n"));
    QVERIFY(head.endsWith("\r\n\r\n"));
    QVERIFY(head.contains("Content-Type: text/plain\r\n"));
    QVERIFY(head.contains("Content-Length: 3\r\n"));
    QVERIFY(head.contains("Connection: close\r\n"));
    QVERIFY(!head.contains("999") && !head.contains("upgrade") && !head.contains("chunked"));
}

void TestHttpCodec::unsafeHeadersAreFound_data() {
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<bool>("safe");
    QTest::newRow("plain") << QByteArray("X-A") << QByteArray("some value, with\ttab") << true;
    QTest::newRow("empty") << QByteArray("X-A") << QByteArray() << true;
    QTest::newRow("line break") << QByteArray("X-A") << QByteArray("a\r\nSet-Cookie: x=1") << false;
    QTest::newRow("bare line feed") << QByteArray("X-A") << QByteArray("a\nb") << false;
    QTest::newRow("null") << QByteArray("X-A") << QByteArray("a\0b", 3) << false;
    QTest::newRow("name with a space") << QByteArray("X A") << QByteArray("a") << false;
    QTest::newRow("name with a colon") << QByteArray("X:A") << QByteArray("a") << false;
    QTest::newRow("no name") << QByteArray() << QByteArray("a") << false;
}

void TestHttpCodec::unsafeHeadersAreFound() {
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    QTEST(isSafe(Response{.status = 200, .headers = {{name, value}}, .body = {}}), "safe");
}

QTEST_GUILESS_MAIN(TestHttpCodec)
#include "tst_http_codec.moc"
