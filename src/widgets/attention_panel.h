// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What needs attention on Overview, from its three sources: the overview's own sentences, alerts and held
// sets. Asks the door for the latter two, merges, and acknowledges.
#pragma once
#include "engine/engine.h"
#include "widgets/attention_list.h"

#include <QTimer>

namespace bloom::widgets {

class AttentionPanel final : public QWidget {
    Q_OBJECT
public:
    explicit AttentionPanel(QWidget* parent = nullptr);
    /// Before anything is shown; the engine outlives the panel.
    void follow(engine::Engine& engine);
    void setItems(const std::vector<AttentionItem>& items);
    /// Alerts and held sets may have changed while nobody looked.
    void refresh();
    bool isEmpty() const { return m_list->count() == 0 && m_list->foldedCount() == 0; }
    AttentionList& list() const { return *m_list; }

Q_SIGNALS:
    void triggered(const bloom::models::AttentionEntry& entry);
    void changed();
    void failed(const QString& sentence);

private:
    void askAlerts();
    void askHeld();
    void again(const Error& error);
    void show();
    void acknowledge(qint64 alert, std::optional<UtcTime> silenceUntil);
    UtcTime endOf(Silence silence) const;
    engine::Engine* m_engine = nullptr;
    AttentionList* m_list;
    std::vector<AttentionItem> m_items;
    std::vector<Alert> m_alerts;
    std::vector<HeldSet> m_held;
    QTimer m_again;
    QTimer m_minute;  ///< silences end and ages grow by themselves
};

}  // namespace bloom::widgets
