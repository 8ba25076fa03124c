// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/forgotten.h"

#include "core/personal.h"
#include "core/row_ids.h"

#include <algorithm>

namespace bloom::sync {

QByteArray Forgotten::kept(const RecordContent& content) {
    const auto* appointment = m_any ? std::get_if<AppointmentRecord>(&content) : nullptr;
    return toJson(appointment && areAll(*appointment) ? withoutPersonalData(content) : content);
}

bool Forgotten::areAll(const AppointmentRecord& record) {
    return !record.patients.empty() &&
           std::ranges::all_of(record.patients, [&](const AppointmentPatient& patient) {
               return m_store.isPurged(patient.patientId);
           });
}

void Forgotten::hide(const AppointmentRecord& record, std::vector<storage::SessionRow>& rows) {
    if (!m_any)
        return;
    for (storage::SessionRow& row : rows) {
        const bool theirs = std::ranges::any_of(record.patients, [&](const AppointmentPatient& patient) {
            return clientRowId(patient.patientId) == row.client && m_store.isPurged(patient.patientId);
        });
        if (!theirs)
            continue;
        row.notes.clear();
        row.locationDetails.clear();
        row.sessionType = record.appointmentType;
    }
}

void Forgotten::cameBack(const RecordKey& key) {
    if (m_any && key.kind == RecordKind::Patient)
        m_store.cameBack(key.id);
}

}  // namespace bloom::sync
