// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// "Something missing?": what Halaxy says now beside what is held here, each line with one verdict.
#pragma once
#include "core/clock.h"
#include "core/ids.h"
#include "core/records.h"
#include "core/result.h"

#include <QDate>

namespace bloom {

/// One of: a practitioner's day, a client, or an id somebody pastes.
struct MissingQuestion {
    PractitionerId practitioner;
    QDate date;
    ClientId client;
    QString pasted;
};

enum class MissingVerdict {
    InStep,
    Fetching,           ///< in Halaxy, not here: fetching it now
    Differs,            ///< in both, not the same: fetching it now
    SetAside,           ///< could not be used; `detail` says why
    Cancelled,          ///< cancelled or no-show, since `since`
    Moved,              ///< to another time
    OtherPractitioner,  ///< `detail` is whose
    NoClient,           ///< a blocker or a meeting
    OutsideWindow,      ///< older or further ahead than is synced
    Deleted,            ///< deleted in Halaxy, confirmed at `since`
    Held,               ///< its deletion waits for a decision
    NotInHalaxy,        ///< never booked there, or removed before it was seen
    NotConfirmed        ///< here; Halaxy could not say
};
QString name(MissingVerdict verdict);

struct MissingLine {
    RecordKey key;
    MissingVerdict verdict = MissingVerdict::InStep;
    std::optional<UtcTime> start;  ///< as Halaxy says, else as held
    ClientId client;
    QString initials, clientName;
    QString rawStatus;
    std::optional<UtcTime> since;
    std::optional<UtcTime> movedTo;
    QString detail;
    bool operator==(const MissingLine&) const = default;
};

struct MissingAnswer {
    std::vector<MissingLine> lines;    ///< in time order
    std::optional<Error> unreachable;  ///< Halaxy did not answer: what stands here is from history
    QString zone;                      ///< IANA name; in which the lines' times are told
    QDate date;                        ///< of a question about a day
    UtcTime asked;
    int calls = 0;
};

}  // namespace bloom
