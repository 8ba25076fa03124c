// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/card.h"

#include "widgets/theme.h"

#include <QEvent>
#include <QFontMetrics>
#include <QPainter>
#include <QStyle>

namespace bloom::widgets {

Card::Card(QWidget* parent) : QWidget(parent) { placeMargins(); }

Card::Card(const QString& title, QWidget* parent) : QWidget(parent) { setTitle(title); }

void Card::setTitle(const QString& title) {
    m_title = title;
    setAccessibleName(title);
    placeMargins();
    update();
}

void Card::setHint(const QString& hint) {
    m_hint = hint;
    setAccessibleDescription(hint);
    update();
}

void Card::setCorner(QWidget* widget) {
    m_corner = widget;
    widget->setParent(this);
    widget->installEventFilter(this);
    widget->show();
    placeMargins();
}

int Card::headingHeight() const {
    return m_title.isEmpty() ? 0 : QFontMetrics(textFont(TextRole::Heading)).height() + space::m;
}

void Card::placeMargins() {
    const int top = m_title.isEmpty() ? m_padding : space::l + headingHeight();
    setContentsMargins(m_padding, top, m_padding, m_padding);
}

void Card::setPadding(int padding) {
    m_padding = padding;
    placeMargins();
}

void Card::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    placeCorner();
}

/// Its words may change, and with them its width.
bool Card::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::LayoutRequest && watched == m_corner)
        placeCorner();
    return QWidget::eventFilter(watched, event);
}

void Card::placeCorner() {
    if (!m_corner)
        return;
    const QSize size = m_corner->sizeHint();
    const int y = space::l + (headingHeight() - space::m - size.height()) / 2;
    const int x = layoutDirection() == Qt::RightToLeft ? space::m : width() - space::m - size.width();
    m_corner->setGeometry(x, std::max(2, y), size.width(), size.height());
}

void Card::paintEvent(QPaintEvent*) {
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    const Tokens& t = currentTokens();
    p.setPen(QPen(t.border, 1));
    p.setBrush(t.surface);
    p.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), space::radius, space::radius);
    if (m_title.isEmpty())
        return;
    const QRect line(space::l, space::l, width() - 2 * space::l, headingHeight() - space::m);
    p.setFont(textFont(TextRole::Heading));
    p.setPen(t.text);
    p.drawText(QStyle::visualRect(layoutDirection(), rect(), line), Qt::AlignVCenter | Qt::AlignLeading,
               m_title);
    if (m_hint.isEmpty() || m_corner)
        return;
    const int titleWidth = QFontMetrics(p.font()).horizontalAdvance(m_title) + space::l;
    p.setFont(textFont(TextRole::Caption));
    p.setPen(t.textMuted);
    const QRect rest = line.adjusted(titleWidth, 0, 0, 0);
    p.drawText(QStyle::visualRect(layoutDirection(), rect(), rest), Qt::AlignVCenter | Qt::AlignTrailing,
               QFontMetrics(p.font()).elidedText(m_hint, Qt::ElideRight, rest.width()));
}

}  // namespace bloom::widgets
