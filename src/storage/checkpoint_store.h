// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Where listings stand, cursors, referral checks and counters: written in the transaction of the data they
// speak of.
#pragma once
#include "core/practice_time.h"
#include "core/records.h"
#include "storage/scope.h"

#include <QUrl>

namespace bloom::storage {

struct Checkpoint {
    QString listing;  ///< "Appointment/<practitioner>", "Patient" …: the caller's name for it
    RunId run;
    UtcTime runStarted;
    UtcInterval window;
    UtcTime listingStarted;
    QUrl next;  ///< empty = the listing came to its end
    std::optional<int> total;
    int pages = 0;
    QByteArray extra;  ///< the caller's own
    UtcTime savedAt;
    bool operator==(const Checkpoint&) const = default;
};

class CheckpointStore {
public:
    explicit CheckpointStore(Scope& scope) : m_scope(scope) {}

    /// Replaces the listing's checkpoint and adds what its page `pages` showed. Page 1 begins anew.
    void save(const Checkpoint& checkpoint, const std::vector<RecordKey>& seenOnThisPage);
    std::optional<Checkpoint> find(const QString& listing);
    std::vector<Checkpoint> all();
    /// Every key of every page so far.
    std::vector<RecordKey> seen(const QString& listing);
    void remove(const QString& listing);
    void removeAll();

    std::optional<QString> cursor(const QString& name);
    void setCursor(const QString& name, const QString& value, UtcTime now);
    std::optional<UtcTime> timeCursor(const QString& name);
    void setTimeCursor(const QString& name, UtcTime value, UtcTime now);
    void removeCursor(const QString& name);
    /// Whether any cursor's name begins so.
    bool hasCursor(const QString& prefix);

    /// The first of `count` numbers nobody had before.
    std::int64_t reservedNumbers(const QString& counter);  ///< the next that nobody has
    std::int64_t reserveNumbers(const QString& counter, int count);

    /// When the client's referrals were last read whole, by themselves or practice-wide.
    std::optional<UtcTime> referralsChecked(const HalaxyId& patient);
    void setReferralsChecked(const HalaxyId& patient, UtcTime now);
    /// The client comes after all others, and not before `tryAfter`.
    void setReferralsFailed(const HalaxyId& patient, UtcTime tryAfter);
    /// The last whole practice-wide reading.
    std::optional<UtcTime> allReferralsChecked();
    void setAllReferralsChecked(UtcTime now);
    void forgetAllReferralsChecked();
    /// Clients with a live session in the window, last checked before `checkedBefore`: those never asked for
    /// first, then those asked for longest ago.
    std::vector<HalaxyId> referralsToCheck(UtcInterval window, UtcTime checkedBefore, UtcTime now, int count);

private:
    Scope& m_scope;
};

/// read_seq: numbers that decide which of two readings came first. Reserves blocks, so that a read costs no
/// write. Not for use inside write() or read().
class ReadSequence {
public:
    explicit ReadSequence(Database& database) : m_database(database) {}
    std::int64_t next();

private:
    std::int64_t lastReserved();
    Database& m_database;
    std::int64_t m_next = 0;
    std::int64_t m_end = 0;
};

}  // namespace bloom::storage
