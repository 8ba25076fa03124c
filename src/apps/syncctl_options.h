// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the terminal was asked to do: the command line as values, or what was expected instead.
#pragma once
#include "core/run_report.h"

#include <QCommandLineParser>
#include <QMap>
#include <expected>

namespace bloom::apps {

enum class Verb { Sync, Status, Dashboard, Log, Inbox, Held, Audit, Alerts, Backup, Restore, Serve };

struct SyncctlCommand {
    Verb verb = Verb::Status;
    bool json = false;
    QMap<QString, QString> settings;  ///< options of the settings schema
    // sync
    QString practitioner;  ///< Bloom's id or Halaxy's; dashboard and log take it too
    SyncScope scope;       ///< all but the practitioner, whose id is looked up later
    // dashboard
    QDate date;  ///< invalid = the practitioner's today
    // held; both empty = list
    QString apply, discard;
    // log
    int limit = 50;
    // inbox
    bool failed = false;
    std::optional<std::vector<qint64>> replay;  ///< these events; empty = all failed and dead ones
    // alerts
    std::optional<qint64> acknowledge;
    // backup, restore
    QString file;
    bool force = false;
};

/// The text to print and end with success: help or version.
struct SyncctlText {
    QString text;
};
using SyncctlParsed = std::variant<SyncctlCommand, SyncctlText>;

/// `arguments` without the program's name. The error is a sentence with what was expected.
std::expected<SyncctlParsed, QString> parseSyncctl(const QStringList& arguments);

}  // namespace bloom::apps
