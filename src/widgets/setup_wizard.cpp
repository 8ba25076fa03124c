// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/setup_wizard.h"

#include "models/when_done.h"
#include "widgets/commander.h"
#include "widgets/kept_font.h"
#include "widgets/setting_words.h"
#include "widgets/step_bar.h"
#include "widgets/sync_progress_view.h"
#include "widgets/theme.h"

#include "ui_setup_wizard.h"

namespace bloom::widgets {
namespace {
const std::vector<SettingKey> kCredentials{SettingKey::ClientId, SettingKey::ClientSecret,
                                           SettingKey::ContactEmail, SettingKey::Region, SettingKey::BaseUrl};
const std::vector<SettingKey> kWindow{SettingKey::TimeZone, SettingKey::SyncIntervalMinutes,
                                      SettingKey::SyncHistoryDays, SettingKey::SyncFutureDays};
}  // namespace

SetupWizard::SetupWizard(engine::Engine& door, QWidget* parent)
    : QWidget(parent),
      m_engine(door),
      m_ui(std::make_unique<Ui::SetupWizard>()),
      m_bar(nullptr),
      m_progress(new SyncProgressView(door, this)) {
    m_ui->setupUi(this);
    m_bar = new StepBar({tr("Credentials"), tr("Test"), tr("Zone and window"), tr("First sync")}, this);
    m_ui->stepsLayout->addWidget(m_bar);
    m_ui->syncLayout->addWidget(m_progress);
    keepFont(m_ui->title, TextRole::Title);
    m_rows = findChildren<SettingRow*>();
    for (SettingRow* row : m_rows) {
        row->bind(&m_draft);
        connect(row, &SettingRow::edited, this, [this](SettingKey key) {
            if (std::find(kCredentials.begin(), kCredentials.end(), key) != kCredentials.end()) {
                m_tested = false;
                ++m_token;  // an answer on its way is about others
                m_ui->againButton->setEnabled(true);
            }
            m_problem.clear();
            check();
        });
    }
    connect(m_ui->nextButton, &QPushButton::clicked, this, &SetupWizard::next);
    connect(m_ui->backButton, &QPushButton::clicked, this, &SetupWizard::back);
    connect(m_ui->againButton, &QPushButton::clicked, this, &SetupWizard::test);
    connect(m_progress, &SyncProgressView::busyChanged, this, &SetupWizard::check);
    connect(m_progress, &SyncProgressView::offered, this, [this] { show(Credentials); });
    connect(&m_engine, &engine::Engine::settingsChanged, this, &SetupWizard::loadSettings);
    show(Credentials);
    loadSettings();
}

SetupWizard::~SetupWizard() = default;

SetupWizard::Step SetupWizard::step() const { return static_cast<Step>(m_ui->steps->currentIndex()); }

void SetupWizard::loadSettings() {
    models::whenDone(m_engine.settings(), this, [this](const Result<engine::SettingsView>& answer) {
        if (!answer)
            return;
        m_draft.setStored(*answer);
        for (SettingRow* row : m_rows)
            row->reload();
        check();
    });
}

void SetupWizard::show(Step wanted) {
    m_problem.clear();
    m_ui->steps->setCurrentIndex(wanted);
    m_bar->setCurrent(wanted);
    switch (wanted) {
        case Credentials:
            m_ui->title->setText(tr("Connect to Halaxy"));
            m_ui->explanation->setText(
                tr("An API key of your practice. The secret is kept in %1, never in a file of settings.")
                    .arg(m_draft.stored().secretStore.isEmpty() ? tr("the keychain")
                                                                : m_draft.stored().secretStore));
            break;
        case Test:
            m_ui->title->setText(tr("Test the connection"));
            m_ui->explanation->setText(
                tr("A token, and one record of each kind. Nothing is changed, nothing is stored."));
            break;
        case Window:
            m_ui->title->setText(tr("Time zone and window"));
            m_ui->explanation->setText(tr("What is fine for most practices stands here already."));
            break;
        case Sync:
            m_ui->title->setText(tr("The first sync"));
            m_ui->explanation->setText(
                tr("It takes from a minute to an hour, by the size of the practice. The window can be used "
                   "meanwhile: it "
                   "says “still loading” until all is there."));
            break;
    }
    check();
}

/// What the present step still wants, empty when it can be left.
QString SetupWizard::missing() const {
    const bool secret =
        m_draft.hasSecret(SettingKey::ClientSecret) || !m_draft.text(SettingKey::ClientSecret).isEmpty();
    if (step() == Credentials) {
        if (m_draft.text(SettingKey::ClientId).isEmpty() || !secret ||
            m_draft.text(SettingKey::ContactEmail).isEmpty())
            return tr("Client ID, secret and contact e-mail are needed.");
        return m_draft.usable(kCredentials) ? QString() : tr("Mend what is marked above.");
    }
    if (step() == Test)
        return m_tested ? QString() : tr("Go on once the test has passed.");
    return step() == Window && !m_draft.usable(kWindow) ? tr("Mend what is marked above.") : QString();
}

void SetupWizard::check() {
    const QString wanted = missing();
    m_ui->nextButton->setEnabled(wanted.isEmpty() && !m_busy);
    m_ui->nextButton->setToolTip(wanted);
    m_ui->nextButton->setText(step() == Sync     ? tr("Open the window")
                              : step() == Window ? tr("Start the first sync")
                                                 : tr("Next"));
    m_ui->backButton->setVisible(step() != Sync || m_progress->report().has_value());
    m_ui->backButton->setEnabled(!m_busy);
    m_ui->problem->setText(m_problem);
    m_ui->problem->setVisible(!m_problem.isEmpty());
    m_ui->windowPreview->setText(schedulePreview(m_draft, m_engine.now()));
}

void SetupWizard::next() {
    if (!missing().isEmpty() || m_busy)
        return;
    switch (step()) {
        case Credentials:
            show(Test);
            if (!m_tested)
                test();
            break;
        case Test:
            show(Window);
            break;
        case Window:
            save();
            break;
        case Sync:
            Q_EMIT finished();
            break;
    }
}

void SetupWizard::back() {
    if (step() == Credentials)
        Q_EMIT left();
    else
        show(static_cast<Step>(step() - 1));
}

void SetupWizard::test() {
    m_ui->checks->showTesting();
    m_ui->againButton->setEnabled(false);
    const quint64 token = ++m_token;
    models::whenDone(m_engine.testConnection(m_draft.patch()), this,
                     [this, token](const ConnectionReport& report) {
                         if (token != m_token)
                             return;
                         m_tested = report.ok;
                         m_ui->againButton->setEnabled(true);
                         m_ui->checks->showReport(report);
                         check();
                         if (report.ok)
                             m_ui->nextButton->setFocus();
                     });
}

void SetupWizard::save() {
    m_busy = true;
    check();
    models::whenDone(m_engine.saveSettings(m_draft.patch()), this, [this](const Result<bool>& answer) {
        m_busy = false;
        if (!answer) {
            m_problem = tr("The settings can't be saved. %1").arg(answer.error().message);
            check();
            return;
        }
        m_draft.revert();
        loadSettings();
        show(Sync);
        startSync();
    });
}

void SetupWizard::startSync() {
    SyncRequest request;
    request.type = RunType::Full;
    request.askedBy = askingUser();
    m_progress->ask(request);
}

}  // namespace bloom::widgets
