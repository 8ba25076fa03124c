// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/support_text.h"

#include "core/practice_time.h"

#include <QSysInfo>

namespace bloom::models {
namespace {
// In English whatever the language of the window: whoever supports reads it.
QString entryLine(const LogEntry& entry) {
    QString what = entry.entity ? name(*entry.entity) : QStringLiteral("all");
    if (!entry.entityId.isEmpty())
        what += QLatin1Char('/') + entry.entityId;
    if (entry.practitioner)
        what += QStringLiteral(" practitioner ") + entry.practitioner->value;
    return QStringLiteral(
               "  %1: %2; read %3, created %4, updated %5, unchanged %6, deleted %7, missing %8, set aside "
               "%9")
               .arg(what, name(entry.outcome))
               .arg(entry.processed)
               .arg(entry.created)
               .arg(entry.updated)
               .arg(entry.unchanged)
               .arg(entry.deleted)
               .arg(entry.missing)
               .arg(entry.setAside) +
           (entry.message.isEmpty() ? QString() : QString(QStringLiteral("; ") + entry.message));
}
}  // namespace

QString supportText(const RunDetail& detail) {
    const RunRow& run = detail.run;
    QStringList lines{
        QStringLiteral("Bloom Sync " BLOOM_VERSION ", %1").arg(QSysInfo::prettyProductName()),
        QStringLiteral("Run %1: %2, %3").arg(run.id.value, name(run.type), name(run.outcome)),
        QStringLiteral("Started %1, ended %2")
            .arg(toIsoText(run.started), run.ended ? toIsoText(*run.ended) : QStringLiteral("-")),
        QStringLiteral("Calls %1, records %2, created %3, updated %4, deleted %5")
            .arg(run.calls)
            .arg(run.processed)
            .arg(run.created)
            .arg(run.updated)
            .arg(run.deleted),
    };
    if (!run.message.isEmpty())
        lines.append(QStringLiteral("Cause: ") + run.message);
    for (const LogEntry& entry : detail.entries)
        lines.append(entryLine(entry));
    for (const ErrorGroup& group : detail.errors)
        lines.append(QStringLiteral("  %1 x %2 (%3)")
                         .arg(group.count)
                         .arg(group.cause, group.examples.join(QStringLiteral(", "))));
    for (const SetAside& record : detail.setAside)
        lines.append(QStringLiteral("  set aside %1: %2, since %3")
                         .arg(toText(record.key), record.reason, toIsoText(record.firstSeen)));
    for (const RecordKey& key : detail.notConfirmed)
        lines.append(QStringLiteral("  not confirmed ") + toText(key));
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

}  // namespace bloom::models
