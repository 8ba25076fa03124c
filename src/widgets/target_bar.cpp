// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/target_bar.h"

#include "widgets/theme.h"

#include <QPainter>
#include <QPainterPath>

namespace bloom::widgets {
namespace {
void clipRound(QPainter& p, const QRectF& box) {
    QPainterPath path;
    path.addRoundedRect(box, box.height() / 2, box.height() / 2);
    p.setClipPath(path);
}
QRectF from(const QRectF& box, double start, double width, Qt::LayoutDirection direction) {
    const double left = direction == Qt::RightToLeft ? box.right() - start - width : box.left() + start;
    return {left, box.top(), width, box.height()};
}
}  // namespace

void paintTargetBar(QPainter& p, const Tokens& t, const QRectF& box, const TargetBarContent& content) {
    p.save();
    p.setRenderHint(QPainter::Antialiasing);
    clipRound(p, box);
    const double whole = std::max({1.0, content.reached, content.expected});
    p.fillRect(box, t.sunken);
    if (content.expected > content.reached)
        p.fillRect(from(box, 0, box.width() * content.expected / whole, p.layoutDirection()), t.accentSoft);
    if (content.parts.empty())
        p.fillRect(from(box, 0, box.width() * content.reached / whole, p.layoutDirection()),
                   content.reached >= 1.0 ? t.calm : t.accent);
    double start = 0;
    for (const TargetBarPart& part : content.parts) {
        const double width = box.width() * part.share / whole;
        p.fillRect(from(box, start, std::max(0.0, width - 1.0), p.layoutDirection()), part.colour);
        start += width;
    }
    p.setClipping(false);
    if (whole > 1.0) {  // the target lies inside: a mark
        const double x = from(box, box.width() / whole, 0, p.layoutDirection()).left();
        p.fillRect(QRectF(x - 1, box.top() - 1, 2, box.height() + 2), t.text);
    }
    p.restore();
}

TargetBar::TargetBar(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFixedHeight(10);
}

void TargetBar::setContent(const TargetBarContent& content, const QString& said) {
    m_content = content;
    setAccessibleName(said);
    setToolTip(said);
    update();
}

void TargetBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setLayoutDirection(layoutDirection());
    paintTargetBar(painter, tokensOf(this), QRectF(rect()).adjusted(0, 1, 0, -1), m_content);
}

}  // namespace bloom::widgets
