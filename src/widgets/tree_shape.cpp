// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tree_shape.h"

#include <algorithm>
#include <cmath>
#include <random>

namespace bloom::widgets {
namespace {

constexpr int kGenerations = 6;
constexpr double kSpread = 0.46;  // radians between a branch and its two
constexpr double kShrink = 0.77;

class Grower {
public:
    Grower(double growth, bool wilted) : m_growth(growth), m_wilted(wilted) {}

    TreeShape grow() {
        const double full = std::min(m_growth, 1.0);
        // A seedling is small; height comes first, then the crown.
        const double trunk = 0.10 + 0.21 * std::pow(full, 0.7);
        branch({0, 0}, -M_PI / 2, trunk, 0.018 + 0.042 * full, 0);
        if (m_growth < 0.06 && !m_wilted)
            seedLeaves();
        spreadTips();
        for (const TreeBranch& one : m_shape.branches)
            m_shape.height = std::max(m_shape.height, -one.to.y());
        return std::move(m_shape);
    }

private:
    double random(double most) { return (double(m_random() % 2001) / 1000.0 - 1.0) * most; }

    /// How far a generation has come: each begins before the one below is through, and a young tree is quick.
    double reached(int generation) const {
        const double growth = std::pow(std::min(m_growth, 1.0), 0.62);
        return std::clamp(growth * (kGenerations + 0.6) - generation * 0.95, 0.0, 1.0);
    }

    void branch(QPointF from, double angle, double length, double width, int generation) {
        const double come = generation == 0 ? 1.0 : reached(generation);
        // Drawn in any case, so that the rest of the tree stays where it is while it grows.
        const double lean = random(0.10), side = random(0.08), longer = 1.0 + random(0.14);
        if (come <= 0.02 || generation > kGenerations)
            return;
        const double droop = m_wilted ? 0.13 * generation * (std::cos(angle) >= 0 ? 1 : -1) : 0.0;
        const double direction = angle + lean + droop;
        const double reach = length * come * longer;
        const QPointF to = from + QPointF(std::cos(direction), std::sin(direction)) * reach;
        m_shape.branches.push_back({from, to, width * (0.4 + 0.6 * come), generation});
        if (generation >= 2)
            foliage(from, to, come, generation);
        if (generation >= kGenerations - 2 || reached(generation + 1) <= 0.02)
            m_shape.tips.push_back(to);
        const double wider = kSpread * (m_growth > 1.0 ? 1.0 + 0.16 * std::min(m_growth - 1.0, 0.5) : 1.0);
        const double next = length * kShrink;
        branch(to, direction - wider + side, next, width * 0.66, generation + 1);
        branch(to, direction + wider + side, next, width * 0.66, generation + 1);
        if (generation == 1 || generation == 2)
            branch(from + (to - from) * 0.62, direction + (side > 0 ? 0.8 : -0.8), next * 0.8, width * 0.5,
                   generation + 1);
    }

    void foliage(QPointF from, QPointF to, double come, int generation) {
        const double size = (generation >= kGenerations - 1 ? 0.038 : 0.030) * (0.45 + 0.55 * come);
        const int count = generation >= 4 ? 2 : 1;
        for (int i = 0; i < count; ++i) {
            const double along = 0.55 + 0.45 * (i + 1) / count;
            const QPointF at = from + (to - from) * along + QPointF(random(0.03), random(0.03));
            if (!m_wilted)
                m_shape.leaves.push_back({at, size, (m_shape.leaves.size() % 3) == 0});
        }
    }

    void seedLeaves() {
        const QPointF top = m_shape.branches.front().to;
        m_shape.leaves.push_back({top + QPointF(-0.035, -0.008), 0.034, false});
        m_shape.leaves.push_back({top + QPointF(0.035, -0.014), 0.034, false});
        m_shape.tips = {top + QPointF(0, -0.03)};
    }

    /// Far from those before, so that three blossoms are not all on one twig.
    void spreadTips() {
        std::vector<QPointF> left = std::move(m_shape.tips), spread;
        std::vector<double> distance(left.size(), 1e9);
        std::size_t next = 0;
        while (!left.empty() && spread.size() < left.size()) {
            spread.push_back(left[next]);
            distance[next] = -1;
            double most = -1;
            for (std::size_t i = 0; i < left.size(); ++i) {
                if (distance[i] < 0)
                    continue;
                const QPointF apart = left[i] - spread.back();
                distance[i] = std::min(distance[i], QPointF::dotProduct(apart, apart));
                if (distance[i] > most) {
                    most = distance[i];
                    next = i;
                }
            }
            if (most < 0)
                break;
        }
        m_shape.tips = std::move(spread);
    }

    const double m_growth;
    const bool m_wilted;
    std::mt19937 m_random{20260};
    TreeShape m_shape;
};

}  // namespace

TreeShape growTree(double growth, bool wilted) { return Grower(std::max(0.0, growth), wilted).grow(); }

}  // namespace bloom::widgets
