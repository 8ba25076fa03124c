// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/coverage.h"

#include "simulation/acts.h"

namespace bloom::simulation {

namespace {

const char* const kFaultsStatesRules[] = {"fault: rate-limited",
                                          "fault: server-error",
                                          "fault: outage",
                                          "fault: drop",
                                          "fault: truncate",
                                          "fault: html",
                                          "fault: empty",
                                          "fault: empty-searchset",
                                          "fault: next-loops",
                                          "fault: next-leaves-host",
                                          "fault: hang",
                                          "fault: latency",
                                          "fault: expired-token",
                                          "fault: revoked-token",
                                          "fault: credentials-refused",
                                          "fault: shifted-pages",
                                          "fault: repeated-rows",
                                          "fault: missing-rows",
                                          "fault: hidden-rows",
                                          "fault: changing-total",
                                          "fault: warning-entry",
                                          "fault: unusable",
                                          "fault: 404 by a proxy",
                                          "fault: forbidden",
                                          "fault: blind to ids",
                                          "webhook: acknowledged",
                                          "webhook: lost",
                                          "webhook: doubled",
                                          "webhook: sent again",
                                          "webhook: done",
                                          "run: delta success",
                                          "run: audit success",
                                          "run: full held",
                                          "state: held set applied",
                                          "state: held set discarded",
                                          "fault: token outage",
                                          "fault: disk full",
                                          "state: killed",
                                          "state: breaker open",
                                          "state: token breaker open",
                                          "state: placeholder client",
                                          "state: shifted unseen",
                                          "run: full success",
                                          "run: full partial",
                                          "run: full failed",
                                          "run: full interrupted",
                                          "run: manual success",
                                          "run: manual partial",
                                          "run: manual failed",
                                          "run: manual cancelled",
                                          "run: backfill success",
                                          "rule: cursor checked",
                                          "rule: whole listing checked",
                                          "rule: freshness checked",
                                          "rule: conflict put back",
                                          "rule: call checked",
                                          "rule: confirming reads counted",
                                          "rule: token call checked",
                                          "rule: record at rest"};

}  // namespace

std::vector<std::string> Coverage::notMet() const {
    std::vector<std::string> names(std::begin(kFaultsStatesRules), std::end(kFaultsStatesRules));
    for (const Act& act : acts())
        names.push_back(std::string("step: ") + act.name);
    std::erase_if(names, [&](const std::string& name) { return m_met.contains(name); });
    return names;
}

}  // namespace bloom::simulation
