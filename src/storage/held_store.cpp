// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/held_store.h"

#include "storage/statement.h"

#include <QCryptographicHash>
#include <QUuid>
#include <algorithm>

namespace bloom::storage {

namespace {

constexpr QUuid kSetNamespace(0x7d2c91e4, 0x51b8, 0x4f0a, 0x9e, 0x36, 0x0c, 0xd8, 0x42, 0x6a, 0x17, 0xf3);

QString L(const char* text) { return QString::fromLatin1(text); }

QByteArray digestOf(const std::vector<HalaxyId>& sorted) {
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const HalaxyId& id : sorted)
        hash.addData(QByteArray(id.value.toUtf8() + '\n'));
    return hash.result();
}

std::vector<HalaxyId> idsOf(Scope& scope, const QString& set) {
    auto ids = Statement(scope, L("SELECT halaxy_id FROM held_records WHERE held_id = ?"))
                   .bind(set)
                   .all([](const Row& row) { return HalaxyId(row.text(0)); });
    std::ranges::sort(ids);
    return ids;
}

HeldStore::Mark markOf(const QString& state, const QString& outcome) {
    if (state == name(HeldState::Open))
        return HeldStore::Mark::Open;
    if (outcome == QLatin1String("kept"))
        return HeldStore::Mark::Kept;
    return outcome == QLatin1String("unknown") ? HeldStore::Mark::Approved : HeldStore::Mark::Applying;
}

}  // namespace

std::map<HalaxyId, HeldStore::Mark> HeldStore::marks(RecordKind kind) {
    const auto lines =
        Statement(m_scope, L("SELECT r.halaxy_id, s.state, r.outcome FROM held_sets s JOIN held_records r "
                             "ON r.held_id = s.id WHERE s.kind = ? AND (s.state = 'open' "
                             "OR (s.state = 'applying' AND (r.outcome IS NULL OR r.outcome = 'unknown')) "
                             "OR (s.state = 'applied' AND r.outcome = 'unknown') "
                             "OR (s.state = 'discarded' AND r.outcome = 'kept')) ORDER BY s.raised_at, s.id"))
            .bind(name(kind))
            .all([](const Row& row) {
                return std::pair(HalaxyId(row.text(0)), markOf(row.text(1), row.text(2)));
            });
    std::map<HalaxyId, Mark> marks;
    for (const auto& [id, mark] : lines)
        marks[id] = mark;
    return marks;
}

QString HeldStore::raise(RecordKind kind, std::vector<HalaxyId> ids, int liveNow, const RunId& run,
                         UtcTime now) {
    std::ranges::sort(ids);
    const QByteArray digest = digestOf(ids);
    const auto same =
        Statement(m_scope, L("SELECT id FROM held_sets WHERE kind = ? AND state = 'open' AND digest = ?"))
            .bind(name(kind), digest)
            .one([](const Row& row) { return row.text(0); });
    if (same) {
        Statement(m_scope, L("UPDATE held_sets SET last_seen_at = ? WHERE id = ?")).bind(now, *same).run();
        return *same;
    }
    Statement(m_scope, L("UPDATE held_sets SET state = 'superseded' WHERE kind = ? AND state = 'open'"))
        .bind(name(kind))
        .run();
    const QString id =
        QUuid::createUuidV5(kSetNamespace, QByteArray(name(kind).toUtf8() + run.value.toUtf8() + digest))
            .toString(QUuid::WithoutBraces);
    Statement(m_scope, L("INSERT INTO held_sets (id, kind, digest, live_then, run_id, raised_at, "
                         "last_seen_at, state) VALUES (?, ?, ?, ?, ?, ?, ?, 'open')"))
        .bind(id, name(kind), digest, liveNow, run, now, now)
        .run();
    for (const HalaxyId& one : ids)
        Statement(m_scope, L("INSERT INTO held_records (held_id, halaxy_id) VALUES (?, ?)"))
            .bind(id, one)
            .run();
    return id;
}

void HeldStore::cameBack(const RecordKey& key) { settle(key, L("found")); }
void HeldStore::wasDeleted(const RecordKey& key) { settle(key, L("deleted")); }

