// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// One chart of the theme: thin lines over time, an optional dashed limit, its text twin below and for screen
// readers.
#pragma once
#include "models/chart_points.h"

#include <QWidget>

class QChart;
class QChartView;
class QLabel;

namespace bloom::widgets {

class LineChart final : public QWidget {
    Q_OBJECT
public:
    explicit LineChart(QWidget* parent = nullptr);
    ~LineChart() override;
    /// Points are reduced to what can be seen.
    void setData(const models::ChartData& shown);
    /// Points instead of lines: calls are no curve.
    void setScatter(bool scatter) { m_scatter = scatter; }
    QString summary() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void rebuild();
    void addLine(const models::ChartLine& line, int number);
    void addLimit(double left, double right);
    void addAxes(double left, double right);
    void dressLegend();
    models::ChartData m_data;
    bool m_scatter = false;
    QChart* m_chart;
    QChartView* m_view;
    QLabel* m_summary;
};

}  // namespace bloom::widgets
