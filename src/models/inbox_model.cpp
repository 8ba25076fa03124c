// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/inbox_model.h"

#include "core/practice_time.h"
#include "models/webhook_words.h"

namespace bloom::models {

const InboxRow* InboxModel::find(qint64 id) const {
    const int at = rowOfKey(id);
    return at < 0 ? nullptr : &rows()[static_cast<std::size_t>(at)];
}

void InboxModel::setEvents(const std::vector<InboxRow>& rows, UtcTime now) {
    const QDate today = toQDateTime(now).toLocalTime().date();
    const bool otherDay = std::exchange(m_today, today) != today;
    setRows(rows);
    if (otherDay && rowCount() > 0)
        Q_EMIT dataChanged(index(0, ReceivedColumn), index(rowCount() - 1, ReceivedColumn));
}

QString InboxModel::receivedText(const InboxRow& row) const {
    const bool today = toQDateTime(row.received).toLocalTime().date() == m_today;
    return today ? localClockText(row.received) : shortTimeText(row.received);
}

QString InboxModel::text(const InboxRow& row, Column column) const {
    switch (column) {
        case StateColumn:
            return words(row.state);
        case EventColumn:
            return row.isTest ? tr("Test of this computer") : eventWords(row.event);
        case RecordColumn:
            return row.key ? row.key->id.value : QString();
        case ReceivedColumn:
            return receivedText(row);
        case TriesColumn:
            return row.tries > 0 ? QString::number(row.tries) : QString();
        case DelayColumn: {
            const auto delay = delayOf(row);
            return delay ? durationText(*delay) : QString();
        }
        case ErrorColumn:
            return row.error ? row.error->message : QString();
        case ColumnCount:
            break;
    }
    return {};
}

QVariant InboxModel::sortValue(const InboxRow& row, Column column) const {
    switch (column) {
        case ReceivedColumn:
            return row.id;
        case TriesColumn:
            return row.tries;
        case DelayColumn: {
            const auto delay = delayOf(row);
            return delay ? static_cast<qint64>(delay->count()) : qint64(-1);
        }
        case StateColumn:
            return static_cast<int>(row.state);
        case EventColumn:
        case RecordColumn:
        case ErrorColumn:
        case ColumnCount:
            break;
    }
    return text(row, column);
}

QVariant InboxModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const InboxRow& event = row(index);
    const auto column = static_cast<Column>(index.column());
    switch (role) {
        case Qt::DisplayRole:
            return text(event, column);
        case Qt::TextAlignmentRole:
            return int((column == TriesColumn || column == DelayColumn ? Qt::AlignRight : Qt::AlignLeft) |
                       Qt::AlignVCenter);
        case Qt::ToolTipRole:
            return column == ReceivedColumn ? localTimeText(event.received) : text(event, column);
        case SortRole:
            return sortValue(event, column);
        case StateRole:
            return static_cast<int>(event.state);
        case IdRole:
            return event.id;
        default:
            return {};
    }
}

QVariant InboxModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == TriesColumn || section == DelayColumn ? Qt::AlignRight : Qt::AlignLeft) |
                   Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
        case StateColumn:
            return tr("State");
        case EventColumn:
            return tr("Event");
        case RecordColumn:
            return tr("Halaxy id");
        case ReceivedColumn:
            return tr("Received");
        case TriesColumn:
            return tr("Tries");
        case DelayColumn:
            return tr("Delay");
        case ErrorColumn:
            return tr("Cause");
        case ColumnCount:
            break;
    }
    return {};
}

}  // namespace bloom::models
