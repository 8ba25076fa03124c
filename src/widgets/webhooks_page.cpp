// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/webhooks_page.h"

#include "models/when_done.h"
#include "ui_webhooks_page.h"
#include "widgets/small_widgets.h"
#include "widgets/theme.h"
#include "widgets/themed_icon.h"
#include "widgets/timeline.h"
#include "widgets/webhook_setup_dialog.h"

#include <QPushButton>

namespace bloom::widgets {

namespace {
using namespace std::chrono_literals;

/// Whether there is anything to look at besides how it stands with the listener.
bool hasEvents(const InboxView& view) {
    const bool open = view.counts.waiting() + view.counts.dead > 0;
    return open || view.settled != InboxSettled() || !view.rows.empty() || !view.rejections.empty();
}
}  // namespace

WebhooksPage::WebhooksPage(engine::Engine& door, QSettings* memory, QWidget* parent)
    : Page(page::webhooks, tr("Webhooks"), QStringLiteral("webhooks"), parent),
      m_engine(door),
      m_ui(std::make_unique<Ui::WebhooksPage>()) {
    auto* content = new QWidget;
    m_ui->setupUi(content);
    setContent(makeScrolling(content));
    buildHeader();
    buildTable(memory);
    connectInbox();
    connectEngine();
    m_listener = door.snapshot().listener;
    m_ready = door.snapshot().ready;
    showLoading();
    followSettings();
    ask();
}

WebhooksPage::~WebhooksPage() = default;

void WebhooksPage::buildHeader() {
    auto* setup = new QPushButton(tr("Set up…"), this);
    setup->setObjectName(QStringLiteral("setup"));
    setup->setToolTip(tr("The addresses to enter in Halaxy, and a test of each"));
    addHeaderWidget(setup);
    connect(setup, &QPushButton::clicked, this, &WebhooksPage::openSetup);
    connect(m_ui->listenerMend, &QPushButton::clicked, this, &WebhooksPage::openSettings);
    connect(this, &Page::messageActionTriggered, this, [this] {
        if (state() == PageState::Failed)
            ask();
        else if (m_listener.wanted)
            openSetup();
        else
            openSettings();
    });
}

void WebhooksPage::connectEngine() {
    using engine::Engine;
    connect(&m_engine, &Engine::inboxChanged, this, [this] {
        if (isLookedAt())  // else refresh() asks as soon as it is
            ask();
    });
    connect(&m_engine, &Engine::snapshotChanged, this, &WebhooksPage::onSnapshot);
    connect(&m_engine, &Engine::settingsChanged, this, [this] {
        followSettings();
        ask();
    });
    m_again.setSingleShot(true);
    m_again.setInterval(500ms);
    connect(&m_again, &QTimer::timeout, this, [this] {
        if (isLookedAt())
            ask();
    });
    m_ages.setInterval(1s);
    connect(&m_ages, &QTimer::timeout, this, [this] {
        if (!isVisible() || !m_view)
            return;
        showFigures();
        if (state() != PageState::Failed)
            showState();
    });
    m_ages.start();
}

void WebhooksPage::onSnapshot(const engine::EngineSnapshot& snapshot) {
    const bool became = snapshot.ready && !m_ready;
    m_ready = snapshot.ready;
    m_listener = snapshot.listener;
    if (became)
        ask();
    showListener();
    if (m_view && state() != PageState::Failed)
        showState();
}

void WebhooksPage::followSettings() {
    models::whenDone(m_engine.settings(), this, [this](const Result<engine::SettingsView>& answer) {
        if (!answer)
            return;
        m_rhythm = models::rhythmOf(*answer);
        showListener();
        if (m_view && state() != PageState::Failed)
            showState();
    });
}

void WebhooksPage::refresh() { ask(); }

bool WebhooksPage::isLookedAt() const { return isVisible() || findChild<WebhookSetupDialog*>(); }

void WebhooksPage::openLink(const PageLink& link) {
    if (link.section == QLatin1String("setup"))
        openSetup();
    else if (link.section == QLatin1String("failed"))
        m_ui->filter->choose({InboxState::Failed});
}

void WebhooksPage::openSetup() {
    if (auto* shown = findChild<WebhookSetupDialog*>()) {
        shown->raise();
        shown->activateWindow();
        return;
    }
    auto* dialog = new WebhookSetupDialog(m_engine, this);
    connect(dialog, &WebhookSetupDialog::settingsWanted, this, &WebhooksPage::openSettings);
    connect(dialog, &WebhookSetupDialog::tested, this, &WebhooksPage::ask);
    if (m_view)
        dialog->showView(*m_view);
    dialog->show();
}

void WebhooksPage::openSettings() {
    Q_EMIT linkWanted({.page = page::settings, .section = QStringLiteral("webhooks")});
}

/// Many changes are one question: while one is on its way the next waits for it.
void WebhooksPage::ask() {
    if (m_asking) {
        m_askAgain = true;
        return;
    }
    m_asking = true;
    models::whenDone(m_engine.inbox({.states = m_ui->filter->states(), .limit = kMostRows}), this,
                     [this](const Result<InboxView>& answer) {
                         m_asking = false;
                         showAnswer(answer);
                         if (std::exchange(m_askAgain, false))
                             ask();
                     });
}

void WebhooksPage::showAnswer(const Result<InboxView>& answer) {
    if (answer) {
        m_view = *answer;
        m_listener = answer->listener;
        showView();
        return;
    }
    if (answer.error().kind == ErrorKind::Cancelled) {
        m_again.start();  // somebody else's question was newer
        return;
    }
    if (!m_ready && m_engine.snapshot().facts.databaseProblem.isEmpty())
        return;  // still starting: the snapshot that is ready asks again
    if (auto* dialog = findChild<WebhookSetupDialog*>())
        dialog->showProblem(answer.error().message);
    showFailed({.icon = QStringLiteral("database-off"),
                .headline = tr("The inbox can't be read."),
                .text = answer.error().message,
                .stillTrue = tr("What Halaxy is told was received stays stored; nothing of it is lost."),
                .actionText = tr("Try again"),
                .action = StateAction::None});
}

void WebhooksPage::showView() {
    showListener();
    showFigures();
    showRows();
    showRejections();
    showDetail();
    showState();
    if (auto* dialog = findChild<WebhookSetupDialog*>())
        dialog->showView(*m_view);
}

void WebhooksPage::showListener() {
    const models::ListenerWords said = models::describeListener(m_listener, m_rhythm);
    m_ui->listener->setContent(said.severity, said.icon, said.headline);
    m_ui->listenerSentence->setText(said.sentence);
    m_ui->listenerMend->setText(said.mend);
    m_ui->listenerMend->setVisible(!said.mend.isEmpty());
    const bool pressing = said.severity == Severity::Attention || said.severity == Severity::Problem;
    setButtonKind(m_ui->listenerMend, pressing ? ButtonKind::Primary : ButtonKind::Plain);
}

void WebhooksPage::showFigures() {
    const InboxCounts& counts = m_view->counts;
    const InboxSettled& settled = m_view->settled;
    const UtcTime now = m_engine.now();
    const auto age = [&](UtcTime since) {
        return tr("oldest %1")
            .arg(models::durationText(
                std::max(milliseconds(0), std::chrono::duration_cast<milliseconds>(now - since))));
    };
    m_ui->waiting->setFigure(models::countText(counts.received + counts.processing),
                             counts.oldestOpen ? age(*counts.oldestOpen) : QString());
    m_ui->failed->setFigure(models::countText(counts.failed),
                            counts.failed > 0 ? tr("tried again") : QString());
    m_ui->dead->setFigure(models::countText(counts.dead),
                          counts.dead > 0 ? tr("wait for a replay") : QString());
    m_ui->done->setFigure(
        models::countText(settled.done),
        settled.ignored > 0 ? tr("%1 ignored").arg(models::countText(settled.ignored)) : QString());
    m_ui->rate->setFigure(tr("%1 / min").arg(QLocale().toString(m_view->perMinute, 'f', 1)),
                          tr("in the last hour"));
    m_ui->delay->setFigure(
        m_view->delayMedian ? models::durationText(*m_view->delayMedian) : QStringLiteral("–"),
        m_view->delayP95 ? tr("95 of 100 under %1").arg(models::durationText(*m_view->delayP95)) : QString());
}

void WebhooksPage::showRejections() {
    std::vector<TimelineLine> lines;
    for (const WebhookRejections& each : m_view->rejections) {
        const models::RejectionWords said = models::describeRejection(each.reason);
        const QString where = each.route.isEmpty() ? QString() : tr("(…/%1)").arg(each.route);
        lines.push_back({Severity::Attention, QStringLiteral("warning"), agoText(each.last, m_engine.now()),
                         tr("%1 × %2").arg(models::countText(each.requests), said.reason),
                         QString(said.meaning + u' ' + where).trimmed()});
    }
    m_ui->rejected->setLines(lines, tr("Nobody was turned away."));
}

QString WebhooksPage::waitText() const {
    const HealthFacts& facts = m_engine.snapshot().facts;
    if (m_view->counts.waiting() == 0)
        return {};
    const QString kept = tr("%Ln event(s) kept until then.", nullptr, m_view->counts.waiting());
    if (facts.callsHeld)
        return tr("Calls to Halaxy are held.") + u' ' + kept;
    if (facts.paused)
        return tr("Syncing is paused.") + u' ' + kept;
    if (facts.circuitOpen)
        return tr("Halaxy can't be reached; Bloom Sync tries again by itself.") + u' ' + kept;
    return {};
}

void WebhooksPage::showState() {
    const HealthFacts& facts = m_engine.snapshot().facts;
    if (!hasEvents(*m_view) && models::describeListener(m_listener, m_rhythm).severity == Severity::Calm)
        showEmpty(emptyMessage());
    else if (const QString waits = waitText(); waits.isEmpty())
        showFilled();
    else if (facts.callsHeld)
        showStale(waits, tr("Release calls"), StateAction::ReleaseCalls);
    else if (facts.paused)
        showStale(waits, tr("Resume"), StateAction::Resume);
    else
        showStale(waits, tr("Try now"), StateAction::TryNow);
}

PageMessage WebhooksPage::emptyMessage() const {
    const models::ListenerWords said = models::describeListener(m_listener, m_rhythm);
    if (!m_listener.wanted)
        return {.icon = QStringLiteral("webhooks"),
                .headline = said.headline,
                .text = said.sentence,
                .stillTrue = {},
                .actionText = said.mend,
                .action = StateAction::None};
    return {.icon = QStringLiteral("webhooks"),
            .headline = tr("No webhook has come yet"),
            .text = tr("%1. Once its addresses are entered in Halaxy, changes show within seconds.")
                        .arg(said.headline),
            .stillTrue = models::arrivalText(m_rhythm),
            .actionText = tr("Set up…"),
            .action = StateAction::None};
}

}  // namespace bloom::widgets
