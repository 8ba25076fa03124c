// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plan_delegate.h"

#include "models/plan_list_model.h"
#include "models/plan_words.h"
#include "widgets/chip.h"
#include "widgets/theme.h"

#include <QPainter>

namespace bloom::widgets {
namespace {
constexpr int kPad = 6;
int strongHeight() { return QFontMetrics(textFont(TextRole::Strong)).height(); }
int captionHeight() { return QFontMetrics(textFont(TextRole::Caption)).height(); }

void drawGround(QPainter& p, const QStyleOptionViewItem& option, const Tokens& t) {
    if (!(option.state & (QStyle::State_MouseOver | QStyle::State_Selected)))
        return;
    const bool focused = (option.state & QStyle::State_HasFocus) && (option.state & QStyle::State_Active);
    p.setPen(focused ? QPen(t.focus, 2) : QPen(Qt::NoPen));
    p.setBrush(t.hover);
    p.drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -1), space::s, space::s);
}
}  // namespace

void PlanDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const {
    const Tokens& t = currentTokens();
    const auto plan = index.data(models::PlanListModel::PlanRole).value<PlanView>();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setLayoutDirection(option.direction);
    drawGround(*painter, option, t);
    const auto placed = [&](const QRect& rect) {
        return QStyle::visualRect(option.direction, option.rect, rect);
    };
    const QRect box = option.rect.adjusted(kPad, kPad, -kPad, -kPad);
    const ChipContent chip{models::words(plan.urgency), {}, models::tone(plan.urgency)};
    const QSize size = chipSize(chip);
    const QRect place(box.right() - size.width(), box.y() + (strongHeight() - size.height()) / 2,
                      size.width(), size.height());
    paintChip(*painter, t, placed(place).topLeft(), chip);
    const auto line = [&](const QRect& rect, const QString& text, TextRole role, const QColor& colour) {
        painter->setFont(textFont(role));
        painter->setPen(colour);
        painter->drawText(placed(rect), Qt::AlignVCenter | Qt::AlignLeading,
                          painter->fontMetrics().elidedText(text, Qt::ElideRight, rect.width()));
    };
    line({box.x(), box.y(), place.left() - box.x() - space::s, strongHeight()},
         index.data(models::PlanListModel::NameRole).toString(), TextRole::Strong, t.text);
    line({box.x(), box.y() + strongHeight() + 2, box.width(), captionHeight()},
         index.data(models::PlanListModel::ReasonRole).toString(), TextRole::Caption, t.textMuted);
    painter->restore();
}

QSize PlanDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
    return {160, strongHeight() + captionHeight() + 2 + 2 * kPad};
}

}  // namespace bloom::widgets
