// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commander.h"

#include "models/when_done.h"
#include "widgets/small_widgets.h"

namespace bloom::widgets {

using engine::SyncAnswer;
using engine::SyncAnswerKind;
using models::whenDone;

QString askingUser() {
    const QString user = qEnvironmentVariable("USER", qEnvironmentVariable("USERNAME"));
    return user.isEmpty() ? Commander::tr("someone at this computer") : user;
}

QString offerText(StateAction offer) {
    return offer == StateAction::Resume ? Commander::tr("Resume and sync") : actionText(offer);
}

Commander::Commander(engine::Engine& door, QObject* parent) : QObject(parent), m_engine(door) {
    connect(&m_engine, &engine::Engine::runFinished, this, &Commander::onFinished);
}

void Commander::onFinished(const RunReport& report) {
    if (m_started != report.id)
        return;
    m_started.reset();
    Q_EMIT startedEnded();
}

void Commander::perform(StateAction action) {
    switch (action) {
        case StateAction::None:
            return;
        case StateAction::OpenSettings:
            Q_EMIT linkWanted({.page = page::settings});
            return;
        case StateAction::TestConnection:
            Q_EMIT linkWanted({.page = page::connection, .section = QStringLiteral("test")});
            return;
        case StateAction::TryNow:
            tryNow();
            return;
        case StateAction::SyncNow:
            syncAll();
            return;
        case StateAction::Resume:
            resume();
            return;
        case StateAction::ReleaseCalls:
            holdCalls(false);
            return;
        case StateAction::ShowProblems:
            Q_EMIT linkWanted({.page = page::syncLog, .section = QStringLiteral("problems")});
            return;
        case StateAction::Cancel:
            cancel();
            return;
        case StateAction::ShowHeld:
            Q_EMIT linkWanted({.page = page::overview, .section = QStringLiteral("held")});
            return;
        case StateAction::OpenInbox:
            Q_EMIT linkWanted({.page = page::webhooks});
            return;
        case StateAction::ShowForecast:
            Q_EMIT linkWanted({.page = page::connection, .section = QStringLiteral("budget")});
            return;
    }
}

void Commander::syncAll() { sync({}); }

void Commander::sync(const SyncRequest& wanted) {
    SyncRequest request = wanted;
    request.type = request.scope.backfill ? RunType::Backfill : RunType::Manual;
    if (request.askedBy.isEmpty())
        request.askedBy = askingUser();
    m_refused.reset();
    whenDone(m_engine.requestSync(request), this, [this, request](const SyncAnswer& answer) {
        if (answer.offer == StateAction::Resume || answer.offer == StateAction::ReleaseCalls)
            m_refused = request;
        if (answer.offer == StateAction::Cancel)
            m_started = answer.run;
        showAnswer(answer);
    });
}

void Commander::showAnswer(const SyncAnswer& answer) {
    Severity severity = Severity::Busy;
    switch (answer.kind) {
        case SyncAnswerKind::Started:
        case SyncAnswerKind::Queued:
        case SyncAnswerKind::Joined:
        case SyncAnswerKind::ProbingFirst:
        case SyncAnswerKind::WaitsForRateLimit:
            break;
        case SyncAnswerKind::Paused:
        case SyncAnswerKind::CallsHeld:
        case SyncAnswerKind::NotSetUp:
            severity = Severity::Attention;
            break;
        case SyncAnswerKind::NoDatabase:
        case SyncAnswerKind::Refused:
            severity = Severity::Problem;
            break;
    }
    Q_EMIT noticeWanted(severity, answer.sentence, offerText(answer.offer), answer.offer);
}

void Commander::showResult(const Result<bool>& result, const QString& done) {
    if (result)
        Q_EMIT noticeWanted(Severity::Calm, done, {}, StateAction::None);
    else if (result.error().kind != ErrorKind::Cancelled)
        Q_EMIT noticeWanted(Severity::Problem, result.error().message, {}, StateAction::None);
}

void Commander::pause(engine::PauseFor duration) {
    whenDone(m_engine.pause(duration), this, [this](const Result<bool>& result) {
        showResult(result,
                   tr("Paused. What has been read stays visible; syncing goes on when the pause ends."));
    });
}

void Commander::resume() {
    whenDone(m_engine.resume(), this, [this](const Result<bool>& result) {
        const std::optional<SyncRequest> request = std::exchange(m_refused, {});
        if (result && request)
            sync(*request);
        else
            showResult(result, tr("Syncing goes on."));
    });
}

void Commander::holdCalls(bool hold) {
    whenDone(m_engine.holdCalls(hold, askingUser()), this, [this, hold](const Result<bool>& result) {
        const std::optional<SyncRequest> request = hold ? std::nullopt : std::exchange(m_refused, {});
        if (result && request)
            sync(*request);
        else
            showResult(result, hold ? tr("Calls are held: nothing is sent to Halaxy until you release them.")
                                    : tr("Calls to Halaxy are released."));
    });
}

void Commander::tryNow() {
    Q_EMIT noticeWanted(Severity::Busy, tr("Asking Halaxy once…"), {}, StateAction::None);
    whenDone(m_engine.tryNow(), this,
             [this](const Result<bool>& result) { showResult(result, tr("Halaxy answered.")); });
}

bool Commander::cancel() {
    const engine::EngineSnapshot now = m_engine.snapshot();
    if (!now.run || now.run->cancelling)
        return false;
    cancelRun(now.run->id);
    return true;
}

void Commander::cancelStarted() {
    if (m_started)
        cancelRun(*m_started);
}

void Commander::cancelRun(const RunId& run) {
    whenDone(m_engine.cancelRun(run), this, [this](const Result<bool>& result) {
        showResult(result, tr("The run is being cancelled; what it has read so far stays."));
    });
}

}  // namespace bloom::widgets
