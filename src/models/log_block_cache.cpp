// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/log_block_cache.h"

#include <algorithm>

namespace bloom::models {

const RunRow* LogBlockCache::find(int row) {
    for (Block& block : m_blocks) {
        if (block.holds(row)) {
            block.used = ++m_tick;
            return &block.rows[static_cast<size_t>(row - block.first)];
        }
    }
    return nullptr;
}

const RunRow* LogBlockCache::peek(int row) const {
    for (const Block& block : m_blocks) {
        if (block.holds(row))
            return &block.rows[static_cast<size_t>(row - block.first)];
    }
    return nullptr;
}

void LogBlockCache::put(int first, std::vector<RunRow> rows) {
    if (rows.empty())
        return;
    std::erase_if(m_blocks, [first](const Block& block) { return block.first == first; });
    while (static_cast<int>(m_blocks.size()) >= m_capacity) {
        m_blocks.erase(std::min_element(m_blocks.begin(), m_blocks.end(),
                                        [](const Block& a, const Block& b) { return a.used < b.used; }));
    }
    // In front: a fresh block wins over an older one that overlaps it.
    m_blocks.insert(m_blocks.begin(), Block{first, std::move(rows), ++m_tick});
}

void LogBlockCache::shiftDown(int rows) {
    for (Block& block : m_blocks)
        block.first += rows;
}

void LogBlockCache::truncate(int total) {
    std::erase_if(m_blocks, [total](const Block& block) { return block.first >= total; });
    for (Block& block : m_blocks)
        block.rows.resize(std::min(block.rows.size(), static_cast<size_t>(total - block.first)));
}

int LogBlockCache::rowOf(const RunId& id) const {
    for (const Block& block : m_blocks) {
        const auto found = std::find_if(block.rows.begin(), block.rows.end(),
                                        [&](const RunRow& row) { return row.id == id; });
        if (found != block.rows.end())
            return block.first + static_cast<int>(found - block.rows.begin());
    }
    return -1;
}

}  // namespace bloom::models
