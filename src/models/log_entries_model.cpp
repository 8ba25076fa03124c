// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/log_entries_model.h"

#include "models/words.h"

namespace bloom::models {
namespace {
std::optional<int> countOf(const LogEntry& entry, LogEntriesModel::Column column) {
    switch (column) {
        case LogEntriesModel::ReadColumn:
            return entry.processed;
        case LogEntriesModel::CreatedColumn:
            return entry.created;
        case LogEntriesModel::UpdatedColumn:
            return entry.updated;
        case LogEntriesModel::UnchangedColumn:
            return entry.unchanged;
        case LogEntriesModel::DeletedColumn:
            return entry.deleted;
        case LogEntriesModel::MissingColumn:
            return entry.missing;
        case LogEntriesModel::SetAsideColumn:
            return entry.setAside;
        case LogEntriesModel::WhatColumn:
        case LogEntriesModel::OutcomeColumn:
        case LogEntriesModel::MessageColumn:
        case LogEntriesModel::ColumnCount:
            break;
    }
    return std::nullopt;
}

QString textOf(const LogEntry& entry, LogEntriesModel::Column column) {
    if (const auto count = countOf(entry, column))
        return countText(*count);
    if (column == LogEntriesModel::WhatColumn)
        return whatText(entry);
    return column == LogEntriesModel::OutcomeColumn ? words(entry.outcome) : entry.message;
}
}  // namespace

QString whatText(const LogEntry& entry) {
    if (!entry.entityId.isEmpty() && entry.entity)
        return words(*entry.entity) + QLatin1Char(' ') + entry.entityId;
    const QString kind = entry.entity ? pluralWords(*entry.entity) : LogEntriesModel::tr("Everything");
    return entry.practitionerName.isEmpty()
               ? kind
               : LogEntriesModel::tr("%1 of %2").arg(kind, entry.practitionerName);
}

QVariant LogEntriesModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const LogEntry& entry = row(index);
    const auto column = static_cast<Column>(index.column());
    switch (role) {
        case Qt::DisplayRole:
            return textOf(entry, column);
        case Qt::ToolTipRole:
            return column == WhatColumn || column == MessageColumn ? QVariant(textOf(entry, column))
                                                                   : QVariant();
        case Qt::TextAlignmentRole:
            return int((countOf(entry, column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
        case OutcomeRole:
            return static_cast<int>(entry.outcome);
        case SortRole:
            if (const auto count = countOf(entry, column))
                return *count;
            return textOf(entry, column);
        default:
            return {};
    }
}

QVariant LogEntriesModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((countOf({}, static_cast<Column>(section)) ? Qt::AlignRight : Qt::AlignLeft) |
                   Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const QStringList titles{tr("What"),      tr("Outcome"),   tr("Read"),    tr("New"),
                             tr("Changed"),   tr("As it was"), tr("Deleted"), tr("Not confirmed"),
                             tr("Set aside"), tr("Cause")};
    return titles.at(section);
}

}  // namespace bloom::models
