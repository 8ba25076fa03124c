// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/session_feed_model.h"

#include "core/figures.h"
#include "models/plan_words.h"
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

namespace {

/// The whole text stands in its dialog.
QString shortened(const QString& text) {
    constexpr int kMost = 280;
    const QString plain = text.simplified();
    return plain.size() > kMost ? QString(plain.left(kMost) + QStringLiteral("…")) : plain;
}

}  // namespace

QString freeText(int minutes) {
    if (minutes < 60)
        return SessionFeedModel::tr("%1 min free").arg(minutes);
    if (minutes % 60 == 0)
        return SessionFeedModel::tr("%1 h free").arg(minutes / 60);
    return SessionFeedModel::tr("%1 h %2 min free").arg(minutes / 60).arg(minutes % 60);
}

QVariant SessionFeedModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const SessionView& session = row(index).session;
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
        case FreeBeforeRole:
            return row(index).freeBefore;
        case OpenedRole:
            return row(index).opened;
        case DetailsRole:
            return details(session);
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
    if (session.overlaps)
        parts.append(tr("overlaps another session"));
    if (session.stillBooked)
        parts.append(tr("over, still booked"));
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

bool SessionFeedModel::setNow(UtcTime now, bool isToday) {
    std::vector<SessionView> marked = m_all;
    figures::markDay(marked, now, isToday);
    if (marked == m_all)
        return false;
    m_all = std::move(marked);
    apply();
    return true;
}

void SessionFeedModel::toggle(const SessionId& session) {
    m_opened = m_opened == session ? SessionId() : session;
    apply();
}

/// Nothing that privacy mode hides.
QStringList SessionFeedModel::details(const SessionView& session) const {
    QStringList lines;
    if (session.relationshipMonths) {
        const int months = *session.relationshipMonths;
        if (months == 0 && !session.relationshipAtLeast)
            lines.append(tr("New to the practice"));
        else
            lines.append(session.relationshipAtLeast
                             ? tr("With the practice for at least %Ln month(s)", nullptr, months)
                             : tr("With the practice for %Ln month(s)", nullptr, months));
    }
    if (!session.presentingIssues.isEmpty())
        lines.append(tr("Presenting: %1").arg(session.presentingIssues.join(QStringLiteral(", "))));
    if (!session.treatmentPlan.isEmpty())
        lines.append(tr("Plan: %1").arg(shortened(session.treatmentPlan)));
    if (session.plan)
        lines.append(planWords(*session.plan));
    if (session.invoiceAmount)
        lines.append(session.paid ? tr("Invoiced %1, paid").arg(moneyText(*session.invoiceAmount))
                                  : tr("Invoiced %1, not paid yet").arg(moneyText(*session.invoiceAmount)));
    if (!session.locationDetails.isEmpty())
        lines.append(tr("At: %1").arg(session.locationDetails));
    QStringList reach;
    for (const QString& way : {session.clientPhone, session.clientEmail})
        if (!way.isEmpty() && !m_privacy)
            reach.append(way);
    if (!reach.isEmpty())
        lines.append(tr("Reach: %1").arg(reach.join(QStringLiteral(" · "))));
    if (lines.isEmpty())
        lines.append(tr("Nothing more is known."));
    return lines;
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
    auto found =
        std::find_if(all.begin(), all.end(), [](const FeedRow& row) { return row.session.inProgress; });
    if (found == all.end())
        found = std::find_if(all.begin(), all.end(), [](const FeedRow& row) { return row.session.upNext; });
    return found == all.end() ? -1 : static_cast<int>(found - all.begin());
}

void SessionFeedModel::apply() {
    constexpr auto kWorthTelling = std::chrono::minutes(15);
    std::vector<FeedRow> shown;
    std::optional<UtcTime> busyUntil;
    for (const SessionView& session : m_all) {
        if (isCancelled(session)) {
            if (m_showCancelled)
                shown.push_back({session, 0, session.id == m_opened});
            continue;
        }
        FeedRow row{session, 0, session.id == m_opened};
        if (busyUntil && session.start - *busyUntil >= kWorthTelling)
            row.freeBefore = static_cast<int>(
                std::chrono::duration_cast<std::chrono::minutes>(session.start - *busyUntil).count());
        busyUntil = std::max(busyUntil.value_or(session.end), session.end);
        shown.push_back(row);
    }
    setRows(shown);
}

}  // namespace bloom::models
