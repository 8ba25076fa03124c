// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The log of all runs: live, filtered, each run opens to what it did and why it failed; exported by a worker.
#pragma once
#include "engine/engine.h"
#include "models/log_export.h"
#include "models/run_log_model.h"
#include "widgets/page.h"

#include <memory>

class QPushButton;
class QSettings;

namespace Ui {
class SyncLogPage;
}

namespace bloom::widgets {

class LogFilterBar;
class LogTable;
class RunDetailPane;
class SyncLogPage final : public Page {
    Q_OBJECT
public:
    explicit SyncLogPage(engine::Engine& engine, QSettings* memory = nullptr, QWidget* parent = nullptr);
    ~SyncLogPage() override;

    void openLink(const PageLink& link) override;
    void refresh() override;
    models::RunLogModel& log() { return m_log; }
    /// What the button does once a file is chosen.
    void exportTo(const QString& path);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void buildHeader();
    void buildContent(QSettings* memory);
    void connectExport();
    void loadPractitioners();
    void showLoad();
    void showCount();
    void showRun(const std::optional<RunRow>& run);
    void openRun(const RunId& run);
    void placeUnseen();
    void chooseFile();

    engine::Engine& m_engine;
    models::RunLogModel m_log;
    models::LogExport m_export;
    std::unique_ptr<Ui::SyncLogPage> m_ui;
    LogFilterBar* m_filters = nullptr;
    LogTable* m_table = nullptr;
    RunDetailPane* m_detail = nullptr;
    QPushButton* m_unseen = nullptr;
    QPushButton* m_exportButton = nullptr;
    std::optional<RunId> m_wanted;  ///< to be opened as soon as its row is here
};

}  // namespace bloom::widgets
