// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "apps/syncctl_alerts.h"

#include "apps/syncctl_engine.h"
#include "core/dashboard_json.h"
#include "core/practice_time.h"
#include "storage/alert_store.h"
#include "storage/error_kinds.h"
#include "storage/transaction.h"

#include <QTextStream>
#include <algorithm>

namespace bloom::apps {
namespace {

QString text(const char* latin) { return QString::fromLatin1(latin); }

QString severityText(Severity severity) {
    switch (severity) {
        case Severity::Calm:
            return text("calm");
        case Severity::Busy:
            return text("busy");
        case Severity::Attention:
            return text("attention");
        case Severity::Problem:
            return text("problem");
    }
    Q_UNREACHABLE();
}

/// Output may be kept anywhere: the id stands for whom it is about.
AlertWords wordsOf(Alert alert, UtcTime now) {
    alert.facts.practitionerName.clear();
    return describeAlert(alert, now);
}

QJsonValue timeOrNull(const std::optional<UtcTime>& time) {
    return time ? QJsonValue(toIsoText(*time)) : QJsonValue();
}

QString saidText(const Alert& alert, UtcTime now) {
    if (alert.acknowledged)
        return QStringLiteral("acknowledged by %1").arg(alert.acknowledgedBy);
    if (!alert.asks(now))
        return QStringLiteral("silenced until %1").arg(toIsoText(*alert.silencedUntil));
    return QStringLiteral("acknowledge with --ack %1").arg(alert.id);
}

Result<bool> acknowledge(const storage::DatabaseTarget& target, qint64 id, UtcTime now) {
    const auto database = storage::Database::open(target);
    if (!database)
        return std::unexpected(database.error());
    const QString user = qEnvironmentVariable("USER", QStringLiteral("terminal"));
    const auto done = storage::write(**database, [&](storage::Scope& scope) {
        return storage::AlertStore(scope).acknowledge(id, {}, user, now);
    });
    if (done && !*done)
        return fail(ErrorKind::Usage, QStringLiteral("--ack: no alert %1 fires.").arg(id), {});
    return done;
}

int failWith(const Error& error) {
    tell(error.message);
    return error.kind == ErrorKind::Usage ? ExitUsage : ExitFailed;
}

}  // namespace

QJsonArray alertsJson(const std::vector<Alert>& alerts, UtcTime now) {
    QJsonArray array;
    for (const Alert& alert : alerts) {
        const AlertWords words = wordsOf(alert, now);
        array.append(
            QJsonObject{{text("id"), alert.id},
                        {text("name"), name(alert.name)},
                        {text("subject"), alert.subject},
                        {text("severity"), severityText(words.severity)},
                        {text("sentence"), words.sentence},
                        {text("meaning"), words.meaning},
                        {text("count"), alert.facts.count},
                        {text("cause"), alert.facts.cause ? storage::name(*alert.facts.cause) : QString()},
                        {text("run"), alert.facts.run ? alert.facts.run->value : QString()},
                        {text("raised"), toIsoText(alert.raised)},
                        {text("acknowledged"), timeOrNull(alert.acknowledged)},
                        {text("acknowledged_by"), alert.acknowledgedBy},
                        {text("silenced_until"), timeOrNull(alert.silencedUntil)}});
    }
    return array;
}

QString alertsText(const std::vector<Alert>& alerts, UtcTime now) {
    QString out;
    for (const Alert& alert : alerts) {
        const AlertWords words = wordsOf(alert, now);
        out += QStringLiteral("%1  %2 %3: %4\n     %5 (%6)\n")
                   .arg(alert.id, 3)
                   .arg(agoText(alert.raised, now), name(alert.name), words.sentence, words.meaning,
                        saidText(alert, now));
    }
    return out.isEmpty() ? QStringLiteral("No alerts.\n") : out;
}

QString waitingText(const std::vector<Alert>& alerts, const StoredAlertFacts& waiting, UtcTime now) {
    QString out;
    const auto asking = std::ranges::count_if(alerts, [now](const Alert& alert) { return alert.asks(now); });
    if (!alerts.empty())
        out += QStringLiteral("Alerts: %1 firing, %2 not acknowledged; see: bloom-syncctl alerts\n")
                   .arg(alerts.size())
                   .arg(asking);
    if (waiting.eventsWaiting > 0 || waiting.eventsDead > 0)
        out += QStringLiteral("Webhooks: %1 waiting, %2 given up\n")
                   .arg(waiting.eventsWaiting)
                   .arg(waiting.eventsDead);
    if (!waiting.held.empty())
        out += QStringLiteral("Held deletions to decide: %1\n").arg(waiting.held.size());
    return out;
}

QJsonObject inboxJson(const StoredAlertFacts& waiting) {
    return {{text("waiting"), waiting.eventsWaiting}, {text("dead"), waiting.eventsDead}};
}

int showAlerts(const SyncctlCommand& command, storage::Database& reader, UtcTime now) {
    if (command.acknowledge)
        if (const auto done = acknowledge(reader.target(), *command.acknowledge, now); !done)
            return failWith(done.error());
    const auto firing =
        storage::read(reader, [](storage::Scope& scope) { return storage::AlertStore(scope).firing(); });
    if (!firing)
        return failWith(firing.error());
    QTextStream out(stdout);
    if (command.json)
        out << QString::fromUtf8(jsonText({{text("alerts"), alertsJson(*firing, now)}}, true)) << Qt::flush;
    else
        out << alertsText(*firing, now) << Qt::flush;
    return ExitSuccess;
}

}  // namespace bloom::apps
