// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/csv.h"

namespace bloom::models {
namespace {
bool wouldRun(const QString& text) {
    if (text.isEmpty())
        return false;
    return QStringLiteral("=+-@\t\r").contains(text.front());
}
}  // namespace

QString csvCell(const QString& text) {
    bool number = false;
    text.toDouble(&number);
    QString safe = wouldRun(text) && !number ? QString(QLatin1Char('\'') + text) : text;
    if (!safe.contains(QLatin1Char('"')) && !safe.contains(QLatin1Char(',')) &&
        !safe.contains(QLatin1Char('\n')) && !safe.contains(QLatin1Char('\r')))
        return safe;
    safe.replace(QLatin1Char('"'), QStringLiteral("\"\""));
    return QLatin1Char('"') + safe + QLatin1Char('"');
}

QString csvLine(const QStringList& cells) {
    QStringList safe;
    for (const QString& cell : cells)
        safe.append(csvCell(cell));
    return safe.join(QLatin1Char(',')) + QStringLiteral("\r\n");
}

}  // namespace bloom::models
