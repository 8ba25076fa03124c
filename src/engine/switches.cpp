// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/switches.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSettings>

namespace bloom::engine {
namespace {

const QString kHeld = QStringLiteral("calls/held");
const QString kHeldBy = QStringLiteral("calls/heldBy");

}  // namespace

std::optional<UtcTime> pauseEnd(PauseFor duration, const PracticeZone& zone, UtcTime now) {
    switch (duration) {
        case PauseFor::OneHour:
            return now + std::chrono::hours(1);
        case PauseFor::UntilTomorrow:
            return zone.startOfDay(zone.localDate(now).addDays(1));
        case PauseFor::UntilResumed:
            break;
    }
    return std::nullopt;
}

Switches loadSwitches(const QString& path) {
    if (!QFileInfo::exists(path))
        return {};
    const QSettings file(path, QSettings::IniFormat);
    return {file.value(kHeld).toBool(), file.value(kHeldBy).toString()};
}

Result<bool> saveSwitches(const QString& path, const Switches& switches) {
    QDir().mkpath(QFileInfo(path).absolutePath());
    QSettings file(path, QSettings::IniFormat);
    file.setValue(kHeld, switches.held);
    file.setValue(kHeldBy, switches.heldBy);
    file.sync();
    if (file.status() != QSettings::NoError)
        return fail(
            ErrorKind::Settings,
            QCoreApplication::translate("Engine",
                                        "It holds now, but can't be kept for the next start: %1 can't "
                                        "be written.")
                .arg(path),
            path);
    return true;
}

}  // namespace bloom::engine
