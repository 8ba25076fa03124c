// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Our own line icons (resources/icons), drawn in the colour of the theme at any size.
#pragma once
#include <QIcon>
#include <QPixmap>

namespace bloom::widgets {

/// Draws in the text colour of the application's palette at the moment of painting, so it follows the theme.
/// An unknown name gives the plain circle.
QIcon themedIcon(const QString& name);
/// The same, always in one colour (on an accent button, in a severity).
QIcon colouredIcon(const QString& name, const QColor& colour);
QPixmap iconPixmap(const QString& name, int size, const QColor& colour, qreal ratio);
/// With the mark of the demo on it.
QIcon badgedIcon(const QIcon& icon);
bool iconExists(const QString& name);
/// The library is static: its resources have to be asked for once.
void ensureLookResources();

}  // namespace bloom::widgets
