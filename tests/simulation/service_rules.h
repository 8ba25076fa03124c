// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What may be sent, and when: breaker, token and budget, judged from the wire alone; and which requests of a
// run failed for good, so that no such run may call itself a success.
#pragma once
#include "simulation/coverage.h"
#include "simulation/sim_transport.h"

#include <deque>
#include <map>
#include <set>

namespace bloom::simulation {

class ServiceRules {
public:
    using Report = std::function<void(const std::string& rule, const std::string& text)>;
    ServiceRules(Coverage& coverage, Report violate) : m_coverage(coverage), m_violate(std::move(violate)) {}

    void sent(const Exchange& exchange);
    void answered(const Exchange& exchange);
    /// A new process: knows no token and no breaker.
    void restarted();
    /// A listing run ended; an empty text: nothing that it asked for failed for good.
    std::string failedForGood() const;
    /// `full`: one that confirms what its listings did not show, beside which nobody but people asks by id.
    void runEnded(bool full);
    /// Somebody asked for one record by hand: its reading, and the canary's.
    void readByHand() { m_byHand += 4; }
    bool isOpen() const { return m_api.open || m_token.open; }

private:
    /// One breaker, as the contract has it.
    struct Breaker {
        int failures = 0;
        bool open = false;
        int period = 0;  ///< answers to what was sent in an earlier one say nothing
    };
    static bool failed(const Exchange& exchange);
    void judge(Breaker& breaker, const Exchange& exchange, bool isProbe);
    void checkBudget(const Exchange& exchange);
    void noteFailure(const Exchange& exchange);

    Coverage& m_coverage;
    const Report m_violate;
    Breaker m_api;
    Breaker m_token;
    std::map<quint64, int> m_periods;  ///< of what is under way
    int m_tokenCalls = 0;              ///< under way
    UtcTime m_tokenUntil{};
    QByteArray m_tokenText;
    std::deque<UtcTime> m_minute;
    std::set<QByteArray> m_readAlone;  ///< since the last run ended
    int m_byHand = 0;
    std::map<QByteArray, std::string> m_failed;  ///< listing → why
};

}  // namespace bloom::simulation
