// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The practitioners as an admin sets them: whether they are synced, their zone and their targets. An edit is
// announced as a patch; the row shows it at once and goes back if the engine refuses.
#pragma once
#include "engine/engine.h"
#include "models/keyed_model.h"
#include "models/practitioner_list_model.h"

namespace bloom::models {

using PractitionerTableRows = KeyedModel<PractitionerView, QAbstractTableModel>;

/// What an admin chooses: the two fields of a practitioner that decide it, as one.
/// Ended is Halaxy's word, not ours to choose: such a one is read while sessions are booked.
enum class SyncChoice { Active, Onboarding, DontSync, Ended };
SyncChoice syncChoice(const PractitionerView& practitioner);
QString words(SyncChoice choice);

class PractitionerTableModel final : public PractitionerTableRows {
    Q_OBJECT
public:
    enum Column {
        NameColumn,
        ChoiceColumn,
        ZoneColumn,
        WeeklySessionsColumn,
        WeeklyRevenueColumn,
        MonthlyRevenueColumn,
        ColumnCount
    };
    /// A refused edit: what was expected.
    using PractitionerTableRows::PractitionerTableRows;

    int columnCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : ColumnCount;
    }
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    /// False, and rejected() says why, when the value can't be used; nothing is changed then.
    bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;

    void setPractitioners(std::vector<PractitionerView> practitioners);
    /// What the engine holds stands again, after it refused an edit.
    void revert() override;

Q_SIGNALS:
    void edited(const bloom::engine::PractitionerPatch& patch);
    void rejected(const QString& why);

private:
    std::vector<PractitionerView> m_held;
};

/// The patch that sets one column to a value, or the sentence that says what was expected.
std::expected<engine::PractitionerPatch, QString> patchFor(const PractitionerView& practitioner,
                                                           PractitionerTableModel::Column column,
                                                           const QVariant& value);
/// How the practitioner looks with the patch applied.
PractitionerView patched(PractitionerView practitioner, const engine::PractitionerPatch& patch);

}  // namespace bloom::models
