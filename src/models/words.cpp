// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/words.h"

#include "core/practice_time.h"

#include <QCoreApplication>
#include <QLocale>

namespace bloom::models {
namespace {
struct Words {
    Q_DECLARE_TR_FUNCTIONS(Words)
};

QString currencySign(const QString& currency) {
    if (currency == QLatin1String("AUD") || currency.isEmpty())
        return QStringLiteral("$");
    if (currency == QLatin1String("EUR"))
        return QStringLiteral("€");
    if (currency == QLatin1String("GBP"))
        return QStringLiteral("£");
    return currency + QChar(0x00A0);
}
QString signedMoney(Cents amount, const QString& currency, int decimals) {
    const QString sign = amount.value < 0 ? QString(QChar(0x2212)) : QString();
    const double whole = static_cast<double>(std::abs(amount.value)) / 100.0;
    return sign + currencySign(currency) + QLocale().toString(whole, 'f', decimals);
}
}  // namespace

QString words(SessionStatus status) {
    switch (status) {
        case SessionStatus::Scheduled:
            return Words::tr("Scheduled");
        case SessionStatus::Confirmed:
            return Words::tr("Confirmed");
        case SessionStatus::InProgress:
            return Words::tr("In progress");
        case SessionStatus::Completed:
            return Words::tr("Completed");
        case SessionStatus::NoShow:
            return Words::tr("No-show");
        case SessionStatus::Cancelled:
            return Words::tr("Cancelled");
        case SessionStatus::Rescheduled:
            return Words::tr("Rescheduled");
        case SessionStatus::Unknown:
            return Words::tr("Unknown status");
    }
    return {};
}

QString words(LocationType type) {
    switch (type) {
        case LocationType::InPerson:
            return Words::tr("In person");
        case LocationType::Telehealth:
            return Words::tr("Telehealth");
        case LocationType::Phone:
            return Words::tr("Phone");
        case LocationType::Unknown:
            return {};
    }
    return {};
}

QString words(BillingType type) {
    switch (type) {
        case BillingType::Medicare:
            return Words::tr("Medicare");
        case BillingType::Private:
            return Words::tr("Private");
        case BillingType::Dva:
            return Words::tr("DVA");
        case BillingType::Workcover:
            return Words::tr("WorkCover");
        case BillingType::Ndis:
            return Words::tr("NDIS");
        case BillingType::Unknown:
            return Words::tr("Not known");
    }
    return {};
}

QString words(RunType type) {
    switch (type) {
        case RunType::Full:
            return Words::tr("Full");
        case RunType::Delta:
            return Words::tr("Changes only");
        case RunType::Webhook:
            return Words::tr("Webhook");
        case RunType::Manual:
            return Words::tr("Manual");
        case RunType::Backfill:
            return Words::tr("History");
        case RunType::Audit:
            return Words::tr("Audit");
    }
    return {};
}

QString words(RunOutcome outcome) {
    switch (outcome) {
        case RunOutcome::Running:
            return Words::tr("Running");
        case RunOutcome::Success:
            return Words::tr("Success");
        case RunOutcome::Partial:
            return Words::tr("Partial");
        case RunOutcome::Held:
            return Words::tr("Held");
        case RunOutcome::Failed:
            return Words::tr("Failed");
        case RunOutcome::Interrupted:
            return Words::tr("Interrupted");
        case RunOutcome::Cancelled:
            return Words::tr("Cancelled");
    }
    return {};
}

QString words(PractitionerStatus status) {
    switch (status) {
        case PractitionerStatus::Active:
            return Words::tr("Active");
        case PractitionerStatus::Inactive:
            return Words::tr("Inactive");
        case PractitionerStatus::Onboarding:
            return Words::tr("Onboarding");
    }
    return {};
}

QString words(SyncHealth health) {
    switch (health) {
        case SyncHealth::Healthy:
            return Words::tr("In step");
        case SyncHealth::Stale:
            return Words::tr("Stale");
        case SyncHealth::Error:
            return Words::tr("Sync failing");
    }
    return {};
}

QString words(RecordKind kind) {
    switch (kind) {
        case RecordKind::Practitioner:
            return Words::tr("Practitioner");
        case RecordKind::PractitionerRole:
            return Words::tr("Practitioner role");
        case RecordKind::Patient:
            return Words::tr("Patient");
        case RecordKind::Appointment:
            return Words::tr("Appointment");
        case RecordKind::Invoice:
            return Words::tr("Invoice");
        case RecordKind::Referral:
            return Words::tr("Referral");
    }
    return {};
}

QString pluralWords(RecordKind kind) {
    switch (kind) {
        case RecordKind::Practitioner:
            return Words::tr("Practitioners");
        case RecordKind::PractitionerRole:
            return Words::tr("Practitioner roles");
        case RecordKind::Patient:
            return Words::tr("Patients");
        case RecordKind::Appointment:
            return Words::tr("Appointments");
        case RecordKind::Invoice:
            return Words::tr("Invoices");
        case RecordKind::Referral:
            return Words::tr("Referrals");
    }
    return {};
}

ChipTone tone(SessionStatus status) {
    switch (status) {
        case SessionStatus::Scheduled:
            return ChipTone::Neutral;
        case SessionStatus::Confirmed:
            return ChipTone::Accent;
        case SessionStatus::InProgress:
            return ChipTone::Busy;
        case SessionStatus::Completed:
            return ChipTone::Good;
        case SessionStatus::NoShow:
            return ChipTone::Problem;
        case SessionStatus::Cancelled:
            return ChipTone::Faint;
        case SessionStatus::Rescheduled:
            return ChipTone::Faint;
        case SessionStatus::Unknown:
            return ChipTone::Attention;
    }
    return ChipTone::Neutral;
}

ChipTone tone(RunOutcome outcome) {
    switch (outcome) {
        case RunOutcome::Running:
            return ChipTone::Busy;
        case RunOutcome::Success:
            return ChipTone::Good;
        case RunOutcome::Partial:
            return ChipTone::Attention;
        case RunOutcome::Held:
            return ChipTone::Attention;
        case RunOutcome::Failed:
            return ChipTone::Problem;
        case RunOutcome::Interrupted:
            return ChipTone::Neutral;
        case RunOutcome::Cancelled:
            return ChipTone::Neutral;
    }
    return ChipTone::Neutral;
}

ChipTone tone(SyncHealth health) {
    switch (health) {
        case SyncHealth::Healthy:
            return ChipTone::Good;
        case SyncHealth::Stale:
            return ChipTone::Attention;
        case SyncHealth::Error:
            return ChipTone::Problem;
    }
    return ChipTone::Neutral;
}

QString moneyText(Cents amount, const QString& currency) { return signedMoney(amount, currency, 2); }
QString wholeMoneyText(Cents amount, const QString& currency) { return signedMoney(amount, currency, 0); }

QString durationText(milliseconds duration) {
    const qint64 ms = duration.count();
    if (ms > 0 && ms < 100)
        return Words::tr("%1 ms").arg(ms);
    if (ms < 10'000)
        return Words::tr("%1 s").arg(QLocale().toString(static_cast<double>(ms) / 1000.0, 'f', 1));
    const qint64 seconds = ms / 1000;
    if (seconds < 60)
        return Words::tr("%1 s").arg(seconds);
    if (seconds < 3600)
        return Words::tr("%1 min %2 s").arg(seconds / 60).arg(seconds % 60, 2, 10, QLatin1Char('0'));
    return Words::tr("%1 h %2 min").arg(seconds / 3600).arg(seconds / 60 % 60, 2, 10, QLatin1Char('0'));
}

QString leftText(milliseconds left) {
    const int seconds = static_cast<int>(left.count() / 1000);
    if (seconds < 5)
        return Words::tr("a few seconds left");
    if (seconds < 90)
        return Words::tr("about %Ln second(s) left", nullptr, seconds);
    return Words::tr("about %Ln minute(s) left", nullptr, (seconds + 30) / 60);
}

QString localTimeText(UtcTime t) {
    const QDateTime local = toQDateTime(t).toLocalTime();
    return QLocale().toString(local.date(), QStringLiteral("ddd d MMM yyyy")) + QStringLiteral(", ") +
           local.time().toString(QStringLiteral("HH:mm:ss"));
}
QString shortTimeText(UtcTime t) {
    const QDateTime local = toQDateTime(t).toLocalTime();
    return QLocale().toString(local.date(), QStringLiteral("d MMM yyyy")) + QLatin1Char(' ') +
           local.time().toString(QStringLiteral("HH:mm:ss"));
}
QString localClockText(UtcTime t) {
    return toQDateTime(t).toLocalTime().time().toString(QStringLiteral("HH:mm:ss"));
}
QString daysText(QDate first, QDate last) {
    const QString form = QStringLiteral("d MMM yyyy");
    return Words::tr("%1 to %2").arg(QLocale().toString(first, form), QLocale().toString(last, form));
}

QString countText(qint64 count) { return QLocale().toString(count); }

}  // namespace bloom::models
