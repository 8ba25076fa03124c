// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/held_step.h"

#include "sync/gone_step.h"

#include <QCoreApplication>

namespace bloom::sync {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Sync)
};

}  // namespace

/// What its reads don't reach is done by the next such run: the set says what had its turn.
QCoro::Task<void> HeldStep::run() {
    const QString set = m_run.report.scope.heldSet;
    const auto applying =
        m_run.read([&](storage::Scope& scope) { return storage::HeldStore(scope).isApplying(set); });
    if (!applying)
        co_return;
    if (!*applying) {
        m_run.problem({ErrorKind::Usage, Words::tr("No held deletions of this id are to be applied."), set});
        co_return;
    }
    GoneStep gone(m_run);
    co_await gone.apply(set);
    if (m_run.goesOn())
        m_run.storeAside([&](storage::Scope& scope) { storage::HeldStore(scope).finish(set); });
}

}  // namespace bloom::sync
