// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/care_store.h"

#include "storage/statement.h"

namespace bloom::storage {

namespace {

QString L(const char* text) { return QString::fromLatin1(text); }

const char* const kColumns = "done_facts, snoozed_until, note";

StoredCareMark markAt(const Row& row, int first) {
    return {row.isNull(first) ? QString() : row.text(first), row.maybeDate(first + 1), row.text(first + 2)};
}

}  // namespace

std::map<QString, StoredCareMark> CareStore::all() {
    std::map<QString, StoredCareMark> marks;
    for (auto& [key, mark] : Statement(m_scope, L("SELECT key, ") + L(kColumns) + L(" FROM list_actions"))
                                 .all([](const Row& row) { return std::pair(row.text(0), markAt(row, 1)); }))
        marks.emplace(key, std::move(mark));
    return marks;
}

std::optional<StoredCareMark> CareStore::find(const QString& key) {
    return Statement(m_scope, L("SELECT ") + L(kColumns) + L(" FROM list_actions WHERE key = ?"))
        .bind(key)
        .one([](const Row& row) { return markAt(row, 0); });
}

void CareStore::mark(const CareMark& mark, const QString& who, UtcTime now) {
    StoredCareMark held = find(mark.key).value_or(StoredCareMark{});
    if (mark.done)
        held.doneFacts = *mark.done ? mark.facts : QString();
    if (mark.snoozeUntil)
        held.snoozedUntil = mark.snoozeUntil->isValid() ? mark.snoozeUntil : std::nullopt;
    if (mark.note)
        held.note = mark.note->trimmed();
    if (held.doneFacts.isEmpty() && !held.snoozedUntil && held.note.isEmpty()) {
        Statement(m_scope, L("DELETE FROM list_actions WHERE key = ?")).bind(mark.key).run();
        return;
    }
    Statement(m_scope, m_scope.dialect().upsert(L("list_actions"), {L("key")},
                                                {L("client_id"), L("done_facts"), L("snoozed_until"),
                                                 L("note"), L("updated_at"), L("updated_by")}))
        .bind(mark.key)
        .add(mark.client.value.isNull() ? QStringLiteral("") : mark.client.value)
        .bind(held.doneFacts, held.snoozedUntil, held.note, now)
        .add(who.isNull() ? QStringLiteral("") : who)
        .run();
}

int CareStore::removeOlder(UtcTime before, int count) {
    return Statement(m_scope, L("DELETE FROM list_actions WHERE key IN (SELECT key FROM list_actions "
                                "WHERE updated_at < ?") +
                                  m_scope.dialect().limit() + u')')
        .bind(before, count)
        .run();
}

}  // namespace bloom::storage
