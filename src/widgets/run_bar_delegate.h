// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Paints the last 48 runs of a practitioner as a bar: colour and height tell the outcome, hovering tells the
// run.
#pragma once
#include "core/overview.h"

#include <QStyledItemDelegate>

namespace bloom::widgets {

struct Tokens;

/// Draws into rect, newest at the trailing end; usable without a view.
void paintRunBar(QPainter& painter, const QRect& rect, const std::vector<RunCell>& runs, const Tokens& t,
                 Qt::LayoutDirection direction = Qt::LeftToRight);
/// The index of the run under a point, or -1.
int runAt(const QRect& rect, const QPoint& point, int runs, Qt::LayoutDirection direction = Qt::LeftToRight);

class RunBarDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                   const QModelIndex& index) override;
    bool editorEvent(QEvent* event, QAbstractItemModel* model, const QStyleOptionViewItem& option,
                     const QModelIndex& index) override;

Q_SIGNALS:
    void runClicked(const bloom::RunId& run);
};

}  // namespace bloom::widgets
