// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/settings_page.h"

#include "models/when_done.h"
#include "widgets/setting_words.h"
#include "widgets/theme.h"
#include "widgets/themed_icon.h"

#include "ui_settings_page.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QShortcut>

namespace bloom::widgets {

SettingsPage::SettingsPage(engine::Engine& door, QWidget* parent)
    : Page(page::settings, tr("Settings"), QStringLiteral("settings"), parent),
      m_engine(door),
      m_ui(std::make_unique<Ui::SettingsPage>()) {
    auto* content = new QWidget(this);
    m_ui->setupUi(content);
    setContent(content);
    buildSections();
    buildPractitioners();
    connectEngine();
    showLoading();
    loadSettings();
    loadPractitioners();
}

SettingsPage::~SettingsPage() = default;

void SettingsPage::buildSections() {
    const std::pair<QString, QString> sections[] = {
        {QStringLiteral("connection"), tr("Halaxy")},   {QStringLiteral("clock"), tr("Schedule")},
        {QStringLiteral("webhooks"), tr("Webhooks")},   {QStringLiteral("database"), tr("Database")},
        {QStringLiteral("users"), tr("Practitioners")}, {QStringLiteral("sun"), tr("Appearance")}};
    for (const auto& [icon, words] : sections) {
        auto* item = new QListWidgetItem(themedIcon(icon), words, m_ui->sections);
        item->setSizeHint({0, 38});
    }
    m_ui->copySettingsFile->setIcon(themedIcon(QStringLiteral("copy")));
    connect(m_ui->sections, &QListWidget::currentRowChanged, m_ui->stack, &QStackedWidget::setCurrentIndex);
    m_ui->sections->setCurrentRow(0);
    m_rows = m_ui->stack->findChildren<SettingRow*>();
    for (SettingRow* row : m_rows) {
        row->bind(&m_draft);
        connect(row, &SettingRow::edited, this, &SettingsPage::onEdited);
    }
    connect(m_ui->saveButton, &QPushButton::clicked, this, &SettingsPage::save);
    connect(m_ui->discardButton, &QPushButton::clicked, this, [this] {
        m_draft.revert();
        for (SettingRow* row : m_rows)
            row->reload();
        showDraft();
    });
    connect(m_ui->testButton, &QPushButton::clicked, this, &SettingsPage::testConnection);
    connect(m_ui->copySettingsFile, &QToolButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_draft.stored().settingsFile); });
    auto* keys = new QShortcut(QKeySequence::Save, this);
    connect(keys, &QShortcut::activated, this, &SettingsPage::save);
}

void SettingsPage::connectEngine() {
    connect(&m_engine, &engine::Engine::settingsChanged, this, &SettingsPage::loadSettings);
    connect(&m_engine, &engine::Engine::practitionersChanged, this, &SettingsPage::loadPractitioners);
    connect(&m_engine, &engine::Engine::snapshotChanged, this,
            [this](const engine::EngineSnapshot& snapshot) {
                if (snapshot.ready && m_practitioners.rowCount() == 0)
                    loadPractitioners();
            });
    connect(this, &Page::messageActionTriggered, this, &SettingsPage::loadSettings);
}

void SettingsPage::refresh() { loadSettings(); }

void SettingsPage::openLink(const PageLink& link) {
    const QStringList sections{QStringLiteral("halaxy"),        QStringLiteral("schedule"),
                               QStringLiteral("webhooks"),      QStringLiteral("database"),
                               QStringLiteral("practitioners"), QStringLiteral("appearance")};
    if (const auto at = sections.indexOf(link.section); at >= 0)
        m_ui->sections->setCurrentRow(static_cast<int>(at));
}

void SettingsPage::loadSettings() {
    const quint64 token = ++m_token;
    models::whenDone(m_engine.settings(), this, [this, token](const Result<engine::SettingsView>& answer) {
        if (token != m_token)
            return;
        if (answer)
            adopt(*answer);
        else if (answer.error().kind != ErrorKind::Cancelled)
            showFailed({QStringLiteral("settings"), tr("The settings can't be read."), answer.error().message,
                        tr("Syncing goes on with those it started with."), tr("Try again"),
                        StateAction::None});
    });
}

