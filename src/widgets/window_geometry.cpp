// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/window_geometry.h"

#include <QGuiApplication>
#include <QScreen>
#include <QSettings>
#include <QWidget>
#include <algorithm>

namespace bloom::widgets {

QRect fitToScreens(const QRect& wanted, const QList<QRect>& screens) {
    if (screens.isEmpty())
        return wanted;
    const auto overlap = [&wanted](const QRect& screen) {
        const QRect common = screen.intersected(wanted);
        return common.isValid() ? qint64(common.width()) * common.height() : 0;
    };
    QRect screen = screens.first();
    for (const QRect& candidate : screens)
        if (overlap(candidate) > overlap(screen))
            screen = candidate;
    QRect fitted(wanted.topLeft(), wanted.size().boundedTo(screen.size()));
    fitted.moveLeft(std::clamp(fitted.left(), screen.left(), screen.right() + 1 - fitted.width()));
    fitted.moveTop(std::clamp(fitted.top(), screen.top(), screen.bottom() + 1 - fitted.height()));
    return fitted;
}

void saveGeometry(const QWidget* window, QSettings& settings) {
    settings.setValue(QStringLiteral("window/rect"), window->normalGeometry());
    settings.setValue(QStringLiteral("window/maximized"), window->isMaximized());
}

void restoreGeometry(QWidget* window, const QSettings& settings) {
    QList<QRect> screens;
    for (const QScreen* screen : QGuiApplication::screens())
        screens.append(screen->availableGeometry());
    QRect first(QPoint(), QSize(1240, 800));
    if (!screens.isEmpty())
        first.moveCenter(screens.first().center());
    const QRect wanted = settings.value(QStringLiteral("window/rect"), first).toRect();
    window->setGeometry(fitToScreens(wanted.isValid() ? wanted : first, screens));
    if (settings.value(QStringLiteral("window/maximized")).toBool())
        window->setWindowState(window->windowState() | Qt::WindowMaximized);
}

void bringToFront(QWidget* window) {
    window->setWindowState(window->windowState() & ~Qt::WindowMinimized);
    window->show();
    window->raise();
    window->activateWindow();
}

}  // namespace bloom::widgets
