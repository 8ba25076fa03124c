// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What to act on, over all practitioners: a line each, and the filter in front of it.
#pragma once
#include "core/care.h"
#include "models/keyed_model.h"

#include <QSortFilterProxyModel>

namespace bloom::models {

template <> struct RowKey<CareItem> {
    static const QString& of(const CareItem& item) { return item.key; }
};
using CareRows = KeyedModel<CareItem, QAbstractTableModel>;

class CareModel final : public CareRows {
    Q_OBJECT
public:
    enum Column {
        ReasonColumn,
        ClientColumn,
        WhyColumn,
        PractitionerColumn,
        ReachColumn,
        NoteColumn,
        ColumnCount
    };
    enum Role { ItemRole = Qt::UserRole + 1, SortRole };
    using CareRows::CareRows;
    int columnCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : ColumnCount;
    }
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void setItems(const std::vector<CareItem>& items) { setRows(items); }
    void setPrivacy(bool initialsOnly);
    QString shownName(const CareItem& item) const;

private:
    QString text(const CareItem& item, int column) const;
    QVariant sortValue(const QModelIndex& index) const;
    bool m_privacy = false;
};

class CareFilter final : public QSortFilterProxyModel {
    Q_OBJECT
public:
    explicit CareFilter(QObject* parent = nullptr);
    void setReason(std::optional<CareReason> reason);
    void setPractitioner(const PractitionerId& practitioner);  ///< empty = all
    void setText(const QString& text);
    void setShowHandled(bool show);  ///< done and snoozed ones too
    bool showsHandled() const { return m_handled; }

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    std::optional<CareReason> m_reason;
    PractitionerId m_practitioner;
    QString m_text;
    bool m_handled = false;
};

}  // namespace bloom::models
