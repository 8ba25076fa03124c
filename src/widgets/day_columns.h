// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Today in columns, one for each practitioner, side by side.
#pragma once
#include "core/care.h"
#include "models/session_feed_model.h"

#include <QListView>
#include <QScrollArea>

class QLabel;

namespace bloom::widgets {

/// One practitioner's today.
class DayColumnView final : public QWidget {
    Q_OBJECT
public:
    explicit DayColumnView(QWidget* parent = nullptr);
    void showDay(const DayColumn& column, const QDate& viewersToday);
    void setPrivacy(bool initialsOnly) { m_sessions.setPrivacy(initialsOnly); }
    void setNow(UtcTime now) { m_sessions.setNow(now, true); }
    const PractitionerId& practitioner() const { return m_practitioner; }

Q_SIGNALS:
    void openWanted(const bloom::PractitionerId& practitioner);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    PractitionerId m_practitioner;
    QLabel* m_name;
    QLabel* m_hint;
    QListView* m_list;
    QLabel* m_empty;
    models::SessionFeedModel m_sessions;
};

class DayColumns final : public QScrollArea {
    Q_OBJECT
public:
    explicit DayColumns(QWidget* parent = nullptr);
    /// Keeps the columns of whom it shows already: nothing jumps.
    void showDays(const std::vector<DayColumn>& days, const QDate& viewersToday);
    void setPrivacy(bool initialsOnly);
    void setNow(UtcTime now);
    int count() const { return static_cast<int>(m_columns.size()); }

Q_SIGNALS:
    void openWanted(const bloom::PractitionerId& practitioner);

private:
    std::vector<DayColumnView*> m_columns;
    QWidget* m_row;
    bool m_privacy = false;
};

}  // namespace bloom::widgets
