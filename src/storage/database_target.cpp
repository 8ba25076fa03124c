// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/database_target.h"

#include <QCoreApplication>
#include <QDir>
#include <QRegularExpression>

namespace bloom::storage {

namespace {

/// What people read: where lupdate finds it.
class Words {
    Q_DECLARE_TR_FUNCTIONS(Storage)
};

QString absolute(QString path) {
    if (path.startsWith(QLatin1String("~/")))
        path = QDir::homePath() + path.mid(1);
    return QDir::cleanPath(QDir().absoluteFilePath(path));
}

}  // namespace

Result<DatabaseTarget> parseTarget(const QString& connectionString, const QString& defaultPath) {
    const QString text = connectionString.trimmed();
    if (text.isEmpty())
        return DatabaseTarget{absolute(defaultPath)};
    static const QRegularExpression form(QStringLiteral("^([A-Za-z][A-Za-z0-9+.-]*):(//)?(.*)$"));
    const auto match = form.match(text);
    // A connection string of another product may hold a password, so only its scheme is ever repeated.
    if (!match.hasMatch())
        return fail(ErrorKind::Settings, Words::tr("A database is given as sqlite:/path/to/file."),
                    QStringLiteral("SQL_CONNECTION_STRING"));
    if (match.captured(1).compare(QLatin1String("sqlite"), Qt::CaseInsensitive) != 0)
        return fail(ErrorKind::Settings,
                    Words::tr("Databases of the kind “%1” are not supported; use sqlite:/path/to/file.")
                        .arg(match.captured(1).toLower()),
                    QStringLiteral("SQL_CONNECTION_STRING"));
    if (match.captured(3).isEmpty())
        return fail(ErrorKind::Settings,
                    Words::tr("The path is missing; a database is given as sqlite:/path/to/file."),
                    QStringLiteral("SQL_CONNECTION_STRING"));
    return DatabaseTarget{absolute(match.captured(3))};
}

}  // namespace bloom::storage
