// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fake_engine.h"

#include <algorithm>

namespace bloom::test {

using namespace engine;
using namespace std::chrono;

FakeEngine::FakeEngine() : time(sys_days(2026y / November / 23) + 22h + 40min) {
    syncAnswer.kind = SyncAnswerKind::Started;
    syncAnswer.sentence = QStringLiteral("Started.");
    current.facts = calmFacts();
    current.state = describeState(current.facts);
    current.lastSuccess = current.facts.lastCompleteSuccess;
    current.nextRun = current.facts.nextRun;
    current.ready = true;
}

HealthFacts FakeEngine::calmFacts() const {
    HealthFacts facts;
    facts.now = time;
    facts.configured = true;
    facts.everSynced = true;
    facts.runEndedSinceStart = true;
    facts.engineStarted = time - 2h;
    facts.lastCompleteSuccess = time - 3min;
    facts.nextRun = time + 11min;
    return facts;
}

void FakeEngine::showFacts(HealthFacts facts) {
    current.facts = std::move(facts);
    current.state = describeState(current.facts);
    current.lastSuccess = current.facts.lastCompleteSuccess;
    current.nextRun = current.facts.nextRun;
    Q_EMIT snapshotChanged(current);
}

void FakeEngine::showSnapshot(EngineSnapshot shown) {
    current = std::move(shown);
    Q_EMIT snapshotChanged(current);
}

void FakeEngine::showConnection(ConnectionView view) {
    connectionAnswer = view;
    Q_EMIT connectionChanged(view);
}

template <typename T> QFuture<T> FakeEngine::answer(const QString& query, T value) {
    queries.append(query);
    auto promise = std::make_shared<QPromise<T>>();
    promise->start();
    if (silent) {
        m_unanswered.push_back(promise);
        return promise->future();
    }
    promise->addResult(std::move(value));
    promise->finish();
    return promise->future();
}

QFuture<SyncAnswer> FakeEngine::requestSync(SyncRequest request) {
    syncs.push_back(std::move(request));
    return answer(QStringLiteral("requestSync"), syncAnswer);
}

QFuture<Result<bool>> FakeEngine::cancelRun(RunId run) {
    cancelled.push_back(run);
    return answer(QStringLiteral("cancelRun"), commandAnswer);
}

QFuture<Result<bool>> FakeEngine::pause(PauseFor duration) {
    pauses.push_back(duration);
    return answer(QStringLiteral("pause"), commandAnswer);
}

QFuture<Result<bool>> FakeEngine::resume() {
    ++resumes;
    return answer(QStringLiteral("resume"), commandAnswer);
}

QFuture<Result<bool>> FakeEngine::holdCalls(bool hold, QString) {
    holds.push_back(hold);
    return answer(QStringLiteral("holdCalls"), commandAnswer);
}

QFuture<Result<bool>> FakeEngine::tryNow() {
    ++probes;
    return answer(QStringLiteral("tryNow"), commandAnswer);
}

QFuture<ConnectionReport> FakeEngine::testConnection(SettingsPatch draft) {
    drafts.push_back(std::move(draft));
    return answer(QStringLiteral("testConnection"), connectionReport);
}

QFuture<Result<bool>> FakeEngine::saveSettings(SettingsPatch patch) {
    saved.push_back(std::move(patch));
    return answer(QStringLiteral("saveSettings"), commandAnswer);
}

QFuture<Result<bool>> FakeEngine::saveClient(ClientPatch patch, QString) {
    clientPatches.push_back(std::move(patch));
    return answer(QStringLiteral("saveClient"), commandAnswer);
}

QFuture<Result<bool>> FakeEngine::markCare(CareMark mark, QString) {
    marks.push_back(std::move(mark));
    return answer(QStringLiteral("markCare"), commandAnswer);
}

QFuture<Result<MissingAnswer>> FakeEngine::findMissing(MissingQuestion question) {
    missingQuestions.push_back(std::move(question));
    return answer(QStringLiteral("findMissing"), missingAnswer);
}

QFuture<Result<EveryoneView>> FakeEngine::everyone() {
    return answer(QStringLiteral("everyone"), everyoneAnswer);
}

QFuture<Result<ClientNotes>> FakeEngine::clientNotes(ClientId) {
    return answer(QStringLiteral("clientNotes"), clientNotesAnswer);
}

QFuture<Result<std::vector<OwnedChange>>> FakeEngine::ownedChanges(PractitionerId) {
    return answer(QStringLiteral("ownedChanges"), ownedChangesAnswer);
}

QFuture<Result<bool>> FakeEngine::savePractitioner(PractitionerPatch patch, QString) {
    patches.push_back(std::move(patch));
    return answer(QStringLiteral("savePractitioner"), commandAnswer);
}

QFuture<Result<OverviewView>> FakeEngine::overview() {
    return answer(QStringLiteral("overview"), overviewAnswer);
}

QFuture<Result<std::vector<PractitionerView>>> FakeEngine::practitioners() {
    return answer(QStringLiteral("practitioners"), practitionersAnswer);
}

QFuture<Result<Dashboard>> FakeEngine::dashboard(PractitionerId practitioner, QDate date) {
    return answer(QStringLiteral("dashboard"),
                  dashboardFor ? dashboardFor(practitioner, date) : dashboardAnswer);
}

std::vector<RunRow> FakeEngine::filtered(const LogFilter& filter) const {
    const auto in = [](const auto& list, const auto& value) {
        return list.empty() || std::ranges::find(list, value) != list.end();
    };
    std::vector<RunRow> rows;
    std::ranges::copy_if(log, std::back_inserter(rows), [&](const RunRow& row) {
        return in(filter.types, row.type) && in(filter.outcomes, row.outcome) &&
               (!filter.practitioner || filter.practitioner == row.practitioner) &&
               (filter.text.isEmpty() || row.message.contains(filter.text, Qt::CaseInsensitive) ||
                row.id.value.contains(filter.text, Qt::CaseInsensitive));
    });
    return rows;
}

QFuture<Result<LogIndex>> FakeEngine::logIndex(LogFilter filter) {
    if (logError)
        return answer(QStringLiteral("logIndex"), Result<LogIndex>(fail(*logError)));
    const std::vector<RunRow> rows = filtered(filter);
    LogIndex index;
    index.filter = filter;
    index.total = static_cast<int>(rows.size());
    for (std::size_t i = 0; i < rows.size(); i += static_cast<std::size_t>(index.stride))
        index.anchors.push_back(rows[i].anchor());
    return answer(QStringLiteral("logIndex"), Result<LogIndex>(index));
}

QFuture<Result<std::vector<RunRow>>> FakeEngine::logRows(LogFilter filter, LogAnchor from, int count) {
    using Rows = std::vector<RunRow>;
    if (logError)
        return answer(QStringLiteral("logRows"), Result<Rows>(fail(*logError)));
    const Rows rows = filtered(filter);
    const auto first = std::ranges::find(rows, from, &RunRow::anchor);
    const auto length = std::min<std::ptrdiff_t>(count, rows.end() - first);
    return answer(QStringLiteral("logRows"), Result<Rows>(Rows(first, first + length)));
}

QFuture<Result<RunDetail>> FakeEngine::runDetail(RunId run) {
    Result<RunDetail> detail = fail(ErrorKind::NotFound, QStringLiteral("No such run."), run.value);
    if (detailFor)
        detail = detailFor(run);
    return answer(QStringLiteral("runDetail"), detail);
}

QFuture<Result<ConnectionView>> FakeEngine::connection() {
    return answer(QStringLiteral("connection"), connectionAnswer);
}

QFuture<Result<SettingsView>> FakeEngine::settings() {
    return answer(QStringLiteral("settings"), settingsAnswer);
}

QFuture<Result<int>> FakeEngine::replay(std::vector<qint64> events, QString) {
    const int count = static_cast<int>(events.size());
    replays.push_back(std::move(events));
    Result<int> replayed = count;
    if (!commandAnswer)
        replayed = fail(commandAnswer.error());
    return answer(QStringLiteral("replay"), replayed);
}

QFuture<Result<bool>> FakeEngine::sendTestWebhook(QString route) {
    testWebhooks.append(route);
    return answer(QStringLiteral("sendTestWebhook"), commandAnswer);
}

QFuture<Result<bool>> FakeEngine::decideHeld(QString heldSet, HeldDecision decision, QString) {
    decisions.emplace_back(heldSet, decision);
    return answer(QStringLiteral("decideHeld"), commandAnswer);
}

QFuture<Result<bool>> FakeEngine::acknowledgeAlert(qint64 alert, std::optional<UtcTime> silenceUntil,
                                                   QString) {
    acknowledged.emplace_back(alert, silenceUntil);
    return answer(QStringLiteral("acknowledgeAlert"), commandAnswer);
}

QFuture<Result<bool>> FakeEngine::forgetClient(ClientId client, QString) {
    forgotten.push_back(client);
    return answer(QStringLiteral("forgetClient"), commandAnswer);
}

QFuture<Result<InboxView>> FakeEngine::inbox(InboxFilter filter) {
    inboxFilters.push_back(std::move(filter));
    return answer(QStringLiteral("inbox"), inboxAnswer);
}

QFuture<Result<std::vector<HeldSet>>> FakeEngine::heldSets() {
    return answer(QStringLiteral("heldSets"), heldAnswer);
}

QFuture<Result<std::vector<Alert>>> FakeEngine::alerts(bool) {
    return answer(QStringLiteral("alerts"), alertsAnswer);
}

QFuture<Result<MetricsView>> FakeEngine::metrics(MetricsQuery query) {
    metricsQueries.push_back(query);
    return answer(QStringLiteral("metrics"), metricsAnswer);
}

QFuture<Result<std::vector<DayChange>>> FakeEngine::changesToDay(PractitionerId, QDate) {
    return answer(QStringLiteral("changesToDay"), dayChangesAnswer);
}

}  // namespace bloom::test
