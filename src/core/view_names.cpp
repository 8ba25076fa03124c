// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The texts of the small enums that only views use.
#include "core/care.h"
#include "core/connection_views.h"
#include "core/missing.h"

namespace bloom {

QString name(BreakerState state) {
    switch (state) {
        case BreakerState::Closed:
            return QStringLiteral("closed");
        case BreakerState::Open:
            return QStringLiteral("open");
        case BreakerState::HalfOpen:
            return QStringLiteral("half-open");
    }
    Q_UNREACHABLE();
}

QString name(SyncHealth health) {
    switch (health) {
        case SyncHealth::Healthy:
            return QStringLiteral("healthy");
        case SyncHealth::Stale:
            return QStringLiteral("stale");
        case SyncHealth::Error:
            return QStringLiteral("error");
    }
    Q_UNREACHABLE();
}

QString name(PlanUrgency urgency) {
    switch (urgency) {
        case PlanUrgency::OverLimit:
            return QStringLiteral("over-limit");
        case PlanUrgency::Expired:
            return QStringLiteral("expired");
        case PlanUrgency::UsedUp:
            return QStringLiteral("used-up");
        case PlanUrgency::ReviewDue:
            return QStringLiteral("review-due");
        case PlanUrgency::EndingSoon:
            return QStringLiteral("ending-soon");
        case PlanUrgency::Unknown:
            return QStringLiteral("unknown");
        case PlanUrgency::Fine:
            return QStringLiteral("fine");
    }
    Q_UNREACHABLE();
}

QString name(CareReason reason) {
    switch (reason) {
        case CareReason::OverLimit:
            return QStringLiteral("over-limit");
        case CareReason::PlanExpired:
            return QStringLiteral("plan-expired");
        case CareReason::PlanUsedUp:
            return QStringLiteral("plan-used-up");
        case CareReason::ReviewDue:
            return QStringLiteral("review-due");
        case CareReason::Overlap:
            return QStringLiteral("overlap");
        case CareReason::EndedStillBooked:
            return QStringLiteral("ended-still-booked");
        case CareReason::EndingSoon:
            return QStringLiteral("ending-soon");
        case CareReason::FollowUp:
            return QStringLiteral("follow-up");
        case CareReason::RegularNotBooked:
            return QStringLiteral("regular-not-booked");
        case CareReason::WithoutInvoice:
            return QStringLiteral("without-invoice");
        case CareReason::Outstanding:
            return QStringLiteral("outstanding");
    }
    Q_UNREACHABLE();
}

QString name(MissingVerdict verdict) {
    switch (verdict) {
        case MissingVerdict::InStep:
            return QStringLiteral("in-step");
        case MissingVerdict::Fetching:
            return QStringLiteral("fetching");
        case MissingVerdict::Differs:
            return QStringLiteral("differs");
        case MissingVerdict::SetAside:
            return QStringLiteral("set-aside");
        case MissingVerdict::Cancelled:
            return QStringLiteral("cancelled");
        case MissingVerdict::Moved:
            return QStringLiteral("moved");
        case MissingVerdict::OtherPractitioner:
            return QStringLiteral("other-practitioner");
        case MissingVerdict::NoClient:
            return QStringLiteral("no-client");
        case MissingVerdict::OutsideWindow:
            return QStringLiteral("outside-window");
        case MissingVerdict::Deleted:
            return QStringLiteral("deleted");
        case MissingVerdict::Held:
            return QStringLiteral("held");
        case MissingVerdict::NotInHalaxy:
            return QStringLiteral("not-in-halaxy");
        case MissingVerdict::NotConfirmed:
            return QStringLiteral("not-confirmed");
    }
    Q_UNREACHABLE();
}

}  // namespace bloom
