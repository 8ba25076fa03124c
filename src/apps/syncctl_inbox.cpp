// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "apps/syncctl_inbox.h"

#include "apps/syncctl_engine.h"
#include "apps/syncctl_read.h"
#include "core/dashboard_json.h"
#include "core/practice_time.h"
#include "storage/error_kinds.h"
#include "storage/inbox_work.h"
#include "storage/readers/inbox_reader.h"
#include "storage/transaction.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTextStream>

namespace bloom::apps {
namespace {

QString text(const char* latin) { return QString::fromLatin1(latin); }

void print(const QString& output) { QTextStream(stdout) << output << Qt::flush; }

UtcTime systemNow() { return std::chrono::time_point_cast<milliseconds>(std::chrono::system_clock::now()); }

QJsonValue timeValue(const std::optional<UtcTime>& time) {
    return time ? QJsonValue(toIsoText(*time)) : QJsonValue();
}

QString localTime(UtcTime time) {
    return toQDateTime(time).toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
}

QJsonObject rowJson(const InboxRow& row) {
    return {{text("id"), row.id},
            {text("event"), row.event},
            {text("record"), row.key ? QJsonValue(toText(*row.key)) : QJsonValue()},
            {text("state"), name(row.state)},
            {text("tries"), row.tries},
            {text("received"), toIsoText(row.received)},
            {text("settled"), timeValue(row.settled)},
            {text("not_before"), timeValue(row.notBefore)},
            {text("test"), row.isTest},
            {text("error"), row.error ? QJsonValue(storage::name(row.error->kind)) : QJsonValue()},
            {text("message"), row.error ? row.error->message : QString()}};
}

QJsonObject inboxJson(const InboxView& view) {
    QJsonArray events;
    for (const InboxRow& row : view.rows)
        events.append(rowJson(row));
    const InboxCounts& counts = view.counts;
    return {{text("received"), counts.received},
            {text("processing"), counts.processing},
            {text("failed"), counts.failed},
            {text("dead"), counts.dead},
            {text("done"), view.settled.done},
            {text("ignored"), view.settled.ignored},
            {text("oldest_open"), timeValue(counts.oldestOpen)},
            {text("events"), events}};
}

QString inboxText(const InboxView& view) {
    QString out;
    for (const InboxRow& row : view.rows) {
        const QString what = row.event + u' ' + (row.key ? toText(*row.key) : QString());
        out += QStringLiteral("%1  %2  %3 %4")
                   .arg(row.id, 8)
                   .arg(localTime(row.received), name(row.state).leftJustified(10), what);
        if (row.tries > 0)
            out += QStringLiteral("  after %1 tries").arg(row.tries);
        if (row.error)
            out += QStringLiteral("  ") + row.error->message;
        out += u'\n';
    }
    const InboxCounts& counts = view.counts;
    return out + QStringLiteral("%1 waiting, of them %2 to be tried again; %3 given up, %4 done.\n")
                     .arg(counts.waiting())
                     .arg(counts.failed)
                     .arg(counts.dead)
                     .arg(view.settled.done);
}

}  // namespace

int showInbox(const SyncctlCommand& command, storage::Database& database) {
    InboxFilter filter;
    if (command.failed)
        filter.states = {InboxState::Failed, InboxState::Dead};
    const UtcTime now = systemNow();
    const auto view = storage::read(
        database, [&](storage::Scope& scope) { return storage::readInbox(scope, filter, now); });
    if (!view)
        return failWith(view.error());
    print(command.json ? QString::fromUtf8(jsonText(inboxJson(*view), true)) : inboxText(*view));
    return ExitSuccess;
}

int replayEvents(const SyncctlCommand& command, const storage::DatabaseTarget& target) {
    const auto database = storage::Database::open(target);
    if (!database)
        return failWith(database.error());
    const UtcTime now = systemNow();
    const auto replayed = storage::write(**database, [&](storage::Scope& scope) {
        return storage::InboxWork(scope).replay(*command.replay, whoAsks(), now);
    });
    if (!replayed)
        return failWith(replayed.error());
    if (*replayed == 0 && !command.replay->empty())
        return failWith({ErrorKind::Usage,
                         QStringLiteral("--replay: %1 is no event that is done, failed or given up; see: "
                                        "bloom-syncctl inbox")
                             .arg(command.replay->front()),
                         {}});
    if (command.json)
        print(QString::fromUtf8(jsonText(QJsonObject{{text("replayed"), *replayed}}, true)));
    else
        print(
            QStringLiteral("%1 to be read again, by the engine that runs or the next one.\n").arg(*replayed));
    return ExitSuccess;
}

}  // namespace bloom::apps
