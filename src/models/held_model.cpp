// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/held_model.h"

#include "core/health.h"

#include <QLocale>
#include <algorithm>

namespace bloom::models {
namespace {

QString outcomeWords(const QString& outcome) {
    if (outcome == QLatin1String("deleted"))
        return HeldModel::tr("Gone: deleted here");
    if (outcome == QLatin1String("found"))
        return HeldModel::tr("Still in Halaxy: kept");
    if (outcome == QLatin1String("unknown"))
        return HeldModel::tr("No clear answer: kept");
    if (outcome == QLatin1String("kept"))
        return HeldModel::tr("Kept");
    return {};
}

Severity severityOf(const QString& outcome) {
    return outcome == QLatin1String("unknown") ? Severity::Attention : Severity::Calm;
}

int countOf(const HeldSet& set, const char* outcome) {
    return static_cast<int>(std::ranges::count(set.records, QLatin1String(outcome), &HeldRecord::outcome));
}

}  // namespace

QString countedWords(RecordKind kind, int count) {
    switch (kind) {
        case RecordKind::Practitioner:
            return HeldModel::tr("%Ln practitioner(s)", nullptr, count);
        case RecordKind::PractitionerRole:
            return HeldModel::tr("%Ln practitioner role(s)", nullptr, count);
        case RecordKind::Patient:
            return HeldModel::tr("%Ln client(s)", nullptr, count);
        case RecordKind::Appointment:
            return HeldModel::tr("%Ln session(s)", nullptr, count);
        case RecordKind::Invoice:
            return HeldModel::tr("%Ln invoice(s)", nullptr, count);
        case RecordKind::Referral:
            return HeldModel::tr("%Ln referral(s)", nullptr, count);
    }
    return {};
}

QString heldSentence(const HeldSet& set) {
    return HeldModel::tr("%1 of %2 no longer in Halaxy, all at once")
        .arg(countText(set.count), countedWords(set.kind, set.liveThen));
}

QString words(HeldState state) {
    switch (state) {
        case HeldState::Open:
            return HeldModel::tr("To be decided");
        case HeldState::Applying:
            return HeldModel::tr("Being applied");
        case HeldState::Applied:
            return HeldModel::tr("Applied");
        case HeldState::Discarded:
            return HeldModel::tr("Discarded");
        case HeldState::Superseded:
            return HeldModel::tr("Settled by itself");
    }
    return {};
}

QString decidedText(const HeldSet& set, UtcTime now) {
    if (set.state == HeldState::Open || set.state == HeldState::Applying)
        return {};
    QString what = words(set.state);
    if (!set.decided)
        return what;
    if (set.decidedBy.isEmpty())
        return HeldModel::tr("%1 %2").arg(what, agoText(*set.decided, now));
    return HeldModel::tr("%1 by %2, %3").arg(what, set.decidedBy, agoText(*set.decided, now));
}

int settledCount(const HeldSet& set) {
    return static_cast<int>(
        std::ranges::count_if(set.records, [](const HeldRecord& r) { return !r.outcome.isEmpty(); }));
}

QString progressText(const HeldSet& set) {
    const int unknown = countOf(set, "unknown");
    QStringList parts{HeldModel::tr("%1 gone").arg(countText(countOf(set, "deleted"))),
                      HeldModel::tr("%1 still there").arg(countText(countOf(set, "found")))};
    if (unknown > 0)
        parts.append(HeldModel::tr("%1 without a clear answer").arg(countText(unknown)));
    return HeldModel::tr("%1 of %2 asked: %3")
        .arg(countText(settledCount(set)), countText(set.count), parts.join(QStringLiteral(", ")));
}

void HeldModel::setRecords(const std::vector<HeldRecord>& records) {
    const bool same = std::ranges::equal(records, m_records, {}, &HeldRecord::key, &HeldRecord::key);
    if (!same) {
        beginResetModel();
        m_records = records;
        endResetModel();
        return;
    }
    for (std::size_t i = 0; i < records.size(); ++i) {
        if (records[i] == m_records[i])
            continue;
        m_records[i] = records[i];
        const int at = static_cast<int>(i);
        Q_EMIT dataChanged(index(at, 0), index(at, ColumnCount - 1));
    }
}

void HeldModel::setPrivacy(bool initialsOnly) {
    if (m_privacy == initialsOnly)
        return;
    m_privacy = initialsOnly;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, ClientColumn), index(rowCount() - 1, ClientColumn));
}

void HeldModel::setZone(const PracticeZone& zone) {
    if (m_zone.id() == zone.id())
        return;
    m_zone = zone;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, WhenColumn), index(rowCount() - 1, WhenColumn));
}

QString HeldModel::whenText(UtcTime start) const {
    return QLocale().toString(m_zone.localDate(start), QStringLiteral("ddd d MMM yyyy")) +
           QStringLiteral(", ") + QLocale::c().toString(m_zone.localTime(start), QStringLiteral("h:mm AP"));
}

QString HeldModel::text(const HeldRecord& record, Column column) const {
    switch (column) {
        case WhenColumn:
            return record.start ? whenText(*record.start) : QString();
        case PractitionerColumn:
            return record.practitionerName;
        case ClientColumn:
            return m_privacy || record.label.isEmpty() ? record.initials : record.label;
        case IdColumn:
            return record.key.id.value;
        case OutcomeColumn:
            return outcomeWords(record.outcome);
        case ColumnCount:
            break;
    }
    return {};
}

QVariant HeldModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const HeldRecord& record = m_records[static_cast<std::size_t>(index.row())];
    const auto column = static_cast<Column>(index.column());
    switch (role) {
        case Qt::DisplayRole:
        case Qt::ToolTipRole:
            return text(record, column);
        case SortRole:
            if (column == WhenColumn)
                return record.start ? static_cast<qint64>(record.start->time_since_epoch().count())
                                    : qint64(0);
            return text(record, column);
        case SeverityRole:
            return static_cast<int>(severityOf(record.outcome));
        default:
            return {};
    }
}

QVariant HeldModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
        case WhenColumn:
            return tr("When");
        case PractitionerColumn:
            return tr("Practitioner");
        case ClientColumn:
            return tr("Client");
        case IdColumn:
            return tr("Halaxy id");
        case OutcomeColumn:
            return tr("Answer of Halaxy");
        case ColumnCount:
            break;
    }
    return {};
}

}  // namespace bloom::models
