// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/mirror_table.h"

#include <algorithm>

namespace bloom::storage {

namespace {

QString L(const char* text) { return QString::fromLatin1(text); }

QStringList words(const char* text) { return L(text).split(u' ', Qt::SkipEmptyParts); }

}  // namespace

MirrorTable::MirrorTable(QString name, QString key, QStringList columns)
    : m_name(std::move(name)),
      m_key(std::move(key)),
      m_columns(std::move(columns)) {
    const QString list = m_columns.join(L(", "));
    m_select = L("SELECT %1, deleted_at, %2 FROM %3 WHERE ").arg(m_key, list, m_name);
    m_insert = L("INSERT INTO %1 (%2, %3, created_at, updated_at, last_synced_at) VALUES (?, %4, ?, ?, ?)")
                   .arg(m_name, m_key, list, QStringList(m_columns.size(), L("?")).join(L(", ")));
    m_update = L("UPDATE %1 SET %2 = ?, deleted_at = NULL, updated_at = ?, last_synced_at = ? WHERE %3 = ?")
                   .arg(m_name, m_columns.join(L(" = ?, ")), m_key);
    m_remove = L("UPDATE %1 SET deleted_at = ?, updated_at = ?, last_synced_at = ? "
                 "WHERE %2 = ? AND deleted_at IS NULL")
                   .arg(m_name, m_key);
}

std::optional<MirrorTable::Held> MirrorTable::find(Scope& scope, const QString& key) const {
    auto rows = findBy(scope, m_key, key);
    return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

std::vector<MirrorTable::Held> MirrorTable::findBy(Scope& scope, const QString& column,
                                                   const QString& value) const {
    return Statement(scope, m_select + column + L(" = ?")).bind(value).all([this](const Row& row) {
        Held held{row.text(0), !row.isNull(1), {}};
        held.values.reserve(m_columns.size());
        for (int i = 0; i < m_columns.size(); ++i)
            held.values << row.value(i + 2);
        return held;
    });
}

RowWrite MirrorTable::put(Scope& scope, const QString& key, const std::optional<Held>& held,
                          const QVariantList& values, UtcTime now) const {
    RowWrite write{RowChange::None, m_name, key, {}};
    if (!held && !scope.writes()) {
        write.change = RowChange::Created;
        return write;
    }
    if (!held) {
        Statement insert(scope, m_insert);
        insert.bind(key);
        for (const QVariant& value : values)
            insert.add(value);
        insert.bind(now, now, now).run();
        write.change = RowChange::Created;
        return write;
    }
    for (int i = 0; i < m_columns.size(); ++i)
        if (!sameValue(held->values[i], values[i]))
            write.fields.push_back({m_columns[i], held->values[i], values[i]});
    if (write.fields.empty() && !held->deleted)
        return write;
    write.change = held->deleted ? RowChange::Restored : RowChange::Updated;
    if (!scope.writes())
        return write;
    Statement update(scope, m_update);
    for (const QVariant& value : values)
        update.add(value);
    update.bind(now, now, key).run();
    return write;
}

RowWrite MirrorTable::remove(Scope& scope, const QString& key, UtcTime now) const {
    RowWrite write{RowChange::None, m_name, key, {}};
    if (!scope.writes()) {
        const auto held = find(scope, key);
        write.change = held && !held->deleted ? RowChange::Deleted : RowChange::None;
        return write;
    }
    if (Statement(scope, m_remove).bind(now, now, now, key).run() > 0)
        write.change = RowChange::Deleted;
    return write;
}

bool sameValue(const QVariant& a, const QVariant& b) {
    if (a.isNull() || b.isNull())
        return a.isNull() && b.isNull();
    return a == b;
}

const MirrorTable& practitionersTable() {
    static const MirrorTable table(
        L("practitioners"), L("id"),
        words("halaxy_practitioner_id halaxy_practitioner_role_id first_name last_name "
              "display_name email phone ahpra_number qualification_type specializations "
              "profile_photo_url halaxy_active"));
    return table;
}
const MirrorTable& rolesTable() {
    static const MirrorTable table(L("practitioner_roles"), L("halaxy_role_id"),
                                   words("halaxy_practitioner_id active email phone specialties period_end"));
    return table;
}
const MirrorTable& clientsTable() {
    static const MirrorTable table(
        L("clients"), L("id"),
        words("halaxy_patient_id first_name last_name display_name initials email phone "
              "date_of_birth gender status is_placeholder"));
    return table;
}
const MirrorTable& sessionsTable() {
    static const MirrorTable table(
        L("sessions"), L("id"),
        words("halaxy_appointment_id practitioner_id client_id scheduled_start_time scheduled_end_time "
              "duration_minutes session_type status raw_status is_group location_type location_details notes "
              "billing_type invoice_amount is_paid"));
    return table;
}
const MirrorTable& invoicesTable() {
    static const MirrorTable table(
        L("invoices"), L("id"),
        words("halaxy_invoice_id practitioner_id client_id invoice_date status payor_type "
              "billing_type currency total_net total_gross total_tax total_paid "
              "total_balance is_paid"));
    return table;
}
const MirrorTable& referralsTable() {
    static const MirrorTable table(
        L("referrals"), L("id"),
        words("halaxy_referral_id client_id definition is_mental_health_plan is_review "
              "session_limit sessions_used start_date end_date requester is_active"));
    return table;
}

std::optional<QStringList> LinkTable::put(Scope& scope, const QString& ownerId,
                                          const std::vector<HalaxyId>& wanted) const {
    const auto held =
        Statement(scope, L("SELECT %3 FROM %1 WHERE %2 = ? ORDER BY %3").arg(name, owner, other))
            .bind(ownerId)
            .all([](const Row& row) { return row.text(0); });
    const auto isWanted = [&](const QString& id) {
        return std::ranges::find(wanted, HalaxyId(id)) != wanted.end();
    };
    bool differs = false;
    for (const QString& id : held) {
        if (isWanted(id))
            continue;
        differs = true;
        if (!scope.writes())
            continue;
        Statement(scope, L("DELETE FROM %1 WHERE %2 = ? AND %3 = ?").arg(name, owner, other))
            .bind(ownerId, id)
            .run();
    }
    for (const HalaxyId& id : wanted) {
        if (std::ranges::find(held, id.value) != held.end())
            continue;
        differs = true;
        if (!scope.writes())
            continue;
        Statement(scope, L("INSERT INTO %1 (%2, %3) VALUES (?, ?)").arg(name, owner, other))
            .bind(ownerId, id)
            .run();
    }
    return differs ? std::optional(QStringList(held.begin(), held.end())) : std::nullopt;
}

}  // namespace bloom::storage
