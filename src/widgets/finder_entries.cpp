// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/finder_entries.h"

#include "models/when_done.h"
#include "models/words.h"
#include "widgets/commander.h"

namespace bloom::widgets {

using engine::PauseFor;
using models::whenDone;

QList<FinderEntry> commandEntries(Commander& commander, std::function<void()> choose) {
    const QString kind = Commander::tr("Command");
    const auto entry = [&kind](const QString& title, const char* icon, std::function<void()> run) {
        return FinderEntry{title, kind, QString::fromLatin1(icon), std::move(run)};
    };
    Commander* c = &commander;
    return {
        entry(Commander::tr("Sync now"), "sync", [c] { c->syncAll(); }),
        entry(Commander::tr("Choose what to sync"), "filter", std::move(choose)),
        entry(Commander::tr("Cancel the run"), "stop", [c] { c->cancel(); }),
        entry(Commander::tr("Pause for 1 hour"), "pause", [c] { c->pause(PauseFor::OneHour); }),
        entry(Commander::tr("Pause until tomorrow"), "pause", [c] { c->pause(PauseFor::UntilTomorrow); }),
        entry(Commander::tr("Pause until I resume"), "pause", [c] { c->pause(PauseFor::UntilResumed); }),
        entry(Commander::tr("Resume syncing"), "play", [c] { c->resume(); }),
        entry(Commander::tr("Test connection"), "connection",
              [c] { c->perform(StateAction::TestConnection); }),
        entry(Commander::tr("Set up webhooks"), "webhooks",
              [c] { Q_EMIT c->linkWanted({.page = page::webhooks, .section = QStringLiteral("setup")}); }),
        entry(Commander::tr("Something missing?"), "search",
              [c] {
                  Q_EMIT c->linkWanted({.page = page::practitioners, .section = QStringLiteral("missing")});
              }),
        entry(Commander::tr("What to act on, of everyone"), "users",
              [c] {
                  Q_EMIT c->linkWanted({.page = page::practitioners, .section = QStringLiteral("everyone")});
              }),
        entry(Commander::tr("Decide held deletions"), "hand", [c] { c->perform(StateAction::ShowHeld); }),
        entry(Commander::tr("Hold calls to Halaxy"), "lock", [c] { c->holdCalls(true); }),
        entry(Commander::tr("Release calls to Halaxy"), "link", [c] { c->holdCalls(false); })};
}

namespace {

QList<FinderEntry> ofPractitioners(const std::vector<PractitionerView>& list,
                                   const std::function<void(const PageLink&)>& open) {
    QList<FinderEntry> entries;
    for (const PractitionerView& p : list)
        entries.append({p.displayName, Commander::tr("Practitioner"), QStringLiteral("practitioners"),
                        [open, id = p.id] { open({.page = page::practitioners, .practitioner = id}); }});
    return entries;
}

QList<FinderEntry> ofRuns(const std::vector<RunRow>& runs, const std::function<void(const PageLink&)>& open) {
    QList<FinderEntry> entries;
    for (const RunRow& run : runs)
        entries.append({Commander::tr("Run of %1, %2: %3")
                            .arg(models::localTimeText(run.started), models::words(run.type),
                                 models::words(run.outcome)),
                        Commander::tr("Run"), QStringLiteral("sync-log"),
                        [open, id = run.id] { open({.page = page::syncLog, .run = id}); }});
    return entries;
}

}  // namespace

void askForFinderEntries(engine::Engine& door, QObject* context, std::function<void(const PageLink&)> open,
                         std::function<void(const QList<FinderEntry>&)> add) {
    whenDone(door.practitioners(), context, [open, add](const Result<std::vector<PractitionerView>>& answer) {
        if (answer)
            add(ofPractitioners(*answer, open));
    });
    whenDone(door.logIndex({}), context, [&door, context, open, add](const Result<LogIndex>& index) {
        if (!index || index->anchors.empty())
            return;
        whenDone(door.logRows({}, index->anchors.front(), 50), context,
                 [open, add](const Result<std::vector<RunRow>>& runs) {
                     if (runs)
                         add(ofRuns(*runs, open));
                 });
    });
}

}  // namespace bloom::widgets
