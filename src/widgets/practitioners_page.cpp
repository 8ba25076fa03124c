// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/practitioners_page.h"

#include "core/practice_time.h"
#include "models/when_done.h"
#include "models/words.h"
#include "widgets/dashboard_cards.h"
#include "widgets/everyone_pane.h"
#include "widgets/session_delegate.h"
#include "widgets/theme.h"

#include "ui_practitioners_page.h"

#include <QComboBox>
#include <QSettings>
#include <QStackedWidget>

namespace bloom::widgets {
namespace {
using namespace std::chrono_literals;
constexpr auto kSoon = 40ms;
constexpr auto kTime = 1s;
const QString kEveryone = QStringLiteral("everyone");
constexpr auto kOften = 5min;
constexpr auto kSlow = 250ms;
const QString kLastPractitioner = QStringLiteral("practitioners/last");
}  // namespace

PractitionersPage::PractitionersPage(engine::Engine& door, QSettings* memory, QWidget* parent)
    : Page(page::practitioners, tr("Practitioners"), QStringLiteral("practitioners"), parent),
      m_engine(door),
      m_memory(memory),
      m_ui(std::make_unique<Ui::PractitionersPage>()) {
    m_modes = new QStackedWidget(this);
    m_day = new QWidget(m_modes);
    m_ui->setupUi(m_day);
    m_modes->addWidget(m_day);
    setContent(m_modes);
    m_practitioners.setWithEveryone(true);
    buildHeader();
    buildMenu();
    buildEveryone();
    connectFeed();
    connectChanges();
    connectPlans();
    connectEngine();
    followSettings();
    loadPractitioners();
}

PractitionersPage::~PractitionersPage() = default;

std::optional<PractitionerId> PractitionersPage::practitioner() const {
    const QString id = m_chooser->currentData(models::PractitionerListModel::IdRole).toString();
    return id.isEmpty() ? std::nullopt : std::optional(PractitionerId(id));
}
QString PractitionersPage::practitionerName() const {
    return showsEveryone() ? QString() : m_chooser->currentText();
}

PractitionerView PractitionersPage::chosen() const {
    return m_chooser->currentData(models::PractitionerListModel::PractitionerRole).value<PractitionerView>();
}

QDate PractitionersPage::today() const {
    const auto zone = PracticeZone::find(chosen().timezone);
    return (zone ? *zone : PracticeZone::sydney()).localDate(m_engine.now());
}

void PractitionersPage::connectEngine() {
    m_soon.setSingleShot(true);
    m_soon.setInterval(kSoon);
    m_slow.setSingleShot(true);
    m_slow.setInterval(kSlow);
    m_often.setInterval(kOften);
    m_time.setInterval(kTime);
    connect(&m_time, &QTimer::timeout, this, &PractitionersPage::passTime);
    m_time.start();
    connect(&m_soon, &QTimer::timeout, this, &PractitionersPage::load);
    connect(&m_often, &QTimer::timeout, this, &PractitionersPage::refresh);
    connect(&m_slow, &QTimer::timeout, this, [this] {
        clearShown();
        m_ui->feedStack->setCurrentWidget(m_ui->loadingDay);
    });
    m_often.start();
    connect(&m_engine, &engine::Engine::recordsChanged, this, [this](const engine::ChangeSet& changes) {
        const auto shown = practitioner();
        const auto& named = changes.practitioners;
        if (showsEveryone())
            m_everyone->refresh();
        else if (changes.everything ||
                 (shown && std::find(named.begin(), named.end(), *shown) != named.end()))
            askSoon();
    });
    connect(&m_engine, &engine::Engine::runFinished, this, [this] {
        askSoon();
        if (!m_byHand && m_sessions.rowCount() == 0)
            loadPractitioners();  // the first sync has brought sessions: of somebody else, perhaps
    });
    connect(&m_engine, &engine::Engine::practitionersChanged, this, &PractitionersPage::loadPractitioners);
    connect(&m_engine, &engine::Engine::careChanged, this, [this] {
        if (showsEveryone())
            m_everyone->refresh();
        else
            askSoon();
    });
    connect(&m_engine, &engine::Engine::settingsChanged, this, &PractitionersPage::followSettings);
    connect(&m_engine, &engine::Engine::snapshotChanged, this,
            [this](const engine::EngineSnapshot& snapshot) {
                if (snapshot.ready && m_practitioners.rowCount() == 0)
                    loadPractitioners();
            });
    connect(this, &Page::messageActionTriggered, this, &PractitionersPage::loadPractitioners);
}

/// Changes that go on and on must not put it off for ever.
void PractitionersPage::askSoon() {
    if (!m_soon.isActive())
        m_soon.start();
}

void PractitionersPage::refresh() {
    if (m_practitioners.rowCount() == 0)
        loadPractitioners();
    else
        load();
}

void PractitionersPage::openLink(const PageLink& link) {
    if (link.section == QLatin1String("everyone"))
        return chooseEveryone();
    if (link.section == QLatin1String("missing"))
        return openMissing({practitioner().value_or(PractitionerId()), m_date, {}, {}});
    if (link.date) {
        m_date = *link.date;
        m_followsToday = m_date == today();
    }
    if (link.practitioner)
        choose(*link.practitioner);
    else if (link.date)
        load();
}

void PractitionersPage::loadPractitioners() {
    showLoading();
    const quint64 token = ++m_listToken;
    models::whenDone(m_engine.practitioners(), this,
                     [this, token](const Result<std::vector<PractitionerView>>& answer) {
                         onPractitioners(token, answer);
                     });
}

void PractitionersPage::onPractitioners(quint64 token, const Result<std::vector<PractitionerView>>& answer) {
    if (token != m_listToken)
        return;
    if (!answer) {
        if (answer.error().kind == ErrorKind::Cancelled)
            return;
        if (!m_engine.snapshot().ready && m_engine.snapshot().facts.databaseProblem.isEmpty())
            return;  // still starting: the next snapshot asks again
        fail(answer.error());
        return;
    }
    m_chooser->setVisible(!answer->empty());
    if (answer->empty()) {
        const bool configured = m_engine.snapshot().facts.configured;
        showEmpty({QStringLiteral("users"),
                   tr("No practitioners yet"),
                   configured
                       ? tr("They are found by the first sync, with their sessions.")
                       : tr("They are found by the first sync, once Bloom Sync is connected to Halaxy."),
                   {},
                   configured ? tr("Sync now") : tr("Open settings"),
                   configured ? StateAction::SyncNow : StateAction::OpenSettings});
        return;
    }
    const bool remembered = m_memory && m_memory->contains(kLastPractitioner);
    const bool settled = (practitioner() || showsEveryone()) && (m_byHand || m_sessions.rowCount() > 0);
    if (m_wanted || settled || remembered)
        adoptPractitioners(*answer);
    else
        chooseBusiest(token, *answer);
}

/// The first time, whoever has sessions today is more telling than whose name comes first.
void PractitionersPage::chooseBusiest(quint64 token, const std::vector<PractitionerView>& practitioners) {
    models::whenDone(m_engine.overview(), this,
                     [this, token, practitioners](const Result<OverviewView>& answer) {
                         if (token != m_listToken)
                             return;
                         int most = 0;
                         for (const PractitionerRow& row :
                              answer ? answer->practitioners : std::vector<PractitionerRow>()) {
                             if (row.sessionsToday > most && !m_wanted) {
                                 most = row.sessionsToday;
                                 m_busiest = row.id;
                             }
                         }
                         adoptPractitioners(practitioners);
                     });
}

void PractitionersPage::adoptPractitioners(const std::vector<PractitionerView>& practitioners) {
    auto keep = m_wanted ? m_wanted : practitioner();
    if (!m_wanted && m_byHand && showsEveryone())
        keep = PractitionerId();
    if (!keep && m_memory && m_memory->value(kLastPractitioner).toString() == kEveryone)
        keep = PractitionerId();
    else if (!keep && m_memory && m_memory->contains(kLastPractitioner))
        keep = PractitionerId(m_memory->value(kLastPractitioner).toString());
    else if (!m_wanted && !m_byHand && !m_busiest.isEmpty())
        keep = m_busiest;
    {
        const QSignalBlocker quiet(m_chooser);
        m_practitioners.setPractitioners(practitioners);
        // Row 0 is everyone: somebody chose it, or there is nobody else.
        const int row = keep ? m_practitioners.rowOfKey(*keep) : -1;
        m_chooser->setCurrentIndex(row >= 0 ? row : std::min(1, m_practitioners.rowCount() - 1));
    }
    m_wanted.reset();
    onChosen(m_chooser->currentIndex());
}

void PractitionersPage::choose(const PractitionerId& id) {
    m_byHand = true;
    const int row = m_practitioners.rowOfKey(id);
    if (row < 0) {
        m_wanted = id;
        loadPractitioners();
    } else if (row == m_chooser->currentIndex()) {
        load();
    } else {
        m_chooser->setCurrentIndex(row);
    }
}

void PractitionersPage::onChosen(int row) {
    if (row < 0)
        return;
    if (m_followsToday || !m_date.isValid())
        m_date = today();
    if (m_memory && m_byHand)
        m_memory->setValue(kLastPractitioner, practitioner() ? practitioner()->value : kEveryone);
    showMode();
    Q_EMIT practitionerChanged();
    load();
}

void PractitionersPage::chooseDate(QDate date) {
    if (!date.isValid() || date == m_date)
        return;
    m_date = date;
    m_followsToday = date == today();
    load();
}

void PractitionersPage::load() {
    const auto id = practitioner();
    if (!id)
        return showsEveryone() ? m_everyone->refresh() : void();
    if (m_followsToday)
        m_date = today();
    showDate();
    setSubtitle(zoneText(chosen().timezone, m_engine.now()));
    // Another's data must not stand under this name; the same one's may until the answer is here.
    if (!showsChosen())
        m_slow.start();
    const quint64 token = ++m_token;
    models::whenDone(m_engine.dashboard(*id, m_date), this,
                     [this, token](const Result<Dashboard>& answer) { onDashboard(token, answer); });
    loadChanges(*id);
}

void PractitionersPage::onDashboard(quint64 token, const Result<Dashboard>& answer) {
    if (token != m_token)
        return;
    m_slow.stop();
    if (answer)
        show(*answer);
    else if (answer.error().kind == ErrorKind::Cancelled)
        askSoon();
    else
        fail(answer.error());
}

bool PractitionersPage::showsChosen() const {
    return m_dashboard && m_dashboard->practitioner.id == practitioner() && m_dashboard->date == m_date;
}

/// One's figures never stand under the name of another, nor one day's under another day.
void PractitionersPage::clearShown() {
    m_dashboard.reset();
    m_sessions.setSessions({});
    showChanges({});
    m_ui->side->hide();
    m_ui->cancelledButton->hide();
}

void PractitionersPage::show(const Dashboard& dashboard) {
    const bool same = showsChosen();
    m_dashboard = dashboard;
    if (m_changesOf != std::pair(dashboard.practitioner.id, dashboard.date))
        showChanges({});  // another's, until theirs have come
    m_sessions.setSessions(dashboard.sessions);
    showFeed();
    if (!same && m_sessions.currentRow() >= 0)
        m_ui->feed->scrollTo(m_sessions.index(m_sessions.currentRow()), QAbstractItemView::PositionAtCenter);
    m_ui->side->show();
    showSyncCard(*m_ui, dashboard, m_engine.now());
    showWeekCard(*m_ui, dashboard, today());
    showMonthCard(*m_ui, dashboard);
    showUpcomingCard(*m_ui, dashboard, today());
    showPlans();
    showAge();
}

/// The legend of the month holds colours. Not at once: the application walks over its widgets just now.
void PractitionersPage::changeEvent(QEvent* event) {
    Page::changeEvent(event);
    if (isThemeChange(event))
        QTimer::singleShot(0, this, [this] {
            if (m_dashboard)
                showMonthCard(*m_ui, *m_dashboard);
        });
}

void PractitionersPage::showAge() {
    const SyncStatusView& sync = m_dashboard->sync;
    if (sync.health == SyncHealth::Healthy || m_dashboard->stillLoading || !sync.lastSuccess) {
        showFilled();
        return;
    }
    showStale(tr("Showing what was in Halaxy at %1 (%2).")
                  .arg(models::localClockText(*sync.lastSuccess).left(5),
                       agoText(*sync.lastSuccess, m_engine.now())),
              tr("Sync now"), StateAction::SyncNow);
}

void PractitionersPage::fail(const Error& error) {
    if (!showsChosen()) {
        clearShown();
        m_ui->emptyWords->setText(tr("This day can't be read"));
        m_ui->emptyHint->clear();
        m_ui->feedStack->setCurrentWidget(m_ui->emptyDay);
    }
    showFailed({QStringLiteral("database-off"), tr("The sessions can't be read."), error.message,
                tr("Nothing is lost: Halaxy has everything."), tr("Try again"), StateAction::None});
}

}  // namespace bloom::widgets
