// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// One practitioner's day: the sessions in time order, as the feed of the Practitioners page shows them.
#pragma once
#include "core/dashboard.h"
#include "models/keyed_model.h"

namespace bloom::models {

template <> struct RowKey<SessionView> {
    static const SessionId& of(const SessionView& session) { return session.id; }
};
using SessionRows = KeyedModel<SessionView, QAbstractListModel>;

class SessionFeedModel final : public SessionRows {
    Q_OBJECT
public:
    enum Role {
        SessionRole = Qt::UserRole + 1,  ///< the SessionView
        NameRole,                        ///< initials in privacy mode, else the full name
        SessionTextRole,                 ///< "Session 4", "At least session 4", "First session"
        PlanTextRole,                    ///< "7 of 10 left in plan", "No plan", "Plan unknown"
        IdRole,                          ///< QString: the SessionId
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
    /// The row that is in progress, else the one that is next, else -1.
    int currentRow() const;

private:
    void apply();
    QString sentence(const SessionView& session) const;
    std::vector<SessionView> m_all;
    bool m_privacy = false;
    bool m_showCancelled = true;
};

bool isCancelled(const SessionView& session);
QString shownName(const SessionView& session, bool privacy);
QString sessionNumberText(const SessionView& session);
QString planText(const SessionView& session);
QString statusText(const SessionView& session);  ///< in progress and up next win over the stored status

}  // namespace bloom::models
