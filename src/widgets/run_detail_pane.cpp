// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run_detail_pane.h"

#include "models/run_log_model.h"
#include "models/support_text.h"
#include "models/when_done.h"
#include "widgets/cause_delegate.h"
#include "widgets/commander.h"
#include "widgets/kept_font.h"
#include "widgets/run_delegate.h"
#include "widgets/theme.h"
#include "widgets/themed_icon.h"

#include "ui_run_detail_pane.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>

namespace bloom::widgets {

SyncRequest requestLike(const RunRow& run, const QString& askedBy) {
    SyncRequest request;
    request.askedBy = askedBy;
    request.scope.practitioner = run.practitioner;
    request.scope.backfill = run.type == RunType::Backfill;
    if (run.entity && !run.entityId.isEmpty())
        request.scope.record = RecordKey{*run.entity, HalaxyId(run.entityId)};
    else
        request.scope.kind = run.entity;
    request.scope.dates = run.dates;
    return request;
}

RunDetailPane::RunDetailPane(engine::Engine& door, QWidget* parent)
    : QFrame(parent),
      m_engine(door),
      m_ui(std::make_unique<Ui::RunDetailPane>()) {
    m_ui->setupUi(this);
    keepFont(m_ui->title, TextRole::Heading);
    m_ui->closeButton->setIcon(themedIcon(QStringLiteral("close")));
    m_ui->copyButton->setIcon(themedIcon(QStringLiteral("copy")));
    m_ui->againButton->setIcon(themedIcon(QStringLiteral("retry")));
    m_ui->problems->setModel(&m_causes);
    m_ui->problems->setItemDelegate(new CauseDelegate(m_ui->problems));
    m_ui->problems->setResizeMode(QListView::Adjust);
    buildEntries();
    connect(m_ui->closeButton, &QToolButton::clicked, this, &RunDetailPane::closed);
    connect(m_ui->againButton, &QPushButton::clicked, this, [this] {
        if (m_run)
            Q_EMIT againWanted(requestLike(*m_run, askingUser()));
    });
    connect(m_ui->copyButton, &QPushButton::clicked, this, [this] {
        if (!m_detail)
            return;
        QGuiApplication::clipboard()->setText(models::supportText(*m_detail));
        Q_EMIT copied();
    });
}

RunDetailPane::~RunDetailPane() = default;

void RunDetailPane::buildEntries() {
    using models::LogEntriesModel;
    m_sorted.setSourceModel(&m_entries);
    m_sorted.setSortRole(LogEntriesModel::SortRole);
    QTableView* table = m_ui->entries;
    table->setModel(&m_sorted);
    table->setItemDelegate(new EntryDelegate(table));
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(QFontMetrics(textFont(TextRole::Body)).height() + 14);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setStretchLastSection(true);
    table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    table->setColumnWidth(LogEntriesModel::WhatColumn, 260);
    table->setColumnWidth(LogEntriesModel::OutcomeColumn, 122);
    for (int column = LogEntriesModel::ReadColumn; column <= LogEntriesModel::SetAsideColumn; ++column)
        table->setColumnWidth(column, 92);
    table->setColumnWidth(LogEntriesModel::MissingColumn, 118);
}

std::optional<RunId> RunDetailPane::shownRun() const {
    return m_run ? std::optional(m_run->id) : std::nullopt;
}

void RunDetailPane::showRun(const RunRow& run) {
    const bool other = !m_run || m_run->id != run.id;
    m_run = run;
    showHead(run);
    if (other) {
        m_detail.reset();
        m_entries.setEntries({});
        m_causes.setDetail({});
        m_ui->copyButton->setEnabled(false);
        m_ui->noProblems->setText(tr("Reading…"));
    }
    const quint64 token = ++m_token;
    models::whenDone(m_engine.runDetail(run.id), this,
                     [this, token](const Result<RunDetail>& answer) { onDetail(token, answer); });
}

void RunDetailPane::onDetail(quint64 token, const Result<RunDetail>& answer) {
    if (token != m_token)
        return;
    if (answer)
        showDetail(*answer);
    else if (answer.error().kind != ErrorKind::Cancelled)
        m_ui->noProblems->setText(tr("The details can't be read: %1").arg(answer.error().message));
}

void RunDetailPane::showHead(const RunRow& run) {
    m_ui->outcome->setContent({models::words(run.outcome), chipIcon(run.outcome), models::tone(run.outcome)});
    m_ui->title->setText(tr("%1 · %2").arg(models::words(run.type), models::localTimeText(run.started)));
    QStringList facts{models::whatText(run)};
    if (run.practitioner)
        facts.append(run.practitionerName);
    if (run.dates)
        facts.append(models::daysText(run.dates->first, run.dates->second));
    if (run.ended)
        facts.append(tr("took %1").arg(models::durationText(*run.ended - run.started)));
    facts.append(tr("%Ln call(s)", nullptr, run.calls));
    facts.append(tr("asked by %1").arg(run.askedBy.isEmpty() ? tr("the schedule") : run.askedBy));
    facts.append(tr("run %1").arg(run.id.value.left(13)));
    m_ui->facts->setText(facts.join(QStringLiteral("  ·  ")));
    m_ui->facts->setToolTip(run.id.value);
    m_ui->cause->setText(run.message);
    m_ui->cause->setVisible(!run.message.isEmpty());
    setTone(m_ui->cause, run.outcome == RunOutcome::Failed ? Tone::Problem : Tone::Attention);
    m_ui->againButton->setEnabled(run.outcome != RunOutcome::Running);
    m_ui->againButton->setToolTip(run.outcome == RunOutcome::Running ? tr("It is still running")
                                                                     : tr("Ask for the same sync once more"));
}

void RunDetailPane::showDetail(const RunDetail& detail) {
    const bool first = !m_detail;
    m_detail = detail;
    m_entries.setEntries(detail.entries);
    m_causes.setDetail(detail);
    const int problems = m_causes.rowCount();
    m_ui->problems->setVisible(problems > 0);
    m_ui->noProblems->setVisible(problems == 0);
    m_ui->noProblems->setText(tr("Nothing failed in this run."));
    m_ui->tabs->setTabText(0, tr("Problems (%1)").arg(problems));
    m_ui->tabs->setTabText(1, tr("Entries (%1)").arg(m_entries.rowCount()));
    if (first)
        m_ui->tabs->setCurrentIndex(problems > 0 ? 0 : 1);
    m_ui->copyButton->setEnabled(true);
}

}  // namespace bloom::widgets
