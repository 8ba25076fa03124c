// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the Sync log page and `bloom-syncctl log` ask for and get.
#pragma once
#include "core/run_report.h"

#include <QStringList>

namespace bloom {

struct LogFilter {
    std::optional<UtcTime> from;
    std::optional<UtcTime> to;   ///< not included
    std::vector<RunType> types;  ///< empty = all
    std::vector<RunOutcome> outcomes;
    std::optional<RecordKind> entity;
    std::optional<PractitionerId> practitioner;
    QString text;  ///< in message, record id or run id
    bool operator==(const LogFilter&) const = default;
};

/// A place in the log: newest first, so rows after it are older. The key of sync_log's paging index.
struct LogAnchor {
    UtcTime started;
    QString id;
    bool operator==(const LogAnchor&) const = default;
};

/// A run. Its entries are asked for when it is opened.
struct RunRow {
    RunId id;
    RunType type = RunType::Full;
    RunOutcome outcome = RunOutcome::Running;
    std::optional<PractitionerId> practitioner;
    QString practitionerName;
    std::optional<RecordKind> entity;
    QString entityId;
    QString askedBy;
    UtcTime started;
    std::optional<UtcTime> ended;
    int processed = 0, created = 0, updated = 0, deleted = 0;
    int calls = 0;
    QString message;                                 ///< the cause, without personal data
    std::optional<std::pair<QDate, QDate>> dates{};  ///< the days it was asked for; nothing = the window
    LogAnchor anchor() const { return {started, id.value}; }
    bool operator==(const RunRow&) const = default;
};

/// One line of a run: a kind, a practitioner's part, or a record that failed.
struct LogEntry {
    QString id;
    RunId run;
    std::optional<RecordKind> entity;
    QString entityId;
    std::optional<PractitionerId> practitioner;
    QString practitionerName;
    QString operation;  ///< create | update | delete | sync
    RunOutcome outcome = RunOutcome::Running;
    int processed = 0, created = 0, updated = 0, unchanged = 0, deleted = 0, missing = 0, setAside = 0;
    UtcTime started;
    std::optional<UtcTime> ended;
    QString message;
    bool operator==(const LogEntry&) const = default;
};

/// The same cause of many lines, with its count.
struct ErrorGroup {
    QString cause;
    int count = 0;
    UtcTime newest;
    QStringList examples;  ///< record keys, at most 5
    QString advice;        ///< what to do
};

struct RunDetail {
    RunRow run;
    std::vector<LogEntry> entries;
    std::vector<ErrorGroup> errors;
    std::vector<SetAside> setAside;
    /// Of a full run: what Halaxy no longer listed then, and no run has confirmed since.
    std::vector<RecordKey> notConfirmed;
};

/// The shape of a filtered log: how many rows, and an anchor every `stride` rows, so that any place of a
/// million rows is one keyset read away.
struct LogIndex {
    LogFilter filter;
    int total = 0;
    int stride = 256;
    std::vector<LogAnchor> anchors;  ///< anchors[i] = row i * stride
};

}  // namespace bloom
