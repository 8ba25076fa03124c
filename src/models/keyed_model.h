// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A model whose rows have keys: given the rows as they are now, it removes, inserts, moves and changes only
// what differs, so that views keep selection and scroll position.
#pragma once
#include <QAbstractListModel>
#include <QAbstractTableModel>
#include <algorithm>
#include <vector>

namespace bloom::models {

/// What a row is known by: `static auto of(const Row&)`.
template <typename Row> struct RowKey;

/// Row needs operator== and a RowKey. Base is QAbstractListModel or QAbstractTableModel.
template <typename Row, typename Base> class KeyedModel : public Base {
public:
    using Base::Base;
    int rowCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }
    const std::vector<Row>& rows() const { return m_rows; }
    template <typename Key> int rowOfKey(const Key& key) const {
        const auto found = std::find_if(m_rows.begin(), m_rows.end(),
                                        [&](const Row& r) { return RowKey<Row>::of(r) == key; });
        return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
    }

protected:
    const Row& row(const QModelIndex& index) const { return m_rows[static_cast<size_t>(index.row())]; }
    void setRows(const std::vector<Row>& wanted) {
        removeAllBut(wanted);
        for (size_t i = 0; i < wanted.size(); ++i)
            place(wanted[i], static_cast<int>(i));
    }

private:
    void removeAllBut(const std::vector<Row>& wanted) {
        for (int i = static_cast<int>(m_rows.size()) - 1; i >= 0; --i) {
            const auto key = RowKey<Row>::of(m_rows[static_cast<size_t>(i)]);
            if (std::any_of(wanted.begin(), wanted.end(),
                            [&](const Row& r) { return RowKey<Row>::of(r) == key; }))
                continue;
            this->beginRemoveRows({}, i, i);
            m_rows.erase(m_rows.begin() + i);
            this->endRemoveRows();
        }
    }
    void place(const Row& wanted, int at) {
        const int from = rowOfKey(RowKey<Row>::of(wanted));
        if (from < 0) {
            this->beginInsertRows({}, at, at);
            m_rows.insert(m_rows.begin() + at, wanted);
            this->endInsertRows();
            return;
        }
        if (from != at) {  // always further down: what stands above is in its place already
            this->beginMoveRows({}, from, from, {}, at);
            std::rotate(m_rows.begin() + at, m_rows.begin() + from, m_rows.begin() + from + 1);
            this->endMoveRows();
        }
        Row& present = m_rows[static_cast<size_t>(at)];
        if (present == wanted)
            return;
        present = wanted;
        Q_EMIT this->dataChanged(
            this->index(at, 0), this->index(at, static_cast<QAbstractItemModel*>(this)->columnCount({}) - 1));
    }

    std::vector<Row> m_rows;
};

}  // namespace bloom::models
