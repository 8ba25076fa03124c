// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/sync_log_page.h"

#include "models/when_done.h"
#include "models/words.h"
#include "widgets/kept_font.h"
#include "widgets/log_filter_bar.h"
#include "widgets/log_table.h"
#include "widgets/run_detail_pane.h"
#include "widgets/theme.h"
#include "widgets/themed_icon.h"

#include "ui_sync_log_page.h"

#include <QEvent>
#include <QFileDialog>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QShortcut>
#include <QStandardPaths>

namespace bloom::widgets {
namespace {
const QString kSplitter = QStringLiteral("log/splitter");
}

SyncLogPage::SyncLogPage(engine::Engine& door, QSettings* memory, QWidget* parent)
    : Page(page::syncLog, tr("Sync log"), QStringLiteral("sync-log"), parent),
      m_engine(door),
      m_log(door),
      m_export(door),
      m_ui(std::make_unique<Ui::SyncLogPage>()) {
    auto* content = new QWidget(this);
    m_ui->setupUi(content);
    setContent(content);
    buildContent(memory);
    buildHeader();
    connectExport();
    connect(&m_log, &models::RunLogModel::loadChanged, this, &SyncLogPage::showLoad);
    connect(&m_log, &QAbstractItemModel::rowsInserted, this, &SyncLogPage::showCount);
    connect(&m_log, &QAbstractItemModel::rowsRemoved, this, &SyncLogPage::showCount);
    connect(&m_engine, &engine::Engine::practitionersChanged, this, &SyncLogPage::loadPractitioners);
    connect(&m_engine, &engine::Engine::snapshotChanged, this,
            [this](const engine::EngineSnapshot& snapshot) {
                if (snapshot.ready && m_log.load() == models::RunLogModel::Load::Failed)
                    m_log.refresh();
            });
    connect(this, &Page::messageActionTriggered, &m_log, &models::RunLogModel::refresh);
    showLoading();
    m_log.setFilter({});
    loadPractitioners();
}

SyncLogPage::~SyncLogPage() = default;

void SyncLogPage::buildContent(QSettings* memory) {
    m_filters = new LogFilterBar([this] { return m_engine.now(); }, this);
    m_ui->filterLayout->addWidget(m_filters);
    m_table = new LogTable(memory, this);
    m_table->setLog(&m_log);
    m_ui->tableLayout->addWidget(m_table);
    m_ui->splitter->setStyleSheet(QStringLiteral("QSplitter::handle { background: transparent; }"));
    keepFont(m_ui->noMatchWords, TextRole::Heading);
    m_detail = new RunDetailPane(m_engine, this);
    m_ui->detailLayout->addWidget(m_detail);
    m_ui->detailCard->hide();
    m_ui->exportStrip->hide();
    m_ui->splitter->setStretchFactor(0, 3);
    m_ui->splitter->setStretchFactor(1, 2);
    if (memory) {
        m_ui->splitter->restoreState(memory->value(kSplitter).toByteArray());
        connect(m_ui->splitter, &QSplitter::splitterMoved, this,
                [this, memory] { memory->setValue(kSplitter, m_ui->splitter->saveState()); });
    }
    m_unseen = new QPushButton(m_table);
    setButtonKind(m_unseen, ButtonKind::Primary);
    m_unseen->hide();
    m_table->installEventFilter(this);

    connect(m_filters, &LogFilterBar::filterChanged, &m_log, &models::RunLogModel::setFilter);
    connect(m_ui->noMatchClear, &QPushButton::clicked, m_filters, &LogFilterBar::clear);
    connect(m_table, &LogTable::runChosen, this, &SyncLogPage::showRun);
    connect(m_table, &LogTable::runUpdated, this, [this](const RunRow& run) {
        if (m_detail->isVisible() && m_detail->shownRun() == run.id)
            m_detail->showRun(run);
    });
    connect(m_table, &LogTable::copied, this, [this](int, int missing) {
        if (missing > 0)
            Q_EMIT noticeWanted(
                Severity::Attention,
                tr("Not read yet, so not copied: %Ln row(s). Scroll to them first, or export them.", nullptr,
                   missing));
    });
    connect(m_table, &LogTable::unseenChanged, this, [this](int runs) {
        m_unseen->setText(tr("%Ln new run(s)", nullptr, runs));
        m_unseen->setVisible(runs > 0);
        placeUnseen();
    });
    connect(m_unseen, &QPushButton::clicked, m_table, &LogTable::scrollToNewest);
    connect(m_detail, &RunDetailPane::againWanted, this, &Page::syncWanted);
    connect(m_detail, &RunDetailPane::copied, this, [this] {
        Q_EMIT noticeWanted(Severity::Calm, tr("Copied. It holds ids and causes, no names."));
    });
    connect(m_detail, &RunDetailPane::closed, this, [this] {
        m_ui->detailCard->hide();
        m_table->clearSelection();
        m_table->setCurrentIndex({});
        m_table->setFocus();
    });
}

void SyncLogPage::buildHeader() {
    auto* columns = new QPushButton(tr("Columns"), this);
    columns->setMenu(m_table->columnMenu());
    m_exportButton = new QPushButton(tr("Export CSV"), this);
    m_exportButton->setIcon(themedIcon(QStringLiteral("download")));
    m_exportButton->setToolTip(tr("All runs these filters show, as a table for spreadsheets"));
    addHeaderWidget(columns);
    addHeaderWidget(m_exportButton);
    connect(m_exportButton, &QPushButton::clicked, this, &SyncLogPage::chooseFile);
}

bool SyncLogPage::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_table && event->type() == QEvent::Resize)
        placeUnseen();
    return Page::eventFilter(watched, event);
}

