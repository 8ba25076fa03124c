// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The session rows of an appointment: a set, replaced as one.
#include "core/row_ids.h"
#include "storage/set_aside_store.h"
#include "sync/row_builders.h"
#include "sync/row_rebuilder.h"

#include <QCoreApplication>
#include <algorithm>

namespace bloom::sync {

using namespace storage;

int RowRebuilder::rebuildAppointment(const HalaxyId& id, const AppointmentRecord* record,
                                     const Cause& cause) {
    if (record && !record->enteredInError && !record->patients.empty()) {
        if (const auto practitioner = practitionerOf(*record))
            return putSessions(*record, *practitioner, cause);
        setAside(*record);
    }
    // Gone, a meeting, a blocker, entered in error, or nobody's: no sessions.
    int written = 0;
    for (const RowWrite& write : m_mirror.putSessions(id, {}, m_context.now))
        written += noteSession(write, cause);
    return written;
}

int RowRebuilder::putSessions(const AppointmentRecord& record, const PractitionerId& practitioner,
                              const Cause& cause) {
    ensureClients(record, cause);
    auto rows = sessionRows(record, practitioner, invoicesOf(record));
    m_forgotten.hide(record, rows);
    const auto writes = m_mirror.putSessions(record.id, rows, m_context.now);
    int written = 0;
    for (const RowWrite& write : writes)
        written += noteSession(write, cause);
    if (written == 0)
        return 0;
    forgetWaiting(record);
    m_report.practitioners.insert(practitioner);
    for (const SessionRow& row : rows)
        m_clients.add(row.client);
    return written;
}

/// What waited with this very content waits no more. A later version that can't be used is another matter:
/// rows are recomputed from what is held meanwhile, as when an invoice changes.
void RowRebuilder::forgetWaiting(const AppointmentRecord& record) {
    const RecordKey key{RecordKind::Appointment, record.id};
    const auto line = m_anySetAside ? SetAsideStore(m_scope).find(key) : std::nullopt;
    if (line && line->hash == contentHash(record))
        SetAsideStore(m_scope).clear(key);
}

int RowRebuilder::noteSession(const RowWrite& write, const Cause& cause) {
    int written = noteWrite(write, cause);
    for (const FieldChange& change : write.fields)
        if (change.field == QLatin1String("practitioner_id"))
            m_report.practitioners.insert(PractitionerId(change.before.toString()));
    if (write.change != RowChange::Deleted)
        return written;
    const auto whose = m_mirror.whose(SessionId(write.rowId));
    m_report.practitioners.insert(whose.practitioner);
    // A patient who is no longer in it may have been a placeholder for this session alone.
    return written + rebuildPatient(whose.patient, cause);
}

void RowRebuilder::ensureClients(const AppointmentRecord& record, const Cause& cause) {
    for (const AppointmentPatient& patient : record.patients) {
        const auto state = m_mirror.clientState(clientRowId(patient.patientId));
        if (state.exists && !state.deleted && !(state.placeholder && cause.changed))
            continue;
        const RecordKey key{RecordKind::Patient, patient.patientId};
        const auto held = m_records.find(key);
        const auto content = held ? contentFromJson(RecordKind::Patient, held->json) : std::nullopt;
        const auto* known = content ? std::get_if<PatientRecord>(&*content) : nullptr;
        noteWrite(
            m_mirror.put(known ? clientRow(*known) : placeholderClient(patient.patientId), m_context.now),
            cause);
        if (!held)
            askFor(key);
    }
}

std::vector<InvoiceRecord> RowRebuilder::invoicesOf(const AppointmentRecord& record) {
    const auto naming = m_mirror.invoicesNaming(record.id);
    std::set<HalaxyId> ids(naming.begin(), naming.end());
    for (const AppointmentPatient& patient : record.patients)
        ids.insert(patient.invoiceIds.begin(), patient.invoiceIds.end());
    std::vector<InvoiceRecord> invoices;
    for (const HalaxyId& id : ids)
        if (auto content = m_records.content({RecordKind::Invoice, id}))
            invoices.push_back(std::get<InvoiceRecord>(std::move(*content)));
    return invoices;
}

std::optional<PractitionerId> RowRebuilder::practitionerOf(const AppointmentRecord& record) {
    for (const RecordKey& key : record.practitioners)
        if (const auto practitioner = resolve(key))
            return practitioner;
    return std::nullopt;
}

std::optional<PractitionerId> RowRebuilder::resolve(const RecordKey& key) {
    const auto known = m_resolved.find(key);
    if (known != m_resolved.end())
        return known->second;
    const auto found = key.kind == RecordKind::PractitionerRole ? m_mirror.practitionerOfRole(key.id)
                                                                : m_mirror.practitioner(key.id);
    return m_resolved[key] = found;
}

void RowRebuilder::setAside(const AppointmentRecord& record) {
    m_anySetAside = true;
    for (const RecordKey& key : record.practitioners)
        if (!m_records.find(key))
            askFor(key);
    const RecordKey key{RecordKind::Appointment, record.id};
    const QString reason =
        record.practitioners.empty()
            ? QCoreApplication::translate("bloom::sync", "The appointment names no practitioner.")
            : QCoreApplication::translate("bloom::sync", "Its practitioner isn't known: %1.")
                  .arg(toText(record.practitioners.front()));
    m_report.setAside.push_back(
        SetAsideStore(m_scope).put(key, contentHash(record), reason, m_context.run, m_context.now));
}

void RowRebuilder::askFor(const RecordKey& key) {
    if (std::ranges::find(m_report.toRead, key) == m_report.toRead.end())
        m_report.toRead.push_back(key);
}

}  // namespace bloom::sync
