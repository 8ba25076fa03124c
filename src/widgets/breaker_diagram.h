// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The circuit breaker drawn as its three states with the ways between them; the live one is lit.
#pragma once
#include "core/connection_views.h"
#include "core/health.h"

#include <QWidget>

namespace bloom::widgets {

class BreakerDiagram final : public QWidget {
    Q_OBJECT
public:
    explicit BreakerDiagram(QWidget* parent = nullptr);
    void setBreaker(const BreakerView& breaker);
    QSize sizeHint() const override { return {640, 104}; }
    QSize minimumSizeHint() const override { return {480, 104}; }
    /// What is drawn, in words: for the page and for screen readers.
    static QString sentence(const BreakerView& breaker, UtcTime now);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QRectF boxOf(BreakerState state) const;
    void paintBox(QPainter& p, BreakerState state) const;
    void paintWay(QPainter& p, BreakerState from, BreakerState to, double y, const QString& words) const;
    BreakerView m_breaker;
};

Severity severityOf(BreakerState state);
QString breakerWords(BreakerState state);  ///< "Closed", "Open", "Half-open"

}  // namespace bloom::widgets
