// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/day_change_model.h"

#include <QLocale>

namespace bloom::models {
namespace {

QString iconOf(DayChangeKind kind) {
    switch (kind) {
        case DayChangeKind::MovedIn:
        case DayChangeKind::MovedOut:
            return QStringLiteral("moved");
        case DayChangeKind::Created:
            return QStringLiteral("plus");
        case DayChangeKind::Cancelled:
            return QStringLiteral("minus-circle");
        case DayChangeKind::NoShow:
            return QStringLiteral("x-circle");
        case DayChangeKind::Deleted:
            return QStringLiteral("trash");
        case DayChangeKind::Restored:
            return QStringLiteral("retry");
        case DayChangeKind::Changed:
            return QStringLiteral("edit");
    }
    return {};
}

ChipTone toneOf(DayChangeKind kind) {
    switch (kind) {
        case DayChangeKind::MovedIn:
        case DayChangeKind::MovedOut:
            return ChipTone::Accent;
        case DayChangeKind::Created:
        case DayChangeKind::Restored:
            return ChipTone::Good;
        case DayChangeKind::NoShow:
        case DayChangeKind::Deleted:
            return ChipTone::Problem;
        case DayChangeKind::Cancelled:
        case DayChangeKind::Changed:
            return ChipTone::Neutral;
    }
    return ChipTone::Neutral;
}

}  // namespace

QString words(DayChangeKind kind) {
    switch (kind) {
        case DayChangeKind::MovedIn:
            return DayChangeModel::tr("Moved in");
        case DayChangeKind::MovedOut:
            return DayChangeModel::tr("Moved out");
        case DayChangeKind::Created:
            return DayChangeModel::tr("Booked");
        case DayChangeKind::Cancelled:
            return DayChangeModel::tr("Cancelled");
        case DayChangeKind::NoShow:
            return DayChangeModel::tr("No-show");
        case DayChangeKind::Deleted:
            return DayChangeModel::tr("Deleted");
        case DayChangeKind::Restored:
            return DayChangeModel::tr("Restored");
        case DayChangeKind::Changed:
            return DayChangeModel::tr("Changed");
    }
    return {};
}

QString channelWords(RunType type) {
    switch (type) {
        case RunType::Full:
            return DayChangeModel::tr("by full sync");
        case RunType::Delta:
            return DayChangeModel::tr("by the check for changes");
        case RunType::Webhook:
            return DayChangeModel::tr("by webhook");
        case RunType::Manual:
            return DayChangeModel::tr("by hand");
        case RunType::Backfill:
            return DayChangeModel::tr("with older history");
        case RunType::Audit:
            return DayChangeModel::tr("by the daily audit");
    }
    return {};
}

void DayChangeModel::setChanges(const std::vector<DayChange>& changes, const PracticeZone& zone, QDate day) {
    m_zone = zone;
    m_day = day;
    setRows(changes);
}

void DayChangeModel::setPrivacy(bool initialsOnly) {
    if (m_privacy == initialsOnly)
        return;
    m_privacy = initialsOnly;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

QString DayChangeModel::shownName(const DayChange& change) const {
    const QString initials = change.initials.isEmpty() ? QStringLiteral("?") : change.initials;
    return m_privacy || change.clientName.isEmpty() ? initials : change.clientName;
}

/// As the sessions of the feed show theirs.
QString DayChangeModel::timeText(UtcTime t) const {
    return QLocale::c().toString(m_zone.localTime(t), QStringLiteral("h:mm AP"));
}

QString DayChangeModel::dayTimeText(UtcTime t) const {
    const QDate day = m_zone.localDate(t);
    if (day == m_day)
        return timeText(t);
    return QLocale().toString(day, QStringLiteral("ddd d MMM")) + QStringLiteral(", ") + timeText(t);
}

QString DayChangeModel::title(const DayChange& change) const {
    return tr("%1: %2").arg(words(change.kind), shownName(change));
}

/// A move says both ends; everything else where the session stands.
QString DayChangeModel::detail(const DayChange& change) const {
    QStringList parts;
    if (change.from && change.to)
        parts.append(change.kind == DayChangeKind::MovedOut
                         ? tr("%1, now %2").arg(dayTimeText(*change.from), dayTimeText(*change.to))
                         : tr("%1, was %2").arg(dayTimeText(*change.to), dayTimeText(*change.from)));
    else if (change.start)
        parts.append(dayTimeText(*change.start));
    if (!change.otherPractitionerName.isEmpty())
        parts.append(change.kind == DayChangeKind::MovedOut
                         ? tr("to %1").arg(change.otherPractitionerName)
                         : tr("from %1").arg(change.otherPractitionerName));
    return parts.join(QStringLiteral("  ·  "));
}

QString DayChangeModel::when(const DayChange& change) const {
    const QDate learned = m_zone.localDate(change.at);
    const QString at = learned == m_day ? timeText(change.at)
                                        : QString(QLocale().toString(learned, QStringLiteral("ddd d MMM")) +
                                                  QStringLiteral(", ") + timeText(change.at));
    return tr("%1, %2").arg(at, channelWords(change.channel));
}

QVariant DayChangeModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const DayChange& change = row(index);
    switch (role) {
        case Qt::DisplayRole:
        case Qt::AccessibleTextRole:
        case Qt::ToolTipRole:
            return QStringList{title(change), detail(change), when(change)}.join(QStringLiteral(", "));
        case TitleRole:
            return title(change);
        case DetailRole:
            return detail(change);
        case WhenRole:
            return when(change);
        case IconRole:
            return iconOf(change.kind);
        case ToneRole:
            return static_cast<int>(toneOf(change.kind));
        default:
            return {};
    }
}

}  // namespace bloom::models
