// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Where one is in a wizard: numbered steps, those behind ticked.
#pragma once
#include <QWidget>

namespace bloom::widgets {

class StepBar final : public QWidget {
    Q_OBJECT
public:
    explicit StepBar(const QStringList& steps, QWidget* parent = nullptr);
    void setCurrent(int step);
    int current() const { return m_current; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QStringList m_steps;
    int m_current = 0;
};

}  // namespace bloom::widgets
