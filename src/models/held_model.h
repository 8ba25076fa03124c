// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The records of one held set, and the words of the set: what is held back, what became of each.
#pragma once
#include "core/held.h"
#include "core/practice_time.h"
#include "models/words.h"

#include <QAbstractTableModel>

namespace bloom::models {

/// Up to 1,000 records: a set is shown whole, only its outcomes change.
class HeldModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { WhenColumn, PractitionerColumn, ClientColumn, IdColumn, OutcomeColumn, ColumnCount };
    enum Role { SortRole = Qt::UserRole + 1, SeverityRole };
    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : static_cast<int>(m_records.size());
    }
    int columnCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : ColumnCount;
    }
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    void setRecords(const std::vector<HeldRecord>& records);
    void setPrivacy(bool initialsOnly);
    /// Whose days and hours are shown: the practice's, wherever this computer is.
    void setZone(const PracticeZone& zone);
    const HeldRecord& record(int row) const { return m_records[static_cast<std::size_t>(row)]; }

private:
    QString text(const HeldRecord& record, Column column) const;
    QString whenText(UtcTime start) const;
    std::vector<HeldRecord> m_records;
    PracticeZone m_zone = PracticeZone::sydney();
    bool m_privacy = false;
};

/// "12 of 80 sessions no longer in Halaxy, all at once"
QString heldSentence(const HeldSet& set);
QString words(HeldState state);
/// "Discarded by Ann 3 min ago"; empty while it is open.
QString decidedText(const HeldSet& set, UtcTime now);
/// "7 of 12 asked: 5 gone, 2 still there"
QString progressText(const HeldSet& set);
int settledCount(const HeldSet& set);
/// "sessions", for a count of them.
QString countedWords(RecordKind kind, int count);

}  // namespace bloom::models
