// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dashboard_json.h"

#include "core/practice_time.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

namespace bloom {
namespace {

using namespace Qt::StringLiterals;

// Stands before the digits of money until the text is written; a control character no field of ours holds.
constexpr QChar kMoneyMark(0x1a);

template <typename T> QJsonValue orNull(const std::optional<T>& value) {
    return value ? QJsonValue(*value) : QJsonValue(QJsonValue::Null);
}
QJsonValue dateValue(QDate date) {
    return date.isValid() ? QJsonValue(date.toString(Qt::ISODate)) : QJsonValue();
}

/// Medicare counts over all practices; the count here is this practice's alone.
constexpr const char* kLocalCount = "Counted from this practice's sessions; Medicare may know of more.";

QJsonValue dateOf(const std::optional<MhcpReferral>& referral, std::optional<QDate> MhcpReferral::* date) {
    return referral && (*referral).*date ? dateValue(*((*referral).*date)) : QJsonValue();
}

QJsonObject mhcpJson(const MhcpCount& c) {
    const auto known = [&](int count) { return c.known ? QJsonValue(count) : QJsonValue(); };
    return {{u"known"_s, c.known},
            {u"active"_s, c.active},
            {u"total"_s, c.total},
            {u"used"_s, known(c.used)},
            {u"usedAtLeast"_s, c.usedAtLeast},
            {u"remaining"_s, known(c.available)},
            {u"planStart"_s, dateOf(c.referral, &MhcpReferral::start)},
            {u"planExpiry"_s, dateOf(c.referral, &MhcpReferral::end)},
            {u"expired"_s, c.expired},
            {u"referringGp"_s, c.referral ? QJsonValue(c.referral->requester) : QJsonValue()},
            {u"referralDate"_s, dateOf(c.referral, &MhcpReferral::start)},
            {u"reviewDue"_s, c.known && c.reviewDue},
            {u"endingSoon"_s, c.known && c.endingSoon},
            {u"overLimit"_s, c.known && c.overLimit},
            {u"note"_s, QString::fromLatin1(kLocalCount)}};
}

QJsonObject planJson(const PlanView& p) {
    return {{u"clientId"_s, p.clientId.value},
            {u"clientInitials"_s, p.initials},
            {u"urgency"_s, name(p.urgency)},
            {u"nextSession"_s, timeValue(p.nextSession)},
            {u"mhcp"_s, mhcpJson(p.count)}};
}

QJsonObject practitionerJson(const PractitionerView& p) {
    return {{u"id"_s, p.id.value},
            {u"halaxyPractitionerId"_s, p.halaxyId.value},
            {u"halaxyPractitionerRoleId"_s, p.halaxyRoleId.value},
            {u"firstName"_s, p.firstName},
            {u"lastName"_s, p.lastName},
            {u"displayName"_s, p.displayName},
            {u"email"_s, p.email},
            {u"phone"_s, p.phone},
            {u"ahpraNumber"_s, p.ahpraNumber},
            {u"qualificationType"_s, name(p.qualification)},
            {u"timezone"_s, p.timezone},
            {u"weeklySessionTarget"_s, p.weeklySessionTarget},
            {u"weeklyRevenueTarget"_s, moneyValue(p.weeklyRevenueTarget)},
            {u"monthlyRevenueTarget"_s, moneyValue(p.monthlyRevenueTarget)},
            {u"status"_s, name(p.status)},
            {u"lastSynced"_s, timeValue(p.lastSynced)}};
}

QJsonObject sessionJson(const SessionView& s, const QString& timezone) {
    return {{u"id"_s, s.id.value},
            {u"start"_s, toIsoText(s.start)},
            {u"end"_s, toIsoText(s.end)},
            {u"localTime"_s, s.localTime},
            {u"timezone"_s, timezone},
            {u"durationMinutes"_s, s.minutes},
            {u"clientId"_s, s.clientId.value},
            {u"clientInitials"_s, s.initials},
            {u"sessionNumber"_s, orNull(s.sessionNumber)},
            {u"sessionNumberAtLeast"_s, s.sessionNumberAtLeast},
            {u"presentingIssues"_s, QJsonArray::fromStringList(s.presentingIssues)},
            {u"mhcpRemaining"_s, orNull(s.mhcpRemaining)},
            {u"mhcpTotal"_s, orNull(s.mhcpTotal)},
            {u"mhcp"_s, s.plan ? QJsonValue(mhcpJson(*s.plan)) : QJsonValue()},
            {u"relationshipMonths"_s, orNull(s.relationshipMonths)},
            {u"relationshipAtLeast"_s, s.relationshipAtLeast},
            {u"status"_s, s.inProgress ? name(SessionStatus::InProgress) : name(s.status)},
            {u"isUpNext"_s, s.upNext},
            {u"isGroup"_s, s.group},
            {u"overlaps"_s, s.overlaps},
            {u"stillBooked"_s, s.stillBooked},
            {u"notConfirmed"_s, s.notConfirmed},
            {u"locationType"_s, name(s.location)},
            {u"billingType"_s, name(s.billing)},
            {u"invoiceAmount"_s, moneyValue(s.invoiceAmount)},
            {u"isPaid"_s, s.paid}};
}

QJsonObject weekJson(const WeeklyStats& w) {
    return {{u"weekStart"_s, dateValue(w.start)},
            {u"weekEnd"_s, dateValue(w.end)},
            {u"completed"_s, w.completed},
            {u"scheduled"_s, w.scheduled},
            {u"maximum"_s, w.maximum},
            {u"revenue"_s, moneyValue(w.revenue)},
            {u"targetRevenue"_s, moneyValue(w.targetRevenue)},
            {u"completionRate"_s, orNull(w.completionRate)},
            {u"noShows"_s, w.noShows},
            {u"cancellations"_s, w.cancellations},
            {u"unknown"_s, w.unknown}};
}

QJsonObject monthJson(const MonthlyStats& m) {
    QJsonObject byBilling;
    for (const auto& [billing, amount] : m.revenueByBilling)
        byBilling.insert(name(billing), moneyValue(amount));
    return {{u"month"_s, m.month.toString(u"yyyy-MM"_s)},
            {u"currentRevenue"_s, moneyValue(m.currentRevenue)},
            {u"targetRevenue"_s, moneyValue(m.targetRevenue)},
            {u"paid"_s, moneyValue(m.paid)},
            {u"outstanding"_s, moneyValue(m.outstanding)},
            {u"withoutSession"_s, moneyValue(m.withoutSession)},
            {u"projectedRevenue"_s, moneyValue(m.projected)},
            {u"projectedAtLeast"_s, m.projectedAtLeast},
            {u"yearlyProjection"_s, moneyValue(m.yearlyProjection)},
            {u"completed"_s, m.completed},
            {u"scheduled"_s, m.scheduled},
            {u"unknown"_s, m.unknown},
            {u"averageSessionValue"_s, moneyValue(m.averageSessionValue)},
            {u"revenueByBillingType"_s, byBilling}};
}

QJsonObject upcomingJson(const UpcomingStats& u) {
    return {{u"tomorrow"_s, u.tomorrow},
            {u"restOfWeek"_s, u.restOfWeek},
            {u"nextWeek"_s, u.nextWeek},
            {u"mhcpEndingSoon"_s, orNull(u.mhcpEndingSoon)},
            {u"clientsNeedingFollowUp"_s, orNull(u.needFollowUp)},
            {u"regularsNotBooked"_s, orNull(u.regularsNotBooked)}};
}

}  // namespace

QJsonValue moneyValue(Cents amount) { return QString(kMoneyMark + decimalText(amount)); }
QJsonValue moneyValue(std::optional<Cents> amount) { return amount ? moneyValue(*amount) : QJsonValue(); }
QJsonValue timeValue(std::optional<UtcTime> time) {
    return time ? QJsonValue(toIsoText(*time)) : QJsonValue();
}

namespace {

QByteArray withMoney(const QByteArray& raw) {
    static const QRegularExpression money(u"\"\\\\u001a(-?[0-9]+\\.[0-9]{2})\""_s);
    return QString::fromUtf8(raw).replace(money, u"\\1"_s).toUtf8();
}

}  // namespace

QByteArray jsonText(const QJsonObject& object, bool indented) {
    return withMoney(
        QJsonDocument(object).toJson(indented ? QJsonDocument::Indented : QJsonDocument::Compact));
}

QJsonObject syncStatusJson(const SyncStatusView& s) {
    return {{u"isConnected"_s, s.connected},
            {u"lastSuccessfulSync"_s, timeValue(s.lastSuccess)},
            {u"lastAttempt"_s, timeValue(s.lastAttempt)},
            {u"lastFullSync"_s, timeValue(s.lastFull)},
            {u"lastIncrementalSync"_s, timeValue(s.lastIncremental)},
            {u"nextScheduledSync"_s, timeValue(s.nextScheduled)},
            {u"state"_s, name(s.health)},
            {u"consecutiveFailures"_s, s.consecutiveFailures},
            {u"pendingChanges"_s, s.pendingChanges},
            {u"unresolvedErrors"_s, s.unresolvedErrors},
            {u"notConfirmed"_s, s.notConfirmed},
            {u"lastError"_s, s.lastError}};
}

QByteArray practitionersJson(const std::vector<PractitionerView>& practitioners) {
    QJsonArray list;
    for (const PractitionerView& practitioner : practitioners)
        list.append(practitionerJson(practitioner));
    return withMoney(QJsonDocument(list).toJson(QJsonDocument::Compact));
}

QByteArray dashboardJson(const Dashboard& d, bool indented) {
    QJsonArray plans;
    for (const PlanView& plan : d.plans)
        plans.append(planJson(plan));
    QJsonArray sessions;
    for (const SessionView& session : d.sessions)
        sessions.append(sessionJson(session, d.practitioner.timezone));
    return jsonText(
        {{u"practitioner"_s, practitionerJson(d.practitioner)},
         {u"date"_s, dateValue(d.date)},
         {u"timezone"_s, d.practitioner.timezone},
         {u"currency"_s, d.currency},
         {u"todaysSessions"_s, sessions},
         {u"weeklyStats"_s, weekJson(d.week)},
         {u"monthlyStats"_s, monthJson(d.month)},
         {u"upcomingStats"_s, upcomingJson(d.upcoming)},
         {u"mhcpPlans"_s, plans},
         {u"syncStatus"_s, syncStatusJson(d.sync)},
         {u"stillLoading"_s, d.stillLoading},
         {u"historyCompleteFrom"_s, d.historyCompleteFrom ? dateValue(*d.historyCompleteFrom) : QJsonValue()},
         {u"lastUpdated"_s, toIsoText(d.lastUpdated)}},
        indented);
}

}  // namespace bloom
