// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "apps/syncctl_output.h"

#include "apps/syncctl_alerts.h"
#include "core/dashboard_json.h"
#include "core/practice_time.h"

#include <QJsonArray>

namespace bloom::apps {
namespace {

QString text(const char* latin) { return QString::fromLatin1(latin); }

QJsonObject countsJson(const KindCounts& counts) {
    return {{text("received"), counts.received}, {text("created"), counts.created},
            {text("updated"), counts.updated},   {text("unchanged"), counts.unchanged},
            {text("deleted"), counts.deleted},   {text("missing"), counts.missing},
            {text("set_aside"), counts.setAside}};
}

/// Every kind has its line, also those this run did not ask for.
QJsonObject kindsJson(const RunReport& report) {
    QJsonObject kinds;
    for (const RecordKind kind : kRecordKinds) {
        const auto counts = report.kinds.find(kind);
        QJsonObject object = countsJson(counts == report.kinds.end() ? KindCounts{} : counts->second);
        QJsonArray reasons;
        for (const SetAside& aside : report.setAside)
            if (aside.key.kind == kind)
                reasons.append(QJsonObject{{text("id"), aside.key.id.value}, {text("reason"), aside.reason}});
        object.insert(text("set_aside_reasons"), reasons);
        kinds.insert(name(kind), object);
    }
    return kinds;
}

QJsonArray problemsJson(const RunReport& report) {
    QJsonArray problems;
    for (const Error& problem : report.problems)
        problems.append(QJsonObject{{text("at"), problem.context}, {text("message"), problem.message}});
    return problems;
}

QJsonArray practitionersJson(const RunReport& report) {
    QJsonArray parts;
    for (const PractitionerReport& part : report.practitioners)
        parts.append(QJsonObject{{text("id"), part.practitioner.value},
                                 {text("outcome"), name(part.outcome)},
                                 {text("message"), part.error ? part.error->message : QString()},
                                 {text("sessions"), countsJson(part.sessions)}});
    return parts;
}

QString secondsText(milliseconds time) {
    return QString::number(static_cast<double>(time.count()) / 1000, 'f', 1);
}

QString zoneTime(UtcTime time) {
    return toQDateTime(time).toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
}

}  // namespace

QJsonObject reportJson(const RunReport& report) {
    return {{text("outcome"), name(report.outcome)},
            {text("run"), report.id.value},
            {text("type"), name(report.type)},
            {text("started"), toIsoText(report.started)},
            {text("duration_ms"), static_cast<qint64>(report.duration.count())},
            {text("rate_limit_wait_ms"), static_cast<qint64>(report.rateLimitWait.count())},
            {text("calls"), report.calls},
            {text("bytes"), report.bytes},
            {text("kinds"), kindsJson(report)},
            {text("practitioners"), practitionersJson(report)},
            {text("problems"), problemsJson(report)}};
}

QJsonObject refusalJson(RunOutcome outcome, const std::vector<Error>& problems, UtcTime now) {
    RunReport report;
    report.outcome = outcome;
    report.started = now;
    report.problems = problems;
    return reportJson(report);
}

QString problemText(const Error& problem) {
    return problem.context.isEmpty() || problem.message.contains(problem.context)
               ? problem.message
               : problem.context + QStringLiteral(": ") + problem.message;
}

QString outcomeText(const RunReport& report) {
    return QStringLiteral("%1 in %2 s, %3 calls, %4 kB")
        .arg(name(report.outcome), secondsText(report.duration))
        .arg(report.calls)
        .arg(report.bytes / 1024);
}

QStringList problemTexts(const RunReport& report) {
    QStringList texts;
    for (const SetAside& aside : report.setAside)
        texts << QStringLiteral("set aside: %1: %2").arg(toText(aside.key), aside.reason);
    for (const Error& problem : report.problems)
        texts << problemText(problem);
    return texts;
}

QString reportText(const RunReport& report) {
    QString out = outcomeText(report) + QLatin1Char('\n');
    if (report.rateLimitWait.count() > 0)
        out += QStringLiteral("  of it %1 s waiting for Halaxy's limit of calls\n")
                   .arg(secondsText(report.rateLimitWait));
    for (const auto& [kind, counts] : report.kinds)
        out += QStringLiteral(
                   "  %1 %2 received, %3 created, %4 updated, %5 unchanged, %6 deleted, %7 missing, "
                   "%8 set aside\n")
                   .arg(name(kind).leftJustified(17))
                   .arg(counts.received)
                   .arg(counts.created)
                   .arg(counts.updated)
                   .arg(counts.unchanged)
                   .arg(counts.deleted)
                   .arg(counts.missing)
                   .arg(counts.setAside);
    for (const QString& problem : problemTexts(report))
        out += QStringLiteral("  ") + problem + QLatin1Char('\n');
    return out;
}

QJsonObject statusJson(const StatusView& status) {
    QJsonArray practitioners;
    for (const PractitionerRow& row : status.overview.practitioners)
        practitioners.append(QJsonObject{{text("id"), row.id.value},
                                         {text("name"), row.name},
                                         {text("status"), name(row.status)},
                                         {text("syncing"), row.syncing},
                                         {text("sessionsToday"), row.sessionsToday},
                                         {text("syncStatus"), syncStatusJson(row.sync)}});
    QJsonArray attention;
    for (const AttentionItem& item : status.overview.attention)
        attention.append(item.sentence);
    return {{text("state"), name(status.state.state)},
            {text("words"), status.state.words},
            {text("meaning"), status.state.meaning},
            {text("syncStatus"), syncStatusJson(status.practice)},
            {text("practitioners"), practitioners},
            {text("attention"), attention},
            {text("clients"), status.overview.clients},
            {text("sessions"), status.overview.sessions},
            {text("invoices"), status.overview.invoices},
            {text("database"), status.database},
            {text("at"), toIsoText(status.overview.at)},
            {text("alerts"), alertsJson(status.alerts, status.overview.at)},
            {text("inbox"), inboxJson(status.waiting)},
            {text("held"), static_cast<int>(status.waiting.held.size())}};
}

QString statusText(const StatusView& status, UtcTime now) {
    QString out = status.state.words + QStringLiteral("\n") + status.state.meaning + QStringLiteral("\n");
    const auto success = status.practice.lastSuccess;
    out += QStringLiteral("Last complete sync: %1\n")
               .arg(success ? agoText(*success, now) : QStringLiteral("never"));
    out += QStringLiteral("Held: %1 clients, %2 sessions, %3 invoices\n")
               .arg(status.overview.clients)
               .arg(status.overview.sessions)
               .arg(status.overview.invoices);
    for (const PractitionerRow& row : status.overview.practitioners)
        out += QStringLiteral("  %1 %2, %3 sessions today, synced %4\n")
                   .arg(row.name.leftJustified(24), name(row.sync.health))
                   .arg(row.sessionsToday)
                   .arg(row.sync.lastSuccess ? agoText(*row.sync.lastSuccess, now) : QStringLiteral("never"));
    for (const AttentionItem& item : status.overview.attention)
        out += QStringLiteral("! ") + item.sentence + QLatin1Char('\n');
    out += waitingText(status.alerts, status.waiting, now);
    return out + status.database + QLatin1Char('\n');
}

QString dashboardText(const Dashboard& d) {
    QString out = QStringLiteral("%1 · %2 (%3)\n")
                      .arg(d.practitioner.displayName, d.date.toString(Qt::ISODate), d.practitioner.timezone);
    if (d.stillLoading)
        out += QStringLiteral("Still loading: the first sync has not ended, figures are not whole.\n");
    for (const SessionView& s : d.sessions)
        out += QStringLiteral("  %1 %2 %3%4%5\n")
                   .arg(s.localTime.rightJustified(8), s.initials.leftJustified(4), name(s.status),
                        s.upNext ? QStringLiteral("  up next") : QString(),
                        s.inProgress ? QStringLiteral("  now") : QString());
    out += QStringLiteral("Week from %1: %2 completed, %3 scheduled of %4, %5 %6\n")
               .arg(d.week.start.toString(Qt::ISODate))
               .arg(d.week.completed)
               .arg(d.week.scheduled)
               .arg(d.week.maximum)
               .arg(decimalText(d.week.revenue), d.currency);
    out += QStringLiteral("Month: %1 of %2 %3, projected %4\n")
               .arg(decimalText(d.month.currentRevenue), decimalText(d.month.targetRevenue), d.currency,
                    d.month.projected ? decimalText(*d.month.projected) : QStringLiteral("unknown"));
    out += QStringLiteral("Upcoming: %1 tomorrow, %2 rest of this week, %3 next week\n")
               .arg(d.upcoming.tomorrow)
               .arg(d.upcoming.restOfWeek)
               .arg(d.upcoming.nextWeek);
    const auto success = d.sync.lastSuccess;
    return out + QStringLiteral("Synced %1 (%2)\n")
                     .arg(success ? agoText(*success, d.lastUpdated) : QStringLiteral("never"),
                          name(d.sync.health));
}

QJsonObject logJson(const std::vector<RunRow>& rows) {
    QJsonArray runs;
    for (const RunRow& row : rows)
        runs.append(
            QJsonObject{{text("run"), row.id.value},
                        {text("type"), name(row.type)},
                        {text("outcome"), name(row.outcome)},
                        {text("started"), toIsoText(row.started)},
                        {text("ended"), timeValue(row.ended)},
                        {text("practitioner"), row.practitioner ? row.practitioner->value : QString()},
                        {text("asked_by"), row.askedBy},
                        {text("processed"), row.processed},
                        {text("created"), row.created},
                        {text("updated"), row.updated},
                        {text("deleted"), row.deleted},
                        {text("calls"), row.calls},
                        {text("message"), row.message}});
    return {{text("runs"), runs}};
}

QString logText(const std::vector<RunRow>& rows) {
    QString out;
    for (const RunRow& row : rows)
        out += QStringLiteral("%1  %2 %3 %4 records, %5 new, %6 changed  %7\n")
                   .arg(zoneTime(row.started), name(row.type).leftJustified(9),
                        name(row.outcome).leftJustified(12))
                   .arg(row.processed, 6)
                   .arg(row.created)
                   .arg(row.updated)
                   .arg(row.message);
    return out.isEmpty() ? QStringLiteral("No runs yet.\n") : out;
}

int exitCodeOf(RunOutcome outcome) {
    switch (outcome) {
        case RunOutcome::Success:
            return 0;
        case RunOutcome::Partial:
        case RunOutcome::Held:
            return 3;
        case RunOutcome::Running:
        case RunOutcome::Failed:
        case RunOutcome::Interrupted:
        case RunOutcome::Cancelled:
            break;
    }
    return 1;
}

}  // namespace bloom::apps
