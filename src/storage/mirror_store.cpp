// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Rows from records into the mirrored tables.
#include "storage/mirror_store.h"

#include "core/planted_faults.h"
#include "storage/carry_over.h"
#include "storage/mirror_table.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>

namespace bloom::storage {

namespace {

QVariant jsonList(const QStringList& texts) {
    return QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(texts)).toJson(QJsonDocument::Compact));
}
/// Unknown billing is NULL: the specification has no word for it.
QVariant billingOrNull(BillingType billing) {
    return billing == BillingType::Unknown ? QVariant() : QVariant(name(billing));
}
template <typename Id> QVariant idOrNull(const std::optional<Id>& id) {
    return id ? toDb(id->value) : QVariant();
}
QString joined(const std::vector<HalaxyId>& ids) {
    QStringList texts;
    for (const HalaxyId& id : ids)
        texts << id.value;
    return texts.join(u' ');
}

const LinkTable& sessionInvoices() {
    static const LinkTable table{QStringLiteral("session_invoices"), QStringLiteral("session_id"),
                                 QStringLiteral("halaxy_invoice_id")};
    return table;
}
const LinkTable& invoiceAppointments() {
    static const LinkTable table{QStringLiteral("invoice_appointments"), QStringLiteral("halaxy_invoice_id"),
                                 QStringLiteral("halaxy_appointment_id")};
    return table;
}

/// A link that changed is a change of the row it belongs to.
void addLinks(RowWrite& write, const std::optional<QStringList>& before, const QString& field,
              const std::vector<HalaxyId>& after) {
    if (!before)
        return;
    if (write.change == RowChange::None)
        write.change = RowChange::Updated;
    if (write.change != RowChange::Created)
        write.fields.push_back({field, before->join(u' '), joined(after)});
}

QVariantList valuesOf(const SessionRow& row) {
    return {toDb(row.appointmentId.value),
            toDb(row.practitioner.value),
            toDb(row.client.value),
            toDb(row.start),
            toDb(row.end),
            toDb(row.minutes),
            toDb(row.sessionType),
            name(row.status),
            toDb(row.rawStatus),
            toDb(row.group),
            name(row.location),
            toDb(row.locationDetails),
            toDb(row.notes),
            billingOrNull(row.billing),
            toDb(row.invoiceAmount),
            toDb(row.paid)};
}

}  // namespace

RowWrite MirrorStore::put(const PractitionerRow& row, UtcTime now) {
    const MirrorTable& table = practitionersTable();
    const RowWrite write =
        table.put(m_scope, row.id.value, table.find(m_scope, row.id.value),
                  {toDb(row.halaxyId.value), toDb(row.roleId.value), toDb(row.name.first),
                   toDb(row.name.last), toDb(row.name.display), toDb(row.email), toDb(row.phone),
                   toDb(row.ahpraNumber), name(row.qualification), jsonList(row.specializations),
                   toDb(row.photoUrl), toDb(row.activeInHalaxy)},
                  now);
    if (write.change != RowChange::None && m_scope.writes())
        Statement(m_scope, QStringLiteral(
                               "UPDATE practitioners SET status = CASE WHEN halaxy_active = 0 "
                               "THEN 'inactive' ELSE coalesce(admin_status, 'onboarding') END WHERE id = ?"))
            .bind(row.id)
            .run();
    return write;
}

RowWrite MirrorStore::put(const PractitionerRoleRow& row, UtcTime now) {
    const MirrorTable& table = rolesTable();
    return table.put(m_scope, row.id.value, table.find(m_scope, row.id.value),
                     {toDb(row.practitionerId.value), toDb(row.active), toDb(row.email), toDb(row.phone),
                      jsonList(row.specialties), toDb(row.periodEnd)},
                     now);
}

RowWrite MirrorStore::put(const ClientRow& row, UtcTime now) {
    if (planted(Fault::TouchOwnColumns))
        Statement(m_scope, QStringLiteral("UPDATE clients SET presenting_issues = '[]' WHERE id = ?"))
            .bind(row.id)
            .run();
    const MirrorTable& table = clientsTable();
    const RowWrite write =
        table.put(m_scope, row.id.value, table.find(m_scope, row.id.value),
                  {toDb(row.patientId.value), toDb(row.name.first), toDb(row.name.last),
                   toDb(row.name.display), row.initials, toDb(row.email), toDb(row.phone),
                   toDb(row.birthDate), name(row.gender), name(row.status), toDb(row.placeholder)},
                  now);
    if (write.change == RowChange::Created)
        CarryOver(m_scope).apply(OwnedTable::Clients, row.patientId);
    return write;
}

RowWrite MirrorStore::put(const InvoiceRow& row, UtcTime now) {
    const MirrorTable& table = invoicesTable();
    RowWrite write = table.put(
        m_scope, row.id.value, table.find(m_scope, row.id.value),
        {toDb(row.invoiceId.value), idOrNull(row.practitioner), idOrNull(row.client), toDb(row.date),
         name(row.status), toDb(row.payor), billingOrNull(row.billing), row.currency, toDb(row.net),
         toDb(row.gross), toDb(row.tax), toDb(row.paid), toDb(row.balance), toDb(row.isPaid)},
        now);
    addLinks(write, invoiceAppointments().put(m_scope, row.invoiceId.value, row.appointments),
             QStringLiteral("appointments"), row.appointments);
    return write;
}

