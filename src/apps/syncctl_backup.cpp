// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "apps/syncctl_backup.h"

#include "apps/syncctl_engine.h"
#include "apps/syncctl_output.h"
#include "apps/syncctl_read.h"
#include "engine/mirror.h"
#include "engine/settings_sources.h"
#include "storage/backup.h"
#include "storage/private_file.h"
#include "storage/rescue.h"

#include <QDir>
#include <QFileInfo>
#include <QLocale>
#include <QTextStream>

namespace bloom::apps {
namespace {

UtcTime now() { return std::chrono::time_point_cast<milliseconds>(std::chrono::system_clock::now()); }

void print(const QString& text) { QTextStream(stdout) << text << '\n' << Qt::flush; }

int backUp(const SyncctlCommand& command, const storage::DatabaseTarget& target) {
    if (!QFileInfo::exists(target.path))
        return failWith({ErrorKind::Database,
                         QStringLiteral("There is no database yet (%1): run sync first.").arg(target.path),
                         {}});
    storage::BackupOptions options;
    options.overwrite = command.force;
    options.who = whoAsks();
    const auto made = storage::backUp(target, command.file, now(), options);
    if (!made)
        return failWith(made.error());
    print(QStringLiteral("Backed up to %1 (%2), and found it sound. It holds personal data: keep it safe.")
              .arg(made->file, QLocale().formattedDataSize(made->bytes)));
    return ExitSuccess;
}

int restore(const SyncctlCommand& command, const storage::DatabaseTarget& target) {
    // The lock needs the folder.
    if (!QFileInfo(target.path).dir().exists())
        if (const auto made = storage::makePrivateFile(storage::successorPath(target)); !made)
            return failWith(made.error());
    engine::EngineLock lock(target);
    if (!lock.take())
        return failWith({ErrorKind::Database,
                         QStringLiteral("Bloom Sync is at work on %1 (%2). Close it, then restore.")
                             .arg(target.path, lock.holder()),
                         {}});
    storage::endInterruptedRescue(target);
    const auto restored = storage::restore(target, command.file, now(), whoAsks());
    if (!restored)
        return failWith(restored.error());
    print(QStringLiteral("Restored %1. The next sync brings it in step with Halaxy.").arg(command.file));
    if (!restored->replaced.isEmpty())
        print(QStringLiteral("The database that was there is kept as %1.").arg(restored->replaced));
    if (restored->events > 0)
        print(QStringLiteral("Taken over: %1 waiting webhooks.").arg(restored->events));
    if (restored->forgotten > 0)
        print(QStringLiteral("Forgotten again: %1 clients.").arg(restored->forgotten));
    return ExitSuccess;
}

}  // namespace

int runBackup(const SyncctlCommand& command) {
    const auto options = terminalOptions(command);
    const auto gathered =
        engine::gatherSources(options.commandLine, options.environment, engine::defaultSettingsFile());
    for (const QString& warning : gathered.warnings)
        tell(warning);
    const ResolvedSettings resolved = engine::resolveGathered(gathered);
    const auto problems = settingsProblems(resolved, command.verb);
    for (const Error& problem : problems)
        tell(problemText(problem));
    if (!problems.empty())
        return ExitUsage;
    const auto target = engine::databaseTarget(resolved.settings, engine::defaultDataFolder());
    if (!target)
        return failWith(target.error());
    return command.verb == Verb::Backup ? backUp(command, *target) : restore(command, *target);
}

}  // namespace bloom::apps
