// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How a tree has grown, as plain geometry: always the same for the same growth, so that it never jumps.
#pragma once
#include <QPointF>
#include <vector>

namespace bloom::widgets {

struct TreeBranch {
    QPointF from, to;    ///< the root is (0, 0), up is negative y, a full tree is about 1 high
    double width = 0;    ///< where it begins
    int generation = 0;  ///< 0 = the trunk
};
struct TreeLeaf {
    QPointF at;
    double size = 0;
    bool deep = false;  ///< behind the others
};
struct TreeShape {
    std::vector<TreeBranch> branches;
    std::vector<TreeLeaf> leaves;
    std::vector<QPointF> tips;  ///< where blossoms may be, spread out from the first on
    double height = 0;
};
/// Growth 0 is a seedling, 1 a full tree; beyond it only the crown widens. Wilted: no leaves, hanging twigs.
TreeShape growTree(double growth, bool wilted);

}  // namespace bloom::widgets
