// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The minute budget: ours so far, what is kept for single reads, what the service itself last said.
#pragma once
#include "core/connection_views.h"

#include <QWidget>

class QLabel;

namespace bloom::widgets {

class BudgetBar final : public QWidget {
    Q_OBJECT
public:
    explicit BudgetBar(QWidget* parent = nullptr);
    void setBudget(const BudgetView& budget);
    QString sentence() const;
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    BudgetView m_budget;
    QLabel* m_words;
};

}  // namespace bloom::widgets
