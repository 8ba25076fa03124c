// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run_bar_delegate.h"

#include "models/overview_model.h"
#include "widgets/cell_delegate.h"
#include "widgets/theme.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

namespace bloom::widgets {

namespace {

constexpr int kCells = 48;

double heightOf(RunOutcome outcome) {
    switch (outcome) {
        case RunOutcome::Success:
        case RunOutcome::Running:
            return 1.0;
        case RunOutcome::Partial:
            return 0.72;
        case RunOutcome::Held:
            return 0.58;
        case RunOutcome::Failed:
            return 0.42;
        case RunOutcome::Interrupted:
        case RunOutcome::Cancelled:
            return 0.22;
    }
    return 1.0;
}

QRectF cellRect(const QRect& rect, int place, Qt::LayoutDirection direction) {
    const double step = static_cast<double>(rect.width()) / kCells;
    const int at = direction == Qt::RightToLeft ? kCells - 1 - place : place;
    return {rect.x() + at * step, static_cast<double>(rect.y()), step, static_cast<double>(rect.height())};
}

QRect barRect(const QStyleOptionViewItem& option) {
    const int height = std::min(22, option.rect.height() - 12);
    return {option.rect.x() + space::s, option.rect.center().y() - height / 2,
            option.rect.width() - 2 * space::s, height};
}

const PractitionerRow& rowOf(const QModelIndex& index) {
    return static_cast<const models::OverviewModel*>(index.model())->practitioner(index);
}

}  // namespace

void paintRunBar(QPainter& p, const QRect& rect, const std::vector<RunCell>& runs, const Tokens& t,
                 Qt::LayoutDirection direction) {
    p.save();
    p.setRenderHint(QPainter::Antialiasing);
    p.setPen(Qt::NoPen);
    const int first = kCells - static_cast<int>(std::min<std::size_t>(runs.size(), kCells));
    for (int place = 0; place < kCells; ++place) {
        QRectF cell = cellRect(rect, place, direction);
        cell.setWidth(std::max(2.0, cell.width() - 2.0));
        if (place < first) {
            cell.setTop(cell.bottom() - 2);
            p.setBrush(t.border);
        } else {
            const RunOutcome outcome = runs[runs.size() - static_cast<std::size_t>(kCells - place)].outcome;
            cell.setTop(cell.bottom() - cell.height() * heightOf(outcome));
            p.setBrush(outcomeColour(t, outcome));
        }
        p.drawRoundedRect(cell, 1.5, 1.5);
    }
    p.restore();
}

int runAt(const QRect& rect, const QPoint& point, int runs, Qt::LayoutDirection direction) {
    if (!rect.adjusted(0, -6, 0, 6).contains(point) || rect.width() <= 0)
        return -1;
    int place = (point.x() - rect.x()) * kCells / rect.width();
    if (direction == Qt::RightToLeft)
        place = kCells - 1 - place;
    const int index = place - (kCells - std::min(runs, kCells));
    return index < 0 || index >= runs ? -1 : index + std::max(0, runs - kCells);
}

void RunBarDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                           const QModelIndex& index) const {
    const Tokens& t = currentTokens();
    paintCellGround(*painter, option, t);
    paintRunBar(*painter, barRect(option), rowOf(index).runs, t, option.direction);
}

bool RunBarDelegate::helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                               const QModelIndex& index) {
    const auto& runs = rowOf(index).runs;
    const int at = runAt(barRect(option), event->pos(), static_cast<int>(runs.size()), option.direction);
    if (at < 0)
        QToolTip::hideText();
    else
        QToolTip::showText(event->globalPos(), models::runCellText(runs[static_cast<std::size_t>(at)]), view);
    return true;
}

bool RunBarDelegate::editorEvent(QEvent* event, QAbstractItemModel*, const QStyleOptionViewItem& option,
                                 const QModelIndex& index) {
    if (event->type() != QEvent::MouseButtonRelease)
        return false;
    const auto& runs = rowOf(index).runs;
    const QPoint point = static_cast<QMouseEvent*>(event)->pos();
    const int at = runAt(barRect(option), point, static_cast<int>(runs.size()), option.direction);
    if (at >= 0)
        Q_EMIT runClicked(runs[static_cast<std::size_t>(at)].id);
    return at >= 0;
}

}  // namespace bloom::widgets
