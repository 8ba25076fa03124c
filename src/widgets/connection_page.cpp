// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/connection_page.h"

#include "models/call_table_model.h"
#include "models/when_done.h"
#include "models/words.h"
#include "ui_connection_page.h"
#include "widgets/cell_delegate.h"
#include "widgets/commander.h"
#include "widgets/small_widgets.h"
#include "widgets/table_tools.h"
#include "widgets/theme.h"

#include <QHeaderView>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QTimer>

namespace bloom::widgets {

using models::CallTableModel;

namespace {

class AnswerDelegate final : public CellDelegate {
public:
    using CellDelegate::CellDelegate;

protected:
    CellMark mark(const QModelIndex& index) const override {
        if (index.data(CallTableModel::TroubleRole).toBool())
            return {QStringLiteral("error"), Severity::Problem};
        return {QStringLiteral("check"), Severity::Calm};
    }
};

TimelineLine lineOf(const BreakerTransition& change, const QString& which) {
    const QString words = ConnectionPage::tr("%1 %2").arg(which, breakerWords(change.to).toLower());
    return {severityOf(change.to),
            change.to == BreakerState::Closed ? QStringLiteral("check-circle") : QStringLiteral("cloud-off"),
            models::localClockText(change.at), words.simplified(), change.cause};
}

Severity severityOf(const ConnectionCheck& check) {
    if (!check.ok)
        return Severity::Problem;
    return check.warning ? Severity::Attention : Severity::Calm;
}

/// Tokens have a breaker of their own; where it alone keeps calls back, it is the one to look at.
bool showsTokenBreaker(const ConnectionView& view) {
    return view.api.state == BreakerState::Closed && view.token.state != BreakerState::Closed;
}

const BreakerView& shownBreaker(const ConnectionView& view) {
    return showsTokenBreaker(view) ? view.token : view.api;
}

}  // namespace

ConnectionPage::ConnectionPage(engine::Engine& door, QSettings* memory, QWidget* parent)
    : Page(page::connection, tr("Connection"), QStringLiteral("connection"), parent),
      m_engine(door),
      m_ui(std::make_unique<Ui::ConnectionPage>()),
      m_calls(new CallTableModel(this)),
      m_sorted(new QSortFilterProxyModel(this)),
      m_tick(new QTimer(this)),
      m_again(new QTimer(this)) {
    auto* content = new QWidget;
    m_ui->setupUi(content);
    m_ui->latency->setScatter(true);
    m_ui->reportCard->hide();
    setTone(m_ui->tokenDetail, Tone::Muted);
    setContent(makeScrolling(content));
    addButtons();
    buildTable(memory);
    m_tick->setInterval(250);
    connect(m_tick, &QTimer::timeout, this, &ConnectionPage::tick);
    m_again->setInterval(3000);
    connect(m_again, &QTimer::timeout, this, [this] {
        if (isVisible())
            ask();
    });
    m_again->start();
    connectEngine();
    showLoading();
    ask();
}

ConnectionPage::~ConnectionPage() = default;

void ConnectionPage::addButtons() {
    const auto add = [this](const QString& text, const char* name, const QString& tip) {
        auto* button = new QPushButton(text, this);
        button->setObjectName(QString::fromLatin1(name));
        button->setToolTip(tip);
        addHeaderWidget(button);
        return button;
    };
    m_test = add(tr("Test connection"), "test",
                 tr("Asks Halaxy for a token and for each resource; changes nothing"));
    m_try = add(tr("Try now"), "try", tr("Sends one probe at once, without waiting for the breaker"));
    m_hold = add(tr("Hold calls"), "hold", tr("Nothing is sent to Halaxy until you release them"));
    connect(m_test, &QPushButton::clicked, this, &ConnectionPage::test);
    connect(m_try, &QPushButton::clicked, this, [this] { Q_EMIT actionWanted(StateAction::TryNow); });
    connect(m_hold, &QPushButton::clicked, this, [this] { hold(!(m_view && m_view->held)); });
}

void ConnectionPage::buildTable(QSettings* memory) {
    QTableView* table = m_ui->calls;
    m_sorted->setSourceModel(m_calls);
    m_sorted->setSortRole(CallTableModel::SortRole);
    table->setModel(m_sorted);
    dressTable(table);
    table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    table->setItemDelegateForColumn(CallTableModel::AnswerColumn, new AnswerDelegate(table));
    table->setAccessibleName(tr("The last calls"));
    table->verticalHeader()->setDefaultSectionSize(table->fontMetrics().height() + 12);
    table->setFixedHeight(table->horizontalHeader()->sizeHint().height() +
                          12 * table->verticalHeader()->defaultSectionSize());
    QHeaderView* header = table->horizontalHeader();
    const int letter = table->fontMetrics().averageCharWidth();
    for (const auto& [column, letters] : {std::pair{CallTableModel::TimeColumn, 12},
                                          {CallTableModel::WhatColumn, 25},
                                          {CallTableModel::AnswerColumn, 18},
                                          {CallTableModel::LatencyColumn, 12},
                                          {CallTableModel::SizeColumn, 11},
                                          {CallTableModel::TryColumn, 7}})
        header->resizeSection(column, letter * letters);
    header->setStretchLastSection(true);
    makeSortable(*table);
    new TableTools(*table, memory, {QStringLiteral("connection/calls"), CallTableModel::TimeColumn});
}

void ConnectionPage::connectEngine() {
    using engine::Engine;
    connect(&m_engine, &Engine::connectionChanged, this, &ConnectionPage::showView);
    connect(&m_engine, &Engine::settingsChanged, this, &ConnectionPage::ask);
    connect(&m_engine, &Engine::snapshotChanged, this, [this] {
        if (state() != PageState::Failed)
            showState();
    });
}

void ConnectionPage::openLink(const PageLink& link) {
    if (link.section == QLatin1String("test"))
        test();
}

void ConnectionPage::refresh() { ask(); }

void ConnectionPage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    if (m_callsOld)
        showCalls();
}

