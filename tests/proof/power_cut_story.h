// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Half an hour in a small practice, always the same, told with the power cut at some operation of the disk:
// what the database then holds must be what it held after the last commit that returned, or after the one
// under way.
#pragma once
#include "proof/power_cut_vfs.h"

#include <QString>
#include <QStringList>
#include <functional>

namespace bloom::test {

class PracticeBench;

/// Empty, or what is wrong with the database file: damage, or what can't be opened.
QString damageOf(const QString& path);
/// Of everything in it but when its schema was made.
QByteArray digestOf(const QString& path);
/// Another level of syncing than ours for every open connection: a planted fault.
void setSynchronous(const char* level);

class PowerCutStory {
public:
    PowerCutStory();
    /// Tells it with a cut that the seed chooses; empty, or what was lost, halved or not resumed.
    QString violation(quint32 seed, const char* synchronous = nullptr) const;

private:
    /// Until the power is out; the number of steps that were whole.
    static std::size_t tell(PracticeBench& bench, std::size_t from);
    static QStringList mirror(PracticeBench& bench);
    QString checkStored(const QString& path, std::size_t committed, bool oneMore) const;

    std::vector<QByteArray> m_states;  ///< after each commit
    QStringList m_end;
    qint64 m_operations = 0;
};

}  // namespace bloom::test
