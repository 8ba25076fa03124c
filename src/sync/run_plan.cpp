// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/run_plan.h"

namespace bloom::sync {

namespace {

RunPlan planOfKind(RecordKind kind) {
    RunPlan plan;
    plan.whole = true;
    switch (kind) {
        case RecordKind::Practitioner:
        case RecordKind::PractitionerRole:
            plan.practitioners = true;
            break;
        case RecordKind::Patient:
            plan.patients = true;
            break;
        case RecordKind::Appointment:
            plan.sessions = true;
            break;
        case RecordKind::Invoice:
            plan.invoices = true;
            break;
        case RecordKind::Referral:
            plan.referrals = true;
            break;
    }
    return plan;
}

}  // namespace

RunPlan planOf(const SyncRequest& request) {
    const SyncScope& scope = request.scope;
    if (request.type == RunType::Backfill) {
        RunPlan plan;
        plan.backfill = true;
        plan.only = scope.practitioner;
        return plan;
    }
    RunPlan plan;
    if (scope.record || !scope.heldSet.isEmpty() || request.type == RunType::Audit)
        return plan;
    if (request.type == RunType::Delta) {
        plan.delta = true;
        return plan;
    }
    if (scope.kind) {
        plan = planOfKind(*scope.kind);
    } else if (scope.dates) {
        plan.sessions = plan.invoices = true;
    } else {
        plan.practitioners = plan.patients = plan.sessions = plan.invoices = plan.referrals = true;
        plan.movesFreshness = true;
        plan.everybody = !scope.practitioner;
    }
    plan.ownWindow = scope.dates.has_value();
    plan.only = scope.practitioner;
    plan.backfill = scope.backfill;
    return plan;
}

UtcInterval windowOf(const SyncScope& scope, const SyncSettings& settings, const PracticeZone& zone,
                     UtcTime now) {
    if (!scope.dates)
        return syncWindow(zone, now, settings.historyDays, settings.futureDays);
    return {zone.startOfDay(scope.dates->first), zone.startOfDay(scope.dates->second.addDays(1))};
}

std::optional<QDate> backfillBegin(const SyncSettings& settings, QDate today) {
    if (settings.backfillFrom == QLatin1String("all"))
        return std::nullopt;
    const QDate given = QDate::fromString(settings.backfillFrom, Qt::ISODate);
    return given.isValid() ? given : QDate(today.year() - 1, 1, 1);
}

QByteArray scopeText(const SyncScope& scope) {
    QStringList parts;
    if (scope.practitioner)
        parts.append(scope.practitioner->value);
    if (scope.kind)
        parts.append(name(*scope.kind));
    if (scope.record)
        parts.append(toText(*scope.record));
    if (scope.dates)
        parts.append(scope.dates->first.toString(Qt::ISODate) + u'/' +
                     scope.dates->second.toString(Qt::ISODate));
    if (scope.backfill)
        parts.append(QStringLiteral("backfill"));
    if (!scope.heldSet.isEmpty())
        parts.append(QStringLiteral("held ") + scope.heldSet);
    return parts.join(u' ').toUtf8();
}

}  // namespace bloom::sync
