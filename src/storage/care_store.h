// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What somebody did about the lines of what to act on: done, snoozed, a note.
#pragma once
#include "core/care.h"
#include "storage/scope.h"

#include <map>

namespace bloom::storage {

struct StoredCareMark {
    QString doneFacts;  ///< null = not done
    std::optional<QDate> snoozedUntil;
    QString note;
};

class CareStore {
public:
    explicit CareStore(Scope& scope) : m_scope(scope) {}
    std::map<QString, StoredCareMark> all();
    void mark(const CareMark& mark, const QString& who, UtcTime now);
    /// Marks nobody touched since; how many went, at most `count`.
    int removeOlder(UtcTime before, int count);

private:
    std::optional<StoredCareMark> find(const QString& key);
    Scope& m_scope;
};

}  // namespace bloom::storage
