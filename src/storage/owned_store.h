// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What Bloom owns of clients, and who changed what Bloom owns of anybody. No sync touches it.
#pragma once
#include "core/care.h"
#include "storage/scope.h"

namespace bloom::storage {

class OwnedStore {
public:
    OwnedStore(Scope& scope, QString who, UtcTime now) : m_scope(scope), m_who(std::move(who)), m_now(now) {}
    /// False when there is no such client.
    bool save(const ClientPatch& patch);
    void noteChanges(const PractitionerView& before, const PractitionerView& after);
    /// Notes a change of `field`; nothing where both values are the same.
    void note(const char* table, const QString& row, const char* field, const QString& before,
              const QString& after);

private:
    Scope& m_scope;
    const QString m_who;
    const UtcTime m_now;
};

/// Newest first, at most so many.
std::vector<OwnedChange> readOwnedChanges(Scope& scope, const QString& row, int count);
std::optional<ClientNotes> readClientNotes(Scope& scope, const ClientId& client);

}  // namespace bloom::storage
