// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/simulate.h"

#include "simulation/acts.h"
#include "simulation/oracle_lines.h"

#include <cstdio>

namespace bloom::simulation {

std::optional<Violation> runSeed(quint64 seed, Ground& ground, Coverage& coverage, const Chosen& only,
                                 bool trace) {
    Traits traits = traitsOf(seed);
    std::vector<Step> steps = stepsOf(traits);
    const milliseconds end = steps.back().at;
    if (only) {
        std::vector<Step> chosen;
        for (const int place : *only)
            chosen.push_back(steps.at(std::size_t(place)));
        steps = std::move(chosen);
    }
    World world(std::move(traits), ground, coverage);
    if (trace)
        world.trace = [](const std::string& what) { std::printf("%s\n", what.c_str()); };
    world.run(steps, end);
    if (trace && world.violation())
        for (const char* table : {"set_aside", "not_confirmed"})
            for (const auto& row : world.mirror.rows(std::string("SELECT kind, halaxy_id FROM ") + table))
                std::printf("%s: %s/%s\n", table, row[0].c_str(), row[1].c_str());
    return world.violation();
}

std::vector<int> shrink(quint64 seed, Ground& ground, const Violation& violation, int tries) {
    const Traits traits = traitsOf(seed);
    const std::vector<Step> steps = stepsOf(traits);
    std::vector<int> chosen;
    for (int i = 0; i < int(steps.size()); ++i)
        if (traits.start + steps[std::size_t(i)].at <= violation.at)
            chosen.push_back(i);
    const auto fails = [&](const std::vector<int>& some) {
        Coverage unused;
        const auto found = runSeed(seed, ground, unused, some);
        return found && found->rule == violation.rule;
    };
    // Chunks from the end: what comes late depends on what came before, not the other way round.
    for (std::size_t size = std::max<std::size_t>(1, chosen.size() / 2); tries > 0; size = (size + 1) / 2) {
        for (std::size_t to = chosen.size(); to > 0 && tries > 0;) {
            const std::size_t from = to > size ? to - size : 0;
            std::vector<int> fewer(chosen.begin(), chosen.begin() + std::ptrdiff_t(from));
            fewer.insert(fewer.end(), chosen.begin() + std::ptrdiff_t(to), chosen.end());
            --tries;
            if (fails(fewer))
                chosen = std::move(fewer);
            to = from;
        }
        if (size == 1)
            break;
    }
    return chosen;
}

std::string replayOf(quint64 seed, const std::vector<int>& chosen, const std::string& breakName) {
    const Traits traits = traitsOf(seed);
    const std::vector<Step> steps = stepsOf(traits);
    QStringList lines, places;
    for (const int place : chosen) {
        const Step& step = steps[std::size_t(place)];
        lines.append(QStringLiteral("  %1  step %2: %3")
                         .arg(QString::fromStdString(isoOf(traits.start + step.at)))
                         .arg(place)
                         .arg(QLatin1String(acts()[std::size_t(step.act)].name)));
        places.append(QString::number(place));
    }
    QString again = QStringLiteral("  again: ./dev simulate --from %1 --seeds 1").arg(seed);
    if (!breakName.empty())
        again += QStringLiteral(" --break ") + QString::fromStdString(breakName);
    again += QStringLiteral(" --only ") + (places.isEmpty() ? QStringLiteral("none") : places.join(u','));
    lines.append(again);
    return lines.join(u'\n').toStdString() + '\n';
}

}  // namespace bloom::simulation
