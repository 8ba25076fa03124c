// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The engine's writing connection to the database: which one, whether it works, and what it says about the
// state of the mirror. One engine at a time works on a database; another on this machine is told apart by a
// lock file.
#pragma once
#include "core/clock.h"
#include "core/settings_schema.h"
#include "engine/stored_facts.h"
#include "storage/rescue.h"

#include <QLockFile>

namespace bloom::engine {

/// Which engine works on a database: a lock file beside it.
class EngineLock {
public:
    explicit EngineLock(const storage::DatabaseTarget& target);
    /// False when another process has it.
    bool take() { return m_file.isLocked() || m_file.tryLock(0); }
    bool isOurs() const { return m_file.isLocked(); }
    /// Nobody has it, but the folder takes no lock file.
    bool isRefused() const { return m_file.error() == QLockFile::PermissionError; }
    /// "bloom-sync, process 4711", as far as it is known.
    QString holder() const;

private:
    QLockFile m_file;
};

class Mirror {
public:
    explicit Mirror(QString dataFolder) : m_dataFolder(std::move(dataFolder)) {}

    /// Opens what the settings name; on failure trouble() says why. Nobody may use the one before any more.
    /// A damaged one is moved aside first, and a new one takes its place.
    void open(const Settings& settings, UtcTime now);
    /// A statement said that the database is not whole: the next open() looks at every page.
    void suspect() { m_suspected = true; }
    void close();
    storage::Database* database() const { return m_database.get(); }
    const std::optional<Error>& trouble() const { return m_trouble; }
    /// Another engine on this machine has it; the database is open for readers all the same.
    bool isTaken() const { return m_taken; }
    /// "bloom-sync, process 4711", while it is taken and as far as it is known.
    QString holder() const { return m_holder; }
    /// Asks for the lock again; true when it is ours now.
    bool tryTake();
    QString description() const;
    /// What was done about a damaged one, for some days; empty = nothing.
    QString notice(UtcTime now) const;
    /// A read that fails is a trouble until one succeeds.
    Result<MirrorFacts> readFacts();

private:
    void take(const storage::DatabaseTarget& target);
    bool isDamaged(bool unclean);
    bool mayMove(const storage::DatabaseTarget& target, const Settings& settings) const;
    QString m_dataFolder;
    std::unique_ptr<storage::Database> m_database;
    std::unique_ptr<EngineLock> m_lock;
    std::optional<Error> m_trouble;
    bool m_suspected = false;
    bool m_taken = false;
    QString m_holder;
    std::optional<storage::Rescue> m_rescue;
};

/// The database the settings name, or the one in the data folder.
Result<storage::DatabaseTarget> databaseTarget(const Settings& settings, const QString& dataFolder);

}  // namespace bloom::engine
