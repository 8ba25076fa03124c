// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The few blocks of a long log that are looked at: found by row, moved down when new rows come on top, and
// the one looked at longest ago given up first.
#pragma once
#include "core/log_views.h"

namespace bloom::models {

class LogBlockCache {
public:
    explicit LogBlockCache(int capacity) : m_capacity(capacity) {}
    /// Nothing when the block of that row is not held. Looking at it keeps it.
    const RunRow* find(int row);
    const RunRow* peek(int row) const;
    void put(int first, std::vector<RunRow> rows);
    void shiftDown(int rows);
    /// Forgets everything from that row on.
    void truncate(int total);
    void clear() { m_blocks.clear(); }
    int blocks() const { return static_cast<int>(m_blocks.size()); }
    int rowOf(const RunId& id) const;  ///< -1 when it is not held

private:
    struct Block {
        int first = 0;
        std::vector<RunRow> rows;
        quint64 used = 0;
        bool holds(int row) const { return row >= first && row < first + static_cast<int>(rows.size()); }
    };
    int m_capacity;
    quint64 m_tick = 0;
    std::vector<Block> m_blocks;
};

}  // namespace bloom::models
