// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/plan_list_model.h"

#include "models/plan_words.h"

namespace bloom::models {

bool isUrgent(const PlanView& plan) {
    return plan.urgency != PlanUrgency::Fine && plan.urgency != PlanUrgency::Unknown;
}

QString PlanListModel::shownName(const PlanView& plan) const {
    const QString initials = plan.initials.isEmpty() ? QStringLiteral("?") : plan.initials;
    return m_privacy || plan.clientName.isEmpty() ? initials : plan.clientName;
}

QVariant PlanListModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const PlanView& plan = row(index);
    switch (role) {
        case Qt::DisplayRole:
        case Qt::AccessibleTextRole:
            return QStringList{shownName(plan), words(plan.urgency), planReason(plan)}.join(
                QStringLiteral(", "));
        case Qt::ToolTipRole:
            return QString(planWords(plan.count) + u'\n' + localCountNote());
        case PlanRole:
            return QVariant::fromValue(plan);
        case NameRole:
            return shownName(plan);
        case ReasonRole:
            return planReason(plan);
        default:
            return {};
    }
}

void PlanListModel::setPlans(const std::vector<PlanView>& plans) {
    m_plans = plans;
    apply();
}

void PlanListModel::setShowAll(bool all) {
    m_all = all;
    apply();
}

int PlanListModel::urgentCount() const {
    return static_cast<int>(std::count_if(m_plans.begin(), m_plans.end(), isUrgent));
}

void PlanListModel::setPrivacy(bool initialsOnly) {
    if (std::exchange(m_privacy, initialsOnly) != initialsOnly && rowCount() > 0)
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

void PlanListModel::apply() {
    std::vector<PlanView> shown;
    for (const PlanView& plan : m_plans)
        if (m_all || isUrgent(plan))
            shown.push_back(plan);
    setRows(shown);
}

}  // namespace bloom::models
