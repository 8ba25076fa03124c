// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The oracle's own eyes on the database: plain SQL over a connection of its own, past everything of storage.
#pragma once
#include "sandbox/practice.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace bloom::simulation {

class Mirror {
public:
    using Values = std::vector<std::string>;  ///< NULL is "-"

    explicit Mirror(const std::string& path);
    ~Mirror();
    Mirror(const Mirror&) = delete;
    Mirror& operator=(const Mirror&) = delete;

    /// What the mirror shows of a record, in the words of oracle_lines.h; empty: no live row.
    std::string lineOf(sandbox::Resource resource, const std::string& id);
    /// A live client who is only a name in a session so far.
    bool isPlaceholder(const std::string& patientId);
    /// Keys of records whose rows were written at or after that moment.
    std::vector<std::pair<sandbox::Resource, std::string>> writtenSince(const std::string& iso);
    /// Moves whenever another connection commits.
    int version();

    std::vector<Values> rows(const std::string& sql, const Values& bound = {});
    std::string cell(const std::string& sql, const Values& bound = {});
    /// Somebody works in our tables behind the engine's back.
    int execute(const std::string& sql, const Values& bound = {});

private:
    sqlite3_stmt* prepared(const std::string& sql, const Values& bound);
    sqlite3* m_database = nullptr;
    std::map<std::string, sqlite3_stmt*> m_statements;
};

}  // namespace bloom::simulation
