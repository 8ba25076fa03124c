// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/cell_delegate.h"

#include "widgets/theme.h"
#include "widgets/themed_icon.h"

#include <QHeaderView>
#include <QPainter>
#include <QTableView>

namespace bloom::widgets {

namespace {

constexpr int kPad = 10;
constexpr int kIcon = 16;

int markWidth(const CellMark& mark) { return mark.icon.isEmpty() ? 0 : kIcon + 6; }

}  // namespace

CellMark CellDelegate::mark(const QModelIndex&) const { return {}; }

QSize CellDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    return {cellWidth(option.fontMetrics, displayText(index.data(), option.locale), mark(index)),
            option.fontMetrics.height() + 18};
}

void CellDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const {
    const Tokens& t = currentTokens();
    painter->save();
    paintCellGround(*painter, option, t);
    const CellMark sign = mark(index);
    QRect words = option.rect.adjusted(kPad, 0, -kPad, 0);
    if (!sign.icon.isEmpty()) {
        const QRect place(words.x(), words.center().y() - kIcon / 2 + 1, kIcon, kIcon);
        painter->drawPixmap(QStyle::visualRect(option.direction, option.rect, place).topLeft(),
                            iconPixmap(sign.icon, kIcon, severityColour(t, sign.severity),
                                       painter->device()->devicePixelRatioF()));
        words.setLeft(words.left() + markWidth(sign));
        words = QStyle::visualRect(option.direction, option.rect, words);
    }
    const QVariant font = index.data(Qt::FontRole);
    painter->setFont(font.isValid() ? font.value<QFont>() : option.font);
    const QVariant colour = index.data(Qt::ForegroundRole);
    painter->setPen(colour.isValid() ? colour.value<QBrush>().color() : t.text);
    const QVariant asked = index.data(Qt::TextAlignmentRole);
    const int alignment = asked.isValid() ? asked.toInt() : int(Qt::AlignLeading | Qt::AlignVCenter);
    painter->drawText(words, alignment,
                      painter->fontMetrics().elidedText(displayText(index.data(), option.locale),
                                                        Qt::ElideRight, words.width()));
    painter->restore();
}

int cellWidth(const QFontMetrics& metrics, const QString& words, const CellMark& mark) {
    return metrics.horizontalAdvance(words) + markWidth(mark) + 2 * kPad + 2;
}

void paintCellGround(QPainter& painter, const QStyleOptionViewItem& option, const Tokens& t) {
    if (option.state & QStyle::State_Selected)
        painter.fillRect(option.rect, t.accentSoft);
    else if (option.state & QStyle::State_MouseOver)
        painter.fillRect(option.rect, t.hover);
    painter.fillRect(option.rect.x(), option.rect.bottom(), option.rect.width(), 1, t.border);
}

void dressTable(QTableView* table) {
    table->setItemDelegate(new CellDelegate(table));
    table->setShowGrid(false);
    table->setFrameShape(QFrame::NoFrame);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setTabKeyNavigation(false);
    table->setMouseTracking(true);
    table->setWordWrap(false);
    table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(table->fontMetrics().height() + 20);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setMinimumSectionSize(48);
}

void makeSortable(QTableView& table) {
    QHeaderView* header = table.horizontalHeader();
    header->setSortIndicator(-1, Qt::AscendingOrder);
    header->setSortIndicatorClearable(true);
    table.setSortingEnabled(true);
}

}  // namespace bloom::widgets
