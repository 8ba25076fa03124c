// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/mirror.h"

#include "storage/transaction.h"

#include <QCoreApplication>
#include <QDir>

namespace bloom::engine {

namespace {

QString holderOf(const QLockFile& lock) {
    qint64 process = 0;
    QString host, program;
    if (!lock.getLockInfo(&process, &host, &program) || program.isEmpty())
        return {};
    return QCoreApplication::translate("Engine", "%1, process %2").arg(program, QString::number(process));
}

}  // namespace

Result<storage::DatabaseTarget> databaseTarget(const Settings& settings, const QString& dataFolder) {
    return storage::parseTarget(settings.database, QDir(dataFolder).filePath(QStringLiteral("bloom.sqlite")));
}

void Mirror::open(const Settings& settings) {
    close();
    const auto target = databaseTarget(settings, m_dataFolder);
    if (!target) {
        m_trouble = target.error();
        return;
    }
    auto opened = storage::Database::open(*target);
    if (!opened) {
        m_trouble = opened.error();
        return;
    }
    m_database = std::move(*opened);
    m_lock = std::make_unique<QLockFile>(target->path + QStringLiteral(".lock"));
    m_lock->setStaleLockTime(0);  // only a dead process leaves its lock to others
    tryTake();
}

bool Mirror::tryTake() {
    m_taken = m_lock && !m_lock->isLocked() && !m_lock->tryLock(0);
    m_holder = m_taken ? holderOf(*m_lock) : QString();
    return m_lock && m_lock->isLocked();
}

void Mirror::close() {
    m_database.reset();
    m_lock.reset();
    m_trouble.reset();
    m_taken = false;
    m_holder.clear();
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
