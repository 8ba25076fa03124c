// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/cause_delegate.h"

#include "models/error_group_model.h"
#include "widgets/chip.h"
#include "widgets/theme.h"

#include <QPainter>

namespace bloom::widgets {
namespace {
using models::ErrorGroupModel;

ChipContent countChip(const QModelIndex& index) {
    using models::CauseKind;
    const QString count = models::countText(index.data(ErrorGroupModel::CountRole).toInt());
    switch (static_cast<CauseKind>(index.data(ErrorGroupModel::KindRole).toInt())) {
        case CauseKind::Failed:
            return {CauseDelegate::tr("%1 failed").arg(count), QStringLiteral("x-circle"),
                    models::ChipTone::Problem};
        case CauseKind::SetAside:
            return {CauseDelegate::tr("%1 set aside").arg(count), QStringLiteral("hand"),
                    models::ChipTone::Attention};
        case CauseKind::NotConfirmed:
            return {CauseDelegate::tr("%1 not confirmed").arg(count), QStringLiteral("warning"),
                    models::ChipTone::Attention};
    }
    return {};
}

QString secondLine(const QModelIndex& index) {
    QString text = index.data(ErrorGroupModel::AdviceRole).toString();
    const QStringList examples = index.data(ErrorGroupModel::ExamplesRole).toStringList();
    const int more = index.data(ErrorGroupModel::CountRole).toInt() - static_cast<int>(examples.size());
    if (examples.isEmpty())
        return text;
    text += (text.isEmpty() ? QString() : QStringLiteral("  ·  ")) + examples.join(QStringLiteral(", "));
    return more > 0 ? CauseDelegate::tr("%1 and %2 more").arg(text, models::countText(more)) : text;
}
}  // namespace

void CauseDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const {
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setLayoutDirection(option.direction);
    const Tokens& t = tokensOf(option.widget);
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), t.border);
    const ChipContent chip = countChip(index);
    const QSize size = chipSize(chip);
    const QRect box = option.rect.adjusted(4, 8, -4, -8);
    const auto placed = [&](const QRect& rect) {
        return QStyle::visualRect(option.direction, option.rect, rect);
    };
    paintChip(*painter, t, placed({box.topLeft(), size}).topLeft(), chip);
    painter->setFont(textFont(TextRole::Strong));
    painter->setPen(t.text);
    const QRect cause(box.left() + size.width() + space::s, box.top(), box.width() - size.width() - space::s,
                      size.height());
    painter->drawText(placed(cause), Qt::AlignVCenter | Qt::AlignLeading,
                      painter->fontMetrics().elidedText(index.data(ErrorGroupModel::CauseRole).toString(),
                                                        Qt::ElideRight, cause.width()));
    painter->setFont(textFont(TextRole::Caption));
    painter->setPen(t.textMuted);
    painter->drawText(placed(box.adjusted(0, size.height() + 4, 0, 0)),
                      Qt::AlignTop | Qt::AlignLeading | Qt::TextWordWrap, secondLine(index));
    painter->restore();
}

QSize CauseDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const QFontMetrics metrics(textFont(TextRole::Caption));
    const int width = option.widget ? option.widget->width() - 28 : 400;
    const QRect words = metrics.boundingRect(QRect(0, 0, width, 1000), Qt::TextWordWrap, secondLine(index));
    return {200, chipSize(countChip(index)).height() + 4 + words.height() + 18};
}

}  // namespace bloom::widgets
