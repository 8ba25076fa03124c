// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "halaxy/connection_test.h"

#include "halaxy/bundle.h"
#include "halaxy/query_url.h"
#include "halaxy/text.h"

namespace bloom::halaxy {
namespace {
constexpr milliseconds kClockTolerance{120'000};

/// An empty list may be a practice without such records, or a missing scope: Halaxy does not tell them apart.
void judgeList(const Answer& answer, RecordKind kind, ConnectionCheck& check) {
    const Result<Bundle> bundle = readBundle(answer.json, kind);
    if (!bundle || answer.status >= 400) {
        check.detail = bundle ? Text::tr("Not found (%1).").arg(answer.status) : bundle.error().message;
        return;
    }
    check.ok = true;
    check.warning = bundle->resources.empty() || bundle->hasOutcome;
    if (bundle->resources.empty())
        check.detail = Text::tr(
            "No records came: if there are some in Halaxy, the key lacks the permission to read them");
    else if (bundle->total)
        check.detail = Text::tr("%Ln record(s)", nullptr, *bundle->total);
    else
        check.detail = Text::tr("Readable");
}
}  // namespace

QCoro::Task<ConnectionCheck> ConnectionTest::checkToken(std::stop_token stop) {
    ConnectionCheck check;
    check.name = Text::tr("Token");
    const Result<milliseconds> passed = co_await m_gates.pass(Priority::Single, stop);
    if (!passed) {
        check.detail = passed.error().message;
        co_return check;
    }
    const MonoTime begun = m_clock.monotonicNow();
    Result<AccessToken> token = co_await m_tokens.token(stop);
    check.latency = m_clock.monotonicNow() - begun;
    check.ok = token.has_value();
    check.detail = token ? Text::tr("Halaxy accepts the client id and secret.") : token.error().message;
    co_return check;
}

QCoro::Task<ConnectionCheck> ConnectionTest::checkKind(RecordKind kind, std::stop_token stop) {
    ConnectionCheck check;
    check.name = name(kind);
    GetCall call;
    call.url = oneUrl(m_base, kind);
    call.resource = check.name;
    call.priority = Priority::Single;
    call.retries = 0;
    const MonoTime begun = m_clock.monotonicNow();
    Result<Answer> answer = co_await m_caller.get(std::move(call), stop);
    check.latency = m_clock.monotonicNow() - begun;
    if (!answer) {
        check.detail = answer.error().message;
        co_return check;
    }
    // The Date header has whole seconds and was written about half the way back.
    if (answer->serverDate)
        m_clockOffset = *answer->serverDate + milliseconds(500) - (m_clock.utcNow() - check.latency / 2);
    judgeList(*answer, kind, check);
    co_return check;
}

ConnectionCheck ConnectionTest::checkClock() const {
    ConnectionCheck check;
    check.name = Text::tr("Clock");
    check.ok = true;
    if (!m_clockOffset) {
        check.warning = true;
        check.detail = Text::tr("Halaxy did not say what time it has.");
        return check;
    }
    const qint64 seconds = std::abs(m_clockOffset->count()) / 1000;
    check.warning = *m_clockOffset > kClockTolerance || *m_clockOffset < -kClockTolerance;
    if (seconds < 2)
        check.detail = Text::tr("This computer and Halaxy have the same time.");
    else if (m_clockOffset->count() > 0)
        check.detail = Text::tr("This computer's clock is %1 s behind Halaxy's.").arg(seconds);
    else
        check.detail = Text::tr("This computer's clock is %1 s ahead of Halaxy's.").arg(seconds);
    return check;
}

QCoro::Task<std::vector<ConnectionCheck>> ConnectionTest::run(std::stop_token stop) {
    std::vector<ConnectionCheck> checks;
    ConnectionCheck token = co_await checkToken(stop);
    checks.push_back(token);
    if (!token.ok)
        co_return checks;
    for (const RecordKind kind : kRecordKinds) {
        ConnectionCheck check = co_await checkKind(kind, stop);
        checks.push_back(check);
    }
    checks.push_back(checkClock());
    co_return checks;
}

}  // namespace bloom::halaxy
