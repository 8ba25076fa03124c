// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A disk under SQLite whose power can be cut: every connection of the process goes through it (it is the
// default VFS). At the chosen operation all that follows fails; when the last connection has closed, the
// files hold what such a cut would have left, and the power is back. Syncing costs nothing, so it is quick.
// One thread.
#pragma once
#include "proof/power_cut_disk.h"

namespace bloom::test {

class PowerCutVfs {
public:
    static PowerCutVfs& instance();

    /// The n-th operation (write, sync, truncation, deletion) from now on is the first that does not end.
    void cutAt(qint64 operation, Loss loss, quint32 seed);
    void neverCut() { m_left = -1; }
    bool isOut() const { return m_out; }
    /// Since the last cutAt(): out, or back again.
    bool wasCut() const { return m_wasCut; }
    /// Operations since the last cutAt() or forget().
    qint64 operations() const { return m_operations; }
    /// Of files that are about to go.
    void forget();

    // For the VFS itself.
    /// False: the power is out, or goes out with this one.
    bool mayOperate();
    void opened() { ++m_open; }
    void closed();
    PowerCutDisk& disk() { return m_disk; }

private:
    PowerCutVfs();
    PowerCutDisk m_disk;
    Loss m_loss = Loss::Everything;
    quint32 m_seed = 0;
    qint64 m_left = -1;
    qint64 m_operations = 0;
    int m_open = 0;
    bool m_out = false;
    bool m_wasCut = false;
};

}  // namespace bloom::test
