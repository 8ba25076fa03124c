// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Carries out what buttons want by asking the door, and says the answer as a notice. The only place of the
// window that gives commands, so every button of the same kind answers alike.
#pragma once
#include "engine/engine.h"
#include "widgets/page_link.h"

#include <QObject>

namespace bloom::widgets {

class Commander final : public QObject {
    Q_OBJECT
public:
    explicit Commander(engine::Engine& engine, QObject* parent = nullptr);
    void perform(StateAction action);
    void sync(const SyncRequest& request);
    void syncAll();
    void pause(engine::PauseFor duration);
    /// With a request that was refused because of the pause: resumes, then syncs that.
    void resume();
    void holdCalls(bool hold);
    void tryNow();
    /// Cancels the run going on. False when nothing can be cancelled.
    bool cancel();
    /// The run that a *Cancel* was offered for; never one that came after it.
    void cancelStarted();

Q_SIGNALS:
    void noticeWanted(bloom::Severity severity, const QString& sentence, const QString& actionText,
                      bloom::StateAction action);
    void linkWanted(const bloom::widgets::PageLink& link);
    /// The run ended that a *Cancel* was offered for.
    void startedEnded();

private:
    void cancelRun(const RunId& run);
    void onFinished(const RunReport& report);
    void showAnswer(const engine::SyncAnswer& answer);
    void showResult(const Result<bool>& result, const QString& done);
    engine::Engine& m_engine;
    std::optional<SyncRequest> m_refused;  ///< what to sync once the offered mend is done
    std::optional<RunId> m_started;        ///< whose notice offers *Cancel*
};

/// What the button of an answer's offer says: the request it was refused for follows at once.
QString offerText(StateAction offer);

/// Who asks, as the log names them: the operating system's user.
QString askingUser();

}  // namespace bloom::widgets
