// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/line_chart.h"

#include "widgets/theme.h"

#include <QChart>
#include <QChartView>
#include <QDateTimeAxis>
#include <QEvent>
#include <QGraphicsLayout>
#include <QLabel>
#include <QLegend>
#include <QLineSeries>
#include <QScatterSeries>
#include <QVBoxLayout>
#include <QValueAxis>
#include <algorithm>

namespace bloom::widgets {

namespace {

constexpr int kHeight = 168;

double niceTop(double highest) {
    if (highest <= 0)
        return 1;
    const double power = std::pow(10, std::floor(std::log10(highest)));
    for (const double step : {1.0, 2.0, 4.0, 5.0, 8.0, 10.0})
        if (highest * 1.05 <= step * power)
            return step * power;
    return 20 * power;
}

/// The unit stands at the axis where it is short; the card's title names the others.
QString labelFormat(const QString& unit, double top) {
    const QString number = top < 4 ? QStringLiteral("%.1f") : QStringLiteral("%.0f");
    if (unit == QLatin1String("%"))
        return number + QStringLiteral(" %%");
    return unit.size() <= 2 ? QString(number + u' ' + unit) : number;
}

}  // namespace

LineChart::LineChart(QWidget* parent)
    : QWidget(parent),
      m_chart(new QChart),
      m_view(new QChartView(m_chart, this)),
      m_summary(new QLabel(this)) {
    m_view->setRenderHint(QPainter::Antialiasing);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setBackgroundBrush(Qt::NoBrush);
    m_view->setFixedHeight(kHeight);
    m_view->setFocusPolicy(Qt::NoFocus);
    m_view->setAttribute(Qt::WA_TransparentForMouseEvents);  // the wheel belongs to the page
    m_view->viewport()->setAutoFillBackground(false);
    m_chart->setBackgroundVisible(false);
    m_chart->setMargins(QMargins(0, 0, 0, 0));
    m_chart->layout()->setContentsMargins(0, 0, 0, 0);
    m_chart->setAnimationOptions(QChart::NoAnimation);
    m_summary->setFont(textFont(TextRole::Caption));
    m_summary->setWordWrap(true);
    m_summary->setObjectName(QStringLiteral("summary"));
    setTone(m_summary, Tone::Muted);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::xs);
    column->addWidget(m_view);
    column->addWidget(m_summary);
    rebuild();
}

LineChart::~LineChart() = default;

QString LineChart::summary() const { return m_summary->text(); }

void LineChart::setData(const models::ChartData& shown) {
    m_data = shown;
    for (models::ChartLine& line : m_data.lines)
        line.points = models::reduced(line.points);
    m_summary->setText(shown.summary.isEmpty() ? tr("Nothing to draw yet") : shown.summary);
    m_view->setVisible(!shown.isEmpty());  // the sentence alone, instead of below an empty field
    setAccessibleName(shown.title);
    setAccessibleDescription(m_summary->text());
    rebuild();
}

void LineChart::changeEvent(QEvent* event) {
    if (isThemeChange(event))
        rebuild();
    QWidget::changeEvent(event);
}

void LineChart::rebuild() {
    m_chart->removeAllSeries();
    for (QAbstractAxis* axis : m_chart->axes()) {
        m_chart->removeAxis(axis);
        axis->deleteLater();
    }
    m_chart->legend()->hide();
    if (m_data.isEmpty())
        return;
    double left = std::numeric_limits<double>::max(), right = 0;
    for (const models::ChartLine& line : std::as_const(m_data.lines)) {
        for (const QPointF& p : line.points) {
            left = std::min(left, p.x());
            right = std::max(right, p.x());
        }
    }
    if (right - left < 60'000) {  // one run, or several in the same minute: still a picture of some width
        left -= 30'000;
        right += 30'000;
    }
    for (int i = 0; i < m_data.lines.size(); ++i)
        addLine(m_data.lines.at(i), i);
    // A limit far above the lines would flatten them; the summary names it then.
    if (m_data.limit && m_data.top() * 4 >= *m_data.limit)
        addLimit(left, right);
    addAxes(left, right);
    dressLegend();
}

void LineChart::addLine(const models::ChartLine& line, int number) {
    const QColor colour = currentTokens().series.at(number % 5);
    QXYSeries* series = nullptr;
    if (m_scatter || line.points.size() < 2) {
        auto* dots = new QScatterSeries;
        dots->setMarkerSize(m_scatter ? 5 : 8);
        dots->setBorderColor(Qt::transparent);
        dots->setColor(colour);
        series = dots;
    } else {
        series = new QLineSeries;
        series->setPen(QPen(colour, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    }
    series->setName(line.name);
    series->replace(line.points);
    m_chart->addSeries(series);
}

void LineChart::addLimit(double left, double right) {
    auto* series = new QLineSeries;
    series->setName(m_data.limitName);
    series->setPen(QPen(currentTokens().attention, 1.5, Qt::DashLine));
    series->replace(QList<QPointF>{{left, *m_data.limit}, {right, *m_data.limit}});
    m_chart->addSeries(series);
}

void LineChart::addAxes(double left, double right) {
    const Tokens& t = currentTokens();
    auto* time = new QDateTimeAxis;
    const double hours = (right - left) / 3'600'000;
    time->setFormat(hours > 36 ? QStringLiteral("d MMM")
                               : (hours > 0.1 ? QStringLiteral("HH:mm") : QStringLiteral("HH:mm:ss")));
    time->setRange(QDateTime::fromMSecsSinceEpoch(qint64(left)),
                   QDateTime::fromMSecsSinceEpoch(qint64(right)));
    time->setTickCount(4);
    auto* value = new QValueAxis;
    const bool limited = m_data.limit && m_data.top() * 4 >= *m_data.limit;
    value->setRange(0, m_data.unit == QLatin1String("%")
                           ? 100
                           : niceTop(limited ? std::max(m_data.top(), *m_data.limit) : m_data.top()));
    value->setTickCount(3);
    value->setLabelFormat(labelFormat(m_data.unit, value->max()));
    m_chart->addAxis(time, Qt::AlignBottom);
    m_chart->addAxis(value, Qt::AlignLeft);
    for (QAbstractAxis* axis : {static_cast<QAbstractAxis*>(time), static_cast<QAbstractAxis*>(value)}) {
        axis->setLabelsColor(t.textMuted);
        axis->setLabelsFont(textFont(TextRole::Caption));
        axis->setGridLinePen(QPen(t.border, 1));
        axis->setLinePen(QPen(t.border, 1));
    }
    time->setGridLineVisible(false);
    value->setLineVisible(false);
    for (QAbstractSeries* series : m_chart->series()) {
        series->attachAxis(time);
        series->attachAxis(value);
    }
}

void LineChart::dressLegend() {
    if (m_chart->series().size() < 2)
        return;
    QLegend* legend = m_chart->legend();
    legend->setAlignment(Qt::AlignTop);
    legend->setLabelColor(currentTokens().textMuted);
    legend->setFont(textFont(TextRole::Caption));
    legend->setMarkerShape(QLegend::MarkerShapeCircle);
    legend->show();
}

}  // namespace bloom::widgets
