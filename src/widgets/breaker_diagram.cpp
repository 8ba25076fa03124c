// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/breaker_diagram.h"

#include "models/words.h"
#include "widgets/theme.h"

#include <QPainter>
#include <QPainterPath>

namespace bloom::widgets {

Severity severityOf(BreakerState state) {
    switch (state) {
        case BreakerState::Closed:
            return Severity::Calm;
        case BreakerState::Open:
            return Severity::Problem;
        case BreakerState::HalfOpen:
            return Severity::Attention;
    }
    return Severity::Calm;
}

QString breakerWords(BreakerState state) {
    switch (state) {
        case BreakerState::Closed:
            return BreakerDiagram::tr("Closed");
        case BreakerState::Open:
            return BreakerDiagram::tr("Open");
        case BreakerState::HalfOpen:
            return BreakerDiagram::tr("Half-open");
    }
    return {};
}

namespace {

QString explain(BreakerState state) {
    switch (state) {
        case BreakerState::Closed:
            return BreakerDiagram::tr("calls go through");
        case BreakerState::Open:
            return BreakerDiagram::tr("no calls, waiting");
        case BreakerState::HalfOpen:
            return BreakerDiagram::tr("one probe is out");
    }
    return {};
}

void paintArrowHead(QPainter& p, QPointF tip, bool toRight) {
    const double back = toRight ? -6 : 6;
    p.drawLine(tip, tip + QPointF(back, -4));
    p.drawLine(tip, tip + QPointF(back, 4));
}

}  // namespace

BreakerDiagram::BreakerDiagram(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QString BreakerDiagram::sentence(const BreakerView& b, UtcTime now) {
    switch (b.state) {
        case BreakerState::Closed:
            return tr("Calls go through. %1 of %2 failures in a row so far.")
                .arg(b.failures)
                .arg(b.threshold);
        case BreakerState::Open: {
            QString why = b.lastCause.isEmpty() ? tr("Halaxy did not answer") : b.lastCause;
            while (why.endsWith(u'.'))
                why.chop(1);
            if (!b.opensUntil)
                return why + u'.';
            return tr("%1. Bloom Sync tries again at %2, %3.")
                .arg(why, models::localClockText(*b.opensUntil), untilText(*b.opensUntil, now));
        }
        case BreakerState::HalfOpen:
            return tr("One probe is on its way; its answer decides.");
    }
    return {};
}

void BreakerDiagram::setBreaker(const BreakerView& breaker) {
    m_breaker = breaker;
    setAccessibleName(tr("Circuit breaker: %1").arg(breakerWords(breaker.state)));
    setAccessibleDescription(explain(breaker.state));
    update();
}

QRectF BreakerDiagram::boxOf(BreakerState state) const {
    const double boxWidth = std::min(190.0, width() * 0.24);
    const double gap = (width() - 2 - 3 * boxWidth) / 2;
    const int place = state == BreakerState::Closed ? 0 : (state == BreakerState::Open ? 1 : 2);
    return {1 + place * (boxWidth + gap), 6, boxWidth, 64};
}

void BreakerDiagram::paintBox(QPainter& p, BreakerState state) const {
    const Tokens& t = currentTokens();
    const bool live = m_breaker.state == state;
    const QRectF box = boxOf(state);
    const QColor colour = live ? severityColour(t, severityOf(state)) : t.textMuted;
    p.setPen(QPen(live ? colour : t.border, live ? 2 : 1));
    p.setBrush(live ? severitySoft(t, severityOf(state)) : t.surface);
    p.drawRoundedRect(box, space::radius, space::radius);
    if (live) {
        p.setPen(Qt::NoPen);
        p.setBrush(colour);
        p.drawEllipse(QPointF(box.x() + 16, box.y() + 22), 5, 5);
    }
    p.setPen(colour);
    p.setFont(textFont(live ? TextRole::Heading : TextRole::Strong));
    p.drawText(box.adjusted(live ? 28 : 14, 10, -8, -34), Qt::AlignVCenter | Qt::AlignLeft,
               breakerWords(state));
    p.setFont(textFont(TextRole::Caption));
    QString words = explain(state);
    if (live && state == BreakerState::Closed && m_breaker.failures > 0)
        words = tr("%1 of %2 failures").arg(m_breaker.failures).arg(m_breaker.threshold);
    p.setPen(t.textMuted);
    p.drawText(box.adjusted(14, 34, -6, -6), Qt::AlignVCenter | Qt::AlignLeft,
               p.fontMetrics().elidedText(words, Qt::ElideRight, int(box.width()) - 20));
}

void BreakerDiagram::paintWay(QPainter& p, BreakerState from, BreakerState to, double y,
                              const QString& words) const {
    const Tokens& t = currentTokens();
    const QRectF a = boxOf(from), b = boxOf(to);
    const bool toRight = a.x() < b.x();
    const QPointF start(toRight ? a.right() + 4 : a.left() - 4, y),
        end(toRight ? b.left() - 4 : b.right() + 4, y);
    p.setPen(QPen(t.controlBorder, 1.3));
    p.drawLine(start, end);
    paintArrowHead(p, end, toRight);
    p.setFont(textFont(TextRole::Caption));
    p.setPen(t.textMuted);
    const QRectF place(std::min(start.x(), end.x()), toRight ? y - 20 : y + 2, std::abs(end.x() - start.x()),
                       18);
    p.drawText(place, Qt::AlignCenter, p.fontMetrics().elidedText(words, Qt::ElideRight, int(place.width())));
}

void BreakerDiagram::paintEvent(QPaintEvent*) {
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    for (const BreakerState state : {BreakerState::Closed, BreakerState::Open, BreakerState::HalfOpen})
        paintBox(p, state);
    const QRectF box = boxOf(BreakerState::Open);
    paintWay(p, BreakerState::Closed, BreakerState::Open, box.center().y() - 10,
             tr("%1 failures").arg(m_breaker.threshold));
    paintWay(p, BreakerState::Open, BreakerState::HalfOpen, box.center().y() - 10, tr("time to try"));
    paintWay(p, BreakerState::HalfOpen, BreakerState::Open, box.center().y() + 10, tr("probe failed"));
    // The way back runs below the middle box.
    const Tokens& t = currentTokens();
    const QRectF closed = boxOf(BreakerState::Closed), half = boxOf(BreakerState::HalfOpen);
    const double low = half.bottom() + 20;
    QPainterPath path(QPointF(half.center().x(), half.bottom() + 4));
    path.lineTo(half.center().x(), low);
    path.lineTo(closed.center().x(), low);
    path.lineTo(closed.center().x(), closed.bottom() + 4);
    p.setBrush(Qt::NoBrush);
    p.setPen(QPen(t.controlBorder, 1.3));
    p.drawPath(path);
    const QPointF tip(closed.center().x(), closed.bottom() + 4);
    p.drawLine(tip, tip + QPointF(-4, 6));
    p.drawLine(tip, tip + QPointF(4, 6));
    p.setFont(textFont(TextRole::Caption));
    const QString words = tr("probe answered");
    const QRectF plate(box.center().x() - p.fontMetrics().horizontalAdvance(words) / 2.0 - 8, low - 9,
                       p.fontMetrics().horizontalAdvance(words) + 16, 18);
    p.fillRect(plate, t.surface);
    p.setPen(t.textMuted);
    p.drawText(plate, Qt::AlignCenter, words);
}

}  // namespace bloom::widgets
