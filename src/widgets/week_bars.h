// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The days of a week as bars with their counts; the shown day stands out. Its words are its accessible
// description.
#pragma once
#include <QDate>
#include <QWidget>
#include <vector>

class QPainter;

namespace bloom::widgets {

struct Tokens;

struct WeekBarsContent {
    QDate start;              ///< a Monday
    std::vector<int> perDay;  ///< 7 counts
    QDate shown;
    QDate today;
    bool operator==(const WeekBarsContent&) const = default;
};
void paintWeekBars(QPainter& painter, const Tokens& t, const QRect& box, const WeekBarsContent& week);

class WeekBars final : public QWidget {
    Q_OBJECT
public:
    explicit WeekBars(QWidget* parent = nullptr);
    void setContent(const WeekBarsContent& week);
    QSize sizeHint() const override { return {240, 104}; }
    QSize minimumSizeHint() const override { return {160, 104}; }

Q_SIGNALS:
    void dayChosen(QDate day);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    WeekBarsContent m_week;
};

}  // namespace bloom::widgets
