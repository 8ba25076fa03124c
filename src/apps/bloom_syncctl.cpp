// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// bloom-syncctl: the engine without a window. The answer goes to standard output, everything else to standard
// error.
#include "apps/quit_on_signals.h"
#include "apps/syncctl_backup.h"
#include "apps/syncctl_engine.h"
#include "apps/syncctl_read.h"
#include "core/translations.h"

#include <QCoreApplication>
#include <QTextStream>

using namespace bloom::apps;

namespace {

int runCommand(const SyncctlCommand& command) {
    switch (command.verb) {
        case Verb::Sync:
        case Verb::Serve:
            return EngineCommand(command).run();
        case Verb::Audit:
            return hasDatabase(command) ? EngineCommand(command).run() : ExitFailed;
        case Verb::Held:
            if (!command.apply.isEmpty() || !command.discard.isEmpty())
                return hasDatabase(command) ? EngineCommand(command).run() : ExitFailed;
            break;
        case Verb::Backup:
        case Verb::Restore:
            return runBackup(command);
        case Verb::Status:
        case Verb::Dashboard:
        case Verb::Log:
        case Verb::Inbox:
        case Verb::Alerts:
            break;
    }
    return runReading(command);
}

}  // namespace

int main(int argc, char** argv) {
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("bloom-syncctl"));
    QCoreApplication::setApplicationVersion(QStringLiteral(BLOOM_VERSION));
    bloom::installTranslations(app);
    quitOnSignals(app);
    const auto parsed = parseSyncctl(QCoreApplication::arguments().mid(1));
    if (!parsed) {
        tell(parsed.error());
        return ExitUsage;
    }
    if (const auto* text = std::get_if<SyncctlText>(&*parsed)) {
        QTextStream(stdout) << text->text;
        return ExitSuccess;
    }
    return runCommand(std::get<SyncctlCommand>(*parsed));
}
