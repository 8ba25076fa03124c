// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/week_bars.h"

#include "widgets/theme.h"

#include <QLocale>
#include <QMouseEvent>
#include <QPainter>

namespace bloom::widgets {
namespace {
constexpr int kDays = 7;

QRect columnOf(const QRect& box, int day, Qt::LayoutDirection direction) {
    const int width = box.width() / kDays;
    const QRect column(box.left() + day * width, box.top(), width, box.height());
    return direction == Qt::RightToLeft
               ? QRect(box.right() - (day + 1) * width + 1, box.top(), width, box.height())
               : column;
}
}  // namespace

void paintWeekBars(QPainter& p, const Tokens& t, const QRect& box, const WeekBarsContent& week) {
    if (week.perDay.size() != kDays)
        return;
    const QFont caption = textFont(TextRole::Caption);
    const int label = QFontMetrics(caption).height() + 4;
    const int most = std::max(1, *std::max_element(week.perDay.begin(), week.perDay.end()));
    p.setRenderHint(QPainter::Antialiasing);
    for (int day = 0; day < kDays; ++day) {
        const QDate date = week.start.addDays(day);
        const int count = week.perDay[static_cast<size_t>(day)];
        const QRect column = columnOf(box, day, p.layoutDirection());
        const int room = column.height() - 2 * label;
        const int height = std::max(count > 0 ? 6 : 3, room * count / most);
        const int width = std::min(26, column.width() - 8);
        const QRectF bar(column.center().x() - width / 2.0 + 0.5, column.bottom() - label - height + 1, width,
                         height);
        const bool shown = date == week.shown;
        p.setPen(Qt::NoPen);
        p.setBrush(count == 0 ? t.sunken : shown ? t.accent : t.accentSoft);
        p.drawRoundedRect(bar, std::min(4.0, height / 2.0), std::min(4.0, height / 2.0));
        p.setFont(shown || date == week.today ? textFont(TextRole::Strong) : caption);
        p.setFont([&] {
            QFont f = caption;
            f.setBold(shown);
            f.setUnderline(date == week.today);
            return f;
        }());
        p.setPen(shown ? t.accent : t.textMuted);
        p.drawText(QRect(column.left(), column.bottom() - label + 2, column.width(), label), Qt::AlignCenter,
                   QLocale().dayName(date.dayOfWeek(), QLocale::ShortFormat));
        if (count > 0) {
            p.setFont(caption);
            p.setPen(shown ? t.accent : t.textMuted);
            p.drawText(QRectF(column.left(), bar.top() - label, column.width(), label), Qt::AlignCenter,
                       QString::number(count));
        }
    }
}

WeekBars::WeekBars(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setCursor(Qt::PointingHandCursor);
    setAccessibleName(tr("Sessions of each day of the week"));
}

void WeekBars::setContent(const WeekBarsContent& week) {
    m_week = week;
    QStringList said;
    for (int day = 0; day < static_cast<int>(week.perDay.size()); ++day)
        said.append(QLocale().dayName(week.start.addDays(day).dayOfWeek()) + QLatin1Char(' ') +
                    QString::number(week.perDay[static_cast<size_t>(day)]));
    setAccessibleDescription(said.join(QStringLiteral(", ")));
    setToolTip(tr("Choose a day to show it"));
    update();
}

void WeekBars::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setLayoutDirection(layoutDirection());
    paintWeekBars(painter, tokensOf(this), rect(), m_week);
}

void WeekBars::mouseReleaseEvent(QMouseEvent* event) {
    for (int day = 0; day < kDays && m_week.start.isValid(); ++day) {
        if (columnOf(rect(), day, layoutDirection()).contains(event->pos()))
            Q_EMIT dayChosen(m_week.start.addDays(day));
    }
}

}  // namespace bloom::widgets
