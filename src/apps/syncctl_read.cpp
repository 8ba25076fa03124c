// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "apps/syncctl_read.h"

#include "apps/syncctl_alerts.h"
#include "apps/syncctl_engine.h"
#include "apps/syncctl_held.h"
#include "apps/syncctl_inbox.h"
#include "apps/syncctl_output.h"
#include "core/dashboard_json.h"
#include "engine/mirror.h"
#include "engine/queries.h"
#include "engine/settings_sources.h"
#include "storage/alert_store.h"
#include "storage/practitioner_store.h"
#include "storage/readers/alert_facts_reader.h"
#include "storage/readers/freshness_reader.h"
#include "storage/readers/held_reader.h"
#include "storage/transaction.h"

#include <QFileInfo>
#include <QTextStream>

namespace bloom::apps {
namespace {

UtcTime now() { return std::chrono::time_point_cast<milliseconds>(std::chrono::system_clock::now()); }

void print(const QJsonObject& object) {
    QTextStream(stdout) << QString::fromUtf8(jsonText(object, true)) << Qt::flush;
}
void print(const QString& text) { QTextStream(stdout) << text << Qt::flush; }

}  // namespace

int failWith(const Error& error) {
    tell(error.message);
    const bool usage = error.kind == ErrorKind::Usage || error.kind == ErrorKind::Settings;
    return usage ? ExitUsage : ExitFailed;
}

namespace {

ResolvedSettings readSettings(const SyncctlCommand& command) {
    const auto options = terminalOptions(command);
    const auto gathered =
        engine::gatherSources(options.commandLine, options.environment, engine::defaultSettingsFile());
    for (const QString& warning : gathered.warnings)
        tell(warning);
    return engine::resolveGathered(gathered);
}

/// What a program that does not sync can know of the state.
HealthFacts factsOf(const engine::MirrorFacts& mirror, const ResolvedSettings& resolved) {
    const auto switches = engine::loadSwitches(engine::switchesFile(engine::defaultDataFolder()));
    return engine::factsWithoutEngine(mirror, switches, resolved.settings, now());
}

Result<StatusView> readStatus(storage::Database& database, const ResolvedSettings& resolved) {
    const storage::LiveFacts live{now(), {}, false};
    SyncStatusView practice;
    std::vector<Alert> alerts;
    StoredAlertFacts waiting;
    const auto mirror = storage::read(database, [&](storage::Scope& scope) {
        practice = storage::readSyncStatus(scope, {}, live);
        alerts = storage::AlertStore(scope).firing();
        waiting = storage::readAlertFacts(scope, live.now);
        return engine::readMirrorFacts(scope);
    });
    if (!mirror)
        return std::unexpected(mirror.error());
    const HealthFacts facts = factsOf(*mirror, resolved);
    const auto overview = engine::queryOverview(facts, {}, live.now)(database);
    if (!overview)
        return std::unexpected(overview.error());
    return StatusView{describeState(facts), practice, *overview, database.description(), alerts, waiting};
}

/// Before the first sync there is no database, and that is no failure of `status`.
StatusView statusOfNothing(const ResolvedSettings& resolved) {
    StatusView status;
    status.state = describeState(factsOf({}, resolved));
    status.overview.at = now();
    status.database = QStringLiteral("There is no database yet; the first sync makes it.");
    return status;
}

int showStatus(const StatusView& status, bool json) {
    if (json)
        print(statusJson(status));
    else
        print(statusText(status, now()));
    return ExitSuccess;
}

int showDashboard(const SyncctlCommand& command, const ResolvedSettings& resolved,
                  storage::Database& database) {
    const storage::LiveFacts live{now(), {}, false, resolved.settings.mhcp};
    const auto dashboard = engine::queryDashboard(command.practitioner, command.date, live)(database);
    if (dashboard) {
        print(command.json ? QString::fromUtf8(dashboardJson(*dashboard)) : dashboardText(*dashboard));
        return ExitSuccess;
    }
    if (dashboard.error().kind != ErrorKind::NotFound)
        return failWith(dashboard.error());
    QStringList known;
    for (const PractitionerView& p :
         engine::queryPractitioners()(database).value_or(std::vector<PractitionerView>()))
        known << p.halaxyId.value;
    tell(QStringLiteral("dashboard: \"%1\" is no practitioner; expected %2.")
             .arg(command.practitioner, known.isEmpty()
                                            ? QStringLiteral("one that was synced; there is none yet")
                                            : QStringLiteral("one of ") + known.join(QStringLiteral(", "))));
    return ExitUsage;
}

int showLog(const SyncctlCommand& command, storage::Database& database) {
    LogFilter filter;
    if (!command.practitioner.isEmpty()) {
        const auto found = storage::read(database, [&](storage::Scope& scope) {
            return storage::PractitionerStore(scope).find(command.practitioner);
        });
        if (!found)
            return failWith(found.error());
        if (!*found)
            return failWith(
                {ErrorKind::Usage,
                 QStringLiteral("--practitioner: \"%1\" is none; expected a practitioner's id, for example "
                                "PR-77.")
                     .arg(command.practitioner),
                 {}});
        filter.practitioner = (*found)->id;
    }
    const auto rows = engine::queryLogRows(filter, {}, command.limit)(database);
    if (!rows)
        return failWith(rows.error());
    if (command.json)
        print(logJson(*rows));
    else
        print(logText(*rows));
    return ExitSuccess;
}

int showHeld(const SyncctlCommand& command, storage::Database& database) {
    const auto sets = storage::read(database, &storage::readHeldSets);
    if (!sets)
        return failWith(sets.error());
    if (command.json)
        print(heldJson(*sets));
    else
        print(heldText(*sets));
    return ExitSuccess;
}

Error noDatabase(const storage::DatabaseTarget& target) {
    return {ErrorKind::Database,
            QStringLiteral("There is no database yet (%1): run sync first.").arg(target.path),
            {}};
}

}  // namespace

bool hasDatabase(const SyncctlCommand& command) {
    const auto target = engine::databaseTarget(readSettings(command).settings, engine::defaultDataFolder());
    if (!target || QFileInfo::exists(target->path))
        return true;  // what is wrong with the setting is told by whoever opens it
    failWith(noDatabase(*target));
    return false;
}

int runReading(const SyncctlCommand& command) {
    const ResolvedSettings resolved = readSettings(command);
    const auto problems = settingsProblems(resolved, Verb::Status);
    for (const Error& problem : problems)
        tell(problemText(problem));
    if (!problems.empty())
        return ExitUsage;
    const auto target = engine::databaseTarget(resolved.settings, engine::defaultDataFolder());
    if (!target)
        return failWith(target.error());
    const bool none = !QFileInfo::exists(target->path);
    if (none && command.verb == Verb::Status)
        return showStatus(statusOfNothing(resolved), command.json);
    if (none)
        return failWith(noDatabase(*target));
    if (command.verb == Verb::Inbox && command.replay)
        return replayEvents(command, *target);
    const auto database = storage::Database::openReader(*target);
    if (!database)
        return failWith(database.error());
    if (command.verb == Verb::Dashboard)
        return showDashboard(command, resolved, **database);
    if (command.verb == Verb::Alerts)
        return showAlerts(command, **database, now());
    if (command.verb == Verb::Log)
        return showLog(command, **database);
    if (command.verb == Verb::Inbox)
        return showInbox(command, **database);
    if (command.verb == Verb::Held)
        return showHeld(command, **database);
    const auto status = readStatus(**database, resolved);
    return status ? showStatus(*status, command.json) : failWith(status.error());
}

}  // namespace bloom::apps
