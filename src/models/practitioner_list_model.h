// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The practitioners to choose from, by name; those that are not synced stand last.
#pragma once
#include "core/dashboard.h"
#include "models/keyed_model.h"

namespace bloom::models {

template <> struct RowKey<PractitionerView> {
    static const PractitionerId& of(const PractitionerView& practitioner) { return practitioner.id; }
};
using PractitionerRows = KeyedModel<PractitionerView, QAbstractListModel>;

/// The name people know someone by, or the Halaxy id where there is none.
QString shownName(const PractitionerView& practitioner);
std::vector<PractitionerView> inListOrder(std::vector<PractitionerView> practitioners);

class PractitionerListModel final : public PractitionerRows {
    Q_OBJECT
public:
    enum Role { PractitionerRole = Qt::UserRole + 1, IdRole, EveryoneRole };
    using PractitionerRows::PractitionerRows;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    void setPractitioners(std::vector<PractitionerView> practitioners);
    /// Everyone as a first entry, whose id is empty, where there is anybody.
    void setWithEveryone(bool with) { m_withEveryone = with; }

private:
    bool m_withEveryone = false;
};

}  // namespace bloom::models
