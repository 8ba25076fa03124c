// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The command line of bloom-sync: settings by the schema, and what the demo takes.
#pragma once
#include "core/clock.h"

#include <QMap>
#include <QString>
#include <QStringList>
#include <expected>

namespace bloom::apps {

struct SyncOptions {
    bool demo = false;
    quint64 seed = 1;
    UtcTime now;  ///< of the demo: a Tuesday, 9:40 in Sydney
    double speed = 1;
    QMap<QString, QString> settings;  ///< by option name of the schema
    QMap<QString, QString>
        environment;  ///< by variable; the program hands in its own, tests and the demo none
    QString text;     ///< help or version: print it and end
};

/// Or why the arguments can't be used.
std::expected<SyncOptions, QString> parseSyncOptions(const QStringList& arguments);

}  // namespace bloom::apps
