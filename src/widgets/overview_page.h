// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Is everything in step, and what needs me today: the state in large, what needs attention, a row for each
// practitioner, and how runs have gone.
#pragma once
#include "engine/engine.h"
#include "widgets/page.h"

class QSettings;
class QTimer;
namespace Ui {
class OverviewPage;
}
namespace bloom::models {
class OverviewModel;
struct AttentionEntry;
}  // namespace bloom::models

namespace bloom::widgets {

class OverviewPage final : public Page {
    Q_OBJECT
public:
    /// The columns are remembered where there is a memory, which outlives the page.
    explicit OverviewPage(engine::Engine& engine, QSettings* memory = nullptr, QWidget* parent = nullptr);
    ~OverviewPage() override;
    void refresh() override;
    /// The section "held" opens the decision about held deletions.
    void openLink(const PageLink& link) override;

private:
    void buildTable(QSettings* memory);
    void connectEngine();
    void ask();
    void askSoon();
    void showAnswer(const Result<OverviewView>& answer);
    void showView(const OverviewView& view);
    void showSnapshot(const engine::EngineSnapshot& snapshot);
    void showState();
    void showCharts(const OverviewView& view);
    void askDelays();
    void showDelays(const Result<MetricsView>& answer);
    void placeDelays();
    void fitTable();
    void buildAttention();
    void takeStateAction();
    void openAttention(const models::AttentionEntry& entry);
    void openItem(const AttentionItem& item);
    void openHeld(const QString& heldSet);
    void followSettings();
    void askDelay();
    PageMessage emptyMessage() const;

    engine::Engine& m_engine;
    std::unique_ptr<Ui::OverviewPage> m_ui;
    models::OverviewModel* m_model;
    QTimer* m_soon;
    QTimer* m_ages;
    QTimer* m_delaySoon;
    std::optional<OverviewView> m_view;
    engine::EngineSnapshot m_snapshot;
    bool m_asking = false;
    bool m_askAgain = false;
    bool m_asksDelays = false;
    std::optional<bool> m_hasDelays;  ///< nothing before the first answer
    bool m_widthsKnown = false;       ///< remembered, or fitted to the first rows
};

}  // namespace bloom::widgets
