// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Follows one run that was asked for here: the answer, counts and time left, cancel, and how it ended.
#pragma once
#include "engine/engine.h"

#include <QFrame>
#include <memory>

namespace Ui {
class SyncProgressView;
}

namespace bloom::widgets {

/// What a finished run did, in lines: outcome, counts of each kind, what failed and why.
QString resultText(const RunReport& report);

class SyncProgressView final : public QFrame {
    Q_OBJECT
public:
    explicit SyncProgressView(engine::Engine& engine, QWidget* parent = nullptr);
    ~SyncProgressView() override;

    void ask(SyncRequest request);
    /// Asked for and neither refused nor ended.
    bool isBusy() const { return m_busy; }
    const std::optional<RunReport>& report() const { return m_report; }

Q_SIGNALS:
    void busyChanged(bool busy);
    void finished(const bloom::RunReport& report);
    /// Somebody took an offer that lies elsewhere: settings. To resume or release calls is done here.
    void offered(bloom::StateAction action);

private:
    void onAnswer(const engine::SyncAnswer& answer);
    void onSnapshot(const engine::EngineSnapshot& snapshot);
    void onFinished(const RunReport& report);
    void showRefused(const engine::SyncAnswer& answer);
    void takeOffer();
    void askAgainOn(const QFuture<Result<bool>>& mend);
    void showEnded(RunOutcome outcome, const QString& sentence);
    void showProgress(const RunProgress& run);
    void showParts(const RunProgress& run);
    void setBusy(bool busy);
    void cancel();
    engine::Engine& m_engine;
    std::unique_ptr<Ui::SyncProgressView> m_ui;
    SyncRequest m_request;
    StateAction m_offer = StateAction::None;
    std::optional<RunId> m_run;
    std::optional<RunReport> m_report;
    bool m_busy = false;
    quint64 m_token = 0;
};

}  // namespace bloom::widgets
