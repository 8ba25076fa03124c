// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log_table.h"

#include "widgets/run_delegate.h"
#include "widgets/table_tools.h"
#include "widgets/theme.h"

#include <QHeaderView>
#include <QScrollBar>

namespace bloom::widgets {
namespace {
using models::RunLogModel;

int startWidth(RunLogModel::Column column) {
    switch (column) {
        case RunLogModel::StartedColumn:
            return 166;
        case RunLogModel::TypeColumn:
            return 104;
        case RunLogModel::OutcomeColumn:
            return 116;
        case RunLogModel::PractitionerColumn:
            return 136;
        case RunLogModel::WhatColumn:
            return 116;
        case RunLogModel::ReadColumn:
        case RunLogModel::CreatedColumn:
        case RunLogModel::DeletedColumn:
        case RunLogModel::CallsColumn:
            return 70;
        case RunLogModel::UpdatedColumn:
        case RunLogModel::DurationColumn:
            return 88;
        case RunLogModel::AskedByColumn:
            return 100;
        case RunLogModel::MessageColumn:
            return 160;
        case RunLogModel::ColumnCount:
            break;
    }
    return 100;
}
bool shownAtFirst(RunLogModel::Column column) {
    return column != RunLogModel::WhatColumn && column != RunLogModel::DeletedColumn &&
           column != RunLogModel::CallsColumn && column != RunLogModel::AskedByColumn;
}
}  // namespace

LogTable::LogTable(QSettings* memory, QWidget* parent) : QTableView(parent), m_memory(memory) {
    setAccessibleName(tr("Runs, newest first"));
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setWordWrap(false);
    setMouseTracking(true);
    setTabKeyNavigation(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(QFontMetrics(textFont(TextRole::Body)).height() + 18);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setStretchLastSection(true);
    setItemDelegate(new RunDelegate(this));
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &LogTable::onScrolled);
    connect(this, &QTableView::activated, this, [this](const QModelIndex& index) { selectRow(index.row()); });
}

QMenu* LogTable::columnMenu() const { return m_tools->columnMenu(); }

void LogTable::setLog(RunLogModel* log) {
    m_log = log;
    setModel(log);
    buildColumns();
    connect(log, &RunLogModel::insertedOnTop, this, &LogTable::onInsertedOnTop);
    connect(log, &QAbstractItemModel::modelReset, this, [this] {
        m_unseen = 0;
        Q_EMIT unseenChanged(0);
        Q_EMIT runChosen(std::nullopt);
    });
    connect(log, &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex& first, const QModelIndex& last) {
                if (const int row = currentIndex().row(); row >= first.row() && row <= last.row())
                    onCurrentChangedItself(row);
            });
}

void LogTable::buildColumns() {
    for (int column = 0; column < RunLogModel::ColumnCount; ++column) {
        const auto which = static_cast<RunLogModel::Column>(column);
        setColumnWidth(column, startWidth(which));
        setColumnHidden(column, !shownAtFirst(which));
    }
    const auto isHere = [](const QModelIndex& row) { return row.data(RunLogModel::LoadedRole).toBool(); };
    m_tools =
        new TableTools(*this, m_memory, {QStringLiteral("log/columns"), RunLogModel::StartedColumn, isHere});
    connect(m_tools, &TableTools::copied, this, &LogTable::copied);
}

void LogTable::onInsertedOnTop(int rows) {
    QScrollBar* bar = verticalScrollBar();
    if (bar->value() == 0)
        return;
    // The range grows with the rows first; then what was read stands where it stood.
    executeDelayedItemsLayout();
    bar->setValue(bar->value() + rows * verticalHeader()->defaultSectionSize());
    m_unseen += rows;
    Q_EMIT unseenChanged(m_unseen);
}

void LogTable::onScrolled(int value) {
    if (value > 0 || m_unseen == 0)
        return;
    m_unseen = 0;
    Q_EMIT unseenChanged(0);
}

void LogTable::scrollToNewest() { verticalScrollBar()->setValue(0); }

void LogTable::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
    QTableView::currentChanged(current, previous);
    if (m_log && current.row() != previous.row())
        choose(current.row());
}

/// The mouse moves first the focus, then the selection.
void LogTable::selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) {
    QTableView::selectionChanged(selected, deselected);
    const QModelIndex current = currentIndex();
    const bool one = selected.size() == 1 && selected.first().height() == 1;
    if (m_log && one && selected.contains(current))
        choose(current.row());
}

/// Chosen is what is selected: the focus alone, which Qt puts on the first row, opens nothing.
void LogTable::choose(int row) {
    if (row < 0 || !selectionModel()->isRowSelected(row))
        return;
    const std::optional<RunRow> run = m_log->runAt(row);
    m_awaited = !run;
    if (run)
        Q_EMIT runChosen(run);
}

void LogTable::onCurrentChangedItself(int row) {
    const std::optional<RunRow> run = m_log->runAt(row);
    if (!run)
        return;
    if (std::exchange(m_awaited, false))
        Q_EMIT runChosen(run);
    else
        Q_EMIT runUpdated(*run);
}

}  // namespace bloom::widgets
