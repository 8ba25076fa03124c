// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How much of a target is reached: a thin bar that also shows what is over the target, and what is expected.
#pragma once
#include <QWidget>

class QPainter;

namespace bloom::widgets {

struct Tokens;

struct TargetBarContent {
    double reached = 0;   ///< 1 = the target
    double expected = 0;  ///< with what is booked; 0 = not known
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

/// Parts of a whole as one bar: revenue by billing type.
struct ShareBarPart {
    double share = 0;
    QColor colour;
};
class ShareBar final : public QWidget {
    Q_OBJECT
public:
    explicit ShareBar(QWidget* parent = nullptr);
    void setParts(const std::vector<ShareBarPart>& parts);
    QSize sizeHint() const override { return {120, 10}; }
    QSize minimumSizeHint() const override { return {60, 10}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<ShareBarPart> m_parts;
};

}  // namespace bloom::widgets
