// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/message.h"

namespace bloom::http {

namespace {

const Header* find(const std::vector<Header>& headers, QByteArrayView name) {
    for (const Header& header : headers) {
        if (header.name.compare(name, Qt::CaseInsensitive) == 0)
            return &header;
    }
    return nullptr;
}

}  // namespace

QByteArray headerValue(const std::vector<Header>& headers, QByteArrayView name) {
    const Header* header = find(headers, name);
    return header ? header->value : QByteArray();
}

bool hasHeader(const std::vector<Header>& headers, QByteArrayView name) { return find(headers, name); }

QByteArray Request::path() const {
    const qsizetype mark = target.indexOf('?');
    return mark < 0 ? target : target.left(mark);
}

QByteArray Request::query() const {
    const qsizetype mark = target.indexOf('?');
    return mark < 0 ? QByteArray() : target.mid(mark + 1);
}

}  // namespace bloom::http
