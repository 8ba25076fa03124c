// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/chip_delegate.h"

#include "widgets/theme.h"

#include <QPainter>

namespace bloom::widgets {
namespace {
constexpr int kMargin = 8;
}

void ChipDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const {
    ChipContent chip = m_chipOf(index);
    const QFontMetrics metrics(textFont(TextRole::Caption));
    const int around = chipSize(chip).width() - metrics.horizontalAdvance(chip.words);
    chip.words =
        metrics.elidedText(chip.words, Qt::ElideRight, std::max(0, option.rect.width() - around - kMargin));
    const QSize size = chipSize(chip);
    const QRect box({option.rect.left() + kMargin, option.rect.center().y() - size.height() / 2}, size);
    painter->save();
    paintCellGround(*painter, option, currentTokens());
    painter->setClipRect(option.rect);
    paintChip(*painter, currentTokens(), QStyle::visualRect(option.direction, option.rect, box).topLeft(),
              chip, option.state & QStyle::State_Selected);
    painter->restore();
}

}  // namespace bloom::widgets
