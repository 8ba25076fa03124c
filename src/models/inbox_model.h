// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The webhook inbox as a table, newest first. Ids and states only: what a request held is nowhere.
#pragma once
#include "core/webhooks.h"
#include "models/keyed_model.h"

namespace bloom::models {

template <> struct RowKey<InboxRow> {
    static qint64 of(const InboxRow& row) { return row.id; }
};
using InboxRows = KeyedModel<InboxRow, QAbstractTableModel>;

class InboxModel final : public InboxRows {
    Q_OBJECT
public:
    enum Column {
        StateColumn,
        EventColumn,
        RecordColumn,
        ReceivedColumn,
        TriesColumn,
        DelayColumn,
        ErrorColumn,
        ColumnCount
    };
    enum Role { SortRole = Qt::UserRole + 1, StateRole, IdRole };
    using InboxRows::InboxRows;

    int columnCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : ColumnCount;
    }
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    /// Of today only the time of day is told.
    void setEvents(const std::vector<InboxRow>& rows, UtcTime now);
    /// Nothing when it is not there (any more).
    const InboxRow* find(qint64 id) const;

private:
    QString text(const InboxRow& row, Column column) const;
    QString receivedText(const InboxRow& row) const;
    QVariant sortValue(const InboxRow& row, Column column) const;
    QDate m_today;
};

}  // namespace bloom::models
