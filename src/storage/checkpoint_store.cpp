// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/checkpoint_store.h"

#include "storage/statement.h"
#include "storage/transaction.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace bloom::storage {

namespace {

QString L(const char* text) { return QString::fromLatin1(text); }

const QString& everyone() {
    static const QString mark = QStringLiteral("*");
    return mark;
}

/// ["Appointment/1", …]
QString keysJson(const std::vector<RecordKey>& keys) {
    QJsonArray list;
    for (const RecordKey& key : keys)
        list.append(toText(key));
    return QString::fromUtf8(QJsonDocument(list).toJson(QJsonDocument::Compact));
}

void appendKeys(const QString& json, std::vector<RecordKey>& keys) {
    const QJsonArray texts = QJsonDocument::fromJson(json.toUtf8()).array();
    for (const QJsonValueConstRef value : texts) {
        const QString text = value.toString();
        if (const auto kind = parse<RecordKind>(text.section(u'/', 0, 0)))
            keys.push_back({*kind, HalaxyId(text.section(u'/', 1))});
    }
}

QString columns() {
    return L(
        "SELECT listing, run_id, run_started, window_from, window_to, listing_started, next_url, total, "
        "pages, "
        "extra, saved_at FROM checkpoints ");
}

Checkpoint checkpointAt(const Row& row) {
    return {row.text(0), RunId(row.text(1)), row.time(2),        {row.time(3), row.time(4)},
            row.time(5), QUrl(row.text(6)),  row.maybeNumber(7), row.number(8),
            row.blob(9), row.time(10)};
}

}  // namespace

void CheckpointStore::save(const Checkpoint& checkpoint, const std::vector<RecordKey>& seenOnThisPage) {
    if (checkpoint.pages <= 1)
        Statement(m_scope, L("DELETE FROM checkpoint_pages WHERE listing = ?"))
            .bind(checkpoint.listing)
            .run();
    Statement(m_scope, m_scope.dialect().upsert(L("checkpoints"), {L("listing")},
                                                {L("run_id"), L("run_started"), L("window_from"),
                                                 L("window_to"), L("listing_started"), L("next_url"),
                                                 L("total"), L("pages"), L("extra"), L("saved_at")}))
        .bind(checkpoint.listing, checkpoint.run.value, checkpoint.runStarted, checkpoint.window.from,
              checkpoint.window.to, checkpoint.listingStarted)
        .add(QVariant(checkpoint.next.isEmpty() ? QLatin1String("")
                                                : checkpoint.next.toString(QUrl::FullyEncoded)))
        .bind(checkpoint.total, checkpoint.pages, checkpoint.extra, checkpoint.savedAt)
        .run();
    Statement(m_scope,
              m_scope.dialect().upsert(L("checkpoint_pages"), {L("listing"), L("page")}, {L("seen")}))
        .bind(checkpoint.listing, checkpoint.pages, keysJson(seenOnThisPage))
        .run();
}

std::optional<Checkpoint> CheckpointStore::find(const QString& listing) {
    return Statement(m_scope, columns() + L("WHERE listing = ?")).bind(listing).one(checkpointAt);
}

std::vector<Checkpoint> CheckpointStore::all() {
    return Statement(m_scope, columns() + L("ORDER BY listing")).all(checkpointAt);
}

std::vector<RecordKey> CheckpointStore::seen(const QString& listing) {
    const auto pages =
        Statement(m_scope, L("SELECT seen FROM checkpoint_pages WHERE listing = ? ORDER BY page"))
            .bind(listing)
            .all([](const Row& row) { return row.text(0); });
    std::vector<RecordKey> keys;
    for (const QString& page : pages)
        appendKeys(page, keys);
    return keys;
}

void CheckpointStore::remove(const QString& listing) {
    Statement(m_scope, L("DELETE FROM checkpoint_pages WHERE listing = ?")).bind(listing).run();
    Statement(m_scope, L("DELETE FROM checkpoints WHERE listing = ?")).bind(listing).run();
}

void CheckpointStore::removeAll() {
    Statement(m_scope, L("DELETE FROM checkpoint_pages")).run();
    Statement(m_scope, L("DELETE FROM checkpoints")).run();
}

std::optional<QString> CheckpointStore::cursor(const QString& name) {
    return Statement(m_scope, L("SELECT value FROM cursors WHERE name = ?"))
        .bind(name)
        .one([](const Row& row) { return row.text(0); });
}

void CheckpointStore::setCursor(const QString& name, const QString& value, UtcTime now) {
    Statement(m_scope, m_scope.dialect().upsert(L("cursors"), {L("name")}, {L("value"), L("updated_at")}))
        .bind(name)
        .add(QVariant(value.isNull() ? L("") : value))
        .bind(now)
        .run();
}

std::optional<UtcTime> CheckpointStore::timeCursor(const QString& name) {
    const auto value = cursor(name);
    return value ? parseUtc(*value) : std::nullopt;
}

