// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The door with nothing behind it: a test sets what it answers and sees what it was asked. Deterministic; for
// widgets and models only, never in a program.
#pragma once
#include "engine/engine.h"

#include <QPromise>

namespace bloom::test {

class FakeEngine : public engine::Engine {
    Q_OBJECT
public:
    /// A fixed Tuesday, 9:40 in Sydney.
    FakeEngine();

    // What it answers. A query answers at once; with `silent` it never does (the loading state).
    UtcTime time;
    engine::EngineSnapshot current;
    bool silent = false;
    engine::SyncAnswer syncAnswer;
    Result<bool> commandAnswer = true;
    ConnectionReport connectionReport;
    Result<OverviewView> overviewAnswer = OverviewView{};
    Result<std::vector<PractitionerView>> practitionersAnswer = std::vector<PractitionerView>{};
    /// By practitioner and date; the last resort is dashboardAnswer.
    std::function<Result<Dashboard>(PractitionerId, QDate)> dashboardFor;
    Result<Dashboard> dashboardAnswer = Dashboard{};
    /// The whole log, newest first; logIndex and logRows answer from it (filters: outcome, type,
    /// practitioner).
    std::vector<RunRow> log;
    std::optional<Error> logError;
    std::function<Result<RunDetail>(RunId)> detailFor;
    Result<ConnectionView> connectionAnswer = ConnectionView{};
    Result<engine::SettingsView> settingsAnswer = engine::SettingsView{};

    Result<InboxView> inboxAnswer = InboxView{};
    Result<std::vector<HeldSet>> heldAnswer = std::vector<HeldSet>{};
    Result<std::vector<Alert>> alertsAnswer = std::vector<Alert>{};
    Result<MetricsView> metricsAnswer = MetricsView{};
    Result<EveryoneView> everyoneAnswer = EveryoneView{};
    Result<ClientNotes> clientNotesAnswer = ClientNotes{};
    Result<std::vector<OwnedChange>> ownedChangesAnswer = std::vector<OwnedChange>{};
    Result<MissingAnswer> missingAnswer = MissingAnswer{};
    Result<std::vector<DayChange>> dayChangesAnswer = std::vector<DayChange>{};

    // What it was asked, in order.
    std::vector<SyncRequest> syncs;
    std::vector<RunId> cancelled;
    std::vector<engine::PauseFor> pauses;
    int resumes = 0;
    std::vector<bool> holds;
    int probes = 0;
    std::vector<engine::SettingsPatch> drafts;
    std::vector<engine::SettingsPatch> saved;
    std::vector<engine::PractitionerPatch> patches;
    std::vector<ClientPatch> clientPatches;
    std::vector<CareMark> marks;
    std::vector<MissingQuestion> missingQuestions;
    std::vector<std::vector<qint64>> replays;
    QStringList testWebhooks;
    std::vector<std::pair<QString, HeldDecision>> decisions;
    std::vector<std::pair<qint64, std::optional<UtcTime>>> acknowledged;
    std::vector<ClientId> forgotten;
    std::vector<InboxFilter> inboxFilters;
    std::vector<MetricsQuery> metricsQueries;
    QStringList queries;

    /// Decides the state from current.facts, sets the rest and tells everyone.
    void showFacts(HealthFacts facts);
    void showSnapshot(engine::EngineSnapshot snapshot);
    void showConnection(ConnectionView view);
    /// Facts of a set-up engine that is up to date, to start from.
    HealthFacts calmFacts() const;

    engine::EngineSnapshot snapshot() const override { return current; }
    UtcTime now() const override { return time; }
    QFuture<engine::SyncAnswer> requestSync(SyncRequest request) override;
    QFuture<Result<bool>> cancelRun(RunId run) override;
    QFuture<Result<bool>> pause(engine::PauseFor duration) override;
    QFuture<Result<bool>> resume() override;
    QFuture<Result<bool>> holdCalls(bool hold, QString who) override;
    QFuture<Result<bool>> tryNow() override;
    QFuture<ConnectionReport> testConnection(engine::SettingsPatch draft) override;
    QFuture<Result<bool>> saveSettings(engine::SettingsPatch patch) override;
    QFuture<Result<bool>> savePractitioner(engine::PractitionerPatch patch, QString who) override;
    QFuture<Result<bool>> saveClient(ClientPatch patch, QString who) override;
    QFuture<Result<bool>> markCare(CareMark mark, QString who) override;
    QFuture<Result<MissingAnswer>> findMissing(MissingQuestion question) override;
    QFuture<Result<EveryoneView>> everyone() override;
    QFuture<Result<ClientNotes>> clientNotes(ClientId client) override;
    QFuture<Result<std::vector<OwnedChange>>> ownedChanges(PractitionerId practitioner) override;
    QFuture<Result<int>> replay(std::vector<qint64> events, QString who) override;
    QFuture<Result<bool>> sendTestWebhook(QString route) override;
    QFuture<Result<bool>> decideHeld(QString heldSet, HeldDecision decision, QString who) override;
    QFuture<Result<bool>> acknowledgeAlert(qint64 alert, std::optional<UtcTime> silenceUntil,
                                           QString who) override;
    QFuture<Result<bool>> forgetClient(ClientId client, QString who) override;
    QFuture<Result<OverviewView>> overview() override;
    QFuture<Result<std::vector<PractitionerView>>> practitioners() override;
    QFuture<Result<Dashboard>> dashboard(PractitionerId practitioner, QDate date) override;
    QFuture<Result<LogIndex>> logIndex(LogFilter filter) override;
    QFuture<Result<std::vector<RunRow>>> logRows(LogFilter filter, LogAnchor from, int count) override;
    QFuture<Result<RunDetail>> runDetail(RunId run) override;
    QFuture<Result<ConnectionView>> connection() override;
    QFuture<Result<engine::SettingsView>> settings() override;
    QFuture<Result<InboxView>> inbox(InboxFilter filter) override;
    QFuture<Result<std::vector<HeldSet>>> heldSets() override;
    QFuture<Result<std::vector<Alert>>> alerts(bool alsoCleared) override;
    QFuture<Result<MetricsView>> metrics(MetricsQuery query) override;
    QFuture<Result<std::vector<DayChange>>> changesToDay(PractitionerId practitioner, QDate date) override;

private:
    template <typename T> QFuture<T> answer(const QString& query, T value);
    std::vector<RunRow> filtered(const LogFilter& filter) const;
    std::vector<std::shared_ptr<void>> m_unanswered;
};

}  // namespace bloom::test
