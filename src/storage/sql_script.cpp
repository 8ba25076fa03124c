// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Splits a migration into statements: QSqlQuery runs one at a time.
#include "storage/migrator.h"
#include "storage/prepared.h"

#include <algorithm>

namespace bloom::storage {

namespace {

/// The index after the quoted text or comment that begins at `from`, or `from` itself where neither does.
qsizetype skipOpaque(const QString& script, qsizetype from) {
    const QChar c = script[from];
    if (c == u'\'' || c == u'"') {
        const qsizetype end = script.indexOf(c, from + 1);
        return end < 0 ? script.size() : end + 1;
    }
    const QStringView rest = QStringView(script).mid(from);
    if (rest.startsWith(u"--")) {
        const qsizetype end = script.indexOf(u'\n', from);
        return end < 0 ? script.size() : end;
    }
    if (rest.startsWith(u"/*")) {
        const qsizetype end = script.indexOf(QStringLiteral("*/"), from);
        return end < 0 ? script.size() : end + 2;
    }
    return from;
}

}  // namespace

int countParameters(const QString& sql) {
    int count = 0;
    for (qsizetype at = 0; at < sql.size();) {
        const qsizetype after = skipOpaque(sql, at);
        count += after == at && sql[at] == u'?' ? 1 : 0;
        at = std::max(after, at + 1);
    }
    return count;
}

QStringList splitStatements(const QString& script) {
    QStringList statements;
    QString current;
    const auto endStatement = [&] {
        if (!current.trimmed().isEmpty())
            statements << current.trimmed();
        current.clear();
    };
    for (qsizetype at = 0; at < script.size();) {
        const qsizetype after = skipOpaque(script, at);
        if (after > at) {
            const bool quoted = script[at] == u'\'' || script[at] == u'"';
            current += quoted ? script.mid(at, after - at) : QStringLiteral(" ");
            at = after;
        } else if (script[at] == u';') {
            endStatement();
            ++at;
        } else {
            current += script[at++];
        }
    }
    endStatement();
    return statements;
}

}  // namespace bloom::storage
