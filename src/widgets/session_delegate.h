// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Draws a session of the day feed: time, a place on the day's line, who, what about it, and its status.
#pragma once
#include "core/dashboard.h"
#include "widgets/chip.h"

#include <QStyledItemDelegate>

namespace bloom::widgets {

class SessionDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

/// The chips at the end of a line, most telling first.
std::vector<ChipContent> sessionChips(const SessionView& session);

}  // namespace bloom::widgets
