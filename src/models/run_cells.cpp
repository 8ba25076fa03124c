// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What each column of the log says of a run.
#include "models/run_log_model.h"
#include "models/words.h"

namespace bloom::models {

QString whatText(const RunRow& run) {
    if (!run.entity)
        return RunLogModel::tr("Everything");
    return run.entityId.isEmpty() ? pluralWords(*run.entity)
                                  : QString(words(*run.entity) + QLatin1Char(' ') + run.entityId);
}

QString columnTitle(RunLogModel::Column column) {
    switch (column) {
        case RunLogModel::StartedColumn:
            return RunLogModel::tr("Started");
        case RunLogModel::TypeColumn:
            return RunLogModel::tr("Type");
        case RunLogModel::OutcomeColumn:
            return RunLogModel::tr("Outcome");
        case RunLogModel::PractitionerColumn:
            return RunLogModel::tr("Practitioner");
        case RunLogModel::WhatColumn:
            return RunLogModel::tr("What");
        case RunLogModel::ReadColumn:
            return RunLogModel::tr("Read");
        case RunLogModel::CreatedColumn:
            return RunLogModel::tr("New");
        case RunLogModel::UpdatedColumn:
            return RunLogModel::tr("Changed");
        case RunLogModel::DeletedColumn:
            return RunLogModel::tr("Deleted");
        case RunLogModel::CallsColumn:
            return RunLogModel::tr("Calls");
        case RunLogModel::DurationColumn:
            return RunLogModel::tr("Took");
        case RunLogModel::AskedByColumn:
            return RunLogModel::tr("Asked by");
        case RunLogModel::MessageColumn:
            return RunLogModel::tr("Cause");
        case RunLogModel::ColumnCount:
            break;
    }
    return {};
}

QString cellText(const RunRow& run, RunLogModel::Column column) {
    switch (column) {
        case RunLogModel::StartedColumn:
            return shortTimeText(run.started);
        case RunLogModel::TypeColumn:
            return words(run.type);
        case RunLogModel::OutcomeColumn:
            return words(run.outcome);
        case RunLogModel::PractitionerColumn:
            if (run.practitioner)
                return run.practitionerName;
            return run.entityId.isEmpty() ? RunLogModel::tr("All") : QString();
        case RunLogModel::WhatColumn:
            return whatText(run);
        case RunLogModel::ReadColumn:
            return countText(run.processed);
        case RunLogModel::CreatedColumn:
            return countText(run.created);
        case RunLogModel::UpdatedColumn:
            return countText(run.updated);
        case RunLogModel::DeletedColumn:
            return countText(run.deleted);
        case RunLogModel::CallsColumn:
            return countText(run.calls);
        case RunLogModel::DurationColumn:
            return run.ended ? durationText(*run.ended - run.started) : QStringLiteral("…");
        case RunLogModel::AskedByColumn:
            return run.askedBy.isEmpty() ? RunLogModel::tr("Schedule") : run.askedBy;
        case RunLogModel::MessageColumn:
            return run.message;
        case RunLogModel::ColumnCount:
            break;
    }
    return {};
}

}  // namespace bloom::models
