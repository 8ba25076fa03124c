// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// access_log: who opened, exported, replayed, forgot, backed up or restored. Ids and file names, never names
// of people.
#pragma once
#include "core/clock.h"
#include "storage/scope.h"

#include <vector>

namespace bloom::storage {

struct Access {
    UtcTime at;
    QString who, action, subject;
    bool operator==(const Access&) const = default;
};

class AccessStore {
public:
    explicit AccessStore(Scope& scope) : m_scope(scope) {}
    void add(const Access& access);
    std::vector<Access> newest(int count);

private:
    Scope& m_scope;
};

}  // namespace bloom::storage
