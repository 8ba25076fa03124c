// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The inbox at a glance on Overview: whether we listen, what waits and failed, how old the oldest is.
#pragma once
#include "core/health.h"
#include "models/webhook_words.h"

#include <QWidget>

class QGridLayout;
class QLabel;

namespace bloom::widgets {

class SeverityLabel;

class InboxSummary final : public QWidget {
    Q_OBJECT
public:
    explicit InboxSummary(QWidget* parent = nullptr);
    void setInbox(const InboxCounts& counts, const ListenerView& listener, UtcTime now);
    /// Receipt → applied, the last hour's median; nothing = not known.
    void setDelay(std::optional<milliseconds> delay);
    void setRhythm(const models::SyncRhythm& rhythm);

private:
    QLabel* addFigure(QGridLayout* grid, const QString& caption, const char* name);
    void show();
    InboxCounts m_counts;
    ListenerView m_listener;
    UtcTime m_now;
    std::optional<milliseconds> m_delay;
    models::SyncRhythm m_rhythm;
    SeverityLabel* m_state;
    QLabel* m_calm;
    QWidget* m_figures;
    QLabel* m_waiting;
    QLabel* m_failed;
    QLabel* m_dead;
    QLabel* m_oldest;
    QLabel* m_delayed;
};

}  // namespace bloom::widgets
