// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/practitioner_table_model.h"

#include "models/words.h"

namespace bloom::models {

void PractitionerTableModel::setPractitioners(std::vector<PractitionerView> practitioners) {
    m_held = inListOrder(std::move(practitioners));
    setRows(m_held);
}

void PractitionerTableModel::revert() { setRows(std::vector<PractitionerView>(m_held)); }

Qt::ItemFlags PractitionerTableModel::flags(const QModelIndex& index) const {
    const Qt::ItemFlags flags = PractitionerTableRows::flags(index);
    return index.isValid() && index.column() != NameColumn ? flags | Qt::ItemIsEditable : flags;
}

QVariant PractitionerTableModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const PractitionerView& practitioner = row(index);
    const bool edit = role == Qt::EditRole;
    if (role == Qt::TextAlignmentRole)
        return int((index.column() >= WeeklySessionsColumn ? Qt::AlignRight : Qt::AlignLeft) |
                   Qt::AlignVCenter);
    if (role != Qt::DisplayRole && !edit)
        return {};
    const auto money = [edit](Cents amount) {
        return edit ? QVariant(static_cast<double>(amount.value) / 100.0) : QVariant(wholeMoneyText(amount));
    };
    switch (static_cast<Column>(index.column())) {
        case NameColumn:
            return shownName(practitioner);
        case ChoiceColumn:
            return edit ? QVariant(static_cast<int>(syncChoice(practitioner)))
                        : QVariant(words(syncChoice(practitioner)));
        case ZoneColumn:
            return practitioner.timezone;
        case WeeklySessionsColumn:
            return practitioner.weeklySessionTarget;
        case WeeklyRevenueColumn:
            return money(practitioner.weeklyRevenueTarget);
        case MonthlyRevenueColumn:
            return money(practitioner.monthlyRevenueTarget);
        case ColumnCount:
            break;
    }
    return {};
}

QVariant PractitionerTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section >= WeeklySessionsColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const QStringList titles{tr("Practitioner"),  tr("Sync"),         tr("Time zone"),
                             tr("Sessions/week"), tr("Revenue/week"), tr("Revenue/month")};
    return titles.at(section);
}

bool PractitionerTableModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (role != Qt::EditRole || !checkIndex(index, CheckIndexOption::IndexIsValid))
        return false;
    const PractitionerView before = row(index);
    const auto patch = patchFor(before, static_cast<Column>(index.column()), value);
    if (!patch) {
        Q_EMIT rejected(patch.error());
        return false;
    }
    const PractitionerView after = patched(before, *patch);
    if (after == before)
        return true;
    std::vector<PractitionerView> shown = rows();
    shown[static_cast<size_t>(index.row())] = after;
    setRows(shown);
    Q_EMIT edited(*patch);
    return true;
}

}  // namespace bloom::models
