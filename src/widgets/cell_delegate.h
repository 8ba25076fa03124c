// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How a cell of our tables is painted: even padding, one line, an optional mark before the words; and the
// table's dress.
#pragma once
#include "core/health.h"

#include <QStyledItemDelegate>

class QTableView;

namespace bloom::widgets {

struct Tokens;

struct CellMark {
    QString icon;  ///< empty = none
    Severity severity = Severity::Calm;
};

class CellDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

protected:
    virtual CellMark mark(const QModelIndex& index) const;
};

/// What a cell needs to show these words whole.
int cellWidth(const QFontMetrics& metrics, const QString& words, const CellMark& mark = {});
/// Ground of a row: plain, under the pointer, selected; a hairline below.
void paintCellGround(QPainter& painter, const QStyleOptionViewItem& option, const Tokens& t);
/// No grid, roomy rows, whole-row selection, hover, our cells.
void dressTable(QTableView* table);
/// By a click on the header; a third click brings back the first order.
void makeSortable(QTableView& table);

}  // namespace bloom::widgets
