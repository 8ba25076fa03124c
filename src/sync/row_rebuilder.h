// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Recomputes the rows that a record has a part in, from records alone. What it touches is gathered, and the
// clients concerned are derived once, at the end of the pass.
#pragma once
#include "storage/history_store.h"
#include "storage/mirror_store.h"
#include "storage/record_store.h"
#include "sync/applier.h"
#include "sync/client_deriver.h"
#include "sync/forgotten.h"

#include <map>
#include <set>

namespace bloom::sync {

/// Why rows are recomputed. `changed` false: the record is as it was, so a row that differs was changed
/// behind our back.
struct Cause {
    RecordKey key;
    RecordVersion version;
    bool changed = true;
};

class RowRebuilder {
public:
    RowRebuilder(storage::Scope& scope, const ApplyContext& context, ApplyReport& report);

    /// Rows of a record as it is now held; nothing = it is gone. How many rows were written.
    int rebuild(const RecordKey& key, const std::optional<RecordContent>& content, const Cause& cause);
    /// Derives the clients touched.
    void finish();

private:
    int rebuildPractitioner(const HalaxyId& id, const Cause& cause);
    int rebuildRole(const HalaxyId& id, const PractitionerRoleRecord* record, const Cause& cause);
    int rebuildPatient(const HalaxyId& id, const Cause& cause);
    int rebuildAppointment(const HalaxyId& id, const AppointmentRecord* record, const Cause& cause);
    int rebuildInvoice(const HalaxyId& id, const InvoiceRecord* record, const Cause& cause);
    int rebuildReferral(const HalaxyId& id, const ReferralRecord* record, const Cause& cause);
    /// Appointments, invoices and patients that name these ids: they have become somebody we know.
    void rebuildNaming(const std::vector<HalaxyId>& ids, const Cause& cause);
    void rebuildAppointments(const std::vector<HalaxyId>& ids, const Cause& cause);

    int putSessions(const AppointmentRecord& record, const PractitionerId& practitioner, const Cause& cause);
    int noteSession(const storage::RowWrite& write, const Cause& cause);
    /// Makes sure every patient has a row to refer to.
    void ensureClients(const AppointmentRecord& record, const Cause& cause);
    std::vector<InvoiceRecord> invoicesOf(const AppointmentRecord& record);
    std::optional<PractitionerId> practitionerOf(const AppointmentRecord& record);
    std::optional<PractitionerId> resolve(const RecordKey& key);
    void setAside(const AppointmentRecord& record);
    void forgetWaiting(const AppointmentRecord& record);
    void askFor(const RecordKey& key);
    int noteWrite(const storage::RowWrite& write, const Cause& cause);

    storage::Scope& m_scope;
    const ApplyContext& m_context;
    ApplyReport& m_report;
    storage::MirrorStore m_mirror;
    storage::RecordStore m_records;
    storage::HistoryStore m_history;
    ClientDeriver m_clients;
    Forgotten m_forgotten;
    std::map<RecordKey, std::optional<PractitionerId>> m_resolved;
    bool m_anySetAside = false;
};

}  // namespace bloom::sync
