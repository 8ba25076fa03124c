// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// "Something missing?": asks Halaxy now about a practitioner's day, a client or one id, lays what is held
// beside it and judges each appointment. Reads only; what it finds to fetch is fetched by its caller.
#pragma once
#include "core/missing.h"
#include "halaxy/client.h"
#include "storage/readers/missing_reader.h"
#include "storage/transaction.h"
#include "sync/run_plan.h"

#include <map>
#include <set>

namespace bloom::sync {

/// Nothing where it is unusable, or no appointment.
const AppointmentRecord* appointmentOf(const ReadRecord& record);

class MissingFinder {
public:
    MissingFinder(storage::Database& database, Clock& clock, SyncSettings settings);
    /// Without a client: from what is held, and `why` is said.
    QCoro::Task<Result<MissingAnswer>> run(MissingQuestion question, halaxy::Client* client, Error why,
                                           std::stop_token stop);

private:
    enum class Subject { Day, Client, Appointment };
    struct Asked {
        Subject subject = Subject::Day;
        PractitionerId practitioner;
        std::set<HalaxyId> roles;  ///< the practitioner's own id, too
        UtcInterval period;
        HalaxyId patient;
        HalaxyId appointment;
    };
    Result<Asked> understand(const MissingQuestion& question);
    Result<Asked> understandDay(storage::Scope& scope, const MissingQuestion& question);
    Result<Asked> understandClient(storage::Scope& scope, const std::optional<storage::HeldPatient>& person);
    Result<Asked> understandPasted(storage::Scope& scope, const QString& pasted);
    Result<bool> readHeld();
    QCoro::Task<bool> list(halaxy::Client& client, std::stop_token stop);
    QCoro::Task<void> readUnlisted(halaxy::Client& client, std::stop_token stop);
    void keep(const ReadRecord& record);
    bool concerns(const AppointmentRecord& appointment) const;
    void judgeAll();
    MissingLine judge(storage::Scope& scope, const RecordKey& key);
    MissingLine judgeFound(storage::Scope& scope, const ReadRecord& record, MissingLine line);
    MissingVerdict verdictOf(storage::Scope& scope, const ReadRecord& record,
                             const AppointmentRecord& appointment, MissingLine& line);
    MissingLine judgeAbsent(MissingLine line) const;

    storage::Database& m_database;
    Clock& m_clock;
    SyncSettings m_settings;
    UtcInterval m_window;
    Asked m_asked;
    std::map<RecordKey, storage::HeldAppointment> m_held;
    std::map<RecordKey, ReadRecord> m_found;
    std::set<RecordKey> m_gone;
    MissingAnswer m_answer;
};

}  // namespace bloom::sync
