// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What happened to the sessions of a day: moved in, moved out, cancelled, deleted; when, and how Bloom
// learned it.
#pragma once
#include "core/held.h"
#include "core/practice_time.h"
#include "models/keyed_model.h"
#include "models/words.h"

namespace bloom::models {

/// One change is known by when, which session, and what.
template <> struct RowKey<DayChange> {
    static auto of(const DayChange& change) {
        return std::tuple(change.at, change.session, change.kind, change.run);
    }
};
using DayChangeRows = KeyedModel<DayChange, QAbstractListModel>;

class DayChangeModel final : public DayChangeRows {
    Q_OBJECT
public:
    enum Role {
        TitleRole = Qt::UserRole + 1,  ///< "Moved in: Ada Park"
        DetailRole,                    ///< "10:00 AM, was Mon 23 Nov 9:00 AM"
        WhenRole,                      ///< "9:12 AM, by webhook"
        IconRole,
        ToneRole,
    };
    using DayChangeRows::DayChangeRows;

    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

    /// Times are those of the practitioner's zone.
    void setChanges(const std::vector<DayChange>& changes, const PracticeZone& zone, QDate day);
    void setPrivacy(bool initialsOnly);
    const DayChange& change(const QModelIndex& index) const { return row(index); }
    QString shownName(const DayChange& change) const;

private:
    QString title(const DayChange& change) const;
    QString detail(const DayChange& change) const;
    QString when(const DayChange& change) const;
    QString timeText(UtcTime t) const;
    QString dayTimeText(UtcTime t) const;
    PracticeZone m_zone = PracticeZone::sydney();
    QDate m_day;
    bool m_privacy = false;
};

QString words(DayChangeKind kind);
/// How it was learned: "by webhook", "by full sync".
QString channelWords(RunType type);

}  // namespace bloom::models
