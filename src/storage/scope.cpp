// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/scope.h"

#include "storage/statement.h"

namespace bloom::storage {

Scope::Scope(Database& database, Mode mode) : m_database(database), m_mode(mode) {
    if (m_database.m_inScope) {
        fail({ErrorKind::Internal, QStringLiteral("a transaction was begun inside another"), {}});
        return;
    }
    const QString begin = writes() ? dialect().beginWrite() : dialect().beginRead();
    Statement(*this, begin).control();
    m_open = !m_failure;
    m_database.m_inScope = m_open;
}

Scope::~Scope() {
    if (!m_open)
        return;
    m_database.m_inScope = false;
    // Past the sticky failure and the fault hook: a rollback must always be tried.
    m_failure.reset();
    Statement(*this, QStringLiteral("ROLLBACK")).control(false);
}

void Scope::fail(Error error) {
    if (!m_failure)
        m_failure = std::move(error);
}

Result<bool> Scope::finish() {
    if (!m_failure && m_open)
        Statement(*this, QStringLiteral("COMMIT")).control();
    if (m_failure)
        return bloom::fail(*m_failure);
    m_open = false;
    m_database.m_inScope = false;
    return true;
}

}  // namespace bloom::storage
