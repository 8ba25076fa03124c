// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run_delegate.h"

#include "models/log_entries_model.h"
#include "models/run_log_model.h"
#include "widgets/chip.h"
#include "widgets/theme.h"

#include <QPainter>

namespace bloom::widgets {
namespace {
constexpr int kPadding = 10;

void paintGround(QPainter& p, const QStyleOptionViewItem& option) {
    const Tokens& t = tokensOf(option.widget);
    if (option.state & QStyle::State_Selected)
        p.fillRect(option.rect, t.accentSoft);
    p.fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), t.border);
}

void paintText(QPainter& p, const QStyleOptionViewItem& option, const QString& text,
               Qt::Alignment alignment) {
    const QRect box = option.rect.adjusted(kPadding, 0, -kPadding, 0);
    p.setFont(option.font);
    p.setPen(tokensOf(option.widget).text);
    p.drawText(box,
               static_cast<int>(QStyle::visualAlignment(option.direction, alignment)) | Qt::TextSingleLine,
               option.fontMetrics.elidedText(text, Qt::ElideRight, box.width()));
}

void paintOutcome(QPainter& p, const QStyleOptionViewItem& option, RunOutcome outcome) {
    const ChipContent chip{models::words(outcome), chipIcon(outcome), models::tone(outcome)};
    const QSize size = chipSize(chip);
    const QRect box(option.rect.left() + kPadding - 2, option.rect.center().y() - size.height() / 2,
                    size.width(), size.height());
    p.save();
    p.setClipRect(option.rect);
    paintChip(p, tokensOf(option.widget), QStyle::visualRect(option.direction, option.rect, box).topLeft(),
              chip, option.state & QStyle::State_Selected);
    p.restore();
}

void paintPlaceholder(QPainter& p, const QStyleOptionViewItem& option) {
    const int width = std::min(option.rect.width() - 2 * kPadding, option.rect.width() * 2 / 3);
    p.setRenderHint(QPainter::Antialiasing);
    p.setPen(Qt::NoPen);
    p.setBrush(tokensOf(option.widget).skeleton);
    p.drawRoundedRect(
        QRect(option.rect.left() + kPadding, option.rect.center().y() - 4, std::max(8, width), 9), 4, 4);
}

void paintCell(QPainter& p, const QStyleOptionViewItem& option, const QModelIndex& index) {
    paintText(p, option, index.data().toString(), Qt::Alignment(index.data(Qt::TextAlignmentRole).toInt()));
}
}  // namespace

void RunDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                        const QModelIndex& index) const {
    using models::RunLogModel;
    painter->save();
    painter->setLayoutDirection(option.direction);
    paintGround(*painter, option);
    if (!index.data(RunLogModel::LoadedRole).toBool())
        paintPlaceholder(*painter, option);
    else if (index.column() == RunLogModel::OutcomeColumn)
        paintOutcome(*painter, option, static_cast<RunOutcome>(index.data(RunLogModel::OutcomeRole).toInt()));
    else
        paintCell(*painter, option, index);
    painter->restore();
}

void EntryDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const {
    using models::LogEntriesModel;
    painter->save();
    painter->setLayoutDirection(option.direction);
    paintGround(*painter, option);
    if (index.column() == LogEntriesModel::OutcomeColumn)
        paintOutcome(*painter, option,
                     static_cast<RunOutcome>(index.data(LogEntriesModel::OutcomeRole).toInt()));
    else
        paintCell(*painter, option, index);
    painter->restore();
}

}  // namespace bloom::widgets
