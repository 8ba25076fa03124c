// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A log of a million runs, newest first: the shape (count and anchors) is known whole, rows come in blocks as
// they are looked at, and new runs are inserted on top without moving what is read. Never waits: a row that
// is not here yet is a placeholder.
#pragma once
#include "engine/engine.h"
#include "models/log_block_cache.h"

#include <QAbstractTableModel>
#include <QTimer>
#include <deque>

namespace bloom::models {

class RunLogModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column {
        StartedColumn,
        TypeColumn,
        OutcomeColumn,
        PractitionerColumn,
        WhatColumn,
        ReadColumn,
        CreatedColumn,
        UpdatedColumn,
        DeletedColumn,
        CallsColumn,
        DurationColumn,
        AskedByColumn,
        MessageColumn,
        ColumnCount
    };
    enum Role {
        RunRole = Qt::UserRole + 1,  ///< RunRow, invalid for a placeholder
        LoadedRole,
        OutcomeRole,
    };
    enum class Load { Waiting, Ready, Failed };

    explicit RunLogModel(engine::Engine& engine, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : m_total; }
    int columnCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : ColumnCount;
    }
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    /// Asks anew; what is shown stays until the answer is here, and beyond it where only time has gone on.
    void setFilter(const LogFilter& filter);
    const LogFilter& filter() const { return m_filter; }
    Load load() const { return m_load; }
    /// Of the last failure, kept while older rows are still shown.
    const std::optional<Error>& problem() const { return m_problem; }
    std::optional<RunRow> runAt(int row) const;
    int rowOf(const RunId& id) const { return m_cache.rowOf(id); }
    const LogIndex& logIndex() const { return m_index; }

public Q_SLOTS:
    /// The log has changed: the new shape is asked for, now and then at most every 0.7 s.
    void refresh();

Q_SIGNALS:
    void loadChanged();
    /// New rows stand on top; views that are scrolled down move with what they show.
    void insertedOnTop(int rows);

private:
    void ask();
    void askAgainIfWanted();
    void onIndex(quint64 token, const Result<LogIndex>& answer);
    void onTop(quint64 token, LogIndex index, const Result<std::vector<RunRow>>& answer);
    void adopt(LogIndex index, std::vector<RunRow> top);
    bool mergeOnTop(const LogIndex& index, const std::vector<RunRow>& top);
    void resizeBottom(int total);
    void replaceTop(const std::vector<RunRow>& top);
    void setLoad(Load load, std::optional<Error> problem);

    void want(int row) const;
    void fetchNext();
    void onBlock(quint64 generation, int first, int inserted, const Result<std::vector<RunRow>>& answer);

    engine::Engine& m_engine;
    LogFilter m_filter;
    LogIndex m_index;
    int m_total = 0;
    mutable LogBlockCache m_cache;
    Load m_load = Load::Waiting;
    std::optional<Error> m_problem;

    quint64 m_token = 0;  ///< of the newest question about the shape
    bool m_asking = false;
    bool m_askAgain = false;
    bool m_filterChanged = true;
    quint64 m_generation = 0;          ///< of the rows: moves when all of them are others
    int m_inserted = 0;                ///< rows inserted on top in this generation
    mutable std::deque<int> m_wanted;  ///< blocks looked at, newest last
    mutable QTimer m_fetchSoon;
    QTimer m_pause;  ///< between two questions about the shape
    bool m_fetching = false;
};

/// What a column says of a run, for cells, CSV and copied rows alike.
QString cellText(const RunRow& run, RunLogModel::Column column);
QString columnTitle(RunLogModel::Column column);
/// "Everything", "Appointments", "Appointment 123".
QString whatText(const RunRow& run);

}  // namespace bloom::models
