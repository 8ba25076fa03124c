// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How much of a target is reached: a thin bar, perhaps stacked by kinds, that also shows what is over the
// target, and what is expected.
#pragma once
#include <QColor>
#include <QWidget>
#include <vector>

class QPainter;

namespace bloom::widgets {

struct Tokens;

/// A share of what was reached: revenue of one billing type.
struct TargetBarPart {
    double share = 0;  ///< of the target
    QColor colour;
};
struct TargetBarContent {
    double reached = 0;                  ///< 1 = the target
    double expected = 0;                 ///< with what is booked; 0 = not known
    std::vector<TargetBarPart> parts{};  ///< stacked; empty = one colour
};
void paintTargetBar(QPainter& painter, const Tokens& t, const QRectF& box, const TargetBarContent& content);

class TargetBar final : public QWidget {
    Q_OBJECT
public:
    explicit TargetBar(QWidget* parent = nullptr);
    void setContent(const TargetBarContent& content, const QString& said);
    QSize sizeHint() const override { return {120, 10}; }
    QSize minimumSizeHint() const override { return {60, 10}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    TargetBarContent m_content;
};

}  // namespace bloom::widgets