void SettingsPage::adopt(const engine::SettingsView& view) {
    m_draft.setStored(view);
    for (SettingRow* row : m_rows)
        row->reload();
    showFacts();
    showDraft();
    showFilled();
}

void SettingsPage::showFacts() {
    const engine::SettingsView& view = m_draft.stored();
    m_ui->databaseNow->setText(view.databaseDescription.isEmpty() ? tr("Not open yet")
                                                                  : view.databaseDescription);
    m_ui->settingsFile->setText(view.settingsFile);
    m_ui->secretStore->setContent(
        view.secretStoreProtected ? Severity::Calm : Severity::Attention,
        view.secretStoreProtected ? QStringLiteral("lock") : QStringLiteral("warning"), view.secretStore);
    m_ui->secretHint->setText(
        view.secretStoreProtected
            ? tr("Secrets are never shown, logged or written to the settings file.")
            : tr("No system keychain was found. Whoever can read your files can read the secret; "
                 "an environment variable with _FILE is another way."));
}

QString SettingsPage::problemText() const {
    const std::vector<SettingKey> judged = m_draft.judged();
    for (const SettingRow* row : m_rows) {
        if (std::ranges::find(judged, row->key()) != judged.end() && m_draft.problem(row->key()))
            return tr("%1: %2").arg(row->label(), m_draft.problem(row->key())->message);
    }
    return {};
}

void SettingsPage::onEdited(SettingKey key) {
    for (SettingRow* row : m_rows)  // the address is judged by the way that was chosen
        if (key == SettingKey::ProxyMode && row->key() == SettingKey::ProxyUrl)
            row->reload();
    showDraft();
}

void SettingsPage::showDraft() {
    const auto changes = static_cast<int>(m_draft.patch().size());
    const QString problem = changes > 0 ? problemText() : QString();
    m_ui->footer->setVisible(changes > 0 || m_saving);
    m_ui->footerWords->setText(problem.isEmpty() ? tr("%Ln change(s) not saved", nullptr, changes) : problem);
    setTone(m_ui->footerWords, problem.isEmpty() ? Tone::Muted : Tone::Problem);
    m_ui->saveButton->setEnabled(problem.isEmpty() && changes > 0 && !m_saving);
    m_ui->discardButton->setEnabled(!m_saving);
    m_ui->preview->setText(schedulePreview(m_draft, m_engine.now()));
}

void SettingsPage::save() {
    const engine::SettingsPatch patch = m_draft.patch();
    if (patch.isEmpty() || !problemText().isEmpty() || m_saving)
        return;
    m_saving = true;
    showDraft();
    models::whenDone(m_engine.saveSettings(patch), this,
                     [this, patch](const Result<bool>& answer) { onSaved(patch, answer); });
}

void SettingsPage::onSaved(const engine::SettingsPatch& patch, const Result<bool>& answer) {
    m_saving = false;
    if (!answer) {
        showDraft();
        Q_EMIT noticeWanted(Severity::Problem, tr("Nothing was saved. %1").arg(answer.error().message));
        return;
    }
    for (auto each = patch.begin(); each != patch.end(); ++each) {
        if (m_draft.patch().value(each.key()) == each.value())  // not typed on meanwhile
            m_draft.revert(each.key());
    }
    showDraft();
    loadSettings();
    Q_EMIT noticeWanted(Severity::Calm, patch.contains(SettingKey::Database)
                                            ? tr("Saved. The other database is in use now.")
                                            : tr("Saved."));
}

void SettingsPage::testConnection() {
    m_ui->testButton->setEnabled(false);
    m_ui->testChecks->showTesting();
    const quint64 test = ++m_test;
    models::whenDone(m_engine.testConnection(m_draft.patch()), this,
                     [this, test](const ConnectionReport& report) {
                         if (test != m_test)
                             return;
                         m_ui->testButton->setEnabled(true);
                         m_ui->testChecks->showReport(report);
                     });
}

}  // namespace bloom::widgets
