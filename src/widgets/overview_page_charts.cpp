// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How runs and webhooks have gone, as lines and points.
#include "models/when_done.h"
#include "ui_overview_page.h"
#include "widgets/overview_page.h"

namespace bloom::widgets {

void OverviewPage::showCharts(const OverviewView& view) {
    m_ui->runTimeChart->setData(models::runTimeChart(view.points));
    m_ui->recordsChart->setData(models::recordsChart(view.points));
    m_ui->callsChart->setData(models::callsChart(view.points, BudgetView{}.limit));
    m_ui->errorRateChart->setData(models::errorRateChart(view.points));
    const bool any = !view.points.empty();
    for (Card* card : {m_ui->runTimeCard, m_ui->recordsCard, m_ui->callsCard, m_ui->errorRateCard})
        card->setVisible(any);
    placeDelays();
}

/// One question at a time: in a storm of webhooks they come faster than answers.
void OverviewPage::askDelays() {
    if (std::exchange(m_asksDelays, true))
        return;
    models::whenDone(m_engine.metrics({.practitioner = {}}), this, [this](const Result<MetricsView>& answer) {
        m_asksDelays = false;
        showDelays(answer);
    });
}

void OverviewPage::showDelays(const Result<MetricsView>& answer) {
    if (answer) {
        const models::ChartData chart = models::webhookDelayChart(answer->of(Metric::WebhookProcessing));
        m_hasDelays = !chart.isEmpty();
        m_ui->delayChart->setData(chart);
    } else if (!m_hasDelays.value_or(false) && answer.error().kind != ErrorKind::Cancelled) {
        m_hasDelays = false;
        models::ChartData none = models::webhookDelayChart({});
        none.summary = answer.error().message;
        m_ui->delayChart->setData(none);
    }
    placeDelays();
}

/// Where nobody wants webhooks, that there were none is no news.
void OverviewPage::placeDelays() {
    const bool runs = m_view && !m_view->points.empty();
    m_ui->delayCard->setVisible(m_hasDelays && (*m_hasDelays || (runs && m_snapshot.listener.wanted)));
}

}  // namespace bloom::widgets
