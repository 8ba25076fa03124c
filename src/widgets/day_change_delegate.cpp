// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/day_change_delegate.h"

#include "models/day_change_model.h"
#include "widgets/chip.h"
#include "widgets/theme.h"
#include "widgets/themed_icon.h"

#include <QPainter>

namespace bloom::widgets {
namespace {
using models::DayChangeModel;
constexpr int kIcon = 16;
constexpr int kPad = 6;
constexpr int kGap = 2;

int strongHeight() { return QFontMetrics(textFont(TextRole::Strong)).height(); }
int captionHeight() { return QFontMetrics(textFont(TextRole::Caption)).height(); }
}  // namespace

void DayChangeDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                              const QModelIndex& index) const {
    const Tokens& t = currentTokens();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setLayoutDirection(option.direction);
    if (option.state & (QStyle::State_MouseOver | QStyle::State_Selected)) {
        const bool focused = (option.state & QStyle::State_HasFocus) && (option.state & QStyle::State_Active);
        painter->setPen(focused ? QPen(t.focus, 2) : QPen(Qt::NoPen));
        painter->setBrush(t.hover);
        painter->drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -1), space::s, space::s);
    }
    const auto placed = [&](const QRect& rect) {
        return QStyle::visualRect(option.direction, option.rect, rect);
    };
    const auto tone = static_cast<models::ChipTone>(index.data(DayChangeModel::ToneRole).toInt());
    const QRect box = option.rect.adjusted(kPad, kPad, -kPad, -kPad);
    const QRect icon(box.x(), box.y() + (strongHeight() - kIcon) / 2, kIcon, kIcon);
    painter->drawPixmap(placed(icon).topLeft(),
                        iconPixmap(index.data(DayChangeModel::IconRole).toString(), kIcon,
                                   chipColours(t, tone).text, painter->device()->devicePixelRatioF()));
    int y = box.y();
    const int x = box.x() + kIcon + space::s;
    const auto line = [&](const QString& text, TextRole role, const QColor& colour, int height) {
        if (text.isEmpty())
            return;
        painter->setFont(textFont(role));
        painter->setPen(colour);
        const QRect place(x, y, box.right() - x, height);
        painter->drawText(placed(place), Qt::AlignVCenter | Qt::AlignLeading,
                          painter->fontMetrics().elidedText(text, Qt::ElideRight, place.width()));
        y += height + kGap;
    };
    line(index.data(DayChangeModel::TitleRole).toString(), TextRole::Strong, t.text, strongHeight());
    line(index.data(DayChangeModel::DetailRole).toString(), TextRole::Caption, t.text, captionHeight());
    line(index.data(DayChangeModel::WhenRole).toString(), TextRole::Caption, t.textMuted, captionHeight());
    painter->restore();
}

QSize DayChangeDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const {
    const int lines = index.data(DayChangeModel::DetailRole).toString().isEmpty() ? 1 : 2;
    return {200, 2 * kPad + strongHeight() + lines * (captionHeight() + kGap)};
}

}  // namespace bloom::widgets
