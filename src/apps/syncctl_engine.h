// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Commands that run an engine in the terminal: sync, once, and serve, on the schedule.
#pragma once
#include "apps/syncctl_options.h"
#include "engine/engine_host.h"

namespace bloom::apps {

enum ExitCode { ExitSuccess = 0, ExitFailed = 1, ExitUsage = 2, ExitPartial = 3 };

/// Everything that is not the answer.
void tell(const QString& line);
/// The user who asks: for the log.
QString whoAsks();
/// Settings of the terminal's engine; without a schedule unless it serves.
engine::EngineOptions terminalOptions(const SyncctlCommand& command);
/// What is unusable of the settings the command needs, or missing. Settings of the window, or of what is not
/// asked for, stop nothing.
std::vector<Error> settingsProblems(const ResolvedSettings& resolved, Verb verb);

/// Drives one engine until the command is done; quits the event loop then.
class EngineCommand : public QObject {
    Q_OBJECT
public:
    explicit EngineCommand(SyncctlCommand what);
    ~EngineCommand() override;
    /// Runs the event loop; returns the exit code.
    int run();

private:
    void onSnapshot(const engine::EngineSnapshot& snapshot);
    void checkSettings();
    void begin();
    void requestSync();
    void compare();
    void findHeld();
    void decide(const HeldSet& set, HeldDecision decision);
    void onAnswer(const engine::SyncAnswer& answer);
    void onFinished(const RunReport& report);
    void tellState(const engine::EngineSnapshot& snapshot);
    void tellListener(const ListenerView& listener);
    void findPractitioner(const std::vector<PractitionerView>& known);
    /// Ends without a run, with the same object a run would have printed.
    void refuse(RunOutcome outcome, const std::vector<Error>& problems, int code);
    void end(int code);

    const SyncctlCommand m_command;
    engine::EngineHost m_host;
    SyncScope m_scope;
    std::optional<RunReport> m_early;  ///< it ended before the answer was there
    bool m_asked = false;
    std::optional<AppState> m_told;
    QString m_toldListener;
    bool m_begun = false;
    bool m_ended = false;
    int m_code = ExitFailed;
};

}  // namespace bloom::apps
