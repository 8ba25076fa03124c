// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/overview_model.h"

#include "models/words.h"

#include <limits>
#include <map>

namespace bloom::models {

QString runCellText(const RunCell& run) {
    QString head =
        OverviewModel::tr("%1: %2, %3").arg(localTimeText(run.started), words(run.type), words(run.outcome));
    if (run.outcome == RunOutcome::Running)
        return head;
    const QString counts =
        OverviewModel::tr("%Ln record(s) in %1", nullptr, run.records).arg(durationText(run.duration));
    const QString told = head + u'\n' + counts;
    return run.message.isEmpty() ? told : QString(told + u'\n' + run.message);
}

QString runBarText(const std::vector<RunCell>& runs) {
    if (runs.empty())
        return OverviewModel::tr("No runs yet");
    std::map<RunOutcome, int> counts;
    for (const RunCell& run : runs)
        ++counts[run.outcome];
    QStringList parts;
    for (const auto& [outcome, count] : counts)
        parts.append(OverviewModel::tr("%1 %2").arg(count).arg(words(outcome).toLower()));
    return OverviewModel::tr("Last runs: %1").arg(parts.join(QStringLiteral(", ")));
}

Severity freshnessSeverity(const PractitionerRow& row) {
    switch (row.sync.health) {
        case SyncHealth::Healthy:
            return Severity::Calm;
        case SyncHealth::Stale:
            return Severity::Attention;
        case SyncHealth::Error:
            return Severity::Problem;
    }
    return Severity::Calm;
}

namespace {
qint64 failures(const PractitionerRow& row) {
    return std::ranges::count_if(row.runs,
                                 [](const RunCell& run) { return run.outcome != RunOutcome::Success; });
}

/// What never was comes before everything.
qint64 timeOr(const std::optional<UtcTime>& time) {
    return time ? time->time_since_epoch().count() : std::numeric_limits<qint64>::min();
}

bool isLess(const PractitionerRow& a, const PractitionerRow& b, OverviewModel::Column column) {
    switch (column) {
        case OverviewModel::NameColumn:
            return a.name.localeAwareCompare(b.name) < 0;
        case OverviewModel::RunsColumn:
            return failures(a) < failures(b);
        case OverviewModel::FreshnessColumn:
            return timeOr(a.sync.lastSuccess) < timeOr(b.sync.lastSuccess);
        case OverviewModel::NextColumn:
            return timeOr(a.sync.nextScheduled) < timeOr(b.sync.nextScheduled);
        case OverviewModel::TodayColumn:
            return a.sessionsToday < b.sessionsToday;
        case OverviewModel::NotConfirmedColumn:
            return a.notConfirmed < b.notConfirmed;
        case OverviewModel::ColumnCount:
            break;
    }
    return false;
}
}  // namespace

void OverviewModel::sort(int column, Qt::SortOrder order) {
    m_sortColumn = column;
    m_sortOrder = order;
    arrange();
}

void OverviewModel::arrange() {
    std::vector<PractitionerRow> rows = m_given;
    const auto column = static_cast<Column>(m_sortColumn);
    if (m_sortColumn >= 0)
        std::ranges::stable_sort(rows, [&](const PractitionerRow& a, const PractitionerRow& b) {
            return m_sortOrder == Qt::AscendingOrder ? isLess(a, b, column) : isLess(b, a, column);
        });
    setRows(rows);
}

void OverviewModel::setPractitioners(const std::vector<PractitionerRow>& rows, UtcTime now) {
    m_now = now;
    m_given = rows;
    arrange();
}

void OverviewModel::tick(UtcTime now) {
    m_now = now;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, FreshnessColumn), index(rowCount() - 1, NextColumn), {Qt::DisplayRole});
}

QString OverviewModel::text(const PractitionerRow& r, Column column) const {
    switch (column) {
        case NameColumn:
            return r.name;
        case RunsColumn:
            return runBarText(r.runs);
        case FreshnessColumn:
            if (!r.syncing)
                return tr("Not synced");
            return r.sync.lastSuccess ? agoText(*r.sync.lastSuccess, m_now) : tr("not yet");
        case NextColumn:
            if (!r.syncing || !r.sync.nextScheduled)
                return QStringLiteral("–");
            return untilText(*r.sync.nextScheduled, m_now);
        case TodayColumn:
            if (r.syncing && r.runs.empty() && !r.sync.lastSuccess)
                return tr("still loading");
            return r.sessionsToday == 0 ? QStringLiteral("–") : countText(r.sessionsToday);
        case NotConfirmedColumn:
            return r.notConfirmed == 0 ? QStringLiteral("–") : countText(r.notConfirmed);
        case ColumnCount:
            break;
    }
    return {};
}

QString OverviewModel::tip(const PractitionerRow& r, Column column) const {
    switch (column) {
        case NameColumn:
            return r.status == PractitionerStatus::Onboarding
                       ? tr("New in Halaxy: synced, and waiting for you to say active or don't sync.")
                       : QString();
        case FreshnessColumn:
            return r.sync.lastSuccess
                       ? tr("The last complete run began %1.").arg(localTimeText(*r.sync.lastSuccess))
                       : tr("No complete run yet.");
        case NextColumn:
            return r.sync.nextScheduled ? localTimeText(*r.sync.nextScheduled) : QString();
        case NotConfirmedColumn:
            return r.notConfirmed == 0
                       ? QString()
                       : tr("Held here, but not in the last complete listing. Kept until Halaxy confirms.");
        case RunsColumn:
        case TodayColumn:
        case ColumnCount:
            break;
    }
    return {};
}

QVariant OverviewModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const PractitionerRow& r = row(index);
    const auto column = static_cast<Column>(index.column());
    switch (role) {
        case Qt::DisplayRole:
            return text(r, column);
        case Qt::AccessibleTextRole:
            return QString(headerData(column, Qt::Horizontal).toString() + QStringLiteral(": ") +
                           text(r, column));
        case Qt::ToolTipRole:
            return tip(r, column);
        case Qt::TextAlignmentRole:
            return column >= TodayColumn ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter))
                                         : QVariant(int(Qt::AlignLeft | Qt::AlignVCenter));
        case SeverityRole:
            return static_cast<int>(freshnessSeverity(r));
        default:
            return {};
    }
}

QVariant OverviewModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return section >= TodayColumn ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter))
                                      : QVariant(int(Qt::AlignLeft | Qt::AlignVCenter));
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
        case NameColumn:
            return tr("Practitioner");
        case RunsColumn:
            return tr("Last 48 runs");
        case FreshnessColumn:
            return tr("In step");
        case NextColumn:
            return tr("Next run");
        case TodayColumn:
            return tr("Sessions today");
        case NotConfirmedColumn:
            return tr("Not confirmed");
        case ColumnCount:
            break;
    }
    return {};
}

}  // namespace bloom::models
