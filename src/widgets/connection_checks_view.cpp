// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/connection_checks_view.h"

#include "models/words.h"
#include "widgets/small_widgets.h"
#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QProgressBar>

namespace bloom::widgets {

ConnectionChecksView::ConnectionChecksView(QWidget* parent)
    : QWidget(parent),
      m_verdict(new QLabel(this)),
      m_bar(new QProgressBar(this)),
      m_checks(new QVBoxLayout) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::s);
    m_verdict->setWordWrap(true);
    m_bar->setRange(0, 0);
    m_bar->setTextVisible(false);
    m_checks->setSpacing(6);
    column->addWidget(m_verdict);
    column->addWidget(m_bar);
    column->addLayout(m_checks);
    m_verdict->hide();
    m_bar->hide();
}

QString ConnectionChecksView::verdict() const { return m_verdict->text(); }

void ConnectionChecksView::showTesting() {
    clearChecks();
    m_verdict->setText(tr("Asking Halaxy…"));
    setTone(m_verdict, Tone::Muted);
    m_verdict->show();
    m_bar->show();
}

void ConnectionChecksView::showReport(const ConnectionReport& report) {
    clearChecks();
    m_bar->hide();
    m_verdict->show();
    m_verdict->setFont(textFont(TextRole::Strong));
    m_verdict->setText(report.ok ? tr("The connection works.") : tr("The connection does not work yet."));
    setTone(m_verdict, report.ok ? Tone::Calm : Tone::Problem);
    for (const ConnectionCheck& check : report.checks)
        addCheck(check);
}

void ConnectionChecksView::addCheck(const ConnectionCheck& check) {
    const Severity severity = !check.ok       ? Severity::Problem
                              : check.warning ? Severity::Attention
                                              : Severity::Calm;
    auto* row = new QWidget(this);
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(space::s);
    auto* icon = new IconLabel(!check.ok       ? QStringLiteral("x-circle")
                               : check.warning ? QStringLiteral("warning")
                                               : QStringLiteral("check-circle"),
                               18, row);
    icon->setSeverity(severity);
    auto* name = new QLabel(check.name, row);
    name->setMinimumWidth(120);
    auto* detail = new QLabel(check.detail, row);
    detail->setWordWrap(true);
    setTone(detail, check.ok && !check.warning ? Tone::Muted : toneOf(severity));
    auto* took = new QLabel(tr("%1 ms").arg(check.latency.count()), row);
    setTone(took, Tone::Muted);
    line->addWidget(icon);
    line->addWidget(name);
    line->addWidget(detail, 1);
    line->addWidget(took);
    row->setAccessibleName(check.name + QStringLiteral(": ") + check.detail);
    m_checks->addWidget(row);
}

void ConnectionChecksView::clearChecks() {
    while (QLayoutItem* item = m_checks->takeAt(0)) {
        if (item->widget()) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
}

}  // namespace bloom::widgets
