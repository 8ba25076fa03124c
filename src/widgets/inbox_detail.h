// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// One event of the inbox: what became of it and what can be done: replay it, read its record now, copy the
// id.
#pragma once
#include "core/webhooks.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace bloom::widgets {

class Chip;

class InboxDetail final : public QFrame {
    Q_OBJECT
public:
    explicit InboxDetail(QWidget* parent = nullptr);
    /// Nothing hides it.
    void showRow(const InboxRow* row, UtcTime now);

Q_SIGNALS:
    void replayWanted();
    void syncWanted();
    void copyWanted();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Chip* m_state;
    QLabel* m_title;
    QLabel* m_facts;
    QLabel* m_cause;
    QPushButton* m_replay;
    QPushButton* m_sync;
    QPushButton* m_copy;
};

}  // namespace bloom::widgets
