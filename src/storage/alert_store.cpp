// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/alert_store.h"

#include "storage/statement.h"

#include <algorithm>

namespace bloom::storage {

namespace {

QString L(const char* text) { return QString::fromLatin1(text); }

/// With the practitioner's name, which no row of an alert holds.
QString select() {
    return L(
        "SELECT a.id, a.name, a.subject, a.facts, a.raised_at, a.cleared_at, a.acknowledged_at, "
        "a.acknowledged_by, a.silenced_until, p.display_name "
        "FROM alerts a LEFT JOIN practitioners p ON p.id = a.subject ");
}

/// Nothing for a name that is none of ours: a newer program's.
std::optional<Alert> alertAt(const Row& row) {
    const auto name = alertNameFrom(row.text(1));
    if (!name)
        return std::nullopt;
    Alert alert;
    alert.id = row.integer(0);
    alert.name = *name;
    alert.subject = row.text(2);
    alert.facts = alertFactsFrom(row.text(3));
    alert.facts.practitionerName = row.text(9);
    alert.raised = row.time(4);
    alert.cleared = row.maybeTime(5);
    alert.acknowledged = row.maybeTime(6);
    alert.acknowledgedBy = row.text(7);
    alert.silencedUntil = row.maybeTime(8);
    return alert;
}

std::vector<Alert> known(std::vector<std::optional<Alert>> rows) {
    std::vector<Alert> alerts;
    for (std::optional<Alert>& row : rows)
        if (row)
            alerts.push_back(std::move(*row));
    return alerts;
}

template <typename A, typename B> bool isSame(const A& one, const B& other) {
    return one.name == other.name && one.subject == other.subject;
}
template <typename List, typename One> auto findSame(List& list, const One& one) {
    const auto found = std::ranges::find_if(list, [&](const auto& other) { return isSame(other, one); });
    return found == list.end() ? nullptr : &*found;
}

bool hasFacts(const Alert& alert, const AlertFacts& facts) {
    AlertFacts stored = alert.facts;
    stored.practitionerName = facts.practitionerName;
    return stored == facts;
}

/// As bound, an empty subject is empty text, not NULL.
QVariant subjectOf(const QString& subject) { return subject.isEmpty() ? L("") : subject; }

}  // namespace

bool alertsDiffer(const std::vector<Alert>& firing, const std::vector<WantedAlert>& wanted) {
    return firing.size() != wanted.size() || !std::ranges::all_of(firing, [&](const Alert& alert) {
               const WantedAlert* same = findSame(wanted, alert);
               return same && hasFacts(alert, same->facts);
           });
}

std::vector<Alert> AlertStore::firing() {
    return known(
        Statement(m_scope, select() + L("WHERE a.cleared_at IS NULL ORDER BY a.raised_at DESC, a.id DESC"))
            .all(alertAt));
}

std::vector<Alert> AlertStore::newest(int count) {
    return known(Statement(m_scope, select() + L("ORDER BY a.raised_at DESC, a.id DESC LIMIT ?"))
                     .bind(count)
                     .all(alertAt));
}

void AlertStore::reconcile(const std::vector<WantedAlert>& wanted, const std::vector<Alert>& unwritten,
                           UtcTime now) {
    const std::vector<Alert> open = firing();
    for (const Alert& alert : open) {
        const WantedAlert* same = findSame(wanted, alert);
        if (!same)
            Statement(m_scope, L("UPDATE alerts SET cleared_at = ?, updated_at = ? WHERE id = ?"))
                .bind(now, now, std::int64_t(alert.id))
                .run();
        else if (!hasFacts(alert, same->facts))
            Statement(m_scope, L("UPDATE alerts SET facts = ?, updated_at = ? WHERE id = ?"))
                .bind(alertFactsText(same->facts), now, std::int64_t(alert.id))
                .run();
    }
    for (const WantedAlert& one : wanted)
        if (!findSame(open, one))
            raise(one, findSame(unwritten, one), now);
}

void AlertStore::raise(const WantedAlert& wanted, const Alert* unwritten, UtcTime now) {
    const Alert before = unwritten ? *unwritten : Alert{};
    Statement(m_scope, L("INSERT INTO alerts (name, subject, facts, raised_at, updated_at, acknowledged_at, "
                         "acknowledged_by, silenced_until) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"))
        .bind(bloom::name(wanted.name))
        .add(subjectOf(wanted.subject))
        .bind(alertFactsText(wanted.facts), unwritten ? before.raised : now, now, before.acknowledged,
              before.acknowledgedBy, before.silencedUntil ? before.silencedUntil : silence(wanted, now))
        .run();
}

std::optional<UtcTime> AlertStore::silence(const WantedAlert& wanted, UtcTime now) {
    const auto until =
        Statement(m_scope, L("SELECT silenced_until FROM alerts WHERE name = ? AND subject = ? "
                             "ORDER BY id DESC LIMIT 1"))
            .bind(bloom::name(wanted.name))
            .add(subjectOf(wanted.subject))
            .one([](const Row& row) { return row.maybeTime(0); })
            .value_or(std::nullopt);
    return until && *until > now ? until : std::nullopt;
}

bool AlertStore::acknowledge(qint64 alert, std::optional<UtcTime> silenceUntil, const QString& who,
                             UtcTime now) {
    const QString column = silenceUntil ? L("silenced_until") : L("acknowledged_at");
    return Statement(m_scope, L("UPDATE alerts SET %1 = ?, acknowledged_by = ?, updated_at = ? "
                                "WHERE id = ? AND cleared_at IS NULL")
                                  .arg(column))
               .bind(silenceUntil.value_or(now), who, now, std::int64_t(alert))
               .run() > 0;
}

}  // namespace bloom::storage
