// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A cell of our tables that says what it has to say as a chip, shortened where the column is narrow.
#pragma once
#include "widgets/cell_delegate.h"
#include "widgets/chip.h"

namespace bloom::widgets {

class ChipDelegate final : public CellDelegate {
    Q_OBJECT
public:
    using ChipOf = std::function<ChipContent(const QModelIndex&)>;
    ChipDelegate(ChipOf chipOf, QObject* parent) : CellDelegate(parent), m_chipOf(std::move(chipOf)) {}
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;

private:
    ChipOf m_chipOf;
};

}  // namespace bloom::widgets
