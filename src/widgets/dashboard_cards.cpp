// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/dashboard_cards.h"

#include "core/practice_time.h"
#include "models/figure_words.h"
#include "models/words.h"
#include "widgets/blossom_tree.h"
#include "widgets/theme.h"

#include "ui_practitioners_page.h"

#include <QLocale>

namespace bloom::widgets {
namespace {
using models::figureText;
using models::isRead;
using models::moneyText;
using models::unknownText;
using models::wholeMoneyText;

struct Cards {
    Q_DECLARE_TR_FUNCTIONS(DashboardCards)
};

Severity severityOf(SyncHealth health) {
    switch (health) {
        case SyncHealth::Healthy:
            return Severity::Calm;
        case SyncHealth::Stale:
            return Severity::Attention;
        case SyncHealth::Error:
            return Severity::Problem;
    }
    return Severity::Attention;
}

QString iconOf(SyncHealth health) {
    switch (health) {
        case SyncHealth::Healthy:
            return QStringLiteral("check-circle");
        case SyncHealth::Stale:
            return QStringLiteral("clock");
        case SyncHealth::Error:
            return QStringLiteral("error");
    }
    return {};
}

QString orDash(const std::optional<Cents>& amount, const QString& currency) {
    return amount ? wholeMoneyText(*amount, currency) : Cards::tr("unknown");
}
double shareOf(Cents part, Cents whole) {
    return whole.value > 0 ? static_cast<double>(part.value) / static_cast<double>(whole.value) : 0.0;
}
/// What a full bar stands for: the target, or where none is set, all that is expected.
Cents measureOf(const MonthlyStats& month) {
    if (month.targetRevenue.value > 0)
        return month.targetRevenue;
    return std::max({month.currentRevenue, month.projected.value_or(Cents{}), Cents{1}});
}
QString ofTarget(Cents amount, Cents target, const QString& currency) {
    return Cards::tr("%1 of %2").arg(wholeMoneyText(amount, currency), wholeMoneyText(target, currency));
}

QString syncWords(const SyncStatusView& sync, UtcTime now) {
    QStringList parts;
    parts.append(sync.lastSuccess ? Cards::tr("Last complete sync %1").arg(agoText(*sync.lastSuccess, now))
                                  : Cards::tr("No complete sync yet"));
    if (sync.nextScheduled)
        parts.append(Cards::tr("Next %1").arg(untilText(*sync.nextScheduled, now)));
    QString text = parts.join(QLatin1Char('\n'));
    if (sync.notConfirmed > 0)
        text += QLatin1Char('\n') +
                Cards::tr("%Ln session(s) not confirmed by the last listing", nullptr, sync.notConfirmed);
    if (sync.unresolvedErrors > 0)
        text += QLatin1Char('\n') + Cards::tr("%Ln record(s) set aside", nullptr, sync.unresolvedErrors);
    return text;
}

QString dayText(QDate day) { return QLocale().toString(day, QStringLiteral("ddd d MMM")); }
QString spanText(QDate first, QDate last) {
    const QString form = QStringLiteral("d MMM");
    return Cards::tr("%1 to %2").arg(QLocale().toString(first, form), QLocale().toString(last, form));
}
void showNote(QLabel& label, const QString& text) {
    label.setText(text);
    label.setVisible(!text.isEmpty());
}

/// Booked sessions nobody can value yet only add to it.
QString projectedText(const Dashboard& dashboard, QDate last) {
    if (dashboard.stillLoading)
        return Cards::tr("still loading");
    const MonthlyStats& month = dashboard.month;
    if (!month.projected)
        return orDash(month.projected, dashboard.currency);
    const QString amount = orDash(month.projected, dashboard.currency);
    const QString figure = figureText(dashboard, month.month, last, amount);
    return month.projectedAtLeast && figure == amount ? Cards::tr("at least %1").arg(amount) : figure;
}

void clear(QLayout* layout) {
    while (QLayoutItem* item = layout->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

/// A coloured square, what it stands for, and how much.
QWidget* legendRow(const QColor& colour, const QString& words, const QString& amount) {
    auto* row = new QWidget;
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(space::s);
    auto* mark = new QFrame(row);
    mark->setFixedSize(10, 10);
    mark->setStyleSheet(QStringLiteral("background:%1;border-radius:3px;").arg(colour.name()));
    line->addWidget(mark);
    line->addWidget(new QLabel(words, row));
    line->addStretch(1);
    line->addWidget(new QLabel(amount, row));
    return row;
}

void showBilling(Ui::PractitionersPage& ui, const Dashboard& dashboard) {
    const Tokens& t = tokensOf(ui.monthCard);
    const MonthlyStats& month = dashboard.month;
    clear(ui.billingLayout);
    std::vector<TargetBarPart> parts;
    bool anyCredit = false;
    int at = 0;
    for (const auto& [type, amount] : dashboard.month.revenueByBilling) {
        if (amount.value == 0)
            continue;
        const QColor colour = type == BillingType::Unknown ? t.neutral : t.series.at(at++ % t.series.size());
        anyCredit = anyCredit || amount.value < 0;
        parts.push_back({shareOf(amount, measureOf(month)), colour});
        ui.billingLayout->addWidget(
            legendRow(colour, models::words(type), wholeMoneyText(amount, dashboard.currency)));
    }
    ui.billingCaption->setVisible(!parts.empty());
    // A credit can't be stacked: then the bar shows the sum alone.
    const double expected = month.projected ? shareOf(*month.projected, measureOf(month)) : 0.0;
    ui.monthBar->setContent({shareOf(month.currentRevenue, measureOf(month)), expected,
                             anyCredit ? std::vector<TargetBarPart>() : parts},
                            Cards::tr("Revenue %1 %2").arg(ui.monthRevenue->text(), ui.monthTarget->text()));
}

QString percentText(double share) { return QLocale().toString(share * 100.0, 'f', 0) + QStringLiteral(" %"); }

/// What the tree shows, in words.
QString treeText(const Dashboard& dashboard) {
    const MonthlyStats& month = dashboard.month;
    QStringList lines;
    if (dashboard.stillLoading)
        lines.append(Cards::tr("Grows with the first sync"));
    else if (month.targetRevenue.value <= 0)
        lines.append(Cards::tr("No target is set for the month"));
    else if (month.currentRevenue.value < 0)
        lines.append(Cards::tr("More was credited than earned"));
    else
        lines.append(Cards::tr("%1 of the target reached")
                         .arg(percentText(shareOf(month.currentRevenue, month.targetRevenue))));
    lines.append(month.currentRevenue.value < 0
                     ? Cards::tr("%Ln session(s) completed", nullptr, month.completed)
                     : Cards::tr("%Ln session(s) in blossom", nullptr, month.completed));
    if (month.scheduled > 0)
        lines.append(Cards::tr("%Ln bud(s) to come", nullptr, month.scheduled));
    return lines.join(QLatin1Char('\n'));
}

void showTree(Ui::PractitionersPage& ui, const Dashboard& dashboard) {
    const MonthlyStats& month = dashboard.month;
    BlossomTreeContent tree{{}, month.currentRevenue.value < 0, month.completed, month.scheduled};
    if (month.targetRevenue.value > 0)
        tree.share = shareOf(month.currentRevenue, month.targetRevenue);
    const QString words = treeText(dashboard);
    ui.treeWords->setText(words);
    ui.tree->setContent(tree, words);
}
}  // namespace

void showSyncCard(Ui::PractitionersPage& ui, const Dashboard& dashboard, UtcTime now) {
    const SyncStatusView& sync = dashboard.sync;
    // Before the first sync has ended nothing can be old.
    const bool first = dashboard.stillLoading && sync.health == SyncHealth::Stale;
    ui.syncBadge->setContent(first ? Severity::Busy : severityOf(sync.health),
                             first ? QStringLiteral("download") : iconOf(sync.health),
                             first ? Cards::tr("First sync") : models::words(sync.health));
    ui.syncDetail->setText(syncWords(sync, now));
    ui.syncDetail->setToolTip(sync.lastSuccess ? models::localTimeText(*sync.lastSuccess) : QString());
    showNote(*ui.stillLoading, models::notWholeText(dashboard));
    ui.syncProblem->setText(sync.lastError);
    ui.syncProblem->setVisible(sync.health == SyncHealth::Error && !sync.lastError.isEmpty());
}

void showWeekCard(Ui::PractitionersPage& ui, const Dashboard& dashboard, QDate today) {
    const WeeklyStats& week = dashboard.week;
    const auto figure = [&](const QString& text) {
        return figureText(dashboard, week.start, week.end, text);
    };
    ui.weekCard->setHint(week.start.isValid() ? spanText(week.start, week.end) : QString());
    ui.weekBars->setContent({week.start, week.perDay, dashboard.date, today});
    ui.weekCompleted->setText(figure(Cards::tr("%1 of %2").arg(week.completed).arg(week.maximum)));
    ui.weekScheduled->setText(figure(QString::number(week.scheduled)));
    ui.weekNoShows->setText(figure(QString::number(week.noShows)));
    ui.weekCancellations->setText(figure(QString::number(week.cancellations)));
    const bool judged = week.completionRate && isRead(dashboard, week.start);
    ui.weekRate->setText(dashboard.stillLoading ? Cards::tr("still loading")
                         : judged
                             ? QLocale().toString(*week.completionRate * 100.0, 'f', 0) + QStringLiteral(" %")
                             : QStringLiteral("–"));
    ui.weekRevenue->setText(figure(ofTarget(week.revenue, week.targetRevenue, dashboard.currency)));
    ui.weekBar->setContent({shareOf(week.revenue, week.targetRevenue), 0}, ui.weekRevenue->text());
    showNote(*ui.weekUnknown,
             isRead(dashboard, week.start) ? unknownText(week.unknown) : models::recordsSinceText(dashboard));
}

void showMonthCard(Ui::PractitionersPage& ui, const Dashboard& dashboard) {
    const MonthlyStats& month = dashboard.month;
    const QString& currency = dashboard.currency;
    const QDate last = month.month.addMonths(1).addDays(-1);
    const auto figure = [&](const QString& text) { return figureText(dashboard, month.month, last, text); };
    ui.monthCard->setHint(QLocale().toString(month.month, QStringLiteral("MMMM yyyy")));
    // In large, and still loading is said beside it.
    const QString revenue = wholeMoneyText(month.currentRevenue, currency);
    ui.monthRevenue->setText(dashboard.stillLoading ? revenue : figure(revenue));
    const QString target = month.targetRevenue.value > 0
                               ? Cards::tr("of %1").arg(wholeMoneyText(month.targetRevenue, currency))
                               : Cards::tr("without a target");
    ui.monthTarget->setText(dashboard.stillLoading ? Cards::tr("so far, %1 · still loading").arg(target)
                                                   : target);
    showTree(ui, dashboard);
    ui.monthYearly->setText(dashboard.stillLoading   ? Cards::tr("still loading")
                            : month.yearlyProjection ? wholeMoneyText(*month.yearlyProjection, currency)
                                                     : QStringLiteral("–"));
    ui.monthYearly->setToolTip(month.yearlyProjection
                                   ? QString()
                                   : Cards::tr("Known from 28 January on, where the whole year is held"));
    ui.monthSessions->setText(
        figure(Cards::tr("%1 completed, %2 to come").arg(month.completed).arg(month.scheduled)));
    ui.monthProjected->setText(projectedText(dashboard, last));
    ui.monthAverage->setText(dashboard.stillLoading      ? Cards::tr("still loading")
                             : month.averageSessionValue ? moneyText(*month.averageSessionValue, currency)
                                                         : QStringLiteral("–"));
    ui.monthPaid->setText(figure(wholeMoneyText(month.paid, currency)));
    ui.monthOutstanding->setText(figure(wholeMoneyText(month.outstanding, currency)));
    showNote(*ui.withoutSession, month.withoutSession.value != 0
                                     ? Cards::tr("%1 more on invoices without a session")
                                           .arg(wholeMoneyText(month.withoutSession, currency))
                                     : QString());
    showNote(*ui.monthUnknown, isRead(dashboard, month.month) ? unknownText(month.unknown)
                                                              : models::recordsSinceText(dashboard));
    showBilling(ui, dashboard);
}

void showUpcomingCard(Ui::PractitionersPage& ui, const Dashboard& dashboard, QDate today) {
    const QDate day = dashboard.date;
    const QDate next = day.addDays(1);
    const QDate sunday = day.addDays(7 - day.dayOfWeek());
    const bool isToday = day == today;
    // What comes up is counted from the day shown: only from today it is "tomorrow".
    ui.upTomorrowCaption->setText(isToday ? Cards::tr("Tomorrow") : dayText(next));
    ui.upRestCaption->setText(isToday ? Cards::tr("Rest of this week")
                                      : Cards::tr("Until %1").arg(dayText(sunday)));
    ui.upNextCaption->setText(isToday ? Cards::tr("Next week")
                                      : spanText(sunday.addDays(1), sunday.addDays(7)));
    ui.upTomorrow->setText(figureText(dashboard, next, next, QString::number(dashboard.upcoming.tomorrow)));
    ui.upRest->setText(figureText(dashboard, next, sunday, QString::number(dashboard.upcoming.restOfWeek)));
    const auto count = [&](const std::optional<int>& clients) {
        return dashboard.stillLoading ? Cards::tr("still loading")
               : clients              ? QString::number(*clients)
                                      : Cards::tr("not known yet");
    };
    ui.upEnding->setText(count(dashboard.upcoming.mhcpEndingSoon));
    ui.upFollow->setText(count(dashboard.upcoming.needFollowUp));
    ui.upRegulars->setText(count(dashboard.upcoming.regularsNotBooked));
    ui.upNext->setText(figureText(dashboard, sunday.addDays(1), sunday.addDays(7),
                                  QString::number(dashboard.upcoming.nextWeek)));
}

QString zoneText(const QString& zone, UtcTime now) {
    QString where = Cards::tr("Times in %1").arg(zone);
    const QTimeZone theirs(zone.toUtf8());
    if (!theirs.isValid())
        return where;
    const QDateTime moment = toQDateTime(now);
    const int minutes = (theirs.offsetFromUtc(moment) - moment.toLocalTime().offsetFromUtc()) / 60;
    if (minutes == 0)
        return where;
    const int far = std::abs(minutes);
    const QString amount = far % 60 == 0 ? Cards::tr("%1 h").arg(far / 60)
                                         : Cards::tr("%1 h %2 min").arg(far / 60).arg(far % 60);
    return minutes > 0 ? Cards::tr("%1 · %2 ahead of yours").arg(where, amount)
                       : Cards::tr("%1 · %2 behind yours").arg(where, amount);
}

}  // namespace bloom::widgets
