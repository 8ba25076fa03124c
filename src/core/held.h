// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Deletions too many to believe, as an admin sees and decides them; and what happened to a practitioner's
// day.
#pragma once
#include "core/clock.h"
#include "core/ids.h"
#include "core/records.h"

#include <QDate>
#include <QMetaType>
#include <optional>
#include <vector>

namespace bloom {

enum class HeldState { Open, Applying, Applied, Discarded, Superseded };
QString name(HeldState state);  ///< "open", "applying", "applied", "discarded", "superseded"
std::optional<HeldState> heldStateFrom(const QString& text);

struct HeldRecord {
    RecordKey key;
    QString outcome;  ///< "deleted", "found", "unknown", "kept"; empty = not decided
    // Of the row that would go, for whoever decides; empty where there is none.
    PractitionerId practitioner;
    QString practitionerName;
    QString label;  ///< a client's name or initials, as the viewer shows them
    QString initials;
    std::optional<UtcTime> start;  ///< of a session
    bool operator==(const HeldRecord&) const = default;
};

struct HeldSet {
    QString id;
    RecordKind kind = RecordKind::Appointment;
    HeldState state = HeldState::Open;
    int count = 0;
    int liveThen = 0;  ///< "12 of 80"
    RunId run;
    UtcTime raised;
    UtcTime lastSeen;
    std::optional<UtcTime> decided;
    QString decidedBy;
    std::vector<HeldRecord> records;  ///< at most 1,000 of them; count has them all
    bool operator==(const HeldSet&) const = default;
};
enum class HeldDecision { Apply, Discard };

enum class DayChangeKind { MovedIn, MovedOut, Created, Cancelled, NoShow, Deleted, Restored, Changed };
/// One thing that happened to a session of a day: moved in, moved out, cancelled, deleted.
struct DayChange {
    DayChangeKind kind = DayChangeKind::Changed;
    UtcTime at;  ///< when Bloom applied it
    RunType channel = RunType::Full;
    RunId run;
    SessionId session;
    HalaxyId appointment;
    ClientId client;
    QString clientName, initials;
    std::optional<UtcTime> start;        ///< where it stands now
    std::optional<UtcTime> from, to;     ///< of a move
    std::optional<QString> status;       ///< after the change, as stored
    PractitionerId otherPractitioner{};  ///< moved to or from somebody else
    QString otherPractitionerName;
    bool operator==(const DayChange&) const = default;
};

}  // namespace bloom

Q_DECLARE_METATYPE(bloom::HeldSet)
