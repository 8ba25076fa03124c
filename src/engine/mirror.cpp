// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/mirror.h"

#include "storage/damage.h"
#include "storage/transaction.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace bloom::engine {

EngineLock::EngineLock(const storage::DatabaseTarget& target)
    : m_file(target.path + QStringLiteral(".lock")) {
    m_file.setStaleLockTime(0);  // only a dead process leaves its lock to others
}

QString EngineLock::holder() const {
    qint64 process = 0;
    QString host, program;
    if (!m_file.getLockInfo(&process, &host, &program) || program.isEmpty())
        return {};
    return QCoreApplication::translate("Engine", "%1, process %2").arg(program, QString::number(process));
}

namespace {
Result<std::unique_ptr<storage::Database>> beingReplaced(const storage::DatabaseTarget& target) {
    return fail(ErrorKind::DatabaseBusy,
                QCoreApplication::translate("Engine", "The database %1 is being replaced.").arg(target.path),
                target.path);
}
}  // namespace

Result<storage::DatabaseTarget> databaseTarget(const Settings& settings, const QString& dataFolder) {
    return storage::parseTarget(settings.database, QDir(dataFolder).filePath(QStringLiteral("bloom.sqlite")));
}

void Mirror::open(const Settings& settings, UtcTime now) {
    m_suspected = m_suspected || (m_trouble && m_trouble->kind == ErrorKind::DatabaseDamaged);
    close();
    const auto target = databaseTarget(settings, m_dataFolder);
    if (!target) {
        m_trouble = target.error();
        return;
    }
    // Whoever has the lock may be putting another database in this one's place.
    if (QFileInfo(target->path).dir().exists())
        take(*target);
    if (m_lock && m_lock->isOurs())
        storage::endInterruptedRescue(*target);
    const bool unclean = storage::endedUncleanly(*target);  // before we have a log of our own
    auto opened = m_taken && !QFileInfo::exists(target->path) ? beingReplaced(*target)
                                                              : storage::Database::open(*target);
    if (opened)
        m_database = std::move(*opened);
    else
        m_trouble = opened.error();
    if (m_database && !m_lock)
        take(*target);
    if (isDamaged(unclean) && mayMove(*target, settings)) {
        m_database.reset();
        m_trouble.reset();
        if (const auto rescued = storage::rescueDatabase(*target, now); !rescued)
            m_trouble = rescued.error();
        else if (auto fresh = storage::Database::open(*target); fresh)
            m_database = std::move(*fresh);
        else
            m_trouble = fresh.error();
    }
    m_suspected = false;
    // The database may be writable where nothing can be made beside it: then no engine is told from another.
    if (m_database && m_lock && m_lock->isRefused()) {
        m_database.reset();
        m_trouble = Error{ErrorKind::Database,
                          QCoreApplication::translate("Engine",
                                                      "The folder of the database %1 is read-only. Allow "
                                                      "writing to it.")
                              .arg(target->path),
                          target->path};
    }
    if (m_database)
        m_rescue = storage::read(*m_database, storage::lastRescue).value_or(std::nullopt);
    if (!m_database) {
        m_lock.reset();
        m_taken = false;
        m_holder.clear();
    }
}

void Mirror::take(const storage::DatabaseTarget& target) {
    m_lock = std::make_unique<EngineLock>(target);
    tryTake();
}

/// Only whoever has the lock decides, and only where there is a reason to look: reading every page of a large
/// database takes its time.
bool Mirror::isDamaged(bool unclean) {
    if (!m_lock || !m_lock->isOurs())
        return false;
    if (!m_database)
        return m_trouble && m_trouble->kind == ErrorKind::DatabaseDamaged;
    if (!unclean && !m_suspected)
        return false;
    // What can't be looked at, because it is locked or the disk fails, stays where it is.
    return !storage::isSound(*m_database, m_suspected).value_or(true);
}

/// Never what may be somebody else's: a file that was named by hand must show that it is Bloom's.
bool Mirror::mayMove(const storage::DatabaseTarget& target, const Settings& settings) const {
    return m_database || settings.database.isEmpty() || storage::looksLikeOurs(target.path);
}

bool Mirror::tryTake() {
    m_taken = m_lock && !m_lock->take();
    m_holder = m_taken ? m_lock->holder() : QString();
    return m_lock && !m_taken;
}

void Mirror::close() {
    m_database.reset();
    m_lock.reset();
    m_trouble.reset();
    m_rescue.reset();
    m_taken = false;
    m_holder.clear();
}

QString Mirror::notice(UtcTime now) const {
    constexpr std::chrono::days kShown{7};
    const bool isNew = m_rescue && m_rescue->at <= now && now - m_rescue->at < kShown;
    return isNew ? storage::describe(*m_rescue) : QString();
}

QString Mirror::description() const {
    if (m_database)
        return m_database->description();
    return m_trouble ? m_trouble->message : QString();
}

Result<MirrorFacts> Mirror::readFacts() {
    if (!m_database)
        return std::unexpected(m_trouble.value_or(Error{}));
    auto read = storage::read(*m_database, readMirrorFacts);
    m_trouble = read ? std::nullopt : std::optional(read.error());
    return read;
}

}  // namespace bloom::engine
