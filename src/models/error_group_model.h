// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The failures of a run by cause: how many, which, and what to do. Set-aside records stand in the same list,
// by reason.
#pragma once
#include "core/log_views.h"
#include "models/keyed_model.h"

namespace bloom::models {

enum class CauseKind { Failed, SetAside, NotConfirmed };

/// A cause as it is shown: of failures, of records set aside or of those no longer listed.
struct CauseRow {
    CauseKind kind = CauseKind::Failed;
    QString cause;
    int count = 0;
    int fresh = 0;  ///< set aside in this run for the first time
    QStringList examples;
    QString advice;
    bool operator==(const CauseRow&) const = default;
};
template <> struct RowKey<CauseRow> {
    static std::pair<CauseKind, QString> of(const CauseRow& row) { return {row.kind, row.cause}; }
};
using CauseRows = KeyedModel<CauseRow, QAbstractListModel>;

std::vector<CauseRow> causesOf(const RunDetail& detail);

class ErrorGroupModel final : public CauseRows {
    Q_OBJECT
public:
    enum Role { CauseRole = Qt::UserRole + 1, CountRole, AdviceRole, ExamplesRole, KindRole };
    using CauseRows::CauseRows;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    void setDetail(const RunDetail& detail) { setRows(causesOf(detail)); }
};

}  // namespace bloom::models
