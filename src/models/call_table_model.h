// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The last calls to Halaxy, newest first: new ones come in above, old ones leave below, nothing else moves.
#pragma once
#include "core/connection_views.h"

#include <QAbstractTableModel>
#include <deque>

namespace bloom::models {

class CallTableModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column {
        TimeColumn,
        WhatColumn,
        AnswerColumn,
        LatencyColumn,
        SizeColumn,
        TryColumn,
        QueryColumn,
        ColumnCount
    };
    enum Role { TroubleRole = Qt::UserRole + 1, SortRole };
    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    /// As the door gives them: newest last.
    void setCalls(const std::vector<CallView>& calls);

private:
    QString text(const CallView& call, Column column) const;
    QVariant sortValue(const CallView& call, Column column) const;
    std::deque<CallView> m_calls;  ///< newest first
};

}  // namespace bloom::models
