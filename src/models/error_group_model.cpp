// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/error_group_model.h"

#include "models/words.h"

namespace bloom::models {
namespace {
constexpr int kNamed = 50;  // who mends them one by one in Halaxy needs them all

void addSetAside(std::vector<CauseRow>& rows, const SetAside& record) {
    auto found = std::find_if(rows.begin(), rows.end(), [&](const CauseRow& row) {
        return row.kind == CauseKind::SetAside && row.cause == record.reason;
    });
    if (found == rows.end()) {
        rows.push_back(
            {CauseKind::SetAside,
             record.reason,
             0,
             0,
             {},
             ErrorGroupModel::tr("Mend the record in Halaxy; the next run takes it in by itself.")});
        found = rows.end() - 1;
    }
    ++found->count;
    found->fresh += record.isNew ? 1 : 0;
    if (found->examples.size() < kNamed)
        found->examples.append(toText(record.key));
}

void addNotConfirmed(std::vector<CauseRow>& rows, const std::vector<RecordKey>& keys) {
    if (keys.empty())
        return;
    CauseRow row{CauseKind::NotConfirmed,
                 ErrorGroupModel::tr("No longer listed by Halaxy"),
                 static_cast<int>(keys.size()),
                 0,
                 {},
                 ErrorGroupModel::tr("Kept here until Halaxy confirms that they are gone.")};
    for (size_t i = 0; i < keys.size() && i < kNamed; ++i)
        row.examples.append(toText(keys[i]));
    rows.push_back(row);
}
}  // namespace

std::vector<CauseRow> causesOf(const RunDetail& detail) {
    std::vector<CauseRow> rows;
    for (const ErrorGroup& group : detail.errors)
        rows.push_back({CauseKind::Failed, group.cause, group.count, 0, group.examples, group.advice});
    for (const SetAside& record : detail.setAside)
        addSetAside(rows, record);
    addNotConfirmed(rows, detail.notConfirmed);
    std::stable_sort(rows.begin(), rows.end(), [](const CauseRow& a, const CauseRow& b) {
        return a.kind != b.kind ? a.kind < b.kind : a.count > b.count;
    });
    return rows;
}

QVariant ErrorGroupModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const CauseRow& cause = row(index);
    switch (role) {
        case Qt::DisplayRole:
        case Qt::AccessibleTextRole:
            return tr("%1 ×: %2").arg(countText(cause.count), cause.cause);
        case CauseRole:
            return cause.cause;
        case CountRole:
            return cause.count;
        case AdviceRole:
            return cause.advice;
        case KindRole:
            return static_cast<int>(cause.kind);
        case ExamplesRole:
            return cause.examples;
        default:
            return {};
    }
}

}  // namespace bloom::models
