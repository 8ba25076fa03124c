// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// One practitioner's day: the sessions in time order, as the feed of the Practitioners page shows them.
#pragma once
#include "core/dashboard.h"
#include "models/keyed_model.h"

namespace bloom::models {

/// A session and what is before it.
struct FeedRow {
    SessionView session;
    int freeBefore = 0;  ///< minutes between the end of all before and this start; 0 = none worth telling
    bool opened = false;
    bool operator==(const FeedRow&) const = default;
};
template <> struct RowKey<FeedRow> {
    static const SessionId& of(const FeedRow& row) { return row.session.id; }
};
using SessionRows = KeyedModel<FeedRow, QAbstractListModel>;

class SessionFeedModel final : public SessionRows {
    Q_OBJECT
public:
    enum Role {
        SessionRole = Qt::UserRole + 1,  ///< the SessionView
        NameRole,                        ///< initials in privacy mode, else the full name
        SessionTextRole,                 ///< "Session 4", "At least session 4", "First session"
        PlanTextRole,                    ///< "7 of 10 left in plan", "No plan", "Plan unknown"
        IdRole,                          ///< QString: the SessionId
        FreeBeforeRole,                  ///< int: minutes free before it, 0 = none worth telling
        OpenedRole,                      ///< bool: its details stand below it
        DetailsRole,                     ///< QStringList: those details, a line each
    };
    using SessionRows::SessionRows;

    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

    void setSessions(const std::vector<SessionView>& sessions);
    void setPrivacy(bool initialsOnly);
    bool privacy() const { return m_privacy; }
    /// Cancelled and rescheduled sessions as faint lines, or not at all.
    void setShowCancelled(bool show);
    bool showsCancelled() const { return m_showCancelled; }
    int cancelledCount() const;
    /// "Up next" and "in progress" go on while nothing else happens. False where nothing changed.
    bool setNow(UtcTime now, bool isToday);
    /// Opens the details of one session, closing the others; of the one that is open, closes them.
    void toggle(const SessionId& session);
    const SessionId& opened() const { return m_opened; }
    /// The row that is in progress, else the one that is next, else -1.
    int currentRow() const;

private:
    void apply();
    QStringList details(const SessionView& session) const;
    QString sentence(const SessionView& session) const;
    std::vector<SessionView> m_all;
    SessionId m_opened;
    bool m_privacy = false;
    bool m_showCancelled = true;
};

bool isCancelled(const SessionView& session);
QString shownName(const SessionView& session, bool privacy);
QString sessionNumberText(const SessionView& session);
QString planText(const SessionView& session);
/// "45 min free", "1 h 30 min free"
QString freeText(int minutes);
QString statusText(const SessionView& session);  ///< in progress and up next win over the stored status

}  // namespace bloom::models
