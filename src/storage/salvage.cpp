// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/salvage.h"

#include "storage/statement.h"
#include "storage/transaction.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>

namespace bloom::storage {

namespace {

constexpr auto kFirst = std::numeric_limits<std::int64_t>::min();
constexpr auto kLast = std::numeric_limits<std::int64_t>::max();

/// One table, by row id. Ids between what was read from both ends are probed: a page that can't be read holds
/// some rows that follow one another.
class Walk {
public:
    Walk(Database& database, const SalvageTable& table) : m_database(database), m_table(table) {}

    Salvaged all() {
        Salvaged saved{m_table, {}, scan(kFirst, kLast, false)};
        if (!saved.whole) {
            const std::int64_t low = m_rows.empty() ? kFirst : m_rows.rbegin()->first;
            std::map<std::int64_t, QVariantList> before;
            before.swap(m_rows);
            scan(low == kFirst ? low : low + 1, kLast, true);
            const std::int64_t high = m_rows.empty() ? kLast : m_rows.begin()->first;
            m_rows.merge(before);
            if (low != kFirst && high != kLast)
                probe(low, high);
        }
        for (auto& [id, row] : m_rows)
            saved.rows.push_back(std::move(row));
        return saved;
    }

private:
    /// False when it met what can't be read.
    bool scan(std::int64_t from, std::int64_t to, bool backwards) {
        const QString sql =
            QStringLiteral(
                "SELECT rowid, %1 FROM %2 NOT INDEXED WHERE rowid >= ? AND rowid <= ? %3"
                "ORDER BY rowid%4")
                .arg(m_table.columns.join(QStringLiteral(", ")), m_table.name,
                     m_table.condition.isEmpty() ? QString()
                                                 : QStringLiteral("AND (%1) ").arg(m_table.condition),
                     backwards ? QStringLiteral(" DESC") : QString());
        const auto read = storage::read(m_database, [&](Scope& scope) {
            Statement(scope, sql).bind(from, to).all([&](const Row& row) {
                QVariantList values;
                for (int i = 0; i < m_table.columns.size(); ++i)
                    values << row.value(i + 1);
                m_rows.emplace(row.integer(0), std::move(values));
                return 0;
            });
        });
        return read.has_value();
    }

    /// Everything readable in (low, high): the step grows until something answers, and what it passed over is
    /// read from behind.
    void probe(std::int64_t low, std::int64_t high) {
        std::int64_t passed = 0;
        for (std::int64_t at = low + 1; at < high;) {
            const std::size_t known = m_rows.size();
            const bool whole = scan(at, high - 1, false);
            if (m_rows.size() > known && passed > 1)
                scan(at - passed + 1, at - 1, true);
            if (whole)
                return;
            if (m_rows.size() > known) {
                at = std::prev(m_rows.lower_bound(high))->first + 1;
                passed = 0;
            } else {
                passed = std::clamp<std::int64_t>(passed * 2, 1, kLargestStep);
                at += passed;
            }
        }
    }

    static constexpr std::int64_t kLargestStep = 16;
    Database& m_database;
    const SalvageTable& m_table;
    std::map<std::int64_t, QVariantList> m_rows;
};

/// A table without row ids, from both ends.
Salvaged fromBothEnds(Database& database, const SalvageTable& table) {
    Salvaged saved{table, {}, true};
    std::set<QString> known;
    for (const char* order : {"", " DESC"}) {
        QStringList keys;
        for (int i = 0; i < std::min<qsizetype>(4, table.columns.size()); ++i)
            keys << table.columns[i] + QLatin1String(order);
        const QString sql =
            QStringLiteral("SELECT %1 FROM %2%3 ORDER BY %4")
                .arg(table.columns.join(QStringLiteral(", ")), table.name,
                     table.condition.isEmpty() ? QString() : QStringLiteral(" WHERE ") + table.condition,
                     keys.join(QStringLiteral(", ")));
        const auto read = storage::read(database, [&](Scope& scope) {
            Statement(scope, sql).all([&](const Row& row) {
                QVariantList values;
                QStringList key;
                for (int i = 0; i < table.columns.size(); ++i) {
                    values << row.value(i);
                    key << row.text(i);
                }
                if (known.insert(key.join(u'\n')).second)
                    saved.rows.push_back(std::move(values));
                return 0;
            });
        });
        if (read)
            return saved;
        saved.whole = false;
    }
    return saved;
}

}  // namespace

Salvaged salvage(Database& damaged, const SalvageTable& table) {
    return table.hasRowId ? Walk(damaged, table).all() : fromBothEnds(damaged, table);
}

}  // namespace bloom::storage
