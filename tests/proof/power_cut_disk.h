// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a disk would still hold after a power cut: for each file the bytes that were synced and, apart from
// them, what was written since; for each name in a folder what it stood for when the folder was last synced.
// The real files are the present (the page cache); restore() makes them the past.
#pragma once
#include <QByteArray>
#include <map>
#include <memory>
#include <random>
#include <vector>

namespace bloom::test {

/// What becomes of what was not synced.
enum class Loss {
    Everything,  ///< all of it is gone
    Latest,      ///< what came first is there, the rest is gone
    Some,        ///< any of it is there, in no order
    Torn,        ///< any sector of it is there
    Nothing,     ///< it all came through
};

class PowerCutDisk {
public:
    static constexpr qint64 kSector = 512;
    struct File {
        struct Write {
            qint64 offset = 0;  ///< of a truncation: the new size
            QByteArray bytes;
            bool truncates = false;
        };
        QByteArray durable;
        std::vector<Write> pending;
    };
    using FilePtr = std::shared_ptr<File>;

    /// The file of that name; `existed` before it was opened.
    FilePtr open(const QByteArray& path, bool existed);
    void remove(const QByteArray& path);
    void syncFolder();
    static void sync(File& file);
    static void write(File& file, qint64 offset, QByteArray bytes) {
        file.pending.push_back({offset, std::move(bytes), false});
    }
    static void truncate(File& file, qint64 size) { file.pending.push_back({size, {}, true}); }

    /// The real files become what a cut now would leave. Nobody may have them open.
    void restore(Loss loss, quint32 seed);
    void forget() { m_names.clear(); }

private:
    /// What a name stood for: first when the folder was synced, then each time after; nothing = no such file.
    using States = std::vector<FilePtr>;
    std::map<QByteArray, States> m_names;
};

}  // namespace bloom::test
