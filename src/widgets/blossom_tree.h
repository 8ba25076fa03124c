// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The month as a tree: it grows with revenue against the target, and blooms with sessions. Painted at any
// size; the words beside it say the same.
#pragma once
#include <QVariantAnimation>
#include <QWidget>
#include <optional>

namespace bloom::widgets {

struct Tokens;

struct BlossomTreeContent {
    std::optional<double> share;  ///< revenue / target, 1 = reached; nothing = no target is set
    bool credit = false;          ///< more was credited than earned
    int blossoms = 0;             ///< completed sessions
    int buds = 0;                 ///< booked ones to come
    bool operator==(const BlossomTreeContent&) const = default;
};
/// `growth` is the share as it is drawn just now; it may be on its way.
void paintBlossomTree(QPainter& painter, const Tokens& t, const QRectF& box,
                      const BlossomTreeContent& content, double growth);
/// What it is drawn at when it has come to rest.
double growthOf(const BlossomTreeContent& content);

class BlossomTree final : public QWidget {
    Q_OBJECT
public:
    explicit BlossomTree(QWidget* parent = nullptr);
    /// Grows to it calmly, or is there at once: the first time, where motion is reduced, or hidden.
    void setContent(const BlossomTreeContent& content, const QString& said);
    const BlossomTreeContent& content() const { return m_content; }
    void setReducedMotion(bool reduced) { m_reducedMotion = reduced; }
    bool isGrowing() const { return m_growing.state() == QAbstractAnimation::Running; }
    double growth() const { return m_growth; }
    QSize sizeHint() const override { return {220, 190}; }
    QSize minimumSizeHint() const override { return {120, 110}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    bool mayMove() const;
    BlossomTreeContent m_content;
    double m_growth = 0;
    bool m_shown = false;
    bool m_reducedMotion = false;
    QVariantAnimation m_growing;
};

}  // namespace bloom::widgets
