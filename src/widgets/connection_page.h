// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How Bloom talks to Halaxy: breaker, budget, token, last calls; test it, try it, hold it.
#pragma once
#include "engine/engine.h"
#include "widgets/page.h"

class QPushButton;
class QSettings;
class QSortFilterProxyModel;
class QTimer;
namespace Ui {
class ConnectionPage;
}
namespace bloom::models {
class CallTableModel;
}

namespace bloom::widgets {

class ConnectionPage final : public Page {
    Q_OBJECT
public:
    /// The columns of the calls are remembered where there is a memory, which outlives the page.
    explicit ConnectionPage(engine::Engine& engine, QSettings* memory = nullptr, QWidget* parent = nullptr);
    ~ConnectionPage() override;
    /// The section "test" starts *Test connection*.
    void openLink(const PageLink& link) override;
    void refresh() override;

protected:
    void showEvent(QShowEvent* event) override;

private:
    void buildTable(QSettings* memory);
    void addButtons();
    void connectEngine();
    void ask();
    void showAnswer(const Result<ConnectionView>& answer);
    void showView(const ConnectionView& view);
    void showCalls();
    void showTransitions();
    void showToken();
    void showState();
    void forget();
    void showNotConnected();
    void tick();
    void test();
    void showReport(const ConnectionReport& report);
    void notifyReport(const ConnectionReport& report);
    void hold(bool held);

    engine::Engine& m_engine;
    std::unique_ptr<Ui::ConnectionPage> m_ui;
    models::CallTableModel* m_calls;
    QSortFilterProxyModel* m_sorted;
    QTimer* m_tick;
    QTimer* m_again;  ///< what ages without anything happening: budget, token
    QPushButton* m_test = nullptr;
    QPushButton* m_try = nullptr;
    QPushButton* m_hold = nullptr;
    std::optional<ConnectionView> m_view;
    bool m_callsOld = false;
};

}  // namespace bloom::widgets
