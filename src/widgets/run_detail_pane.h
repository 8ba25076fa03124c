// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// One run opened: what it was, why it ended as it did, its entries and its problems by cause.
#pragma once
#include "engine/engine.h"
#include "models/error_group_model.h"
#include "models/log_entries_model.h"

#include <QFrame>
#include <QSortFilterProxyModel>

namespace Ui {
class RunDetailPane;
}

namespace bloom::widgets {

/// What to ask for to do a run's work once more.
SyncRequest requestLike(const RunRow& run, const QString& askedBy);

class RunDetailPane final : public QFrame {
    Q_OBJECT
public:
    explicit RunDetailPane(engine::Engine& engine, QWidget* parent = nullptr);
    ~RunDetailPane() override;

    /// Shows what is known at once and asks for the rest; the same run again is brought up to date.
    void showRun(const RunRow& run);
    std::optional<RunId> shownRun() const;

Q_SIGNALS:
    void againWanted(const bloom::SyncRequest& request);
    void copied();
    void closed();

private:
    void showHead(const RunRow& run);
    void showDetail(const RunDetail& detail);
    void onDetail(quint64 token, const Result<RunDetail>& answer);
    void buildEntries();
    engine::Engine& m_engine;
    std::unique_ptr<Ui::RunDetailPane> m_ui;
    std::optional<RunRow> m_run;
    std::optional<RunDetail> m_detail;
    models::LogEntriesModel m_entries;
    QSortFilterProxyModel m_sorted;
    models::ErrorGroupModel m_causes;
    quint64 m_token = 0;
};

}  // namespace bloom::widgets
