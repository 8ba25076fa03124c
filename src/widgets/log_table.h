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

class LogTable final : public QTableView {
    Q_OBJECT
public:
    /// Columns are remembered where there is a memory, which outlives the table.
    explicit LogTable(QSettings* memory, QWidget* parent = nullptr);
    void setLog(models::RunLogModel* log);
    /// Entries to show and hide columns.
    QMenu* columnMenu() const { return m_columns; }
    /// New runs that came above what is looked at.
    int unseen() const { return m_unseen; }
    void scrollToNewest();

Q_SIGNALS:
    void unseenChanged(int runs);
    void runChosen(const std::optional<bloom::RunRow>& run);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    void buildColumns();
    void remember();
    void onInsertedOnTop(int rows);
    void onScrolled(int value);
    void copySelected();
    QSettings* m_memory;
    models::RunLogModel* m_log = nullptr;
    QMenu* m_columns;
    int m_unseen = 0;
};

}  // namespace bloom::widgets
