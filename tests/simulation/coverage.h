// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How often each fault, state and rule was met: what never happens proves nothing.
#pragma once
#include <map>
#include <string>
#include <vector>

namespace bloom::simulation {

class Coverage {
public:
    void meet(const std::string& what, long times = 1) { m_met[what] += times; }
    void add(const Coverage& other) {
        for (const auto& [what, times] : other.m_met)
            m_met[what] += times;
    }
    const std::map<std::string, long>& met() const { return m_met; }
    /// What a run of 500 seeds must have met, and this one did not.
    std::vector<std::string> notMet() const;

private:
    std::map<std::string, long> m_met;
};

}  // namespace bloom::simulation
