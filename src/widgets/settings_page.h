// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The settings: typed into a draft, judged as they are typed, tested, and saved together. Practitioners are
// kept as they are changed.
#pragma once
#include "engine/engine.h"
#include "models/practitioner_table_model.h"
#include "models/settings_draft.h"
#include "widgets/page.h"

#include <memory>

namespace Ui {
class SettingsPage;
}

namespace bloom::widgets {

class SettingRow;
class SettingsPage final : public Page {
    Q_OBJECT
public:
    explicit SettingsPage(engine::Engine& engine, QWidget* parent = nullptr);
    ~SettingsPage() override;

    void openLink(const PageLink& link) override;
    void refresh() override;
    const models::SettingsDraft& draft() const { return m_draft; }
    void save();
    void testConnection();

private:
    void buildSections();
    void buildPractitioners();
    void connectEngine();
    void loadSettings();
    void adopt(const engine::SettingsView& view);
    void loadPractitioners();
    void savePractitioner(const engine::PractitionerPatch& patch);
    void showFacts();
    void onEdited(SettingKey key);
    void showDraft();
    void onSaved(const engine::SettingsPatch& patch, const Result<bool>& answer);
    QString problemText() const;

    engine::Engine& m_engine;
    std::unique_ptr<Ui::SettingsPage> m_ui;
    models::SettingsDraft m_draft;
    models::PractitionerTableModel m_practitioners;
    QList<SettingRow*> m_rows;
    quint64 m_token = 0;
    quint64 m_test = 0;
    bool m_saving = false;
};

}  // namespace bloom::widgets
