// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/plan_words.h"

#include <QCoreApplication>
#include <QLocale>

namespace bloom::models {

namespace {

struct Plans {
    Q_DECLARE_TR_FUNCTIONS(Plans)
};
struct Care {
    Q_DECLARE_TR_FUNCTIONS(Care)
};

QString dayText(QDate day) { return QLocale().toString(day, QStringLiteral("d MMM yyyy")); }
QString shortDay(QDate day) { return QLocale().toString(day, QStringLiteral("ddd d MMM")); }
QString atLeast(const MhcpCount& plan, const QString& used) {
    return plan.usedAtLeast ? Plans::tr("at least %1").arg(used) : used;
}
int limitOf(const MhcpCount& plan) {
    return plan.referral && plan.referral->limit ? *plan.referral->limit : plan.referralRemaining;
}
int usedOfReferral(const MhcpCount& plan) {
    return plan.referral && plan.referral->used ? *plan.referral->used
                                                : limitOf(plan) - plan.referralRemaining;
}

}  // namespace

QString planWords(const MhcpCount& plan) {
    if (!plan.known)
        return Plans::tr("Mental-health plan: not read yet");
    const QString year =
        Plans::tr("%1 of %2 used this year").arg(atLeast(plan, QString::number(plan.used))).arg(plan.total);
    if (!plan.active && plan.expired && plan.referral && plan.referral->end)
        return Plans::tr("Referral ended on %1, %2").arg(dayText(*plan.referral->end), year);
    if (!plan.active)
        return Plans::tr("No referral, %1").arg(year);
    QString words = Plans::tr("%Ln session(s) left, %1", nullptr, plan.available).arg(year);
    if (plan.referral && plan.referral->end)
        words = Plans::tr("%1, referral until %2").arg(words, dayText(*plan.referral->end));
    if (plan.referral && !plan.referral->requester.isEmpty())
        words = Plans::tr("%1, by %2").arg(words, plan.referral->requester);
    return words;
}

QString planReason(const PlanView& view) {
    const MhcpCount& plan = view.count;
    switch (view.urgency) {
        case PlanUrgency::OverLimit:
            return plan.used > plan.total
                       ? Plans::tr("%1 used this year, %2 are paid for").arg(plan.used).arg(plan.total)
                       : Plans::tr("%1 used of the referral, it allows %2")
                             .arg(usedOfReferral(plan))
                             .arg(limitOf(plan));
        case PlanUrgency::Expired:
            return plan.referral && plan.referral->end
                       ? Plans::tr("The referral ended on %1").arg(dayText(*plan.referral->end))
                       : Plans::tr("The referral has ended");
        case PlanUrgency::UsedUp:
            return Plans::tr("All %1 sessions of this year are used").arg(plan.total);
        case PlanUrgency::ReviewDue:
            return Plans::tr("The referral is used up: a review gives more sessions");
        case PlanUrgency::EndingSoon:
            return plan.usedAtLeast ? Plans::tr("At most %Ln session(s) left", nullptr, plan.available)
                                    : Plans::tr("%Ln session(s) left", nullptr, plan.available);
        case PlanUrgency::Unknown:
            return Plans::tr("Not known yet: referrals or billing were not read");
        case PlanUrgency::Fine:
            return Plans::tr("%Ln session(s) left, %1", nullptr, plan.available)
                .arg(Plans::tr("%1 of %2 used this year")
                         .arg(atLeast(plan, QString::number(plan.used)))
                         .arg(plan.total));
    }
    Q_UNREACHABLE();
}

QString words(PlanUrgency urgency) {
    switch (urgency) {
        case PlanUrgency::OverLimit:
            return Plans::tr("Over limit");
        case PlanUrgency::Expired:
            return Plans::tr("Expired");
        case PlanUrgency::UsedUp:
            return Plans::tr("Used up");
        case PlanUrgency::ReviewDue:
            return Plans::tr("Review due");
        case PlanUrgency::EndingSoon:
            return Plans::tr("Ending soon");
        case PlanUrgency::Unknown:
            return Plans::tr("Unknown");
        case PlanUrgency::Fine:
            return Plans::tr("Fine");
    }
    Q_UNREACHABLE();
}

ChipTone tone(PlanUrgency urgency) {
    switch (urgency) {
        case PlanUrgency::OverLimit:
        case PlanUrgency::Expired:
            return ChipTone::Problem;
        case PlanUrgency::UsedUp:
        case PlanUrgency::ReviewDue:
        case PlanUrgency::EndingSoon:
            return ChipTone::Attention;
        case PlanUrgency::Unknown:
            return ChipTone::Neutral;
        case PlanUrgency::Fine:
            return ChipTone::Good;
    }
    Q_UNREACHABLE();
}

QString localCountNote() {
    return Plans::tr("Counted from this practice's sessions; Medicare may know of more.");
}

QString words(CareReason reason) {
    switch (reason) {
        case CareReason::OverLimit:
            return Care::tr("Over the plan's limit");
        case CareReason::PlanExpired:
            return Care::tr("Referral ended");
        case CareReason::PlanUsedUp:
            return Care::tr("Plan used up");
        case CareReason::ReviewDue:
            return Care::tr("Review due");
        case CareReason::Overlap:
            return Care::tr("Overlapping sessions");
        case CareReason::EndedStillBooked:
            return Care::tr("Ended, still booked");
        case CareReason::EndingSoon:
            return Care::tr("Plan ending soon");
        case CareReason::FollowUp:
            return Care::tr("Follow-up");
        case CareReason::RegularNotBooked:
            return Care::tr("Regular, not booked");
        case CareReason::WithoutInvoice:
            return Care::tr("No invoice");
        case CareReason::Outstanding:
            return Care::tr("Outstanding");
    }
    Q_UNREACHABLE();
}

ChipTone tone(CareReason reason) {
    switch (reason) {
        case CareReason::OverLimit:
        case CareReason::PlanExpired:
        case CareReason::Overlap:
            return ChipTone::Problem;
        case CareReason::PlanUsedUp:
        case CareReason::ReviewDue:
        case CareReason::EndingSoon:
        case CareReason::EndedStillBooked:
            return ChipTone::Attention;
        case CareReason::FollowUp:
        case CareReason::RegularNotBooked:
            return ChipTone::Accent;
        case CareReason::WithoutInvoice:
        case CareReason::Outstanding:
            return ChipTone::Neutral;
    }
    Q_UNREACHABLE();
}

QString careIcon(CareReason reason) {
    switch (reason) {
        case CareReason::OverLimit:
        case CareReason::PlanExpired:
            return QStringLiteral("error");
        case CareReason::Overlap:
        case CareReason::PlanUsedUp:
        case CareReason::ReviewDue:
        case CareReason::EndingSoon:
            return QStringLiteral("warning");
        case CareReason::EndedStillBooked:
            return QStringLiteral("clock");
        case CareReason::FollowUp:
        case CareReason::RegularNotBooked:
            return QStringLiteral("users");
        case CareReason::WithoutInvoice:
        case CareReason::Outstanding:
            return QStringLiteral("info");
    }
    Q_UNREACHABLE();
}

QString careWhy(const CareItem& item) {
    const QString when =
        item.time.isValid()
            ? Care::tr("%1, %2").arg(shortDay(item.day),
                                     QLocale::c().toString(item.time, QStringLiteral("h:mm AP")))
            : shortDay(item.day);
    switch (item.reason) {
        case CareReason::OverLimit:
        case CareReason::PlanUsedUp:
            return item.ofYear ? Care::tr("%1 of %2 used this year").arg(item.used).arg(item.limit)
                               : Care::tr("%1 of %2 used of the referral").arg(item.used).arg(item.limit);
        case CareReason::PlanExpired:
            return item.day.isValid() ? Care::tr("The referral ended on %1").arg(dayText(item.day))
                                      : Care::tr("The referral has ended");
        case CareReason::ReviewDue:
            return Care::tr("%1 of %2 used: a review gives more sessions").arg(item.used).arg(item.limit);
        case CareReason::EndingSoon:
            return Care::tr("%Ln session(s) left", nullptr, item.days);
        case CareReason::FollowUp:
            return Care::tr("Last seen %Ln day(s) ago, nothing booked", nullptr, item.days);
        case CareReason::RegularNotBooked:
            return Care::tr("Comes regularly, last %Ln day(s) ago, nothing booked", nullptr, item.days);
        case CareReason::Overlap:
            return Care::tr("%1 begins while another goes on").arg(when);
        case CareReason::EndedStillBooked:
            return Care::tr("%1 is over: attended or not?").arg(when);
        case CareReason::WithoutInvoice:
            return Care::tr("%1 was completed, without an invoice").arg(when);
        case CareReason::Outstanding:
            return Care::tr("%1 open, the oldest since %2")
                .arg(moneyText(item.amount.value_or(Cents{})), dayText(item.day));
    }
    Q_UNREACHABLE();
}

}  // namespace bloom::models