void CheckpointStore::setTimeCursor(const QString& name, UtcTime value, UtcTime now) {
    // Rounded down to a second: the service's times may have no fraction.
    setCursor(name, toIsoText(std::chrono::floor<std::chrono::seconds>(value)), now);
}

void CheckpointStore::removeCursor(const QString& name) {
    Statement(m_scope, L("DELETE FROM cursors WHERE name = ?")).bind(name).run();
}

bool CheckpointStore::hasCursor(const QString& prefix) {
    return Statement(m_scope, L("SELECT 1 FROM cursors WHERE substr(name, 1, length(?)) = ? LIMIT 1"))
        .bind(prefix, prefix)
        .one([](const Row&) { return true; })
        .has_value();
}

std::int64_t CheckpointStore::reservedNumbers(const QString& counter) {
    return Statement(m_scope, L("SELECT value FROM counters WHERE name = ?"))
        .bind(counter)
        .one([](const Row& row) { return row.integer(0); })
        .value_or(1);
}

std::int64_t CheckpointStore::reserveNumbers(const QString& counter, int count) {
    const std::int64_t first = reservedNumbers(counter);
    Statement(m_scope, m_scope.dialect().upsert(L("counters"), {L("name")}, {L("value")}))
        .bind(counter, first + count)
        .run();
    return first;
}

std::optional<UtcTime> CheckpointStore::referralsChecked(const HalaxyId& patient) {
    return Statement(m_scope,
                     L("SELECT max(checked_at) FROM referral_checks WHERE halaxy_patient_id IN (?, ?)"))
        .bind(patient, everyone())
        .one([](const Row& row) { return row.maybeTime(0); })
        .value_or(std::nullopt);
}

void CheckpointStore::setReferralsChecked(const HalaxyId& patient, UtcTime now) {
    Statement(m_scope, m_scope.dialect().upsert(L("referral_checks"), {L("halaxy_patient_id")},
                                                {L("checked_at"), L("try_after")}))
        .bind(patient, now)
        .add(QVariant())
        .run();
}

void CheckpointStore::setReferralsFailed(const HalaxyId& patient, UtcTime tryAfter) {
    Statement(m_scope,
              m_scope.dialect().upsert(L("referral_checks"), {L("halaxy_patient_id")}, {L("try_after")}))
        .bind(patient, tryAfter)
        .run();
}

std::optional<UtcTime> CheckpointStore::allReferralsChecked() {
    return referralsChecked(HalaxyId(everyone()));
}

void CheckpointStore::setAllReferralsChecked(UtcTime now) { setReferralsChecked(HalaxyId(everyone()), now); }

void CheckpointStore::forgetAllReferralsChecked() {
    Statement(m_scope, L("DELETE FROM referral_checks WHERE halaxy_patient_id = ?")).bind(everyone()).run();
}

std::vector<HalaxyId> CheckpointStore::referralsToCheck(UtcInterval window, UtcTime checkedBefore,
                                                        UtcTime now, int count) {
    return Statement(m_scope,
                     L("SELECT c.halaxy_patient_id FROM clients c LEFT JOIN referral_checks k "
                       "ON k.halaxy_patient_id = c.halaxy_patient_id WHERE c.deleted_at IS NULL "
                       "AND coalesce(k.checked_at, '') < ? AND coalesce(k.try_after, '') <= ? "
                       "AND EXISTS (SELECT 1 FROM sessions s "
                       "WHERE s.client_id = c.id AND s.deleted_at IS NULL AND s.scheduled_start_time >= ? "
                       "AND s.scheduled_start_time < ?) "
                       "ORDER BY coalesce(k.try_after, k.checked_at, ''), c.halaxy_patient_id") +
                         m_scope.dialect().limit())
        .bind(checkedBefore, now, window.from, window.to, count)
        .all([](const Row& row) { return HalaxyId(row.text(0)); });
}

std::int64_t ReadSequence::lastReserved() {
    const auto last = read(m_database, [](Scope& scope) {
        return CheckpointStore(scope).reservedNumbers(QStringLiteral("read_seq"));
    });
    return last.value_or(0);  // one that can't even be read stores nothing by this number
}

std::int64_t ReadSequence::next() {
    constexpr int kBlock = 1000;
    if (m_next >= m_end) {
        const auto first = write(m_database, [](Scope& scope) {
            return CheckpointStore(scope).reserveNumbers(QStringLiteral("read_seq"), kBlock);
        });
        if (first && *first >= m_next) {
            m_next = *first;
            m_end = m_next + kBlock;
        } else if (m_end == 0) {
            // It refuses for a moment, as while somebody else writes: what is read now may be stored a second
            // later, and must not look older than what was read long ago.
            m_next = std::max(m_next, lastReserved());
        }
    }
    return m_next++;
}

}  // namespace bloom::storage