void ConnectionPage::ask() {
    models::whenDone(m_engine.connection(), this,
                     [this](const Result<ConnectionView>& answer) { showAnswer(answer); });
}

void ConnectionPage::showAnswer(const Result<ConnectionView>& answer) {
    if (answer)
        showView(*answer);
    else if (answer.error().kind == ErrorKind::Settings)
        forget();
    else if (answer.error().kind != ErrorKind::Cancelled)
        showFailed({.icon = QStringLiteral("cloud-off"),
                    .headline = tr("The connection can't be shown."),
                    .text = answer.error().message,
                    .stillTrue = tr("Everything read before still shows on the other pages."),
                    .actionText = tr("Open settings"),
                    .action = StateAction::OpenSettings});
}

void ConnectionPage::showView(const ConnectionView& view) {
    m_view = view;
    setSubtitle(view.host.isEmpty() ? QString() : tr("Halaxy at %1").arg(view.host));
    m_ui->breaker->setBreaker(shownBreaker(view));
    m_ui->budget->setBudget(view.budget);
    m_hold->setText(view.held ? tr("Release calls") : tr("Hold calls"));
    setButtonKind(m_hold, view.held ? ButtonKind::Primary : ButtonKind::Plain);
    m_try->setEnabled(!view.held);
    tick();
    showToken();
    showTransitions();
    if (isVisible())
        showCalls();
    else
        m_callsOld = true;
    shownBreaker(view).state == BreakerState::Open ? m_tick->start() : m_tick->stop();
    showState();
}

void ConnectionPage::tick() {
    if (!m_view)
        return;
    const QString sentence = BreakerDiagram::sentence(shownBreaker(*m_view), m_engine.now());
    m_ui->breakerSentence->setText(showsTokenBreaker(*m_view) ? tr("Access tokens: %1").arg(sentence)
                                                              : sentence);
}

void ConnectionPage::showCalls() {
    m_callsOld = false;
    m_calls->setCalls(m_view->calls);
    m_ui->latency->setData(models::latencyChart(m_view->calls));
}

void ConnectionPage::showTransitions() {
    std::vector<TimelineLine> lines;
    std::vector<std::pair<UtcTime, TimelineLine>> dated;
    for (const BreakerTransition& change : m_view->api.transitions)
        dated.emplace_back(change.at, lineOf(change, QString()));
    for (const BreakerTransition& change : m_view->token.transitions)
        dated.emplace_back(change.at, lineOf(change, tr("Token:")));
    std::ranges::stable_sort(dated, std::greater(), [](const auto& entry) { return entry.first; });
    for (const auto& [at, line] : dated)
        if (lines.size() < 20)
            lines.push_back(line);
    m_ui->transitions->setLines(lines, tr("The breaker has been closed since Bloom Sync started."));
}

