// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/step_bar.h"

#include "widgets/theme.h"
#include "widgets/themed_icon.h"

#include <QPainter>
#include <QStyle>

namespace bloom::widgets {
namespace {
constexpr int kDisc = 26;
}

StepBar::StepBar(const QStringList& steps, QWidget* parent) : QWidget(parent), m_steps(steps) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setCurrent(0);
}

QSize StepBar::sizeHint() const { return {static_cast<int>(m_steps.size()) * 120, kDisc + 8}; }

void StepBar::setCurrent(int step) {
    m_current = step;
    setAccessibleName(tr("Step %1 of %2: %3").arg(step + 1).arg(m_steps.size()).arg(m_steps.value(step)));
    update();
}

void StepBar::paintEvent(QPaintEvent*) {
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    const Tokens& t = tokensOf(this);
    const int width = this->width() / std::max<int>(1, static_cast<int>(m_steps.size()));
    for (int i = 0; i < m_steps.size(); ++i) {
        const QRect place =
            QStyle::visualRect(layoutDirection(), rect(), QRect(i * width, 0, width, height()));
        const bool done = i < m_current;
        const bool here = i == m_current;
        const QRect disc = QStyle::visualRect(layoutDirection(), place, QRect(place.left(), 4, kDisc, kDisc));
        p.setPen(Qt::NoPen);
        p.setBrush(here ? t.accent : done ? t.calmSoft : t.sunken);
        p.drawEllipse(disc);
        if (done) {
            colouredIcon(QStringLiteral("check"), t.calm).paint(&p, disc.adjusted(6, 6, -6, -6));
        } else {
            p.setFont(textFont(TextRole::Strong));
            p.setPen(here ? t.onAccent : t.textMuted);
            p.drawText(disc, Qt::AlignCenter, QString::number(i + 1));
        }
        p.setFont(textFont(here ? TextRole::Strong : TextRole::Body));
        p.setPen(here ? t.text : t.textMuted);
        const QRect words = QStyle::visualRect(layoutDirection(), place,
                                               QRect(place.left() + kDisc + 8, 4, width - kDisc - 12, kDisc));
        p.drawText(words, Qt::AlignVCenter | Qt::AlignLeading,
                   p.fontMetrics().elidedText(m_steps.at(i), Qt::ElideRight, words.width()));
    }
}

}  // namespace bloom::widgets
