// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/error_group_model.h"

#include "models/words.h"

namespace bloom::models {
namespace {
constexpr int kExamples = 5;

void addSetAside(std::vector<CauseRow>& rows, const SetAside& record) {
    auto found = std::find_if(rows.begin(), rows.end(), [&](const CauseRow& row) {
        return row.setAside && row.cause == record.reason;
    });
    if (found == rows.end()) {
        rows.push_back(
            {true,
             record.reason,
             0,
             0,
             {},
             ErrorGroupModel::tr("Mend the record in Halaxy; the next run takes it in by itself.")});
        found = rows.end() - 1;
    }
    ++found->count;
    found->fresh += record.isNew ? 1 : 0;
    if (found->examples.size() < kExamples)
        found->examples.append(toText(record.key));
}
}  // namespace

std::vector<CauseRow> causesOf(const RunDetail& detail) {
    std::vector<CauseRow> rows;
    for (const ErrorGroup& group : detail.errors)
        rows.push_back({false, group.cause, group.count, 0, group.examples, group.advice});
    for (const SetAside& record : detail.setAside)
        addSetAside(rows, record);
    std::stable_sort(rows.begin(), rows.end(), [](const CauseRow& a, const CauseRow& b) {
        return a.setAside != b.setAside ? !a.setAside : a.count > b.count;
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
        case SetAsideRole:
            return cause.setAside;
        case ExamplesRole:
            return cause.examples;
        default:
            return {};
    }
}

}  // namespace bloom::models
