// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The verdicts of "Something missing?" in words.
#pragma once
#include "core/missing.h"
#include "models/keyed_model.h"
#include "models/words.h"

#include <QTimeZone>

namespace bloom::models {

/// "Moved to Thu 26 Nov 11:00", in the zone of the answer.
QString verdictWords(const MissingLine& line, const QTimeZone& zone);
ChipTone tone(MissingVerdict verdict);
/// What the answer says as a whole: "6 in step, 1 being fetched."
QString summaryWords(const MissingAnswer& answer);

template <> struct RowKey<MissingLine> {
    static const RecordKey& of(const MissingLine& line) { return line.key; }
};
using MissingRows = KeyedModel<MissingLine, QAbstractTableModel>;

class MissingModel final : public MissingRows {
    Q_OBJECT
public:
    enum Column { TimeColumn, ClientColumn, IdColumn, VerdictColumn, ColumnCount };
    enum Role { LineRole = Qt::UserRole + 1 };
    using MissingRows::MissingRows;
    int columnCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : ColumnCount;
    }
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void setAnswer(const MissingAnswer& answer);
    void setPrivacy(bool initialsOnly) { m_privacy = initialsOnly; }

private:
    QString text(const MissingLine& line, int column) const;
    QTimeZone m_zone{QTimeZone::utc()};
    bool m_privacy = false;
};

}  // namespace bloom::models
