// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/breaks.h"

namespace bloom::simulation {

const std::vector<Break>& breaks() {
    static const std::vector<Break> list = {
        {Fault::SkipVersionGuard, "skip-version-guard"},
        {Fault::SaveCursorEarly, "save-cursor-early"},
        {Fault::BelieveShortListing, "believe-short-listing"},
        {Fault::CheckpointOutsideTransaction, "checkpoint-outside-transaction"},
        {Fault::ResumeAtWrongPage, "resume-at-wrong-page"},
        {Fault::SkipSetReplacement, "skip-set-replacement"},
        {Fault::FreshnessAtEnd, "freshness-at-end"},
        {Fault::DropSetAside, "drop-set-aside"},
        {Fault::SuccessOnPartial, "success-on-partial"},
        {Fault::BreakerNeverOpens, "breaker-never-opens"},
        {Fault::TokenForEveryCall, "token-for-every-call"},
        {Fault::CursorWithoutOverlap, "cursor-without-overlap"},
        {Fault::LeaveRunsOpen, "leave-runs-open"},
        {Fault::TouchOwnColumns, "touch-own-columns"},
        {Fault::UnknownIsScheduled, "unknown-is-scheduled"},
        {Fault::NeverVerify, "never-verify"},
        {Fault::HistoryTwice, "history-twice"},
        {Fault::BelieveOverlap, "believe-overlap"},
        {Fault::IgnoreCanary, "ignore-canary"},
        {Fault::BelieveAny404, "believe-any-404"},
        {Fault::DeleteUnread, "delete-unread"},
        {Fault::WebhookByArrival, "webhook-by-arrival"},
        {Fault::ForgetTombstoneStamp, "forget-tombstone-stamp"},
        {Fault::LeaveEventsProcessing, "leave-events-processing"},
        {Fault::TroubleIsDone, "trouble-is-done"},
        {Fault::OutageIsATry, "outage-is-a-try"},
        {Fault::NeverHold, "never-hold"},
        {Fault::AnswerBeforeCommit, "answer-before-commit"},
    };
    return list;
}

std::optional<Fault> breakFrom(const std::string& name) {
    for (const Break& one : breaks())
        if (name == one.name)
            return one.fault;
    return std::nullopt;
}

}  // namespace bloom::simulation
