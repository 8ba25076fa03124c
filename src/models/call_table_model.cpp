// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/call_table_model.h"

#include "models/words.h"

#include <QLocale>
#include <algorithm>

namespace bloom::models {

int CallTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_calls.size());
}

int CallTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

void CallTableModel::setCalls(const std::vector<CallView>& calls) {
    const quint64 newest = m_calls.empty() ? 0 : m_calls.front().number;
    const quint64 oldest = calls.empty() ? newest + 1 : calls.front().number;
    const bool startedOver = !calls.empty() && calls.back().number < newest;
    while (!m_calls.empty() && (m_calls.back().number < oldest || startedOver)) {
        const int last = rowCount() - 1;
        beginRemoveRows({}, last, last);
        m_calls.pop_back();
        endRemoveRows();
    }
    const auto first = std::ranges::find_if(
        calls, [&](const CallView& c) { return startedOver || c.number > newest || m_calls.empty(); });
    if (first == calls.end())
        return;
    beginInsertRows({}, 0, static_cast<int>(calls.end() - first) - 1);
    for (auto call = first; call != calls.end(); ++call)
        m_calls.push_front(*call);
    endInsertRows();
}

QString CallTableModel::text(const CallView& call, Column column) const {
    switch (column) {
        case TimeColumn:
            return localClockText(call.at);
        case WhatColumn:
            return QString(call.method + u' ' + call.resource);
        case AnswerColumn:
            if (!call.error.isEmpty())
                return call.error;
            return call.status == 0 ? tr("no answer") : QString::number(call.status);
        case LatencyColumn:
            return tr("%1 ms").arg(countText(call.latency.count()));
        case SizeColumn:
            return QLocale().formattedDataSize(call.bytes, 0);
        case TryColumn:
            return QString::number(call.attempt);
        case QueryColumn:
            return call.query;
        case ColumnCount:
            break;
    }
    return {};
}

QVariant CallTableModel::sortValue(const CallView& call, Column column) const {
    switch (column) {
        case TimeColumn:
            return call.number;
        case LatencyColumn:
            return static_cast<qint64>(call.latency.count());
        case SizeColumn:
            return call.bytes;
        case TryColumn:
            return call.attempt;
        case WhatColumn:
        case AnswerColumn:
        case QueryColumn:
        case ColumnCount:
            break;
    }
    return text(call, column);
}

QVariant CallTableModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const CallView& call = m_calls[static_cast<std::size_t>(index.row())];
    const auto column = static_cast<Column>(index.column());
    const bool number = column == LatencyColumn || column == SizeColumn || column == TryColumn;
    switch (role) {
        case Qt::DisplayRole:
            return text(call, column);
        case Qt::TextAlignmentRole:
            return int((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
        case Qt::ToolTipRole:
            return column == TimeColumn ? localTimeText(call.at) : QVariant();
        case SortRole:
            return sortValue(call, column);
        case TroubleRole:
            return !call.error.isEmpty() || call.status == 0;
        default:
            return {};
    }
}

QVariant CallTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    const bool number = section == LatencyColumn || section == SizeColumn || section == TryColumn;
    if (role == Qt::TextAlignmentRole)
        return int((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
        case TimeColumn:
            return tr("Time");
        case WhatColumn:
            return tr("Call");
        case AnswerColumn:
            return tr("Answer");
        case LatencyColumn:
            return tr("Took");
        case SizeColumn:
            return tr("Size");
        case TryColumn:
            return tr("Try");
        case QueryColumn:
            return tr("Parameters");
        case ColumnCount:
            break;
    }
    return {};
}

}  // namespace bloom::models
