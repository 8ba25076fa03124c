// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/switches.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSettings>

namespace bloom::engine {
namespace {

const QString kPaused = QStringLiteral("pause/paused");
const QString kSince = QStringLiteral("pause/since");
const QString kUntil = QStringLiteral("pause/until");
const QString kHeld = QStringLiteral("calls/held");
const QString kHeldBy = QStringLiteral("calls/heldBy");

QString textOf(const std::optional<UtcTime>& time) { return time ? toIsoText(*time) : QString(); }

}  // namespace

Switches pausedFor(Switches switches, PauseFor duration, const PracticeZone& zone, UtcTime now) {
    switches.paused = true;
    switches.pausedSince = now;
    switch (duration) {
        case PauseFor::OneHour:
            switches.pausedUntil = now + std::chrono::hours(1);
            break;
        case PauseFor::UntilTomorrow:
            switches.pausedUntil = zone.startOfDay(zone.localDate(now).addDays(1));
            break;
        case PauseFor::UntilResumed:
            switches.pausedUntil.reset();
            break;
    }
    return switches;
}

Switches resumed(Switches switches) {
    switches.paused = false;
    switches.pausedSince.reset();
    switches.pausedUntil.reset();
    return switches;
}

Switches loadSwitches(const QString& path) {
    if (!QFileInfo::exists(path))
        return {};
    const QSettings file(path, QSettings::IniFormat);
    Switches switches;
    switches.paused = file.value(kPaused).toBool();
    switches.pausedSince = parseUtc(file.value(kSince).toString());
    switches.pausedUntil = parseUtc(file.value(kUntil).toString());
    switches.held = file.value(kHeld).toBool();
    switches.heldBy = file.value(kHeldBy).toString();
    return switches;
}

Result<bool> saveSwitches(const QString& path, const Switches& switches) {
    QDir().mkpath(QFileInfo(path).absolutePath());
    QSettings file(path, QSettings::IniFormat);
    file.setValue(kPaused, switches.paused);
    file.setValue(kSince, textOf(switches.pausedSince));
    file.setValue(kUntil, textOf(switches.pausedUntil));
    file.setValue(kHeld, switches.held);
    file.setValue(kHeldBy, switches.heldBy);
    file.sync();
    if (file.status() != QSettings::NoError)
        return fail(ErrorKind::Settings,
                    QCoreApplication::translate("Engine", "It holds now, but can't be kept for the next start: %1 can't "
                                                          "be written.").arg(path), path);
    return true;
}

}  // namespace bloom::engine
