// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "proof/power_cut_vfs.h"

#include <sqlite3.h>
#include <cstring>
#include <new>

namespace bloom::test {

namespace {

constexpr int kTracked = SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_WAL;

/// Ours in front of the real one, in the memory that SQLite gives.
struct Handle {
    sqlite3_file base;
    PowerCutDisk::FilePtr* file;  ///< nothing: not tracked
    bool syncsFolder;             ///< with its first sync, as SQLite's own does for journals
    sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

Handle& of(sqlite3_file* file) { return *reinterpret_cast<Handle*>(file); }
sqlite3_file* real(sqlite3_file* file) { return of(file).real(); }
sqlite3_vfs* realVfs(sqlite3_vfs* vfs) { return static_cast<sqlite3_vfs*>(vfs->pAppData); }
PowerCutVfs& cut() { return PowerCutVfs::instance(); }

int closeFile(sqlite3_file* file) {
    Handle& handle = of(file);
    const int code = handle.real()->pMethods ? handle.real()->pMethods->xClose(handle.real()) : SQLITE_OK;
    const bool tracked = handle.file != nullptr;
    delete handle.file;
    handle.file = nullptr;
    if (tracked)
        cut().closed();
    return code;
}

int readFile(sqlite3_file* file, void* data, int size, sqlite3_int64 offset) {
    return real(file)->pMethods->xRead(real(file), data, size, offset);
}

int writeFile(sqlite3_file* file, const void* data, int size, sqlite3_int64 offset) {
    if (!of(file).file)
        return real(file)->pMethods->xWrite(real(file), data, size, offset);
    if (cut().isOut())
        return SQLITE_IOERR_WRITE;
    // The one at which the power goes may have come through, as any that was not synced.
    PowerCutDisk::write(**of(file).file, offset, QByteArray(static_cast<const char*>(data), size));
    if (!cut().mayOperate())
        return SQLITE_IOERR_WRITE;
    return real(file)->pMethods->xWrite(real(file), data, size, offset);
}

int truncateFile(sqlite3_file* file, sqlite3_int64 size) {
    if (!of(file).file)
        return real(file)->pMethods->xTruncate(real(file), size);
    if (cut().isOut())
        return SQLITE_IOERR_TRUNCATE;
    PowerCutDisk::truncate(**of(file).file, size);
    if (!cut().mayOperate())
        return SQLITE_IOERR_TRUNCATE;
    return real(file)->pMethods->xTruncate(real(file), size);
}

int syncFile(sqlite3_file* file, int) {
    Handle& handle = of(file);
    if (!handle.file)
        return SQLITE_OK;
    if (!cut().mayOperate())
        return SQLITE_IOERR_FSYNC;
    PowerCutDisk::sync(**handle.file);
    if (std::exchange(handle.syncsFolder, false))
        cut().disk().syncFolder();
    return SQLITE_OK;
}

int fileSize(sqlite3_file* file, sqlite3_int64* size) {
    return real(file)->pMethods->xFileSize(real(file), size);
}
int lock(sqlite3_file* file, int level) { return real(file)->pMethods->xLock(real(file), level); }
int unlock(sqlite3_file* file, int level) { return real(file)->pMethods->xUnlock(real(file), level); }
int isReserved(sqlite3_file* file, int* out) {
    return real(file)->pMethods->xCheckReservedLock(real(file), out);
}
int control(sqlite3_file* file, int what, void* data) {
    return real(file)->pMethods->xFileControl(real(file), what, data);
}
int sectorSize(sqlite3_file* file) { return real(file)->pMethods->xSectorSize(real(file)); }
int characteristics(sqlite3_file* file) { return real(file)->pMethods->xDeviceCharacteristics(real(file)); }
int mapShared(sqlite3_file* file, int page, int size, int extend, volatile void** out) {
    return real(file)->pMethods->xShmMap(real(file), page, size, extend, out);
}
int lockShared(sqlite3_file* file, int offset, int count, int flags) {
    return real(file)->pMethods->xShmLock(real(file), offset, count, flags);
}
void barrier(sqlite3_file* file) { real(file)->pMethods->xShmBarrier(real(file)); }
int unmapShared(sqlite3_file* file, int remove) {
    return real(file)->pMethods->xShmUnmap(real(file), remove);
}

/// Version 2: shared memory, but no mapped files.
const sqlite3_io_methods kMethods{
    2,          closeFile, readFile,    writeFile, truncateFile, syncFile,        fileSize,
    lock,       unlock,    isReserved,  control,   sectorSize,   characteristics, mapShared,
    lockShared, barrier,   unmapShared, nullptr,   nullptr};

int openFile(sqlite3_vfs* vfs, const char* path, sqlite3_file* file, int flags, int* outFlags) {
    std::memset(file, 0, sizeof(Handle));
    Handle& handle = *new (file) Handle{};
    const bool tracked = path && (flags & kTracked) != 0;
    if (tracked && cut().isOut())
        return SQLITE_CANTOPEN;
    int existed = 0;
    if (tracked)
        realVfs(vfs)->xAccess(realVfs(vfs), path, SQLITE_ACCESS_EXISTS, &existed);
    const int code = realVfs(vfs)->xOpen(realVfs(vfs), path, handle.real(), flags, outFlags);
    if (code != SQLITE_OK)
        return code;
    handle.base.pMethods = &kMethods;
    if (!tracked)
        return code;
    handle.file = new PowerCutDisk::FilePtr(cut().disk().open(path, existed != 0));
    handle.syncsFolder = (flags & SQLITE_OPEN_CREATE) != 0 && (flags & SQLITE_OPEN_MAIN_DB) == 0;
    cut().opened();
    return code;
}

int deleteFile(sqlite3_vfs* vfs, const char* path, int syncFolder) {
    if (!cut().mayOperate())
        return SQLITE_IOERR_DELETE;
    const int code = realVfs(vfs)->xDelete(realVfs(vfs), path, 0);
    if (code != SQLITE_OK)
        return code;
    cut().disk().remove(path);
    if (syncFolder)
        cut().disk().syncFolder();
    return code;
}

sqlite3_vfs* registered() {
    static sqlite3_vfs vfs;
    sqlite3_vfs* const below = sqlite3_vfs_find(nullptr);
    vfs = *below;
    vfs.szOsFile = int(sizeof(Handle)) + below->szOsFile;
    vfs.zName = "power-cut";
    vfs.pAppData = below;
    vfs.pNext = nullptr;
    vfs.xOpen = openFile;
    vfs.xDelete = deleteFile;
    sqlite3_vfs_register(&vfs, 1);
    return &vfs;
}

}  // namespace

PowerCutVfs& PowerCutVfs::instance() {
    static PowerCutVfs vfs;
    return vfs;
}

PowerCutVfs::PowerCutVfs() { registered(); }

void PowerCutVfs::cutAt(qint64 operation, Loss loss, quint32 seed) {
    m_left = operation;
    m_loss = loss;
    m_seed = seed;
    m_operations = 0;
    m_wasCut = false;
}

bool PowerCutVfs::mayOperate() {
    if (m_out)
        return false;
    ++m_operations;
    if (m_left > 0 && --m_left == 0)
        m_out = m_wasCut = true;
    return !m_out;
}

void PowerCutVfs::closed() {
    if (--m_open > 0 || !m_out)
        return;
    m_disk.restore(m_loss, m_seed);
    m_out = false;
    m_left = -1;
}

void PowerCutVfs::forget() {
    if (m_open > 0)
        qFatal("a database is still open");
    m_disk.forget();
    m_operations = 0;
}

}  // namespace bloom::test
