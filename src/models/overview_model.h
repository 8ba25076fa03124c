// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A row for each practitioner on Overview: the last runs, how fresh, when next, today, what is not confirmed.
#pragma once
#include "core/overview.h"
#include "models/keyed_model.h"

namespace bloom::models {

template <> struct RowKey<PractitionerRow> {
    static const PractitionerId& of(const PractitionerRow& row) { return row.id; }
};
using OverviewRows = KeyedModel<PractitionerRow, QAbstractTableModel>;

class OverviewModel final : public OverviewRows {
    Q_OBJECT
public:
    enum Column {
        NameColumn,
        RunsColumn,
        FreshnessColumn,
        NextColumn,
        TodayColumn,
        NotConfirmedColumn,
        ColumnCount
    };
    enum Role { SeverityRole = Qt::UserRole + 1 };
    using OverviewRows::OverviewRows;

    int columnCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : ColumnCount;
    }
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    /// By a column, the column -1 in the order they came; new answers are sorted in.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;
    void setPractitioners(const std::vector<PractitionerRow>& rows, UtcTime now);
    /// Only the words that age change.
    void tick(UtcTime now);
    const PractitionerRow& practitioner(const QModelIndex& index) const { return row(index); }

private:
    QString text(const PractitionerRow& row, Column column) const;
    QString tip(const PractitionerRow& row, Column column) const;
    void arrange();
    std::vector<PractitionerRow> m_given;  ///< in the order they came
    int m_sortColumn = -1;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    UtcTime m_now;
};

/// "Tue 24 Nov 9:30: Success in 12 s, 143 records": what hovering a run tells.
QString runCellText(const RunCell& run);
/// The bar in words, for those who can't see it: "Last runs: 45 success, 2 partial, 1 failed".
QString runBarText(const std::vector<RunCell>& runs);
Severity freshnessSeverity(const PractitionerRow& row);

}  // namespace bloom::models
