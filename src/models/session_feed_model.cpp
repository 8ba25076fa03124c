// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/session_feed_model.h"

#include "models/words.h"

namespace bloom::models {

bool isCancelled(const SessionView& session) {
    return session.status == SessionStatus::Cancelled || session.status == SessionStatus::Rescheduled;
}

QString shownName(const SessionView& session, bool privacy) {
    if (session.placeholderClient)
        return SessionFeedModel::tr("Client not read yet");
    const QString initials = session.initials.isEmpty() ? QStringLiteral("?") : session.initials;
    return privacy || session.clientName.isEmpty() ? initials : session.clientName;
}

QString sessionNumberText(const SessionView& session) {
    if (!session.sessionNumber)
        return SessionFeedModel::tr("Session number unknown");
    if (session.sessionNumberAtLeast)
        return SessionFeedModel::tr("At least session %1").arg(*session.sessionNumber);
    return *session.sessionNumber == 1 ? SessionFeedModel::tr("First session")
                                       : SessionFeedModel::tr("Session %1").arg(*session.sessionNumber);
}

QString planText(const SessionView& session) {
    if (!session.mhcpRemaining)
        return session.mhcpKnown ? SessionFeedModel::tr("No plan") : SessionFeedModel::tr("Plan unknown");
    if (!session.mhcpTotal)
        return SessionFeedModel::tr("%1 left in plan").arg(*session.mhcpRemaining);
    return SessionFeedModel::tr("%1 of %2 left in plan").arg(*session.mhcpRemaining).arg(*session.mhcpTotal);
}

QString statusText(const SessionView& session) {
    if (session.inProgress)
        return SessionFeedModel::tr("In progress");
    return words(session.status);
}

QVariant SessionFeedModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const SessionView& session = row(index);
    switch (role) {
        case Qt::DisplayRole:
        case Qt::AccessibleTextRole:
            return sentence(session);
        case Qt::ToolTipRole:
            return session.rawStatus.isEmpty() ? sentence(session)
                                               : QString(sentence(session) + QLatin1Char('\n') +
                                                         tr("In Halaxy: %1").arg(session.rawStatus));
        case SessionRole:
            return QVariant::fromValue(session);
        case NameRole:
            return shownName(session, m_privacy);
        case SessionTextRole:
            return sessionNumberText(session);
        case PlanTextRole:
            return planText(session);
        case IdRole:
            return session.id.value;
        default:
            return {};
    }
}

QString SessionFeedModel::sentence(const SessionView& session) const {
    QStringList parts{session.localTime, shownName(session, m_privacy), statusText(session)};
    if (session.upNext)
        parts.append(tr("up next"));
    parts.append(sessionNumberText(session));
    parts.append(planText(session));
    if (session.location != LocationType::Unknown)
        parts.append(words(session.location));
    parts.append(tr("%1 min").arg(session.minutes));
    if (session.kept)
        parts.append(tr("no longer in Halaxy, kept"));
    else if (session.notConfirmed)
        parts.append(tr("not confirmed by the last listing"));
    return parts.join(QStringLiteral(", "));
}

void SessionFeedModel::setSessions(const std::vector<SessionView>& sessions) {
    m_all = sessions;
    apply();
}

void SessionFeedModel::setPrivacy(bool initialsOnly) {
    if (m_privacy == initialsOnly)
        return;
    m_privacy = initialsOnly;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

void SessionFeedModel::setShowCancelled(bool show) {
    m_showCancelled = show;
    apply();
}

int SessionFeedModel::cancelledCount() const {
    return static_cast<int>(std::count_if(m_all.begin(), m_all.end(), isCancelled));
}

int SessionFeedModel::currentRow() const {
    const auto& all = rows();
    auto found = std::find_if(all.begin(), all.end(), [](const SessionView& s) { return s.inProgress; });
    if (found == all.end())
        found = std::find_if(all.begin(), all.end(), [](const SessionView& s) { return s.upNext; });
    return found == all.end() ? -1 : static_cast<int>(found - all.begin());
}

void SessionFeedModel::apply() {
    std::vector<SessionView> shown;
    for (const SessionView& session : m_all) {
        if (m_showCancelled || !isCancelled(session))
            shown.push_back(session);
    }
    setRows(shown);
}

}  // namespace bloom::models
