// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The teeth of the simulation: faults that can be switched on in its build alone, each of which it must find.
// In every other build planted() is false at compile time, so that no product program contains a switch.
#pragma once

namespace bloom {

enum class Fault {
    SkipVersionGuard,              ///< whatever comes last is applied
    SaveCursorEarly,               ///< the cursor moves though the listing did not come whole
    BelieveShortListing,           ///< a listing is complete however much of it came
    CheckpointOutsideTransaction,  ///< where a listing stands is saved before the data of its page
    ResumeAtWrongPage,             ///< a resumed listing goes on one page too far
    SkipSetReplacement,            ///< who is no longer in a group keeps the session
    FreshnessAtEnd,                ///< data counts as fresh as the run's end, not its start
    DropSetAside,                  ///< what can't be used is passed over in silence
    SuccessOnPartial,              ///< a run with problems is called a success
    BreakerNeverOpens,             ///< an outage is called and called
    TokenForEveryCall,             ///< a valid token is not used again
    CursorWithoutOverlap,          ///< the cursor is our own clock's now
    LeaveRunsOpen,                 ///< a killed run stands in the log as going on
    TouchOwnColumns,               ///< a sync writes what Bloom owns
    UnknownIsScheduled,            ///< an unknown status becomes a booked session
    NeverVerify,                   ///< rows changed behind our back stay so
    HistoryTwice,                  ///< a change leaves two lines
    BelieveOverlap,                ///< of two readings that overlap the one that comes last counts
    IgnoreCanary,                  ///< no record that is surely there has to be readable
    BelieveAny404,                 ///< whoever says 404 speaks for the service
    DeleteUnread,                  ///< what a listing did not show is deleted without being read
    WebhookByArrival,              ///< what a webhook's read brings is always the newest
    ForgetTombstoneStamp,          ///< a tombstone does not keep when it was read
    LeaveEventsProcessing,         ///< what a killed program was reading for is never read again
    TroubleIsDone,                 ///< an event whose read had trouble is settled
    OutageIsATry,                  ///< trouble of the call counts against the event
    NeverHold,                     ///< any number of deletions is believed
    AnswerBeforeCommit,            ///< a webhook is acknowledged before it is stored
};

#ifdef BLOOM_PLANTED_FAULTS
/// The one that is switched on; −1: none.
inline int plantedFault = -1;
inline bool planted(Fault fault) { return plantedFault == static_cast<int>(fault); }
#else
constexpr bool planted(Fault) { return false; }
#endif

}  // namespace bloom
