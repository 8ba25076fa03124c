// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What every table of the window can do: columns of choice whose order and widths are remembered, and rows
// copied with Ctrl+C as lines with tabs.
#pragma once
#include <QObject>
#include <functional>

class QMenu;
class QModelIndex;
class QSettings;
class QTableView;

namespace bloom::widgets {

class TableTools final : public QObject {
    Q_OBJECT
public:
    struct Options {
        QString key;          ///< under which the columns are remembered
        int alwaysShown = 0;  ///< the column that can't be hidden
        /// False for a row that is not read yet, which can't be copied.
        std::function<bool(const QModelIndex&)> isHere{};
        /// What else the rows' context menu begins with.
        std::function<void(QMenu&)> more{};
    };
    /// For a table that has its model and first widths. The memory, where there is one, outlives the table.
    TableTools(QTableView& table, QSettings* memory, Options options);
    /// Entries to show and hide columns; also the context menu of the header.
    QMenu* columnMenu() const { return m_columns; }
    void copySelected();

Q_SIGNALS:
    /// `missing` chosen rows were not read yet.
    void copied(int rows, int missing);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void buildMenu();
    void popUp(const QPoint& at);
    void remember();
    QString lineOf(const QModelIndex& row) const;
    QTableView& m_table;
    QSettings* m_memory;
    Options m_options;
    QMenu* m_columns;
};

}  // namespace bloom::widgets
