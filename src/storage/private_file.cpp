// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/private_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <cerrno>
#include <cstring>

namespace bloom::storage {

namespace {

/// What people read: where lupdate finds it.
class Words {
    Q_DECLARE_TR_FUNCTIONS(Storage)
};

std::unexpected<Error> refused(const char* text, const QString& path, int reason) {
    return fail(ErrorKind::Database, Words::tr(text).arg(path, QString::fromLocal8Bit(std::strerror(reason))),
                path);
}

Result<bool> makeFolder(const QString& path) {
    if (QFileInfo(path).isDir())
        return true;
    const QString parent = QFileInfo(path).path();
    if (parent != path)
        if (const auto made = makeFolder(parent); !made)
            return made;
    if (::mkdir(QFile::encodeName(path).constData(), S_IRWXU) != 0 && errno != EEXIST)
        return refused("The folder %1 can't be made: %2.", path, errno);
    return true;
}

}  // namespace

Result<bool> makePrivateFile(const QString& path) {
    if (const auto folder = makeFolder(QFileInfo(path).absolutePath()); !folder)
        return folder;
    const QByteArray name = QFile::encodeName(path);
    // The mode is given at creation, so there is no moment in which others could open the file.
    const int file = ::open(name.constData(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (file < 0) {
        if (errno == EACCES || errno == EROFS)
            return refused("The database %1 is read-only: %2. Allow writing to the file and its folder.",
                           path, errno);
        return refused("The database %1 can't be opened: %2.", path, errno);
    }
    struct stat status{};
    if (::fstat(file, &status) == 0 && (status.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        ::fchmod(file, S_IRUSR | S_IWUSR);
    ::close(file);
    return true;
}

}  // namespace bloom::storage
