// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Where the window was, and where it may be now: never off-screen, never larger than the screen.
#pragma once
#include <QList>
#include <QRect>

class QSettings;
class QWidget;

namespace bloom::widgets {

/// The wanted rectangle, moved and shrunk so that it lies inside the screen it overlaps most (else the
/// first).
QRect fitToScreens(const QRect& wanted, const QList<QRect>& screens);
void saveGeometry(const QWidget* window, QSettings& settings);
/// 1240 × 800 in the middle of the screen the first time.
void restoreGeometry(QWidget* window, const QSettings& settings);
/// To the front, from the tray or the task bar too; a maximised window stays maximised.
void bringToFront(QWidget* window);

}  // namespace bloom::widgets
