// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The state in one look: icon, words and colour of a StateView. Small in the bar (a button that leads to
// Overview), large on Overview.
#pragma once
#include "core/health.h"

#include <QAbstractButton>

namespace bloom::widgets {

class StatePill final : public QAbstractButton {
    Q_OBJECT
    Q_PROPERTY(bool large READ isLarge WRITE setLarge)
public:
    explicit StatePill(QWidget* parent = nullptr);
    void setState(const StateView& state);
    const StateView& stateView() const { return m_state; }
    bool isLarge() const { return m_large; }
    /// Large ones are not clickable.
    void setLarge(bool large);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int iconSize() const { return m_large ? 24 : 18; }
    StateView m_state;
    bool m_large = false;
};

}  // namespace bloom::widgets
