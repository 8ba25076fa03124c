// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How much there is to act on with clients, by reason, beside what needs attention of the sync.
#pragma once
#include "engine/engine.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QPushButton;

namespace bloom::widgets {

class CareSummary final : public QWidget {
    Q_OBJECT
public:
    explicit CareSummary(QWidget* parent = nullptr);
    /// Asks the engine by itself, while it is seen.
    void follow(engine::Engine& engine);
    /// "3 Follow-up", in the order of urgency.
    QStringList counts() const;

Q_SIGNALS:
    void openWanted();

protected:
    void showEvent(QShowEvent* event) override;

private:
    void askSoon();
    void ask();
    void adopt(const EveryoneView& view);

    engine::Engine* m_engine = nullptr;
    QWidget* m_chips;
    QLabel* m_words;
    QPushButton* m_open;
    QTimer m_soon;
    QTimer m_often;
    quint64 m_token = 0;
};

}  // namespace bloom::widgets
