// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/state_pill.h"

#include "widgets/theme.h"
#include "widgets/themed_icon.h"

#include <QPainter>

namespace bloom::widgets {

StatePill::StatePill(QWidget* parent) : QAbstractButton(parent) {
    setCursor(Qt::PointingHandCursor);
    setFont(textFont(TextRole::Strong));
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
}

void StatePill::setState(const StateView& state) {
    if (state == m_state)
        return;
    m_state = state;
    const QSize before = sizeHint();
    setText(state.words);
    setAccessibleName(tr("State: %1").arg(state.words));
    setAccessibleDescription(state.meaning);
    setToolTip(state.stillTrue.isEmpty() ? state.meaning : state.meaning + u'\n' + state.stillTrue);
    if (sizeHint() != before)
        updateGeometry();
    update();
}

void StatePill::setLarge(bool large) {
    m_large = large;
    setFont(textFont(large ? TextRole::Title : TextRole::Strong));
    setFocusPolicy(large ? Qt::NoFocus : Qt::StrongFocus);
    setAttribute(Qt::WA_TransparentForMouseEvents, large);
    updateGeometry();
}

QSize StatePill::sizeHint() const {
    const QFontMetrics fm(font());
    const int pad = m_large ? space::l : space::m;
    // In steps, so that running figures do not lay the whole page out anew each time.
    const int words = (fm.horizontalAdvance(text()) + 15) / 16 * 16;
    return {words + iconSize() + space::s + 2 * pad + 2,
            std::max(fm.height(), iconSize()) + (m_large ? 18 : 12)};
}

QSize StatePill::minimumSizeHint() const {
    return {std::min(sizeHint().width(), m_large ? 220 : 150), sizeHint().height()};
}

void StatePill::paintEvent(QPaintEvent*) {
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    const Tokens& t = currentTokens();
    const QColor colour = severityColour(t, m_state.severity);
    const QRectF body = QRectF(rect()).adjusted(1, 1, -1, -1);
    QColor edge = colour;
    edge.setAlpha(underMouse() ? 160 : 70);
    p.setPen(hasFocus() ? QPen(t.focus, 2) : QPen(edge, 1));
    p.setBrush(severitySoft(t, m_state.severity));
    p.drawRoundedRect(body, body.height() / 2, body.height() / 2);
    const int pad = m_large ? space::l : space::m;
    const bool rtl = layoutDirection() == Qt::RightToLeft;
    const int iconX = rtl ? width() - pad - iconSize() : pad;
    p.drawPixmap(iconX, (height() - iconSize()) / 2,
                 iconPixmap(m_state.icon, iconSize(), colour, devicePixelRatioF()));
    QRect words = rect().adjusted(pad + iconSize() + space::s, 0, -pad, 0);
    if (rtl)
        words = rect().adjusted(pad, 0, -(pad + iconSize() + space::s), 0);
    p.setPen(colour);
    p.drawText(words, Qt::AlignVCenter | Qt::AlignLeading,
               QFontMetrics(font()).elidedText(text(), Qt::ElideRight, words.width()));
}

}  // namespace bloom::widgets
