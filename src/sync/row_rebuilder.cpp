// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/row_rebuilder.h"

#include "core/planted_faults.h"
#include "core/row_ids.h"
#include "storage/carry_over.h"
#include "storage/practitioner_store.h"
#include "storage/set_aside_store.h"
#include "sync/row_builders.h"

#include <algorithm>

namespace bloom::sync {

using namespace storage;

namespace {

template <typename Record> const Record* as(const std::optional<RecordContent>& content) {
    return content ? std::get_if<Record>(&*content) : nullptr;
}

/// Whether somebody ended in Halaxy depends on the day too, so a difference there is no conflict.
bool isConflict(const RowWrite& write) {
    return std::ranges::any_of(write.fields,
                               [](const FieldChange& change) {
                                   return change.field != QLatin1String("halaxy_active") &&
                                          change.field != QLatin1String("halaxy_practitioner_role_id");
                               }) ||
           write.change == RowChange::Created || write.change == RowChange::Restored ||
           write.change == RowChange::Deleted;
}

}  // namespace

RowRebuilder::RowRebuilder(Scope& scope, const ApplyContext& context, ApplyReport& report)
    : m_scope(scope),
      m_context(context),
      m_report(report),
      m_mirror(scope),
      m_records(scope),
      m_history(scope),
      m_clients(scope, context, report),
      m_forgotten(scope),
      m_anySetAside(SetAsideStore(scope).count() > 0) {}

int RowRebuilder::rebuild(const RecordKey& key, const std::optional<RecordContent>& content,
                          const Cause& cause) {
    switch (key.kind) {
        case RecordKind::Practitioner:
            return rebuildPractitioner(key.id, cause);
        case RecordKind::PractitionerRole:
            return rebuildRole(key.id, as<PractitionerRoleRecord>(content), cause);
        case RecordKind::Patient:
            return rebuildPatient(key.id, cause);
        case RecordKind::Appointment:
            return rebuildAppointment(key.id, as<AppointmentRecord>(content), cause);
        case RecordKind::Invoice:
            return rebuildInvoice(key.id, as<InvoiceRecord>(content), cause);
        case RecordKind::Referral:
            return rebuildReferral(key.id, as<ReferralRecord>(content), cause);
    }
    Q_UNREACHABLE();
}

void RowRebuilder::finish() { m_clients.deriveAll(); }

int RowRebuilder::noteWrite(const RowWrite& write, const Cause& cause) {
    if (write.change == RowChange::None)
        return 0;
    const HistoryContext history{m_context.channel, m_context.run, m_context.now};
    if (!cause.changed && isConflict(write)) {
        m_history.addConflict(history, cause.key, cause.version, write);
        ++m_report.conflicts;
    } else {
        m_history.add(history, cause.key, cause.version, write);
        if (planted(Fault::HistoryTwice))
            m_history.add(history, cause.key, cause.version, write);
    }
    ++m_report.rowsWritten;
    return 1;
}

int RowRebuilder::rebuildPractitioner(const HalaxyId& id, const Cause& cause) {
    if (isExternalPractitioner(id))
        return 0;
    const auto held = m_records.find({RecordKind::Practitioner, id});
    const auto content = held ? contentFromJson(RecordKind::Practitioner, held->json) : std::nullopt;
    const auto* record = as<PractitionerRecord>(content);
    if (!record)
        return 0;
    const bool wasKnown = m_mirror.practitioner(id).has_value();
    const auto roles = m_mirror.rolesOf(id);
    PractitionerRow row = practitionerRow(*record, roles, m_context.now);
    row.activeInHalaxy = row.activeInHalaxy && !held->gone;  // who is gone is kept, with their sessions
    const RowWrite write = m_mirror.put(row, m_context.now);
    const int written = noteWrite(write, cause);
    if (written > 0)
        m_report.practitioners.insert(row.id);
    if (write.change == RowChange::Created) {
        PractitionerSettings settings;
        settings.timezone = m_context.timeZone;
        PractitionerStore(m_scope).save(row.id, settings, m_context.now);
        CarryOver(m_scope).apply(OwnedTable::Practitioners, id);
    }
    if (!wasKnown) {
        m_resolved.clear();
        std::vector<HalaxyId> names{id};
        for (const PractitionerRoleRow& role : roles)
            names.push_back(role.id);
        rebuildNaming(names, cause);
    }
    return written;
}

int RowRebuilder::rebuildRole(const HalaxyId& id, const PractitionerRoleRecord* record, const Cause& cause) {
    const auto before = m_mirror.practitionerOfRole(id);
    const RowWrite write =
        record ? m_mirror.put(roleRow(*record), m_context.now) : m_mirror.removeRole(id, m_context.now);
    int written = noteWrite(write, cause);
    if (written == 0)
        return 0;
    m_resolved.clear();
    for (const FieldChange& change : write.fields)
        if (change.field == QLatin1String("halaxy_practitioner_id"))
            written += rebuildPractitioner(HalaxyId(change.before.toString()), cause);
    const auto held = m_records.find({RecordKind::PractitionerRole, id});
    const auto content = held ? contentFromJson(RecordKind::PractitionerRole, held->json) : std::nullopt;
    if (const auto* role = as<PractitionerRoleRecord>(content)) {
        written += rebuildPractitioner(role->practitionerId, cause);
        if (record && !isExternalPractitioner(role->practitionerId) &&
            !m_mirror.practitioner(role->practitionerId))
            askFor({RecordKind::Practitioner, role->practitionerId});
    }
    if (m_mirror.practitionerOfRole(id) != before)
        rebuildNaming({id}, cause);
    return written;
}

void RowRebuilder::rebuildNaming(const std::vector<HalaxyId>& ids, const Cause& cause) {
    const auto keys =
        m_records.naming(ids, {RecordKind::Appointment, RecordKind::Invoice, RecordKind::Patient});
    for (const RecordKey& key : keys)
        rebuild(key, m_records.content(key), cause);
}

int RowRebuilder::rebuildPatient(const HalaxyId& id, const Cause& cause) {
    const auto held = m_records.find({RecordKind::Patient, id});
    const auto content = held ? contentFromJson(RecordKind::Patient, held->json) : std::nullopt;
    const auto* record = as<PatientRecord>(content);
    const ClientId client = clientRowId(id);
    const bool hasSessions = m_mirror.hasSessions(client);
    RowWrite write;
    if (record && (!held->gone || hasSessions))
        write = m_mirror.put(clientRow(*record), m_context.now);
    else if (hasSessions)
        write = m_mirror.put(placeholderClient(id), m_context.now);
    else
        write = m_mirror.removeClient(client, m_context.now);
    // No session names them any more, so that nobody waits for them.
    if (!held && !hasSessions && m_anySetAside)
        SetAsideStore(m_scope).clear({RecordKind::Patient, id});
    m_clients.add(client);
    return noteWrite(write, cause);
}

int RowRebuilder::rebuildReferral(const HalaxyId& id, const ReferralRecord* record, const Cause& cause) {
    const auto before = m_mirror.clientOfReferral(referralRowId(id));
    const RowWrite write = record ? m_mirror.put(referralRow(*record), m_context.now)
                                  : m_mirror.removeReferral(referralRowId(id), m_context.now);
    const int written = noteWrite(write, cause);
    if (written > 0 && before)
        m_clients.add(*before);
    if (written > 0 && record)
        m_clients.add(clientRowId(record->patientId));
    return written;
}

int RowRebuilder::rebuildInvoice(const HalaxyId& id, const InvoiceRecord* record, const Cause& cause) {
    const auto before = m_mirror.appointmentsOfInvoice(id);
    const auto practitioner =
        record && record->practitioner ? resolve(*record->practitioner) : std::optional<PractitionerId>();
    const RowWrite write = record ? m_mirror.put(invoiceRow(*record, practitioner), m_context.now)
                                  : m_mirror.removeInvoice(invoiceRowId(id), id, m_context.now);
    const int written = noteWrite(write, cause);
    if (written == 0)
        return 0;
    if (practitioner)
        m_report.practitioners.insert(*practitioner);
    std::set<HalaxyId> appointments(before.begin(), before.end());
    if (record)
        appointments.insert(record->appointmentIds.begin(), record->appointmentIds.end());
    rebuildAppointments({appointments.begin(), appointments.end()}, cause);
    return written;
}

void RowRebuilder::rebuildAppointments(const std::vector<HalaxyId>& ids, const Cause& cause) {
    for (const HalaxyId& id : ids) {
        const auto content = m_records.content({RecordKind::Appointment, id});
        if (const auto* record = as<AppointmentRecord>(content))
            rebuildAppointment(id, record, cause);
    }
}

}  // namespace bloom::sync
