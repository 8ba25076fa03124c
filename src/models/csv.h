// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Rows for spreadsheets: quoted after RFC 4180, and cells that a spreadsheet would run as a formula are
// defused.
#pragma once
#include <QString>
#include <QStringList>

namespace bloom::models {

/// A cell that begins with = + - @ (or a tab or return) gets an apostrophe in front; numbers such as -12.50
/// stay.
QString csvCell(const QString& text);
/// With CR LF at the end.
QString csvLine(const QStringList& cells);

}  // namespace bloom::models
