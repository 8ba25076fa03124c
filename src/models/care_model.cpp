// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/care_model.h"

#include "models/plan_words.h"

#include <QLocale>

namespace bloom::models {

QString CareModel::shownName(const CareItem& item) const {
    const QString initials = item.initials.isEmpty() ? QStringLiteral("?") : item.initials;
    return m_privacy || item.clientName.isEmpty() ? initials : item.clientName;
}

QString CareModel::text(const CareItem& item, int column) const {
    switch (column) {
        case ReasonColumn:
            return words(item.reason);
        case ClientColumn:
            return shownName(item);
        case WhyColumn:
            return careWhy(item);
        case PractitionerColumn:
            return item.practitionerName;
        case ReachColumn:
            if (m_privacy)
                return tr("hidden");
            return item.phone.isEmpty() ? item.email : item.phone;
        case NoteColumn:
            if (item.state == CareState::Done)
                return item.note.isEmpty() ? tr("Done") : tr("Done · %1").arg(item.note);
            if (item.state == CareState::Snoozed)
                return tr("Until %1 %2")
                    .arg(QLocale().toString(*item.snoozedUntil, QStringLiteral("d MMM")), item.note)
                    .trimmed();
            return item.note;
        default:
            return {};
    }
}

QVariant CareModel::sortValue(const QModelIndex& index) const {
    const CareItem& item = row(index);
    // By urgency, then as the engine ordered them: a table sorted by reason is not shuffled within it.
    if (index.column() == ReasonColumn)
        return static_cast<int>(item.reason) * 100'000 + index.row();
    return text(item, index.column()).toLower();
}

QVariant CareModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const CareItem& item = row(index);
    switch (role) {
        case Qt::DisplayRole:
            return text(item, index.column());
        case Qt::ToolTipRole:
            if (index.column() == ReachColumn && !m_privacy)
                return QStringList{item.phone, item.email}.join(u'\n').trimmed();
            return text(item, index.column());
        case Qt::AccessibleTextRole:
            return QString(headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString() +
                           QStringLiteral(": ") + text(item, index.column()));
        case ItemRole:
            return QVariant::fromValue(item);
        case SortRole:
            return sortValue(index);
        default:
            return {};
    }
}

QVariant CareModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
        case ReasonColumn:
            return tr("What");
        case ClientColumn:
            return tr("Client");
        case WhyColumn:
            return tr("Why");
        case PractitionerColumn:
            return tr("Practitioner");
        case ReachColumn:
            return tr("Reach");
        case NoteColumn:
            return tr("Note");
        default:
            return {};
    }
}

void CareModel::setPrivacy(bool initialsOnly) {
    if (std::exchange(m_privacy, initialsOnly) != initialsOnly && rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

CareFilter::CareFilter(QObject* parent) : QSortFilterProxyModel(parent) {
    setSortRole(CareModel::SortRole);
    setDynamicSortFilter(true);
}

void CareFilter::setReason(std::optional<CareReason> reason) {
    m_reason = reason;
    invalidateFilter();
}
void CareFilter::setPractitioner(const PractitionerId& practitioner) {
    m_practitioner = practitioner;
    invalidateFilter();
}
void CareFilter::setText(const QString& text) {
    m_text = text.trimmed();
    invalidateFilter();
}
void CareFilter::setShowHandled(bool show) {
    m_handled = show;
    invalidateFilter();
}

bool CareFilter::filterAcceptsRow(int row, const QModelIndex& parent) const {
    const QAbstractItemModel* source = sourceModel();
    const auto item = source->index(row, 0, parent).data(CareModel::ItemRole).value<CareItem>();
    if ((!m_handled && item.state != CareState::Open) || (m_reason && item.reason != *m_reason) ||
        (!m_practitioner.isEmpty() && item.practitioner != m_practitioner))
        return false;
    if (m_text.isEmpty())
        return true;
    for (int column = 0; column < CareModel::ColumnCount; ++column)
        if (source->index(row, column, parent).data().toString().contains(m_text, Qt::CaseInsensitive))
            return true;
    return false;
}

}  // namespace bloom::models
