// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Everyone: today in columns, and one list over all practitioners of what to act on, with what was done about
// each line.
#pragma once
#include "engine/engine.h"
#include "models/care_model.h"
#include "widgets/page_link.h"

#include <QTimer>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSettings;
class QTableView;

namespace bloom::widgets {

class DayColumns;

class EveryonePane final : public QWidget {
    Q_OBJECT
public:
    EveryonePane(engine::Engine& engine, QSettings* memory, QWidget* parent = nullptr);

    void refresh();
    void setPrivacy(bool initialsOnly);
    void setNow(UtcTime now);
    bool hasAnswer() const { return m_view.has_value(); }
    /// The lines as they are shown now, in their order.
    std::vector<CareItem> shownItems() const;
    /// For the page's menu.
    void print();
    void savePdf();
    void saveCsv();
    void saveCsvTo(const QString& path);

Q_SIGNALS:
    void linkWanted(const bloom::widgets::PageLink& link);
    void syncWanted(const bloom::SyncRequest& request);
    void noticeWanted(bloom::Severity severity, const QString& sentence);
    void notesWanted(const bloom::ClientId& client);
    void missingWanted(const bloom::MissingQuestion& question);

private:
    QWidget* buildCorner();
    QWidget* buildFilters();
    void buildTable(QSettings* memory);
    QWidget* buildActions();
    QWidget* buildMore();
    void ask();
    void adopt(const EveryoneView& view);
    void fillPractitioners();
    void showState();
    QString emptyWords() const;
    std::vector<CareItem> selected() const;
    void mark(const CareMark& change, const QString& said);
    void toggleDone();
    void snooze(int days);
    void editNote();
    void openItem();
    QDate practiceToday() const;
    void saved(const Result<bool>& result, const QString& path);

    engine::Engine& m_engine;
    std::optional<EveryoneView> m_view;
    models::CareModel m_items;
    models::CareFilter m_filter;
    DayColumns* m_days;
    QLabel* m_counts;
    QComboBox* m_reason;
    QComboBox* m_whose;
    QLineEdit* m_search;
    QCheckBox* m_handled;
    QTableView* m_table;
    QLabel* m_empty;
    QPushButton* m_done;
    QPushButton* m_snooze;
    QPushButton* m_note;
    QPushButton* m_open;
    QTimer m_soon;
    bool m_privacy = false;
    bool m_failed = false;
    QString m_problem;
    quint64 m_token = 0;
};

}  // namespace bloom::widgets
