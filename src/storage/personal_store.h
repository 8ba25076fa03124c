// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Blanks the personal data of who is gone from Halaxy: rows, records, history values, and what Bloom owns of
// them. The tombstone stays, without a hash that could be guessed back; who comes back is filled in again.
#pragma once
#include "core/records.h"
#include "storage/scope.h"

namespace bloom::storage {

enum class ForgetAnswer {
    Forgotten,
    NoSuchClient,
    StillInHalaxy,  ///< its next reading would bring everything back
};

class PersonalStore {
public:
    explicit PersonalStore(Scope& scope) : m_scope(scope) {}

    /// Of records gone before this time and not blanked yet, at most so many; of deleted rows of others, too.
    /// How many it blanked.
    int purgeGone(UtcTime before, int count, UtcTime now);
    ForgetAnswer forget(const ClientId& client, UtcTime now);

    /// A patient whose data was blanked in the database before this one. False when nothing is held of them.
    bool forgetAgain(const HalaxyId& patient, UtcTime now);

    bool anyPurgedPatients();
    bool isPurged(const HalaxyId& patient);
    /// What is read of them next is applied, also where nothing changed since.
    void cameBack(const HalaxyId& patient);

private:
    void blankRecord(const RecordKey& key, UtcTime now);
    void blankPatient(const HalaxyId& patient, UtcTime now);
    void blankSessions(const ClientId& client, UtcTime now);
    void blankReferrals(const ClientId& client, UtcTime now);
    void blankRows(const RecordKey& key, UtcTime now);
    void blankHistory(const RecordKey& key);
    /// Sessions deleted before this time whose appointment goes on: a patient who left a group.
    int blankDeletedSessions(UtcTime before, int count, UtcTime now);

    Scope& m_scope;
};

}  // namespace bloom::storage