void ConnectionPage::showToken() {
    const TokenView& token = m_view->tokenState;
    const auto show = [this](Severity severity, const char* icon, const QString& words,
                             const QString& detail) {
        m_ui->token->setContent(severity, QString::fromLatin1(icon), words);
        m_ui->tokenDetail->setText(detail);
    };
    switch (token.state) {
        case TokenState::None:
            return show(Severity::Calm, "key", tr("No token yet"), tr("The next call asks for one."));
        case TokenState::Valid:
            if (token.validUntil && *token.validUntil <= m_engine.now())
                return show(Severity::Calm, "key", tr("The last token has run out"),
                            tr("The next call asks for another."));
            return show(
                Severity::Calm, "key", tr("Token is valid"),
                token.validUntil
                    ? tr("Until %1; renewed before it ends.").arg(models::localClockText(*token.validUntil))
                    : tr("Renewed before it ends."));
        case TokenState::Refreshing:
            return show(Severity::Busy, "sync", tr("Token is being renewed"),
                        tr("Calls go on as soon as it has come."));
        case TokenState::Refused:
            return show(Severity::Problem, "key", tr("Halaxy refuses the credentials"), token.problem);
        case TokenState::Failing:
            return show(Severity::Attention, "key", tr("No token could be had"), token.problem);
    }
}

/// The connection is gone: what was seen of it is no page to go back to.
void ConnectionPage::forget() {
    m_view.reset();
    m_callsOld = false;
    m_tick->stop();
    showNotConnected();
}

void ConnectionPage::showNotConnected() {
    showEmpty(
        {.icon = QStringLiteral("link"),
         .headline = tr("Not connected yet"),
         .text =
             tr("With the client id and secret of your Halaxy account, calls and their answers show here."),
         .stillTrue = {},
         .actionText = tr("Open settings"),
         .action = StateAction::OpenSettings});
}

void ConnectionPage::showState() {
    const HealthFacts& facts = m_engine.snapshot().facts;
    if (!m_view)
        return;
    if (!facts.configured && m_view->calls.empty())
        showNotConnected();
    else if (m_view->held)
        showStale(m_view->heldBy.isEmpty()
                      ? tr("Calls are held. What you see is from before.")
                      : tr("%1 held all calls. What you see is from before.").arg(m_view->heldBy),
                  tr("Release calls"), StateAction::ReleaseCalls);
    else
        showFilled();
}

void ConnectionPage::hold(bool held) {
    if (!held) {
        Q_EMIT actionWanted(StateAction::ReleaseCalls);
        return;
    }
    models::whenDone(m_engine.holdCalls(true, askingUser()), this, [this](const Result<bool>& result) {
        if (!result)
            Q_EMIT noticeWanted(Severity::Problem, result.error().message);
    });
}

void ConnectionPage::test() {
    m_test->setEnabled(false);
    m_ui->reportCard->show();
    m_ui->reportCard->setHint(tr("asking…"));
    m_ui->report->setLines({}, tr("Asking Halaxy for a token and one record of each kind…"));
    models::whenDone(m_engine.testConnection({}), this,
                     [this](const ConnectionReport& report) { showReport(report); });
}

void ConnectionPage::showReport(const ConnectionReport& report) {
    m_test->setEnabled(true);
    m_ui->reportCard->setHint(report.ok ? tr("everything answered") : tr("something is in the way"));
    std::vector<TimelineLine> lines;
    for (const ConnectionCheck& check : report.checks) {
        const Severity severity = severityOf(check);
        const QString icon = severity == Severity::Calm      ? QStringLiteral("check-circle")
                             : severity == Severity::Problem ? QStringLiteral("error")
                                                             : QStringLiteral("warning");
        lines.push_back({severity, icon, tr("%1 ms").arg(check.latency.count()), check.name, check.detail});
    }
    m_ui->report->setLines(lines, tr("No answer came."));
    if (state() == PageState::Empty || state() == PageState::Failed)
        notifyReport(report);  // the card is hidden behind the message
}

void ConnectionPage::notifyReport(const ConnectionReport& report) {
    const auto failed = std::ranges::find(report.checks, false, &ConnectionCheck::ok);
    if (failed != report.checks.end())
        Q_EMIT noticeWanted(Severity::Problem, tr("%1: %2").arg(failed->name, failed->detail));
    else if (report.ok)
        Q_EMIT noticeWanted(Severity::Calm, tr("Halaxy answered all that was asked."));
    else
        Q_EMIT noticeWanted(Severity::Problem, tr("No answer came."));
}

}  // namespace bloom::widgets
