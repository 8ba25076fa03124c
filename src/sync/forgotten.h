// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Patients whose personal data was blanked: an appointment that is still given for them brings none of it
// back, until they come back themselves.
#pragma once
#include "storage/personal_store.h"
#include "storage/rows.h"

namespace bloom::sync {

class Forgotten {
public:
    explicit Forgotten(storage::Scope& scope) : m_store(scope), m_any(m_store.anyPurgedPatients()) {}

    /// The content as it is kept: without what only concerns them.
    QByteArray kept(const RecordContent& content);
    /// Their rows of an appointment.
    void hide(const AppointmentRecord& record, std::vector<storage::SessionRow>& rows);
    /// Before the record of a patient who was gone is written: the rest of theirs is read anew.
    void cameBack(const RecordKey& key);

private:
    bool areAll(const AppointmentRecord& record);

    storage::PersonalStore m_store;
    bool m_any;
};

}  // namespace bloom::sync
