// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/kept_font.h"

#include <QEvent>
#include <QWidget>

namespace bloom::widgets {

FontKeeper::FontKeeper(QWidget* widget, TextRole role) : QObject(widget), m_role(role) {
    widget->setFont(textFont(role));
    widget->installEventFilter(this);
}

bool FontKeeper::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Show || event->type() == QEvent::StyleChange) {
        auto* widget = static_cast<QWidget*>(watched);
        const QFont wanted = textFont(m_role);
        if (widget->font() != wanted)
            widget->setFont(wanted);
    }
    return false;
}

void keepFont(QWidget* widget, TextRole role) { new FontKeeper(widget, role); }

}  // namespace bloom::widgets
