// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/carry_over.h"

#include "storage/statement.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace bloom::storage {

namespace {

QString L(const char* text) { return QString::fromLatin1(text); }

QString nameOf(OwnedTable table) {
    return table == OwnedTable::Practitioners ? L("practitioners") : L("clients");
}

}  // namespace

QStringList CarryOver::columns(OwnedTable table) {
    if (table == OwnedTable::Practitioners)
        return {L("halaxy_practitioner_id"),
                L("timezone"),
                L("weekly_session_target"),
                L("weekly_revenue_target"),
                L("monthly_revenue_target"),
                L("admin_status"),
                L("syncing")};
    return {L("halaxy_patient_id"), L("presenting_issues"), L("treatment_plan")};
}

void CarryOver::keep(OwnedTable table, const QVariantList& values, UtcTime now) {
    const QStringList names = columns(table);
    if (values.size() != names.size() || values.front().toString().isEmpty())
        return;
    QJsonObject fields;
    for (int i = 1; i < names.size(); ++i)
        if (!values[i].isNull())
            fields.insert(names[i], QJsonValue::fromVariant(values[i]));
    Statement(m_scope, m_scope.dialect().upsert(L("carried_over"), {L("row_table"), L("halaxy_id")},
                                                {L("fields"), L("saved_at")}))
        .bind(nameOf(table), values.front().toString(),
              QString::fromUtf8(QJsonDocument(fields).toJson(QJsonDocument::Compact)), now)
        .run();
}

int CarryOver::count(OwnedTable table) {
    return Statement(m_scope, L("SELECT count(*) FROM carried_over WHERE row_table = ?"))
        .bind(nameOf(table))
        .one([](const Row& row) { return row.number(0); })
        .value_or(0);
}

bool CarryOver::apply(OwnedTable table, const HalaxyId& id) {
    const auto kept =
        Statement(m_scope, L("SELECT fields FROM carried_over WHERE row_table = ? AND halaxy_id = ?"))
            .bind(nameOf(table), id)
            .one([](const Row& row) { return row.text(0); });
    if (!kept)
        return false;
    const QJsonObject fields = QJsonDocument::fromJson(kept->toUtf8()).object();
    const QStringList names = columns(table);
    for (int i = 1; i < names.size(); ++i)
        if (const auto field = fields.constFind(names[i]); field != fields.constEnd())
            Statement(m_scope, L("UPDATE %1 SET %2 = ? WHERE %3 = ?").arg(nameOf(table), names[i], names[0]))
                .add(field->isDouble() ? QVariant(field->toInteger()) : field->toVariant())
                .bind(id)
                .run();
    if (table == OwnedTable::Practitioners)
        Statement(m_scope,
                  L("UPDATE practitioners SET status = CASE WHEN halaxy_active = 0 THEN 'inactive' "
                    "ELSE coalesce(admin_status, 'onboarding') END WHERE halaxy_practitioner_id = ?"))
            .bind(id)
            .run();
    Statement(m_scope, L("DELETE FROM carried_over WHERE row_table = ? AND halaxy_id = ?"))
        .bind(nameOf(table), id)
        .run();
    return true;
}

}  // namespace bloom::storage
