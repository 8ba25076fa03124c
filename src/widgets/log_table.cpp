// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log_table.h"

#include "widgets/run_delegate.h"
#include "widgets/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QScrollBar>
#include <QSettings>

namespace bloom::widgets {
namespace {
using models::RunLogModel;
const QString kColumns = QStringLiteral("log/columns");

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

LogTable::LogTable(QSettings* memory, QWidget* parent)
    : QTableView(parent),
      m_memory(memory),
      m_columns(new QMenu(this)) {
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
    horizontalHeader()->setSectionsMovable(true);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(horizontalHeader(), &QHeaderView::customContextMenuRequested, this,
            [this](const QPoint& at) { m_columns->popup(horizontalHeader()->mapToGlobal(at)); });
    setItemDelegate(new RunDelegate(this));
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &LogTable::onScrolled);
}

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
                const int row = currentIndex().row();
                if (row >= first.row() && row <= last.row())
                    Q_EMIT runChosen(m_log->runAt(row));
            });
}

void LogTable::buildColumns() {
    QHeaderView* header = horizontalHeader();
    for (int column = 0; column < RunLogModel::ColumnCount; ++column) {
        const auto which = static_cast<RunLogModel::Column>(column);
        setColumnWidth(column, startWidth(which));
        setColumnHidden(column, !shownAtFirst(which));
    }
    if (m_memory)
        header->restoreState(m_memory->value(kColumns).toByteArray());
    for (int column = 0; column < RunLogModel::ColumnCount; ++column) {
        QAction* action = m_columns->addAction(columnTitle(static_cast<RunLogModel::Column>(column)));
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        action->setEnabled(column != RunLogModel::StartedColumn);
        connect(action, &QAction::toggled, this, [this, column](bool shown) {
            setColumnHidden(column, !shown);
            remember();
        });
    }
    connect(header, &QHeaderView::sectionResized, this, &LogTable::remember);
    connect(header, &QHeaderView::sectionMoved, this, &LogTable::remember);
}

void LogTable::remember() {
    if (m_memory)
        m_memory->setValue(kColumns, horizontalHeader()->saveState());
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
        Q_EMIT runChosen(m_log->runAt(current.row()));
}

void LogTable::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy))
        copySelected();
    else
        QTableView::keyPressEvent(event);
}

/// The selected rows as lines with tabs, shown columns in shown order.
void LogTable::copySelected() {
    QStringList lines;
    for (const QModelIndex& row : selectionModel()->selectedRows()) {
        const auto run = m_log->runAt(row.row());
        QStringList cells;
        for (int place = 0; run && place < RunLogModel::ColumnCount; ++place) {
            const int column = horizontalHeader()->logicalIndex(place);
            if (!isColumnHidden(column))
                cells.append(cellText(*run, static_cast<RunLogModel::Column>(column)));
        }
        if (run)
            lines.append(cells.join(QLatin1Char('\t')));
    }
    if (!lines.isEmpty())
        QGuiApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
}

}  // namespace bloom::widgets
