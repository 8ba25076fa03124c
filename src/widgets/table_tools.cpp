// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/table_tools.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QSettings>
#include <QTableView>

namespace bloom::widgets {

TableTools::TableTools(QTableView& table, QSettings* memory, Options options)
    : QObject(&table),
      m_table(table),
      m_memory(memory),
      m_options(std::move(options)),
      m_columns(new QMenu(&table)) {
    QHeaderView* header = table.horizontalHeader();
    header->setSectionsMovable(true);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    if (m_memory)
        header->restoreState(m_memory->value(m_options.key).toByteArray());
    buildMenu();
    connect(header, &QHeaderView::customContextMenuRequested, this,
            [this, header](const QPoint& at) { m_columns->popup(header->mapToGlobal(at)); });
    connect(header, &QHeaderView::sectionResized, this, [this, header](int section) {
        if (header->sectionResizeMode(section) == QHeaderView::Interactive)
            remember();  // a stretched one follows the window, which is nobody's choice
    });
    connect(header, &QHeaderView::sectionMoved, this, &TableTools::remember);
    connect(header, &QHeaderView::sortIndicatorChanged, this, &TableTools::remember);
    if (table.isSortingEnabled())
        table.model()->sort(header->sortIndicatorSection(), header->sortIndicatorOrder());
    table.setContextMenuPolicy(Qt::CustomContextMenu);
    connect(&table, &QWidget::customContextMenuRequested, this, &TableTools::popUp);
    table.installEventFilter(this);
}

/// Also by the menu key, for who has no mouse.
void TableTools::popUp(const QPoint& at) {
    QMenu menu(&m_table);
    if (m_options.more)
        m_options.more(menu);
    QAction* copy = menu.addAction(tr("Copy rows"), this, &TableTools::copySelected);
    copy->setShortcut(QKeySequence::Copy);
    copy->setEnabled(m_table.selectionModel()->hasSelection());
    m_columns->setTitle(tr("Columns"));
    menu.addMenu(m_columns);
    menu.exec(m_table.viewport()->mapToGlobal(at));
}

void TableTools::buildMenu() {
    const QAbstractItemModel* model = m_table.model();
    for (int column = 0; column < model->columnCount(); ++column) {
        QAction* action = m_columns->addAction(model->headerData(column, Qt::Horizontal).toString());
        action->setCheckable(true);
        action->setChecked(!m_table.isColumnHidden(column));
        action->setEnabled(column != m_options.alwaysShown);
        connect(action, &QAction::toggled, this, [this, column](bool shown) {
            m_table.setColumnHidden(column, !shown);
            remember();
        });
    }
}

void TableTools::remember() {
    if (m_memory)
        m_memory->setValue(m_options.key, m_table.horizontalHeader()->saveState());
}

bool TableTools::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::KeyPress || !static_cast<QKeyEvent*>(event)->matches(QKeySequence::Copy))
        return QObject::eventFilter(watched, event);
    copySelected();
    return true;
}

/// Shown columns in shown order.
QString TableTools::lineOf(const QModelIndex& row) const {
    QStringList cells;
    const QHeaderView* header = m_table.horizontalHeader();
    for (int place = 0; place < header->count(); ++place) {
        const int column = header->logicalIndex(place);
        if (!m_table.isColumnHidden(column))
            cells.append(row.siblingAtColumn(column).data().toString());
    }
    return cells.join(QLatin1Char('\t'));
}

void TableTools::copySelected() {
    QModelIndexList rows = m_table.selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    QStringList lines;
    for (const QModelIndex& row : rows)
        if (!m_options.isHere || m_options.isHere(row))
            lines.append(lineOf(row));
    if (!lines.isEmpty())
        QGuiApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
    if (!rows.isEmpty())
        Q_EMIT copied(static_cast<int>(lines.size()), static_cast<int>(rows.size() - lines.size()));
}

}  // namespace bloom::widgets