RowWrite MirrorStore::put(const ReferralRow& row, UtcTime now) {
    const MirrorTable& table = referralsTable();
    return table.put(m_scope, row.id.value, table.find(m_scope, row.id.value),
                     {toDb(row.referralId.value), toDb(row.client.value), toDb(row.definition),
                      toDb(row.mentalHealthPlan), toDb(row.review), toDb(row.limit), toDb(row.used),
                      toDb(row.start), toDb(row.end), toDb(row.requester), toDb(row.active)},
                     now);
}

std::vector<RowWrite> MirrorStore::putSessions(const HalaxyId& appointment, std::span<const SessionRow> rows,
                                               UtcTime now) {
    const MirrorTable& table = sessionsTable();
    const auto held = table.findBy(m_scope, QStringLiteral("halaxy_appointment_id"), appointment.value);
    std::vector<RowWrite> writes;
    for (const SessionRow& row : rows) {
        const auto found = std::ranges::find(held, row.id.value, &MirrorTable::Held::key);
        const bool isNew = found == held.end();
        RowWrite write = table.put(m_scope, row.id.value, isNew ? std::nullopt : std::optional(*found),
                                   valuesOf(row), now);
        if (!isNew || !row.invoices.empty())
            addLinks(write, sessionInvoices().put(m_scope, row.id.value, row.invoices),
                     QStringLiteral("invoices"), row.invoices);
        writes.push_back(std::move(write));
    }
    for (const MirrorTable::Held& old : held) {
        if (old.deleted || (planted(Fault::SkipSetReplacement) && !rows.empty()) ||
            std::ranges::any_of(rows, [&](const SessionRow& row) { return row.id.value == old.key; }))
            continue;
        sessionInvoices().put(m_scope, old.key, {});
        writes.push_back(table.remove(m_scope, old.key, now));
    }
    return writes;
}

RowWrite MirrorStore::removePractitioner(const HalaxyId& practitioner, UtcTime now) {
    const auto id = this->practitioner(practitioner);
    return id ? practitionersTable().remove(m_scope, id->value, now) : RowWrite{};
}
RowWrite MirrorStore::removeRole(const HalaxyId& role, UtcTime now) {
    return rolesTable().remove(m_scope, role.value, now);
}
RowWrite MirrorStore::removeClient(const ClientId& client, UtcTime now) {
    return clientsTable().remove(m_scope, client.value, now);
}
RowWrite MirrorStore::removeInvoice(const InvoiceId& id, const HalaxyId& invoice, UtcTime now) {
    invoiceAppointments().put(m_scope, invoice.value, {});
    return invoicesTable().remove(m_scope, id.value, now);
}
RowWrite MirrorStore::removeReferral(const ReferralId& referral, UtcTime now) {
    return referralsTable().remove(m_scope, referral.value, now);
}

std::optional<HeldClient> MirrorStore::heldClient(const ClientId& client) {
    return Statement(m_scope, QStringLiteral("SELECT practitioner_id, mhcp_is_active, mhcp_total_sessions, "
                                             "mhcp_used_sessions, mhcp_remaining, mhcp_plan_start_date, "
                                             "mhcp_plan_expiry_date, mhcp_referring_gp, mhcp_referral_date, "
                                             "first_session_date, last_session_date, total_sessions, "
                                             "halaxy_patient_id FROM clients WHERE id = ?"))
        .bind(client)
        .one([&](const Row& row) {
            HeldClient held{client, HalaxyId(row.text(12)), PractitionerId(row.text(0)), {}};
            for (int i = 0; i < 12; ++i)
                held.derived << row.value(i);
            return held;
        });
}

int MirrorStore::putDerived(const HeldClient& held, const ClientDerived& derived, UtcTime now) {
    const QVariantList wanted{
        idOrNull(derived.practitioner), derived.planActive ? toDb(*derived.planActive) : QVariant(),
        toDb(derived.planTotal),        toDb(derived.planUsed),
        toDb(derived.planRemaining),    toDb(derived.planStart),
        toDb(derived.planExpiry),       toDb(derived.referringGp),
        toDb(derived.referralDate),     toDb(derived.firstSession),
        toDb(derived.lastSession),      toDb(derived.totalSessions)};
    if (std::ranges::equal(held.derived, wanted, sameValue))
        return 0;
    Statement update(m_scope,
                     QStringLiteral("UPDATE clients SET practitioner_id = ?, mhcp_is_active = ?, "
                                    "mhcp_total_sessions = ?, mhcp_used_sessions = ?, mhcp_remaining = ?, "
                                    "mhcp_plan_start_date = ?, mhcp_plan_expiry_date = ?, "
                                    "mhcp_referring_gp = ?, mhcp_referral_date = ?, first_session_date = ?, "
                                    "last_session_date = ?, total_sessions = ?, updated_at = ?, "
                                    "last_synced_at = ? WHERE id = ?"));
    for (const QVariant& value : wanted)
        update.add(value);
    return update.bind(now, now, held.id).run();
}

int MirrorStore::putSessionNumber(const SessionId& session, std::optional<int> number, UtcTime now) {
    return Statement(m_scope, QStringLiteral("UPDATE sessions SET session_number = ?, updated_at = ?, "
                                             "last_synced_at = ? WHERE id = ?"))
        .bind(number, now, now, session)
        .run();
}

}  // namespace bloom::storage
