// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The table of runs: rows of one height however many there are, columns of choice whose widths are
// remembered, and a place that stays when new runs come on top.
#pragma once
#include "models/run_log_model.h"

#include <QTableView>

class QMenu;
class QSettings;

namespace bloom::widgets {

class TableTools;

class LogTable final : public QTableView {
    Q_OBJECT
public:
    /// Columns are remembered where there is a memory, which outlives the table.
    explicit LogTable(QSettings* memory, QWidget* parent = nullptr);
    void setLog(models::RunLogModel* log);
    /// Entries to show and hide columns.
    QMenu* columnMenu() const;
    /// New runs that came above what is looked at.
    int unseen() const { return m_unseen; }
    void scrollToNewest();

Q_SIGNALS:
    void unseenChanged(int runs);
    void runChosen(const std::optional<bloom::RunRow>& run);
    /// The current run, chosen before, has gone on; nobody chose anything.
    void runUpdated(const bloom::RunRow& run);
    void copied(int rows, int missing);

protected:
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) override;

private:
    void buildColumns();
    void choose(int row);
    void onCurrentChangedItself(int row);
    void onInsertedOnTop(int rows);
    void onScrolled(int value);
    QSettings* m_memory;
    models::RunLogModel* m_log = nullptr;
    TableTools* m_tools = nullptr;
    int m_unseen = 0;
    bool m_awaited = false;  ///< the chosen row is not read yet
};

}  // namespace bloom::widgets
