// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/owned_store.h"

#include "storage/readers/person_name.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace bloom::storage {

namespace {

constexpr int kChangesShown = 100;

QString L(const char* text) { return QString::fromLatin1(text); }

/// NULL is not what an empty text means here.
QVariant given(const QString& text) { return text.isNull() ? QStringLiteral("") : text; }

QString name(bool flag) { return flag ? L("yes") : L("no"); }
using bloom::name;

QString jsonOf(const QStringList& texts) {
    return QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(texts)).toJson(QJsonDocument::Compact));
}
QStringList textsOf(const QString& json) {
    QStringList texts;
    for (const auto& value : QJsonDocument::fromJson(json.toUtf8()).array())
        texts << value.toString();
    return texts;
}

}  // namespace

bool OwnedStore::save(const ClientPatch& patch) {
    struct Held {
        QString issues, plan;
    };
    const auto held = Statement(m_scope, L("SELECT presenting_issues, treatment_plan FROM clients "
                                           "WHERE id = ? AND deleted_at IS NULL"))
                          .bind(patch.client)
                          .one([](const Row& row) { return Held{row.text(0), row.text(1)}; });
    if (!held)
        return false;
    const QStringList before = textsOf(held->issues);
    const QStringList issues = patch.presentingIssues.value_or(before);
    const QString plan = patch.treatmentPlan.value_or(held->plan);
    Statement(m_scope,
              L("UPDATE clients SET presenting_issues = ?, treatment_plan = ?, updated_at = ? WHERE id = ?"))
        .bind(jsonOf(issues), plan, m_now, patch.client)
        .run();
    note("clients", patch.client.value, "presenting_issues", before.join(L(", ")), issues.join(L(", ")));
    note("clients", patch.client.value, "treatment_plan", held->plan, plan);
    return true;
}

void OwnedStore::noteChanges(const PractitionerView& before, const PractitionerView& after) {
    const auto changed = [&](const char* field, const QString& from, const QString& to) {
        note("practitioners", after.id.value, field, from, to);
    };
    changed("timezone", before.timezone, after.timezone);
    changed("weekly_session_target", QString::number(before.weeklySessionTarget),
            QString::number(after.weeklySessionTarget));
    changed("weekly_revenue_target", decimalText(before.weeklyRevenueTarget),
            decimalText(after.weeklyRevenueTarget));
    changed("monthly_revenue_target", decimalText(before.monthlyRevenueTarget),
            decimalText(after.monthlyRevenueTarget));
    changed("status", name(before.status), name(after.status));
    changed("syncing", name(before.syncing), name(after.syncing));
}

void OwnedStore::note(const char* table, const QString& row, const char* field, const QString& before,
                      const QString& after) {
    if (before == after)
        return;
    Statement(m_scope,
              L("INSERT INTO owned_changes (at, who, row_table, row_id, field, old_value, new_value) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)"))
        .bind(m_now)
        .add(given(m_who))
        .bind(L(table), row, L(field))
        .add(given(before))
        .add(given(after))
        .run();
}

std::vector<OwnedChange> readOwnedChanges(Scope& scope, const QString& row, int count) {
    return Statement(scope, L("SELECT at, who, field, old_value, new_value FROM owned_changes "
                              "WHERE row_id = ? ORDER BY id DESC") +
                                scope.dialect().limit())
        .bind(row, count)
        .all([](const Row& r) { return OwnedChange{r.time(0), r.text(1), r.text(2), r.text(3), r.text(4)}; });
}

std::optional<ClientNotes> readClientNotes(Scope& scope, const ClientId& client) {
    auto notes =
        Statement(scope, L("SELECT initials, first_name, last_name, display_name, presenting_issues, "
                           "treatment_plan FROM clients WHERE id = ? AND deleted_at IS NULL"))
            .bind(client)
            .one([&](const Row& row) {
                ClientNotes made;
                made.client = client;
                made.initials = row.text(0);
                made.clientName = personName(row, 1);
                made.presentingIssues = textsOf(row.text(4));
                made.treatmentPlan = row.text(5);
                return made;
            });
    if (notes)
        notes->changes = readOwnedChanges(scope, client.value, kChangesShown);
    return notes;
}

}  // namespace bloom::storage
