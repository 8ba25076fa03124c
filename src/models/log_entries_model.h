// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The lines of one run: a kind, a practitioner's part, or a record that failed.
#pragma once
#include "core/log_views.h"
#include "models/keyed_model.h"

namespace bloom::models {

template <> struct RowKey<LogEntry> {
    static const QString& of(const LogEntry& entry) { return entry.id; }
};
using LogEntryRows = KeyedModel<LogEntry, QAbstractTableModel>;

class LogEntriesModel final : public LogEntryRows {
    Q_OBJECT
public:
    enum Column {
        WhatColumn,
        OutcomeColumn,
        ReadColumn,
        CreatedColumn,
        UpdatedColumn,
        UnchangedColumn,
        DeletedColumn,
        MissingColumn,
        SetAsideColumn,
        MessageColumn,
        ColumnCount
    };
    enum Role { OutcomeRole = Qt::UserRole + 1, SortRole };
    using LogEntryRows::LogEntryRows;

    int columnCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : ColumnCount;
    }
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    void setEntries(const std::vector<LogEntry>& entries) { setRows(entries); }
};

/// "Appointments of Dr Ada Park", "Patient 123", "Everything".
QString whatText(const LogEntry& entry);

}  // namespace bloom::models
