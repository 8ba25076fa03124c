// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What Halaxy has told us: whether and where we listen, the inbox, what was turned away; replay, and Set up.
#pragma once
#include "engine/engine.h"
#include "models/inbox_model.h"
#include "models/webhook_words.h"
#include "widgets/page.h"

#include <QSortFilterProxyModel>
#include <QTimer>
#include <memory>

class QSettings;

namespace Ui {
class WebhooksPage;
}

namespace bloom::widgets {

class WebhooksPage final : public Page {
    Q_OBJECT
public:
    /// The columns are remembered where there is a memory, which outlives the page.
    explicit WebhooksPage(engine::Engine& engine, QSettings* memory = nullptr, QWidget* parent = nullptr);
    ~WebhooksPage() override;
    /// Sections: "setup" opens *Set up*, "failed" shows what failed.
    void openLink(const PageLink& link) override;
    void refresh() override;
    void openSetup();

private:
    static constexpr int kMostRows = 200;
    void buildHeader();
    void buildTable(QSettings* memory);
    void connectEngine();
    void connectInbox();
    void followSettings();
    bool isLookedAt() const;
    void ask();
    void showAnswer(const Result<InboxView>& answer);
    void showView();
    void showListener();
    void showFigures();
    void showRows();
    void fitTable();
    void showRejections();
    void showState();
    void showDetail();
    void showButtons();
    void bringDetailIntoView();
    void onSnapshot(const engine::EngineSnapshot& snapshot);
    PageMessage emptyMessage() const;
    QString noEventsText() const;
    QString waitText() const;
    void openSettings();
    void replay(const std::vector<qint64>& events);
    std::vector<qint64> selected() const;
    const InboxRow* chosen() const;
    void syncChosen();
    void copyChosen();

    engine::Engine& m_engine;
    std::unique_ptr<Ui::WebhooksPage> m_ui;
    models::InboxModel m_events;
    QSortFilterProxyModel m_sorted;
    std::optional<InboxView> m_view;
    ListenerView m_listener;
    models::SyncRhythm m_rhythm;
    QTimer m_again;  ///< after an answer that another question took away
    QTimer m_ages;   ///< what grows old without anything happening
    bool m_ready = false;
    bool m_asking = false;
    bool m_askAgain = false;
};

}  // namespace bloom::widgets
