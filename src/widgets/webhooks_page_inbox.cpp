// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The inbox of the Webhooks page: its table, the chosen event, replay.
#include "models/when_done.h"
#include "ui_webhooks_page.h"
#include "widgets/cell_delegate.h"
#include "widgets/chip_delegate.h"
#include "widgets/commander.h"
#include "widgets/table_tools.h"
#include "widgets/theme.h"
#include "widgets/themed_icon.h"
#include "widgets/webhooks_page.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QScrollArea>

namespace bloom::widgets {

using models::InboxModel;

namespace {
constexpr int kMostLines = 11;
constexpr int kLeastLines = 4;

ChipContent stateChip(const QModelIndex& index) {
    const auto state = static_cast<InboxState>(index.data(InboxModel::StateRole).toInt());
    return {models::words(state), models::iconOf(state), models::tone(state)};
}

}  // namespace

void WebhooksPage::buildTable(QSettings* memory) {
    QTableView* table = m_ui->events;
    m_sorted.setSourceModel(&m_events);
    m_sorted.setSortRole(InboxModel::SortRole);
    table->setModel(&m_sorted);
    dressTable(table);
    table->setItemDelegateForColumn(InboxModel::StateColumn, new ChipDelegate(stateChip, table));
    table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    table->setAccessibleName(tr("Events of the inbox"));
    table->verticalHeader()->setDefaultSectionSize(table->fontMetrics().height() + 16);
    QHeaderView* header = table->horizontalHeader();
    const int letter = table->fontMetrics().averageCharWidth();
    for (const auto& [column, letters] : {std::pair{InboxModel::StateColumn, 15},
                                          {InboxModel::EventColumn, 23},
                                          {InboxModel::RecordColumn, 14},
                                          {InboxModel::ReceivedColumn, 14},
                                          {InboxModel::TriesColumn, 9},
                                          {InboxModel::DelayColumn, 10}})
        header->resizeSection(column, letter * letters);
    header->setStretchLastSection(true);
    makeSortable(*table);
    new TableTools(*table, memory,
                   {.key = QStringLiteral("webhooks/events"),
                    .alwaysShown = InboxModel::StateColumn,
                    .more = [this](QMenu& menu) {
                        const InboxRow* one = chosen();
                        menu.addAction(tr("Replay"), this, [this] { replay(selected()); })
                            ->setEnabled(!selected().empty());
                        menu.addAction(tr("Sync this record now"), this, &WebhooksPage::syncChosen)
                            ->setEnabled(one && one->key);
                        menu.addAction(tr("Copy Halaxy id"), this, &WebhooksPage::copyChosen)
                            ->setEnabled(one && one->key);
                        menu.addSeparator();
                    }});
}

void WebhooksPage::connectInbox() {
    connect(m_ui->filter, &InboxFilterBar::changed, this, &WebhooksPage::ask);
    connect(m_ui->replaySelected, &QPushButton::clicked, this, [this] { replay(selected()); });
    connect(m_ui->replayFailed, &QPushButton::clicked, this, [this] { replay({}); });
    m_ui->replayFailed->setIcon(themedIcon(QStringLiteral("retry")));
    connect(m_ui->detail, &InboxDetail::replayWanted, this, [this] { replay(selected()); });
    connect(m_ui->detail, &InboxDetail::syncWanted, this, &WebhooksPage::syncChosen);
    connect(m_ui->detail, &InboxDetail::copyWanted, this, &WebhooksPage::copyChosen);
    connect(m_ui->events->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &WebhooksPage::showDetail);
    showButtons();
}

void WebhooksPage::showRows() {
    m_events.setEvents(m_view->rows, m_engine.now());
    m_ui->filter->setCounts(m_view->counts, m_view->settled);
    const int rows = m_events.rowCount();
    QTableView* table = m_ui->events;
    fitTable();
    table->setVisible(rows > 0);
    m_ui->noEvents->setVisible(rows == 0);
    m_ui->noEvents->setText(noEventsText());
    m_ui->noEvents->setMinimumHeight(table->verticalHeader()->defaultSectionSize() * 2);
    m_ui->moreEvents->setVisible(rows >= kMostRows);
    m_ui->moreEvents->setText(tr("The newest %1 of them; older ones are kept in the database.").arg(rows));
}

/// The details of an event take the place of its last lines: nothing below moves.
void WebhooksPage::fitTable() {
    QTableView* table = m_ui->events;
    const int line = table->verticalHeader()->defaultSectionSize();
    const int lines = std::clamp(m_events.rowCount(), kLeastLines, kMostLines);
    int height = table->horizontalHeader()->sizeHint().height() + lines * line + 4;
    if (!m_ui->detail->isHidden())
        height = std::max(height - m_ui->detail->sizeHint().height() - m_ui->inboxColumn->spacing(),
                          height - (lines - kLeastLines) * line);
    table->setFixedHeight(height);
}

QString WebhooksPage::noEventsText() const {
    return m_ui->filter->states().empty() ? tr("No event has come yet.") : tr("No event is in this state.");
}

std::vector<qint64> WebhooksPage::selected() const {
    std::vector<qint64> events;
    for (const QModelIndex& row : m_ui->events->selectionModel()->selectedRows())
        events.push_back(row.data(InboxModel::IdRole).toLongLong());
    return events;
}

const InboxRow* WebhooksPage::chosen() const {
    const std::vector<qint64> events = selected();
    return events.size() == 1 ? m_events.find(events.front()) : nullptr;
}

void WebhooksPage::showDetail() {
    const bool was = !m_ui->detail->isHidden();
    m_ui->detail->showRow(chosen(), m_engine.now());
    if (was != !m_ui->detail->isHidden()) {
        fitTable();
        m_ui->events->scrollTo(m_ui->events->currentIndex());
        QTimer::singleShot(0, this, &WebhooksPage::bringDetailIntoView);
    }
    showButtons();
}

/// In a small window it stands below the edge.
void WebhooksPage::bringDetailIntoView() {
    if (auto* area = findChild<QScrollArea*>(); area && m_ui->detail->isVisible())
        area->ensureWidgetVisible(m_ui->detail, 0, space::l);
}

void WebhooksPage::showButtons() {
    const int failed = m_view ? m_view->counts.failed + m_view->counts.dead : 0;
    const auto many = static_cast<int>(selected().size());
    m_ui->replaySelected->setVisible(many > 1);  // one has its own button, beside what became of it
    m_ui->replaySelected->setText(tr("Replay %Ln event(s)", nullptr, many));
    m_ui->replayFailed->setText(failed > 0 ? tr("Replay all %1 failed").arg(models::countText(failed))
                                           : tr("Replay all failed"));
    m_ui->replayFailed->setEnabled(failed > 0);
}

void WebhooksPage::replay(const std::vector<qint64>& events) {
    models::whenDone(m_engine.replay(events, askingUser()), this, [this](const Result<int>& answer) {
        if (answer)
            Q_EMIT noticeWanted(Severity::Calm, tr("%Ln event(s) read once more.", nullptr, *answer));
        else if (answer.error().kind != ErrorKind::Cancelled)
            Q_EMIT noticeWanted(Severity::Problem, answer.error().message);
        ask();
    });
}

void WebhooksPage::syncChosen() {
    const InboxRow* row = chosen();
    if (!row || !row->key)
        return;
    SyncRequest request;
    request.scope.record = row->key;
    Q_EMIT syncWanted(request);
}

void WebhooksPage::copyChosen() {
    const InboxRow* row = chosen();
    if (!row || !row->key)
        return;
    QGuiApplication::clipboard()->setText(row->key->id.value);
    Q_EMIT noticeWanted(Severity::Calm, tr("Copied: %1").arg(toText(*row->key)));
}

}  // namespace bloom::widgets
