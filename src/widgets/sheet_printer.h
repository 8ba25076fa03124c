// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Sheets on paper or as a file. Files are written beside the window's thread, whole or not at all, readable
// by their owner only.
#pragma once
#include "core/result.h"
#include "models/sheet_html.h"

#include <QFuture>
#include <QWidget>

namespace bloom::widgets {

/// Renders to PDF and writes it; runs elsewhere.
QFuture<Result<bool>> writePdf(models::Sheet sheet, QString path);
QFuture<Result<bool>> writeBytes(QByteArray content, QString path);
/// Asks for a printer, then prints; nothing where the user cancels.
void printSheet(const models::Sheet& sheet, QWidget* parent);
/// Where to: empty = cancelled.
QString askForFile(QWidget* parent, const QString& title, const QString& name, const QString& filter);

}  // namespace bloom::widgets
