// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/keeper.h"

#include "core/log.h"
#include "storage/personal_store.h"
#include "storage/rollup_writer.h"
#include "storage/transaction.h"

#include <iterator>

namespace bloom::sync {

namespace {

using namespace std::chrono_literals;
constexpr auto kRound = 1h;
/// Free pages that stay for what comes next, and how many go back at once.
constexpr int kSparePages = 250;
constexpr int kPagesAtOnce = 100;
/// Records whose personal data is blanked in one transaction: each may have many history lines.
constexpr int kPurgedAtOnce = 20;

struct Round {
    storage::Scope& scope;
    const KeeperSettings& settings;
    UtcTime now;
};
using Job = bool (*)(const Round&);
template <int (storage::Retention::*Remove)()> bool removes(const Round& round) {
    storage::Retention retention(round.scope, round.settings.limits, round.now);
    return (retention.*Remove)() > 0;
}

bool rollsUp(const Round& round) {
    const PracticeZone zone = PracticeZone::find(round.settings.timeZone).value_or(PracticeZone::sydney());
    return storage::RollupWriter(round.scope, zone).rollUp(round.now);
}

bool purges(const Round& round) {
    return storage::PersonalStore(round.scope)
               .purgeGone(round.now - round.settings.purgeAfter, kPurgedAtOnce, round.now) > 0;
}

bool givesBack(const Round& round) {
    const int free = storage::Retention::freePages(round.scope) - kSparePages;
    return free > 0 && storage::Retention::giveBack(round.scope, std::min(free, kPagesAtOnce)) > 0;
}

using storage::Retention;
// The roll-ups come first: what is not in them stays.
constexpr Job kJobs[] = {rollsUp,
                         removes<&Retention::idleRuns>,
                         removes<&Retention::webhookRuns>,
                         removes<&Retention::oldRuns>,
                         removes<&Retention::runsBeyondCount>,
                         removes<&Retention::oldLines>,
                         removes<&Retention::linesBeyondCount>,
                         removes<&Retention::events>,
                         removes<&Retention::rejections>,
                         removes<&Retention::history>,
                         removes<&Retention::sessionMoves>,
                         removes<&Retention::accesses>,
                         removes<&Retention::listActions>,
                         removes<&Retention::clearedAlerts>,
                         removes<&Retention::decidedSets>,
                         removes<&Retention::rollups>,
                         purges,
                         givesBack};

}  // namespace

Keeper::Keeper(storage::Database& database, KeeperSettings settings)
    : m_database(database),
      m_settings(std::move(settings)),
      m_job(std::size(kJobs)) {}

bool Keeper::keep(UtcTime now) {
    if (m_job == std::size(kJobs)) {
        // A clock set back does not put the next round off.
        if (m_begun && now >= *m_begun && now - *m_begun < kRound)
            return false;
        m_begun = now;
        m_job = 0;
    }
    const auto more = step(m_job, now);
    if (!more) {
        // A full disk, or somebody else's lock: in an hour again.
        qCWarning(logSync) << "keeping:" << more.error().message;
        m_job = std::size(kJobs);
        return false;
    }
    if (!*more)
        ++m_job;
    return m_job < std::size(kJobs);
}

Result<bool> Keeper::step(std::size_t job, UtcTime now) {
    return storage::write(m_database,
                          [&](storage::Scope& scope) { return kJobs[job]({scope, m_settings, now}); });
}

}  // namespace bloom::sync
