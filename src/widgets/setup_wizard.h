// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// From nothing to the first sync in four steps: credentials, test, time zone and window, sync. Nothing is
// stored before the third step is left.
#pragma once
#include "engine/engine.h"
#include "models/settings_draft.h"

#include <QWidget>
#include <memory>

namespace Ui {
class SetupWizard;
}

namespace bloom::widgets {

class SettingRow;
class StepBar;
class SyncProgressView;
class SetupWizard final : public QWidget {
    Q_OBJECT
public:
    enum Step { Credentials, Test, Window, Sync };
    explicit SetupWizard(engine::Engine& engine, QWidget* parent = nullptr);
    ~SetupWizard() override;

    Step step() const;
    void next();
    void back();

Q_SIGNALS:
    /// Back from the first step.
    void left();
    /// The window may be shown; the first sync goes on.
    void finished();

private:
    void loadSettings();
    void show(Step step);
    void check();
    QString missing() const;
    void test();
    void save();
    void startSync();
    engine::Engine& m_engine;
    std::unique_ptr<Ui::SetupWizard> m_ui;
    models::SettingsDraft m_draft;
    QList<SettingRow*> m_rows;
    StepBar* m_bar;
    SyncProgressView* m_progress;
    QString m_problem;
    bool m_tested = false;
    bool m_busy = false;
    quint64 m_token = 0;
};

}  // namespace bloom::widgets
