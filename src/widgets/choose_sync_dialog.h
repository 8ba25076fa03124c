// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// *Choose what to sync*: a scope, perhaps days; then its progress and its result. Not modal: the window stays
// usable.
#pragma once
#include "engine/engine.h"
#include "models/practitioner_list_model.h"
#include "models/sync_draft.h"

#include <QDialog>
#include <memory>

namespace Ui {
class ChooseSyncDialog;
}

namespace bloom::widgets {

class SyncProgressView;
class ChooseSyncDialog final : public QDialog {
    Q_OBJECT
public:
    ChooseSyncDialog(engine::Engine& engine, const SyncScope& scope, QWidget* parent = nullptr);
    ~ChooseSyncDialog() override;

    models::SyncDraft draft() const;

Q_SIGNALS:
    void actionWanted(bloom::StateAction action);

private:
    void fillChoices();
    void adopt(const SyncScope& scope);
    void connectControls();
    void loadPractitioners();
    void check();
    void start();
    void showBusy(bool busy);
    engine::Engine& m_engine;
    std::unique_ptr<Ui::ChooseSyncDialog> m_ui;
    models::PractitionerListModel m_practitioners;
    std::optional<PractitionerId> m_wanted;
    SyncProgressView* m_progress;
};

}  // namespace bloom::widgets
