// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/codec.h"

#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/http.hpp>

namespace bloom::http {

namespace beast = boost::beast;

namespace {

QByteArray bytes(boost::core::string_view text) { return QByteArray(text.data(), qsizetype(text.size())); }

int statusOf(const beast::error_code& code) {
    using beast::http::error;
    if (code == error::header_limit)
        return 431;
    if (code == error::body_limit)
        return 413;
    if (code == error::bad_version)
        return 505;
    return 400;
}

/// "[::1]:80" → "[::1]", "name:80" → "name".
QByteArray hostName(const QByteArray& host) {
    const QByteArray lower = host.trimmed().toLower();
    if (lower.startsWith('['))
        return lower.left(lower.indexOf(']') + 1);
    const qsizetype colon = lower.indexOf(':');
    return colon < 0 ? lower : lower.left(colon);
}

bool isToken(const QByteArray& name) {
    static constexpr QByteArrayView marks("!#$%&'*+-.^_`|~");
    return !name.isEmpty() && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               marks.contains(c);
    });
}

bool isFieldValue(const QByteArray& value) {
    return std::all_of(value.begin(), value.end(), [](char c) {
        const auto code = static_cast<unsigned char>(c);
        return code == '\t' || (code >= 0x20 && code != 0x7f);
    });
}

bool belongsToServer(const QByteArray& name) {
    for (const char* own : {"content-length", "connection", "transfer-encoding"}) {
        if (name.compare(own, Qt::CaseInsensitive) == 0)
            return true;
    }
    return false;
}

}  // namespace

struct RequestReader::State {
    using Parser = beast::http::request_parser<beast::http::string_body>;
    Parser parser;
    Limits limits;
    std::vector<QByteArray> hosts;
    std::vector<Header> headers;  ///< without trailers: what comes after the body was judged by nobody
    bool headerSeen = false;
    int refusal = 0;

    /// 0, or the status this header is refused with.
    int judgeHeader() const;
    int judgeHost() const;
    Step headerDone();
    Step refuse(int status) {
        refusal = status;
        return Step::Refused;
    }
    Step feed(QByteArrayView buffer, qsizetype& used);
};

int RequestReader::State::judgeHost() const {
    const auto& header = parser.get();
    const auto count = header.count(beast::http::field::host);
    if (count != 1)
        return 400;
    const QByteArray host = hostName(bytes(header[beast::http::field::host]));
    if (host.isEmpty())
        return 400;
    const bool known = hosts.empty() || std::find(hosts.begin(), hosts.end(), host) != hosts.end();
    return known ? 0 : 421;
}

int RequestReader::State::judgeHeader() const {
    const auto& header = parser.get();
    if (header.version() != 10 && header.version() != 11)
        return 505;
    const auto lengths = header.count(beast::http::field::content_length);
    const auto encodings = header.count(beast::http::field::transfer_encoding);
    if (lengths > 1 || encodings > 1 || (lengths > 0 && encodings > 0))
        return 400;
    if (encodings == 1) {
        const QByteArray coding = bytes(header[beast::http::field::transfer_encoding]).trimmed().toLower();
        if (coding != "chunked")
            return 501;
        if (header.version() == 10)
            return 400;
    }
    if (!header.target().starts_with('/'))
        return 400;
    const QByteArray expect = bytes(header[beast::http::field::expect]).trimmed().toLower();
    if (!expect.isEmpty() && expect != "100-continue")
        return 417;
    return judgeHost();
}

RequestReader::Step RequestReader::State::headerDone() {
    headerSeen = true;
    if (const int status = judgeHeader())
        return refuse(status);
    for (const auto& field : parser.get())
        headers.push_back({bytes(field.name_string()), bytes(field.value())});
    return Step::HeaderComplete;
}

RequestReader::Step RequestReader::State::feed(QByteArrayView buffer, qsizetype& used) {
    while (true) {
        if (headerSeen && parser.is_done())
            return Step::Complete;
        beast::error_code error;
        const QByteArrayView rest = buffer.sliced(used);
        const boost::asio::const_buffer input(rest.data(), std::size_t(rest.size()));
        used += qsizetype(parser.put(input, error));
        if (error == beast::http::error::need_more) {
            // A chunk header that never ends would grow without bound.
            return buffer.size() - used > limits.maxHeaderBytes ? refuse(431) : Step::NeedMore;
        }
        if (error)
            return refuse(statusOf(error));
        if (!headerSeen && parser.is_header_done())
            return headerDone();
        if (!parser.is_done() && used == buffer.size())
            return Step::NeedMore;
    }
}

RequestReader::RequestReader(const Limits& limits, std::vector<QByteArray> hosts)
    : m_state(std::make_unique<State>()) {
    m_state->limits = limits;
    m_state->hosts = std::move(hosts);
    m_state->parser.header_limit(std::uint32_t(limits.maxHeaderBytes));
    m_state->parser.body_limit(std::uint64_t(limits.maxBodyBytes));
    m_state->parser.eager(false);
}

RequestReader::~RequestReader() = default;
RequestReader::RequestReader(RequestReader&&) noexcept = default;
RequestReader& RequestReader::operator=(RequestReader&&) noexcept = default;

RequestReader::Step RequestReader::feed(QByteArray& buffer) {
    qsizetype used = 0;
    const Step step = m_state->feed(buffer, used);
    buffer.remove(0, used);
    return step;
}

int RequestReader::refusal() const { return m_state->refusal; }
bool RequestReader::keepAlive() const { return m_state->parser.keep_alive(); }

bool RequestReader::expectsContinue() const {
    const auto& header = m_state->parser.get();
    return header.version() == 11 && header.count(beast::http::field::expect) > 0 &&
           !m_state->parser.is_done();
}

Request RequestReader::take() {
    auto message = m_state->parser.release();
    Request request;
    request.method = bytes(message.method_string());
    request.target = bytes(message.target());
    request.headers = std::move(m_state->headers);
    request.body = QByteArray(message.body().data(), qsizetype(message.body().size()));
    return request;
}

bool isSafe(const Response& response) {
    return response.status >= 200 && response.status <= 599 &&
           std::all_of(response.headers.begin(), response.headers.end(),
                       [](const Header& h) { return isToken(h.name) && isFieldValue(h.value); });
}

QByteArray serializeHead(const Response& response, qsizetype contentLength, bool keepAlive) {
    beast::http::response<beast::http::empty_body> message;
    message.version(11);
    message.result(unsigned(response.status));
    for (const Header& header : response.headers) {
        if (!belongsToServer(header.name))
            message.insert(header.name.toStdString(), header.value.toStdString());
    }
    message.content_length(std::uint64_t(contentLength));
    message.keep_alive(keepAlive);
    beast::http::response_serializer<beast::http::empty_body> serializer(message);
    QByteArray head;
    beast::error_code error;
    while (!serializer.is_done() && !error) {
        serializer.next(error, [&](beast::error_code&, const auto& buffers) {
            head.append(QByteArray::fromStdString(beast::buffers_to_string(buffers)));
            serializer.consume(beast::buffer_bytes(buffers));
        });
    }
    return head;
}

}  // namespace bloom::http
