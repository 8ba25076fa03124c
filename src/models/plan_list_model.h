// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A practitioner's mental-health plans, most urgent first, with the reason in words.
#pragma once
#include "core/dashboard.h"
#include "models/keyed_model.h"

namespace bloom::models {

template <> struct RowKey<PlanView> {
    static const ClientId& of(const PlanView& plan) { return plan.clientId; }
};
using PlanRows = KeyedModel<PlanView, QAbstractListModel>;

class PlanListModel final : public PlanRows {
    Q_OBJECT
public:
    enum Role { PlanRole = Qt::UserRole + 1, NameRole, ReasonRole };
    using PlanRows::PlanRows;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    /// Those that are fine or unknown only where `all` is wanted.
    void setPlans(const std::vector<PlanView>& plans);
    void setShowAll(bool all);
    bool showsAll() const { return m_all; }
    /// Of all, whoever is shown.
    int urgentCount() const;
    int totalCount() const { return static_cast<int>(m_plans.size()); }
    void setPrivacy(bool initialsOnly);
    const PlanView& plan(const QModelIndex& index) const { return row(index); }
    QString shownName(const PlanView& plan) const;

private:
    void apply();
    std::vector<PlanView> m_plans;
    bool m_all = false;
    bool m_privacy = false;
};

/// Somebody has to do something about it.
bool isUrgent(const PlanView& plan);

}  // namespace bloom::models