void SyncLogPage::placeUnseen() {
    m_unseen->adjustSize();
    m_unseen->move((m_table->width() - m_unseen->width()) / 2, 44);
    m_unseen->raise();
}

void SyncLogPage::refresh() { m_log.refresh(); }

void SyncLogPage::openLink(const PageLink& link) {
    const bool problems = link.section == QLatin1String("problems") && !link.run;
    if (problems)
        m_filters->showOnly({RunOutcome::Partial, RunOutcome::Held, RunOutcome::Failed});
    if (link.practitioner)
        m_filters->choosePractitioner(*link.practitioner);
    if (link.run)
        openRun(*link.run);
}

void SyncLogPage::loadPractitioners() {
    models::whenDone(m_engine.practitioners(), this,
                     [this](const Result<std::vector<PractitionerView>>& answer) {
                         if (answer)
                             m_filters->setPractitioners(*answer);
                     });
}

void SyncLogPage::showLoad() {
    using Load = models::RunLogModel::Load;
    if (m_log.load() == Load::Failed) {
        showFailed({QStringLiteral("database-off"), tr("The log can't be read."), m_log.problem()->message,
                    tr("Syncing goes on: its log is written all the same."), tr("Try again"),
                    StateAction::None});
        return;
    }
    if (m_log.load() == Load::Waiting) {
        showCount();
        return;
    }
    if (m_log.rowCount() == 0 && m_filters->isEmpty()) {
        showEmpty({QStringLiteral("sync-log"),
                   tr("Nothing has been synced yet"),
                   tr("Each sync leaves a line here: when, what, how much, and why it failed if it did."),
                   {},
                   tr("Sync now"),
                   StateAction::SyncNow});
        return;
    }
    showFilled();
    m_ui->tableStack->setCurrentWidget(m_log.rowCount() > 0 ? m_ui->tablePage : m_ui->noMatch);
    showCount();
    if (m_wanted)
        openRun(*m_wanted);
}

void SyncLogPage::showCount() {
    const bool waiting = m_log.load() == models::RunLogModel::Load::Waiting;
    const int count = m_log.rowCount();
    setSubtitle(waiting                ? tr("Looking…")
                : m_filters->isEmpty() ? tr("%Ln run(s), newest first", nullptr, count)
                                       : tr("%Ln matching run(s)", nullptr, count));
    m_exportButton->setEnabled(m_log.rowCount() > 0 && !m_export.isRunning());
}

void SyncLogPage::showRun(const std::optional<RunRow>& run) {
    if (!run)
        return;
    m_detail->showRun(*run);
    m_ui->detailCard->show();
    // The pane takes room from the table: what was clicked stays in sight.
    QMetaObject::invokeMethod(
        m_table, [this] { m_table->scrollTo(m_table->currentIndex()); }, Qt::QueuedConnection);
}

/// Of the runs that are held; an older one is shown by its own filter.
void SyncLogPage::openRun(const RunId& run) {
    const int row = m_log.rowOf(run);
    if (row >= 0) {
        m_wanted.reset();
        m_table->selectRow(row);
        m_table->scrollTo(m_log.index(row, 0), QAbstractItemView::PositionAtCenter);
        return;
    }
    m_wanted = run;
    models::whenDone(m_engine.runDetail(run), this, [this, run](const Result<RunDetail>& answer) {
        if (answer && m_wanted == run) {
            m_wanted.reset();
            showRun(answer->run);
        }
    });
}

void SyncLogPage::chooseFile() {
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Export the log"), folder + tr("/bloom-sync-log.csv"), tr("Tables (*.csv)"));
    if (!path.isEmpty())
        exportTo(path);
}

void SyncLogPage::exportTo(const QString& path) {
    m_ui->exportWords->setText(tr("Exporting…"));
    m_ui->exportBar->setRange(0, 0);
    m_ui->exportStrip->show();
    m_exportButton->setEnabled(false);
    m_export.start(m_filters->filter(), path);
}

void SyncLogPage::connectExport() {
    using models::LogExport;
    const auto end = [this] {
        m_ui->exportStrip->hide();
        showCount();
    };
    connect(&m_export, &LogExport::progress, this, [this](int done, int total) {
        m_ui->exportBar->setRange(0, std::max(1, total));
        m_ui->exportBar->setValue(done);
        m_ui->exportWords->setText(
            tr("Exporting %1 of %Ln run(s)", nullptr, total).arg(models::countText(done)));
    });
    connect(&m_export, &LogExport::finished, this, [this, end](const QString& path, int rows) {
        end();
        Q_EMIT noticeWanted(Severity::Calm, tr("%Ln run(s) exported to %1.", nullptr, rows).arg(path));
    });
    connect(&m_export, &LogExport::failed, this, [this, end](const QString& why) {
        end();
        Q_EMIT noticeWanted(Severity::Problem, tr("The export failed. %1").arg(why));
    });
    connect(&m_export, &LogExport::cancelled, this, end);
    connect(m_ui->exportCancel, &QPushButton::clicked, &m_export, &LogExport::cancel);
}

}  // namespace bloom::widgets