void HeldStore::settle(const RecordKey& key, const QString& outcome) {
    Statement(m_scope,
              L("UPDATE held_records SET outcome = ? WHERE halaxy_id = ? AND held_id IN (SELECT id FROM "
                "held_sets WHERE kind = ? AND state IN ('applying', 'applied', 'discarded')) "
                "AND coalesce(outcome, 'unknown') IN ('unknown', 'kept')"))
        .bind(outcome, key.id, name(key.kind))
        .run();
    const auto open =
        Statement(m_scope, L("SELECT s.id FROM held_sets s JOIN held_records r ON r.held_id = s.id "
                             "WHERE s.kind = ? AND s.state = 'open' AND r.halaxy_id = ?"))
            .bind(name(key.kind), key.id)
            .all([](const Row& row) { return row.text(0); });
    for (const QString& set : open) {
        Statement(m_scope, L("DELETE FROM held_records WHERE held_id = ? AND halaxy_id = ?"))
            .bind(set, key.id)
            .run();
        const auto left = idsOf(m_scope, set);
        Statement(m_scope, L("UPDATE held_sets SET digest = ?, state = ? WHERE id = ?"))
            .bind(digestOf(left), name(left.empty() ? HeldState::Superseded : HeldState::Open), set)
            .run();
    }
}

int HeldStore::openCount() {
    return Statement(m_scope, L("SELECT count(*) FROM held_sets WHERE state = 'open'"))
        .one([](const Row& row) { return row.number(0); })
        .value_or(0);
}

bool HeldStore::isApplying(const QString& set) {
    return Statement(m_scope,
                     L("SELECT EXISTS (SELECT 1 FROM held_sets WHERE id = ? AND state = 'applying')"))
        .bind(set)
        .one([](const Row& row) { return row.flag(0); })
        .value_or(false);
}

bool HeldStore::decide(const QString& set, HeldDecision decision, const QString& who, UtcTime now) {
    const bool applies = decision == HeldDecision::Apply;
    const int decided = Statement(m_scope, L("UPDATE held_sets SET state = ?, decided_at = ?, decided_by = ? "
                                             "WHERE id = ? AND state = 'open'"))
                            .bind(name(applies ? HeldState::Applying : HeldState::Discarded), now, who, set)
                            .run();
    if (decided == 0)
        return false;
    if (!applies)
        Statement(m_scope, L("UPDATE held_records SET outcome = 'kept' WHERE held_id = ?")).bind(set).run();
    Statement(m_scope, L("INSERT INTO access_log (at, who, action, subject) VALUES (?, ?, ?, ?)"))
        .bind(now)
        .add(who.isEmpty() ? L("unknown") : who)
        .bind(applies ? L("hold-applied") : L("hold-discarded"), set)
        .run();
    return true;
}

std::optional<QString> HeldStore::toApply() {
    return Statement(m_scope, L("SELECT id FROM held_sets WHERE state = 'applying' "
                                "ORDER BY decided_at, id"))
        .one([](const Row& row) { return row.text(0); });
}

std::vector<RecordKey> HeldStore::waiting(const QString& set, int count) {
    return Statement(m_scope, L("SELECT s.kind, r.halaxy_id FROM held_sets s JOIN held_records r "
                                "ON r.held_id = s.id WHERE s.id = ? AND s.state = 'applying' "
                                "AND r.outcome IS NULL ORDER BY r.halaxy_id") +
                                  m_scope.dialect().limit())
        .bind(set, count)
        .all([](const Row& row) {
            return RecordKey{parse<RecordKind>(row.text(0)).value_or(RecordKind::Appointment),
                             HalaxyId(row.text(1))};
        });
}

void HeldStore::noteUnknown(const QString& set, const RecordKey& key) {
    Statement(m_scope, L("UPDATE held_records SET outcome = 'unknown' WHERE held_id = ? AND halaxy_id = ? "
                         "AND outcome IS NULL"))
        .bind(set, key.id)
        .run();
}

bool HeldStore::finish(const QString& set) {
    return Statement(m_scope, L("UPDATE held_sets SET state = 'applied' WHERE id = ? AND state = 'applying' "
                                "AND NOT EXISTS (SELECT 1 FROM held_records WHERE held_id = ? "
                                "AND outcome IS NULL)"))
               .bind(set, set)
               .run() > 0;
}

}  // namespace bloom::storage
