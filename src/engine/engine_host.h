// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The engine behind the door, in this process: one object owns the engine's thread and the two reader
// threads, and does start, stop and wait. Lives in the thread of whoever shows; nothing of it blocks there
// but stop().
#pragma once
#include "engine/engine.h"
#include "engine/engine_options.h"

#include <memory>

namespace bloom::sync {
struct Comparison;
}

namespace bloom::engine {

class EngineHost final : public Engine {
    Q_OBJECT
public:
    explicit EngineHost(EngineOptions options, QObject* parent = nullptr);
    ~EngineHost() override;

    /// Once; after stop() make a new one.
    void start();
    /// Ends runs and calls, closes the database, joins the threads: at most 2 s. False when one did not end
    /// in time.
    bool stop();

    EngineSnapshot snapshot() const override;
    UtcTime now() const override;

    QFuture<SyncAnswer> requestSync(SyncRequest request) override;
    QFuture<Result<bool>> cancelRun(RunId run) override;
    QFuture<Result<bool>> pause(PauseFor duration) override;
    QFuture<Result<bool>> resume() override;
    QFuture<Result<bool>> holdCalls(bool hold, QString who) override;
    QFuture<Result<bool>> tryNow() override;
    QFuture<ConnectionReport> testConnection(SettingsPatch draft) override;
    QFuture<Result<bool>> saveSettings(SettingsPatch patch) override;
    QFuture<Result<bool>> savePractitioner(PractitionerPatch patch, QString who) override;
    QFuture<Result<bool>> saveClient(ClientPatch patch, QString who) override;
    QFuture<Result<bool>> markCare(CareMark mark, QString who) override;
    QFuture<Result<MissingAnswer>> findMissing(MissingQuestion question) override;
    QFuture<Result<int>> replay(std::vector<qint64> events, QString who) override;
    QFuture<Result<bool>> sendTestWebhook(QString route) override;
    QFuture<Result<bool>> decideHeld(QString heldSet, HeldDecision decision, QString who) override;
    QFuture<Result<bool>> acknowledgeAlert(qint64 alert, std::optional<UtcTime> silenceUntil,
                                           QString who) override;
    QFuture<Result<bool>> forgetClient(ClientId client, QString who) override;

    /// Database and Halaxy, now (network). Changes nothing; the terminal's, so not of the door.
    QFuture<Result<sync::Comparison>> compare();

    QFuture<Result<OverviewView>> overview() override;
    QFuture<Result<std::vector<PractitionerView>>> practitioners() override;
    QFuture<Result<Dashboard>> dashboard(PractitionerId practitioner, QDate date) override;
    QFuture<Result<EveryoneView>> everyone() override;
    QFuture<Result<ClientNotes>> clientNotes(ClientId client) override;
    QFuture<Result<std::vector<OwnedChange>>> ownedChanges(PractitionerId practitioner) override;
    QFuture<Result<LogIndex>> logIndex(LogFilter filter) override;
    QFuture<Result<std::vector<RunRow>>> logRows(LogFilter filter, LogAnchor from, int count) override;
    QFuture<Result<RunDetail>> runDetail(RunId run) override;
    QFuture<Result<ConnectionView>> connection() override;
    QFuture<Result<SettingsView>> settings() override;
    QFuture<Result<InboxView>> inbox(InboxFilter filter) override;
    QFuture<Result<std::vector<HeldSet>>> heldSets() override;
    QFuture<Result<std::vector<Alert>>> alerts(bool alsoCleared) override;
    QFuture<Result<MetricsView>> metrics(MetricsQuery query) override;
    QFuture<Result<std::vector<DayChange>>> changesToDay(PractitionerId practitioner, QDate date) override;

private:
    struct Threads;
    void connectWorker();
    template <typename T, typename Command> QFuture<T> command(Command command);

    EngineOptions m_options;
    std::unique_ptr<Threads> m_threads;
    EngineSnapshot m_snapshot;
};

}  // namespace bloom::engine
