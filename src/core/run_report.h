// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a run is asked for, how it goes and what it did: the same values for the window, the terminal and the
// log.
#pragma once
#include "core/clock.h"
#include "core/ids.h"
#include "core/practice_time.h"
#include "core/records.h"
#include "core/result.h"
#include "core/status.h"

#include <QMetaType>
#include <map>
#include <optional>
#include <vector>

namespace bloom {

/// What to sync. Everything empty = all of the window.
struct SyncScope {
    std::optional<PractitionerId> practitioner;
    std::optional<RecordKind> kind;
    std::optional<RecordKey> record;               ///< one record, read by id
    std::optional<std::pair<QDate, QDate>> dates;  ///< [from, to], both days included, practice's local days
    bool backfill = false;
    QString heldSet{};  ///< exactly the records of this set of held deletions, which an admin wants deleted
    bool operator==(const SyncScope&) const = default;
};

struct SyncRequest {
    RunType type = RunType::Manual;
    SyncScope scope;
    QString askedBy;  ///< operating-system user; empty = the schedule
};

struct SetAside {
    RecordKey key;
    QString reason;  ///< without personal data
    QByteArray hash;
    UtcTime firstSeen;
    UtcTime lastSeen;
    bool isNew = false;
    bool operator==(const SetAside&) const = default;
};

/// Counts of one kind in one run. received = distinct records that came; the rest say what became of them.
struct KindCounts {
    int received = 0;
    int created = 0;
    int updated = 0;
    int unchanged = 0;
    int deleted = 0;
    int missing =
        0;  ///< held by us, not in a complete listing, and its reading said nothing yet: not confirmed
    int setAside = 0;
    KindCounts& operator+=(const KindCounts& other);
    bool operator==(const KindCounts&) const = default;
};

/// One practitioner's part of a run.
struct PractitionerReport {
    PractitionerId practitioner;
    QString name;
    RunOutcome outcome = RunOutcome::Running;
    std::optional<Error> error;
    KindCounts sessions;
};

struct RunReport {
    RunId id;
    RunType type = RunType::Full;
    SyncScope scope;
    QString askedBy;
    RunOutcome outcome = RunOutcome::Running;
    UtcTime started;
    std::optional<UtcTime> ended;
    milliseconds duration{0};
    milliseconds rateLimitWait{0};
    int calls = 0;
    qint64 bytes = 0;
    std::map<RecordKind, KindCounts> kinds;
    std::vector<PractitionerReport> practitioners;
    std::vector<SetAside> setAside;  ///< those met in this run
    std::vector<Error> problems;     ///< each failure with its record and cause
    KindCounts total() const;
};

/// Live progress of the run going on.
struct RunProgress {
    RunId id;
    RunType type = RunType::Full;
    bool first = false;  ///< the first sync of this database
    RecordKind kind = RecordKind::Practitioner;
    std::optional<PractitionerId> practitioner;
    int done = 0;              ///< records of the present listing
    std::optional<int> about;  ///< its total, if the service says one
    struct Part {
        PractitionerId practitioner;
        QString name;
        int done = 0;
        std::optional<int> about;
        bool finished = false;
    };
    std::vector<Part> practitioners;
    int records = 0;  ///< of the whole run so far
    int calls = 0;
    milliseconds elapsed{0};
    milliseconds rateLimitWait{0};
    std::optional<milliseconds> left;  ///< an estimate, when there is one
    bool cancelling = false;
};

}  // namespace bloom

Q_DECLARE_METATYPE(bloom::RunReport)
Q_DECLARE_METATYPE(bloom::RunProgress)
