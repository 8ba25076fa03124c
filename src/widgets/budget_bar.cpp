// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/budget_bar.h"

#include "models/words.h"
#include "widgets/theme.h"

#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>
#include <algorithm>

namespace bloom::widgets {

namespace {
constexpr int kBar = 12;
}

BudgetBar::BudgetBar(QWidget* parent) : QWidget(parent), m_words(new QLabel(this)) {
    m_words->setWordWrap(true);
    setTone(m_words, Tone::Muted);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, kBar + space::s, 0, 0);
    column->addWidget(m_words);
    setBudget({});
}

QSize BudgetBar::sizeHint() const { return {240, kBar + space::s + m_words->sizeHint().height()}; }

QString BudgetBar::sentence() const { return m_words->text(); }

void BudgetBar::setBudget(const BudgetView& budget) {
    m_budget = budget;
    QString words = tr("%1 of %2 calls in the last minute; %3 are kept for single records.")
                        .arg(models::countText(budget.used), models::countText(budget.limit),
                             models::countText(budget.reserved));
    if (budget.remaining)
        words += u' ' + tr("Halaxy says %1 are left.").arg(models::countText(*budget.remaining));
    if (budget.waitingUntil)
        words += u' ' + tr("Calls wait until %1.").arg(models::localClockText(*budget.waitingUntil));
    m_words->setText(words);
    setAccessibleName(tr("Minute budget"));
    setAccessibleDescription(words);
    update();
}

void BudgetBar::paintEvent(QPaintEvent*) {
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    const Tokens& t = currentTokens();
    const QRectF all(0, 0, width(), kBar);
    const double limit = std::max(1, m_budget.limit);
    p.setPen(Qt::NoPen);
    p.setBrush(t.sunken);
    p.drawRoundedRect(all, 6, 6);
    QRectF kept = all;
    kept.setLeft(all.right() - all.width() * m_budget.reserved / limit);
    p.setBrush(QBrush(t.controlBorder, Qt::BDiagPattern));
    p.drawRoundedRect(kept, 6, 6);
    QRectF used = all;
    used.setWidth(all.width() * std::min<double>(m_budget.used, limit) / limit);
    p.setBrush(m_budget.waitingUntil ? t.warned : t.accent);
    if (m_budget.used > 0)
        p.drawRoundedRect(used, 6, 6);
}

}  // namespace bloom::widgets
