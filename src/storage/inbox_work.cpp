// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/inbox_work.h"

#include "storage/error_kinds.h"
#include "storage/statement.h"

#include <algorithm>

namespace bloom::storage {

namespace {

QString L(const char* text) { return QString::fromLatin1(text); }

constexpr auto kFirstBackOff = std::chrono::seconds(30);
constexpr auto kLongestBackOff = std::chrono::hours(1);

/// Only with these words does SQLite see that the partial indices hold all that is asked for.
constexpr const char* kOpen = "state IN ('received', 'processing', 'failed') AND ";
constexpr const char* kColumns =
    "id, kind, halaxy_id, is_delete, is_test, tries, not_before, error_kind FROM webhook_inbox WHERE ";

std::optional<RecordKey> keyAt(const Row& row, int column) {
    const auto kind = parse<RecordKind>(row.text(column));
    return kind ? std::optional(RecordKey{*kind, HalaxyId(row.text(column + 1))}) : std::nullopt;
}

WaitingEvent eventAt(const Row& row) {
    WaitingEvent event;
    event.id = row.integer(0);
    event.key = keyAt(row, 1);
    event.isDelete = row.flag(3);
    event.isTest = row.flag(4);
    event.tries = row.number(5);
    event.notBefore = row.maybeTime(6);
    // A failed one waits for the time of its next try, and says why it failed.
    event.foundOnce = event.isDelete && event.notBefore && row.isNull(7);
    return event;
}

}  // namespace

milliseconds inboxBackOff(int tries) {
    milliseconds wait = kFirstBackOff;
    for (int i = 1; i < tries && wait < kLongestBackOff; ++i)
        wait *= 2;
    return std::min<milliseconds>(wait, kLongestBackOff);
}

std::vector<WaitingEvent> InboxWork::waiting(qint64 after, int count) {
    const auto ofState = [](const char* state) -> QString {
        return L("SELECT * FROM (SELECT ") + L(kColumns) + L(kOpen) + L("state = '") + L(state) +
               L("' AND id > ? ORDER BY id");
    };
    // Each state is one range of the index, in order; together they would have to be sorted whole.
    const QString limit = m_scope.dialect().limit();
    Statement statement(m_scope, ofState("received") + limit + L(") UNION ALL ") + ofState("failed") + limit +
                                     L(") ORDER BY 1") + limit);
    return statement.bind(std::int64_t(after), count, std::int64_t(after), count, count).all(eventAt);
}

std::vector<WaitingEvent> InboxWork::claim(const RecordKey& key) {
    const QString where = L(kOpen) + L("kind = ? AND halaxy_id = ? AND state <> 'processing'");
    auto events = Statement(m_scope, L("SELECT ") + L(kColumns) + where + L(" ORDER BY id"))
                      .bind(name(key.kind), key.id)
                      .all(eventAt);
    Statement(m_scope, L("UPDATE webhook_inbox SET state = 'processing' WHERE ") + where)
        .bind(name(key.kind), key.id)
        .run();
    return events;
}

/// Of two with one body only one may stand as received; the other waits beside it as one to be tried again.
void InboxWork::wait(qint64 event) {
    Statement(m_scope,
              L("UPDATE webhook_inbox SET state = CASE WHEN event_id = '' AND EXISTS (SELECT 1 FROM "
                "webhook_inbox other WHERE other.route = webhook_inbox.route AND other.body_hash = "
                "webhook_inbox.body_hash AND other.position = webhook_inbox.position AND other.event_id = '' "
                "AND other.state = 'received') THEN 'failed' ELSE 'received' END WHERE id = ?"))
        .bind(std::int64_t(event))
        .run();
}

void InboxWork::release(const std::vector<qint64>& events) {
    for (const qint64 event : events)
        wait(event);
}

int InboxWork::releaseAll() {
    const auto events = Statement(m_scope, L("SELECT id FROM webhook_inbox WHERE ") + L(kOpen) +
                                               L("state = 'processing' ORDER BY id"))
                            .all([](const Row& row) { return static_cast<qint64>(row.integer(0)); });
    release(events);
    return static_cast<int>(events.size());
}

void InboxWork::done(const std::vector<qint64>& events, const RunId& run, UtcTime now) {
    for (const qint64 event : events)
        Statement(m_scope, L("UPDATE webhook_inbox SET state = 'done', applied_at = ?, run_id = ?, "
                             "not_before = NULL, error_kind = NULL, error = NULL WHERE id = ?"))
            .bind(now, run, std::int64_t(event))
            .run();
}

void InboxWork::lookAgain(qint64 event, UtcTime at) {
    Statement(m_scope, L("UPDATE webhook_inbox SET not_before = ?, error_kind = NULL, error = NULL "
                         "WHERE id = ?"))
        .bind(at, std::int64_t(event))
        .run();
    wait(event);
}

void InboxWork::failed(const WaitingEvent& event, const Error& error, const RunId& run, UtcTime now) {
    const int tries = event.tries + 1;
    const bool dead = tries >= kMaxTries;
    const auto next = dead ? std::nullopt : std::optional(now + inboxBackOff(tries));
    Statement(m_scope, L("UPDATE webhook_inbox SET state = ?, tries = ?, not_before = ?, error_kind = ?, "
                         "error = ?, run_id = ?, applied_at = ? WHERE id = ?"))
        .bind(bloom::name(dead ? InboxState::Dead : InboxState::Failed), tries, next, name(error.kind),
              error.message, run, dead ? std::optional(now) : std::nullopt, std::int64_t(event.id))
        .run();
}

std::vector<qint64> InboxWork::replayable(const std::vector<qint64>& events) {
    const auto id = [](const Row& row) { return static_cast<qint64>(row.integer(0)); };
    if (events.empty())
        return Statement(m_scope, L("SELECT id FROM webhook_inbox WHERE kind IS NOT NULL AND "
                                    "(state = 'dead' OR (") +
                                      L(kOpen) + L("state = 'failed')) ORDER BY id"))
            .all(id);
    std::vector<qint64> found;
    for (const qint64 event : events)
        if (Statement(m_scope, L("SELECT id FROM webhook_inbox WHERE id = ? AND kind IS NOT NULL AND "
                                 "state IN ('done', 'failed', 'dead')"))
                .bind(std::int64_t(event))
                .one(id))
            found.push_back(event);
    return found;
}

int InboxWork::replay(const std::vector<qint64>& events, const QString& who, UtcTime now) {
    const std::vector<qint64> found = replayable(events);
    if (found.empty())
        return 0;
    QStringList ids;
    for (const qint64 event : found) {
        Statement(m_scope, L("UPDATE webhook_inbox SET tries = 0, not_before = NULL, error_kind = NULL, "
                             "error = NULL, run_id = NULL, applied_at = NULL WHERE id = ?"))
            .bind(std::int64_t(event))
            .run();
        wait(event);
        ids << QString::number(event);
    }
    Statement(m_scope, L("INSERT INTO access_log (at, who, action, subject) VALUES (?, ?, 'replay', ?)"))
        .bind(now, who, ids.join(u','))
        .run();
    return static_cast<int>(found.size());
}

}  // namespace bloom::storage
