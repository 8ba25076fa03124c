// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/overview_page.h"

#include "models/overview_model.h"
#include "models/when_done.h"
#include "models/words.h"
#include "ui_overview_page.h"
#include "widgets/cell_delegate.h"
#include "widgets/run_bar_delegate.h"
#include "widgets/small_widgets.h"
#include "widgets/table_tools.h"
#include "widgets/theme.h"

#include <QHeaderView>
#include <QSettings>
#include <QTimer>

namespace bloom::widgets {

using models::OverviewModel;

namespace {

class FreshnessDelegate final : public CellDelegate {
public:
    using CellDelegate::CellDelegate;

protected:
    CellMark mark(const QModelIndex& index) const override {
        const auto severity = static_cast<Severity>(index.data(OverviewModel::SeverityRole).toInt());
        if (severity == Severity::Calm)
            return {QStringLiteral("check-circle"), severity};
        return {severity == Severity::Problem ? QStringLiteral("error") : QStringLiteral("clock"), severity};
    }
};

/// With the first sync going on there is something to see before the database holds anything.
bool hasSomething(const OverviewView& view, const engine::EngineSnapshot& snapshot) {
    return !view.practitioners.empty() || !view.points.empty() || snapshot.run.has_value();
}

/// Ages grow longer by themselves: "just now" must not decide how wide they may become.
void fitColumns(QTableView& table, UtcTime now) {
    constexpr auto kLong = std::chrono::minutes(59);
    const auto atLeast = [&table](int column, int width) {
        table.setColumnWidth(column, std::max(table.columnWidth(column), width));
    };
    for (const int column :
         {OverviewModel::NameColumn, OverviewModel::FreshnessColumn, OverviewModel::NextColumn,
          OverviewModel::TodayColumn, OverviewModel::NotConfirmedColumn})
        table.resizeColumnToContents(column);
    const QFontMetrics metrics = table.fontMetrics();
    atLeast(OverviewModel::FreshnessColumn,
            cellWidth(metrics, agoText(now - kLong, now), {QStringLiteral("clock"), Severity::Calm}));
    atLeast(OverviewModel::NextColumn, cellWidth(metrics, untilText(now + kLong, now)));
}

bool isOld(const engine::EngineSnapshot& s) {
    return s.lastSuccess && s.facts.now - *s.lastSuccess > s.facts.staleAfter;
}

}  // namespace

OverviewPage::OverviewPage(engine::Engine& door, QSettings* memory, QWidget* parent)
    : Page(page::overview, tr("Overview"), QStringLiteral("overview"), parent),
      m_engine(door),
      m_ui(std::make_unique<Ui::OverviewPage>()),
      m_model(new OverviewModel(this)),
      m_soon(new QTimer(this)),
      m_ages(new QTimer(this)),
      m_delaySoon(new QTimer(this)) {
    auto* content = new QWidget;
    m_ui->setupUi(content);
    setTone(m_ui->stillTrue, Tone::Muted);
    setContent(makeScrolling(content));
    buildTable(memory);
    m_soon->setSingleShot(true);
    m_soon->setInterval(700);
    connect(m_soon, &QTimer::timeout, this, &OverviewPage::ask);
    m_ages->setInterval(10'000);
    connect(m_ages, &QTimer::timeout, this, [this] { m_model->tick(m_engine.now()); });
    m_ages->start();
    connect(m_ui->stateButton, &QPushButton::clicked, this, &OverviewPage::takeStateAction);
    buildAttention();
    m_ui->delayChart->setScatter(true);
    connectEngine();
    showSnapshot(m_engine.snapshot());
    showLoading();
    ask();
}

OverviewPage::~OverviewPage() = default;

void OverviewPage::connectEngine() {
    using engine::Engine;
    connect(&m_engine, &Engine::snapshotChanged, this, &OverviewPage::showSnapshot);
    connect(&m_engine, &Engine::runFinished, this, &OverviewPage::ask);
    connect(&m_engine, &Engine::recordsChanged, this, &OverviewPage::askSoon);
    connect(&m_engine, &Engine::practitionersChanged, this, &OverviewPage::ask);
    connect(&m_engine, &Engine::settingsChanged, this, &OverviewPage::ask);
}

void OverviewPage::buildTable(QSettings* memory) {
    QTableView* table = m_ui->practitioners;
    table->setModel(m_model);
    auto* runs = new RunBarDelegate(table);
    dressTable(table);
    table->setItemDelegateForColumn(OverviewModel::RunsColumn, runs);
    table->setItemDelegateForColumn(OverviewModel::FreshnessColumn, new FreshnessDelegate(table));
    table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    table->setAccessibleName(tr("Practitioners and their runs"));
    QHeaderView* header = table->horizontalHeader();
    header->setSectionResizeMode(OverviewModel::RunsColumn, QHeaderView::Stretch);
    table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    makeSortable(*table);
    const QString key = QStringLiteral("overview/practitioners");
    m_widthsKnown = memory && memory->contains(key);
    new TableTools(*table, memory, {key, OverviewModel::NameColumn});
    connect(runs, &RunBarDelegate::runClicked, this,
            [this](const RunId& run) { Q_EMIT linkWanted({.page = page::syncLog, .run = run}); });
    connect(table, &QTableView::activated, this, [this](const QModelIndex& index) {
        Q_EMIT linkWanted({.page = page::practitioners, .practitioner = m_model->practitioner(index).id});
    });
}

void OverviewPage::refresh() {
    m_model->tick(m_engine.now());
    m_ui->attention->refresh();
    askDelay();
    if (m_view && m_engine.now() - m_view->at > std::chrono::seconds(30))
        ask();
}

void OverviewPage::askSoon() {
    if (!m_soon->isActive())
        m_soon->start();
}

void OverviewPage::ask() {
    if (m_asking) {
        m_askAgain = true;
        return;
    }
    m_asking = true;
    askDelays();
    models::whenDone(m_engine.overview(), this, [this](const Result<OverviewView>& answer) {
        m_asking = false;
        showAnswer(answer);
        if (std::exchange(m_askAgain, false))
            askSoon();
    });
}

void OverviewPage::showAnswer(const Result<OverviewView>& answer) {
    if (answer) {
        m_view = *answer;
        showView(*answer);
        showState();
    } else if (answer.error().kind != ErrorKind::Cancelled) {
        showFailed({.icon = QStringLiteral("database-off"),
                    .headline = tr("The overview can't be read."),
                    .text = answer.error().message,
                    .stillTrue = tr("Nothing is lost: Halaxy holds every record."),
                    .actionText = tr("Open settings"),
                    .action = StateAction::OpenSettings});
    }
}

void OverviewPage::showView(const OverviewView& view) {
    m_model->setPractitioners(view.practitioners, m_engine.now());
    m_ui->practitionersCard->setVisible(!view.practitioners.empty());
    const QStringList held{tr("%Ln client(s)", nullptr, view.clients),
                           tr("%Ln session(s)", nullptr, view.sessions),
                           tr("%Ln invoice(s)", nullptr, view.invoices)};
    m_ui->practitionersCard->setHint(tr("%1 held here").arg(held.join(QStringLiteral(" · "))));
    m_ui->attention->setItems(view.attention);
    showCharts(view);
    fitTable();
}

void OverviewPage::fitTable() {
    QTableView* table = m_ui->practitioners;
    if (!m_widthsKnown && m_model->rowCount() > 0) {
        m_widthsKnown = true;
        fitColumns(*table, m_engine.now());
    }
    constexpr int kMost = 12;
    const int rows = std::min(m_model->rowCount(), kMost);
    const int header = table->horizontalHeader()->sizeHint().height();
    table->setFixedHeight(header + rows * table->verticalHeader()->defaultSectionSize() + 4);
    table->setVerticalScrollBarPolicy(m_model->rowCount() > kMost ? Qt::ScrollBarAsNeeded
                                                                  : Qt::ScrollBarAlwaysOff);
}

void OverviewPage::showSnapshot(const engine::EngineSnapshot& snapshot) {
    const bool becameReady = snapshot.ready && !m_snapshot.ready;
    m_snapshot = snapshot;
    const StateView& state = snapshot.state;
    m_ui->pill->setState(state);
    m_ui->meaning->setText(state.meaning);
    m_ui->stillTrue->setText(state.stillTrue);
    m_ui->stillTrue->setVisible(!state.stillTrue.isEmpty());
    m_ui->stateButton->setText(actionText(state.action));
    m_ui->stateButton->setVisible(state.action != StateAction::None);
    const bool pressing = state.severity == Severity::Attention || state.severity == Severity::Problem;
    setButtonKind(m_ui->stateButton, pressing ? ButtonKind::Primary : ButtonKind::Plain);
    m_ui->progress->setProgress(snapshot.run);
    m_ui->inbox->setInbox(snapshot.inbox, snapshot.listener, snapshot.facts.now);
    placeDelays();
    if (becameReady) {
        ask();
        m_ui->attention->refresh();
    }
    if (this->state() != PageState::Failed)
        showState();
}

void OverviewPage::showState() {
    if (!m_view)
        return;
    if (!hasSomething(*m_view, m_snapshot) && m_ui->attention->isEmpty())
        showEmpty(emptyMessage());
    else if (isOld(m_snapshot))
        showStale(
            tr("What you see was read %1.").arg(agoText(*m_snapshot.lastSuccess, m_snapshot.facts.now)));
    else
        showFilled();
}

PageMessage OverviewPage::emptyMessage() const {
    if (!m_snapshot.facts.configured)
        return {.icon = QStringLiteral("blossom"),
                .headline = tr("Nothing here yet"),
                .text = tr("Connect Bloom Sync to your Halaxy account, and it fills this page by itself."),
                .stillTrue = {},
                .actionText = tr("Open settings"),
                .action = StateAction::OpenSettings};
    return {.icon = QStringLiteral("blossom"),
            .headline = tr("Nothing has been read yet"),
            .text = tr("The first sync reads the practitioners, their clients and sessions, and this page "
                       "fills as they come."),
            .stillTrue = {},
            .actionText = tr("Sync now"),
            .action = StateAction::SyncNow};
}

}  // namespace bloom::widgets
