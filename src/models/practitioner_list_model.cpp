// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/practitioner_list_model.h"

#include "models/words.h"

namespace bloom::models {

QString shownName(const PractitionerView& practitioner) {
    if (!practitioner.displayName.isEmpty())
        return practitioner.displayName;
    const QString joined =
        QString(practitioner.firstName + QLatin1Char(' ') + practitioner.lastName).trimmed();
    return joined.isEmpty() ? PractitionerListModel::tr("Practitioner %1").arg(practitioner.halaxyId.value)
                            : joined;
}

std::vector<PractitionerView> inListOrder(std::vector<PractitionerView> practitioners) {
    const auto place = [](const PractitionerView& p) {
        return p.syncing && p.status != PractitionerStatus::Inactive ? 0 : 1;
    };
    std::sort(practitioners.begin(), practitioners.end(),
              [&](const PractitionerView& a, const PractitionerView& b) {
                  if (place(a) != place(b))
                      return place(a) < place(b);
                  const int order = shownName(a).localeAwareCompare(shownName(b));
                  return order != 0 ? order < 0 : a.id < b.id;
              });
    return practitioners;
}

void PractitionerListModel::setPractitioners(std::vector<PractitionerView> practitioners) {
    practitioners = inListOrder(std::move(practitioners));
    if (m_withEveryone && !practitioners.empty()) {
        PractitionerView everyone;
        everyone.displayName = tr("Everyone");
        practitioners.insert(practitioners.begin(), everyone);
    }
    setRows(practitioners);
}

QVariant PractitionerListModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const PractitionerView& practitioner = row(index);
    switch (role) {
        case Qt::DisplayRole:
        case Qt::EditRole:
            return shownName(practitioner);
        case Qt::ToolTipRole:
            if (practitioner.id.isEmpty())
                return tr("Today of all practitioners, and what to act on");
            return practitioner.syncing ? words(practitioner.status) : tr("Not synced");
        case PractitionerRole:
            return QVariant::fromValue(practitioner);
        case IdRole:
            return practitioner.id.value;
        case EveryoneRole:
            return practitioner.id.isEmpty();
        default:
            return {};
    }
}

}  // namespace bloom::models
