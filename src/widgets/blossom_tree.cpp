// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/blossom_tree.h"

#include "widgets/theme.h"
#include "widgets/tree_shape.h"

#include <QPainter>
#include <QPainterPath>
#include <QStyle>
#include <cmath>

namespace bloom::widgets {
namespace {

constexpr double kNoTarget = 0.62;  // neither small nor full: it says nothing about a target
constexpr int kCalm = 900;          // milliseconds

/// Tree coordinates on the paper.
struct Ground {
    QPointF root;
    double scale = 1;
    QPointF at(QPointF point) const { return root + point * scale; }
};

void drawSoil(QPainter& p, const Tokens& t, const Ground& ground, double width) {
    p.setPen(Qt::NoPen);
    p.setBrush(t.soil);
    p.drawEllipse(ground.root, width * ground.scale, width * 0.16 * ground.scale);
}

void drawBranches(QPainter& p, const Ground& ground, const TreeShape& shape, const QColor& bark) {
    for (const TreeBranch& branch : shape.branches) {
        QPen pen(bark, std::max(1.0, branch.width * ground.scale));
        pen.setCapStyle(Qt::RoundCap);
        p.setPen(pen);
        p.drawLine(ground.at(branch.from), ground.at(branch.to));
    }
}

void drawLeaves(QPainter& p, const Tokens& t, const Ground& ground, const TreeShape& shape, bool outlined) {
    for (const bool deep : {true, false})
        for (const TreeLeaf& leaf : shape.leaves) {
            if (leaf.deep != deep)
                continue;
            QColor colour = deep ? t.leafDeep : t.leaf;
            colour.setAlpha(deep ? 150 : 175);
            p.setPen(outlined ? QPen(t.neutral, 1.2) : QPen(Qt::NoPen));
            p.setBrush(outlined ? QBrush(Qt::NoBrush) : QBrush(colour));
            const double size = leaf.size * ground.scale;
            p.drawEllipse(ground.at(leaf.at), size, size * 0.86);
        }
}

void drawBlossom(QPainter& p, const Tokens& t, QPointF at, double size, const QColor& petal) {
    p.setPen(Qt::NoPen);
    p.setBrush(petal);
    for (int i = 0; i < 5; ++i) {
        const double angle = i * 2 * M_PI / 5 - M_PI / 2;
        p.drawEllipse(at + QPointF(std::cos(angle), std::sin(angle)) * size * 0.62, size * 0.58, size * 0.58);
    }
    p.setBrush(t.blossomHeart);
    p.drawEllipse(at, size * 0.40, size * 0.40);
}

void drawBud(QPainter& p, const Tokens& t, QPointF at, double size) {
    p.setPen(QPen(t.blossom, std::max(1.0, size * 0.28)));
    p.setBrush(t.surface);
    p.drawEllipse(at, size * 0.55, size * 0.7);
}

/// Sessions on the twigs: one each, while there are twigs.
void drawSessions(QPainter& p, const Tokens& t, const Ground& ground, const TreeShape& shape,
                  const BlossomTreeContent& content) {
    const auto places = static_cast<int>(shape.tips.size());
    const int blossoms = std::min(content.blossoms, places);
    const int buds = std::min(content.buds, places - blossoms);
    const double size = std::clamp(0.030 * ground.scale, 2.6, 9.0);
    for (int i = 0; i < blossoms; ++i)
        drawBlossom(p, t, ground.at(shape.tips[static_cast<std::size_t>(i)]), size, t.blossom);
    for (int i = blossoms; i < blossoms + buds; ++i)
        drawBud(p, t, ground.at(shape.tips[static_cast<std::size_t>(i)]), size);
}

/// What is beyond the target: golden blossoms in the crown, petals on the ground.
void drawBeyond(QPainter& p, const Tokens& t, const Ground& ground, const TreeShape& shape, double beyond) {
    const auto places = static_cast<int>(shape.tips.size());
    const int golden = std::min(places, 4 + static_cast<int>(beyond * 40));
    const double size = std::clamp(0.034 * ground.scale, 3.0, 10.0);
    for (int i = 0; i < golden; ++i)
        drawBlossom(p, t, ground.at(shape.tips[static_cast<std::size_t>(places - 1 - i)]), size, t.gold);
    for (int i = 0; i < golden; ++i) {
        const double x = (double((i * 37) % 100) / 50.0 - 1.0) * 0.42;
        p.setPen(Qt::NoPen);
        p.setBrush(i % 3 == 0 ? t.gold : t.blossom);
        p.drawEllipse(ground.at({x, 0.015 + double((i * 53) % 10) * 0.004}), size * 0.45, size * 0.28);
    }
}

void drawFallen(QPainter& p, const Tokens& t, const Ground& ground) {
    p.setPen(Qt::NoPen);
    p.setBrush(t.neutral);
    for (int i = 0; i < 14; ++i) {
        const double x = (double((i * 37) % 100) / 50.0 - 1.0) * 0.34;
        p.drawEllipse(ground.at({x, 0.01 + double((i * 29) % 10) * 0.005}), 0.016 * ground.scale,
                      0.009 * ground.scale);
    }
}

/// Of a tree without a target: a hoop that measures nothing.
void drawHoop(QPainter& p, const Tokens& t, const Ground& ground, const TreeShape& shape) {
    QPen pen(t.controlBorder, 1.4, Qt::DashLine);
    p.setPen(pen);
    p.setBrush(Qt::NoBrush);
    p.drawEllipse(ground.at({0, -shape.height * 0.62}), shape.height * 0.60 * ground.scale,
                  shape.height * 0.50 * ground.scale);
}

}  // namespace

double growthOf(const BlossomTreeContent& content) {
    if (!content.share)
        return kNoTarget;
    return content.credit ? 0.34 : std::clamp(*content.share, 0.0, 1.6);
}

void paintBlossomTree(QPainter& p, const Tokens& t, const QRectF& box, const BlossomTreeContent& content,
                      double growth) {
    p.save();
    p.setRenderHint(QPainter::Antialiasing);
    const bool wilted = content.credit && content.share;
    const TreeShape shape = growTree(growth, wilted);
    // Room for a full tree, whatever it is now: a small one is to look small.
    const Ground ground{{box.center().x(), box.bottom() - box.height() * 0.07},
                        std::min(box.height() * 0.80, box.width() * 0.72)};
    drawSoil(p, t, ground, 0.16 + 0.22 * std::min(growth, 1.0));
    drawBranches(p, ground, shape, wilted ? t.neutral : t.bark);
    drawLeaves(p, t, ground, shape, !content.share);
    if (wilted)
        drawFallen(p, t, ground);
    else
        drawSessions(p, t, ground, shape, content);
    if (content.share && growth > 1.0 && !wilted)
        drawBeyond(p, t, ground, shape, growth - 1.0);
    if (!content.share)
        drawHoop(p, t, ground, shape);
    p.restore();
}

BlossomTree::BlossomTree(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    setAccessibleName(tr("Blossom tree of the month"));
    m_growing.setDuration(kCalm);
    m_growing.setEasingCurve(QEasingCurve::InOutSine);
    connect(&m_growing, &QVariantAnimation::valueChanged, this, [this](const QVariant& value) {
        m_growth = value.toDouble();
        update();
    });
}

bool BlossomTree::mayMove() const {
    return m_shown && isVisible() && !m_reducedMotion &&
           style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, this) > 0;
}

void BlossomTree::setContent(const BlossomTreeContent& content, const QString& said) {
    setAccessibleDescription(said);
    setToolTip(said);
    if (m_shown && content == m_content)
        return;
    const double target = growthOf(content);
    const bool moves = mayMove() && std::abs(target - m_growth) > 0.004;
    m_content = content;
    m_growing.stop();
    if (moves) {
        m_growing.setStartValue(m_growth);
        m_growing.setEndValue(target);
        m_growing.start();
    } else {
        m_growth = target;
    }
    m_shown = true;
    update();
}

void BlossomTree::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintBlossomTree(painter, tokensOf(this), QRectF(rect()), m_content, m_growth);
}

}  // namespace bloom::widgets
