// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "proof/power_cut_disk.h"

#include <QFile>
#include <algorithm>

namespace bloom::test {

namespace {

using File = PowerCutDisk::File;
using Random = std::mt19937;

bool luck(Random& random, quint32 percent) { return random() % 100 < percent; }

void put(QByteArray& content, const File::Write& write) {
    if (write.truncates) {
        content.resize(std::min<qsizetype>(content.size(), write.offset));
        return;
    }
    const qsizetype end = write.offset + write.bytes.size();
    if (content.size() < end)
        content.append(end - content.size(), '\0');
    std::ranges::copy(write.bytes, content.begin() + write.offset);
}

/// The sectors of a write, each for itself.
std::vector<File::Write> sectors(const File::Write& write) {
    if (write.truncates)
        return {write};
    std::vector<File::Write> parts;
    for (qint64 done = 0; done < write.bytes.size();) {
        const qint64 at = write.offset + done;
        const qint64 size =
            std::min(write.bytes.size() - done, PowerCutDisk::kSector - at % PowerCutDisk::kSector);
        parts.push_back({at, write.bytes.mid(done, size), false});
        done += size;
    }
    return parts;
}

QByteArray survived(const File& file, Loss loss, Random& random) {
    QByteArray content = file.durable;
    const quint32 percent = 10 + random() % 81;
    const std::size_t first = file.pending.empty() ? 0 : random() % (file.pending.size() + 1);
    for (std::size_t i = 0; i < file.pending.size(); ++i) {
        const File::Write& write = file.pending[i];
        switch (loss) {
            case Loss::Everything:
                break;
            case Loss::Latest:
                if (i < first)
                    put(content, write);
                break;
            case Loss::Some:
                if (luck(random, percent))
                    put(content, write);
                break;
            case Loss::Torn:
                for (const File::Write& sector : sectors(write))
                    if (luck(random, percent))
                        put(content, sector);
                break;
            case Loss::Nothing:
                put(content, write);
                break;
        }
    }
    return content;
}

void makeReal(const QByteArray& path, const QByteArray* content) {
    const QString name = QFile::decodeName(path);
    if (!content) {
        QFile::remove(name);
        return;
    }
    QFile file(name);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(*content) != content->size())
        qFatal("the power cut can't write %s", path.constData());
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
}

/// Shared memory is no file for SQLite, but it may find one with anything in it.
void spoilSharedMemory(const QByteArray& path, Random& random) {
    QFile memory(QFile::decodeName(path) + QStringLiteral("-shm"));
    if (!memory.exists() || luck(random, 33))
        return;
    if (luck(random, 50)) {
        memory.remove();
        return;
    }
    if (!memory.open(QIODevice::ReadWrite))
        qFatal("the power cut can't write %s", qUtf8Printable(memory.fileName()));
    QByteArray noise(memory.size(), '\0');
    std::ranges::generate(noise, [&] { return char(random()); });
    memory.write(noise);
}

}  // namespace

PowerCutDisk::FilePtr PowerCutDisk::open(const QByteArray& path, bool existed) {
    States& states = m_names[path];
    if (!states.empty() && states.back())
        return states.back();
    auto file = std::make_shared<File>();
    if (states.empty() && existed) {
        QFile real(QFile::decodeName(path));
        if (!real.open(QIODevice::ReadOnly))
            qFatal("the power cut can't read %s", path.constData());
        file->durable = real.readAll();
        if (!file->durable.isEmpty()) {
            states.push_back(file);
            return file;
        }
    }
    // New: its name is in no synced folder yet.
    if (states.empty())
        states.push_back(nullptr);
    states.push_back(file);
    return file;
}

void PowerCutDisk::remove(const QByteArray& path) {
    const auto found = m_names.find(path);
    if (found != m_names.end() && found->second.back())
        found->second.push_back(nullptr);
}

void PowerCutDisk::syncFolder() {
    for (auto& [path, states] : m_names)
        states = {states.back()};
}

void PowerCutDisk::sync(File& file) {
    for (const File::Write& write : file.pending)
        put(file.durable, write);
    file.pending.clear();
}

void PowerCutDisk::restore(Loss loss, quint32 seed) {
    Random random(seed);
    for (auto& [path, states] : m_names) {
        std::size_t chosen = random() % states.size();
        if (loss == Loss::Everything)
            chosen = 0;
        else if (loss == Loss::Nothing)
            chosen = states.size() - 1;
        auto now = std::make_shared<File>();
        if (states[chosen])
            now->durable = survived(*states[chosen], loss, random);
        makeReal(path, states[chosen] ? &now->durable : nullptr);
        states = {states[chosen] ? now : nullptr};
        spoilSharedMemory(path, random);
    }
}

}  // namespace bloom::test
