// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a seed decides: the practice, the ways of the service, and the steps of two or three days.
#include "simulation/acts.h"
#include "simulation/world.h"

#include <algorithm>
#include <string_view>

namespace bloom::simulation {

namespace {

using std::chrono::hours;
using std::chrono::minutes;

/// Days on which calendars show their teeth, all at seven in the morning in Sydney or near it.
UtcTime startOf(sandbox::Random& draws) {
    static constexpr std::array<std::array<int, 3>, 8> days = {{{2026, 11, 24},
                                                                {2026, 4, 3},   // summer time ends on the 5th
                                                                {2026, 10, 2},  // and begins on the 4th
                                                                {2026, 12, 30},  // a new year in between
                                                                {2026, 2, 27},   // a new month
                                                                {2026, 7, 1},
                                                                {2028, 2, 28},  // a leap day
                                                                {2026, 6, 30}}};
    const auto& day = draws.pick(days);
    const QDateTime time(QDate(day[0], day[1], day[2]), QTime(20, 0), Qt::UTC);
    return UtcTime(milliseconds(time.toMSecsSinceEpoch())) + minutes(draws.below(240));
}

sandbox::Quirks quirksOf(sandbox::Random& draws) {
    sandbox::Quirks quirks;
    quirks.shape = draws.chance(0.3) ? sandbox::Shape::Plain : sandbox::Shape::Real;
    const int referrals = draws.below(6);
    quirks.referrals = referrals == 0   ? sandbox::ReferralMode::BySubject
                       : referrals == 1 ? sandbox::ReferralMode::Ignored
                                        : sandbox::ReferralMode::PracticeWide;
    quirks.withMeta = !draws.chance(0.2);
    quirks.withTotal = !draws.chance(0.3);
    quirks.withDate = !draws.chance(0.15);
    quirks.statusMovesLastUpdated = !draws.chance(0.3);
    quirks.autoAttendedMovesLastUpdated = !draws.chance(0.3);
    quirks.invoiceMovesLastUpdated = !draws.chance(0.3);
    quirks.paymentMovesLastUpdated = !draws.chance(0.3);
    quirks.pathReferences = draws.chance(0.2);
    quirks.withDisplay = !draws.chance(0.1);
    quirks.retryAfterAsDate = draws.chance(0.2);
    quirks.expiredStatus = draws.chance(0.3) ? 403 : 401;
    quirks.goneStatus = draws.chance(0.3) ? 410 : 404;
    quirks.requestsPerMinute = draws.chance(0.15) ? 60 : 500;
    if (draws.chance(0.15))
        quirks.ignoredParameters = {QStringLiteral("Appointment.practitioner-role")};
    if (draws.chance(0.1))
        quirks.ignoredParameters |=
            {QStringLiteral("Appointment.practitioner-role"), QStringLiteral("Appointment.practitioner"),
             QStringLiteral("Appointment.actor")};
    return quirks;
}

int actNamed(std::string_view name) {
    return int(std::ranges::find(acts(), name, [](const Act& act) { return std::string_view(act.name); }) -
               acts().begin());
}

/// The first ones while the first run goes on; then most of them in the twelve hours that people work, and
/// many when a run begins.
milliseconds momentOf(const Traits& traits, sandbox::Random& draws, int number) {
    if (number < 8)
        return milliseconds(draws.below(40'000));
    const hours day(24 * draws.below(traits.days));
    const auto within = draws.chance(0.92) ? hours(12) : hours(24);
    const auto at = day + milliseconds(qint64(draws.next() % quint64(milliseconds(within).count())));
    if (!draws.chance(0.3))
        return at;
    const milliseconds step = traits.settings.interval;
    const milliseconds boundary = ((traits.start + at).time_since_epoch() / step + 1) * step;
    return boundary - traits.start.time_since_epoch() + milliseconds(draws.below(20'000));
}

}  // namespace

Traits traitsOf(quint64 seed) {
    sandbox::Random draws(seed);
    Traits traits;
    traits.seed = seed;
    traits.start = startOf(draws);
    traits.days = draws.chance(0.2) ? 3 : 2;
    traits.practitioners = draws.between(3, 6);
    traits.patients = draws.between(20, 40);
    traits.appointments = draws.between(150, 200);
    traits.inWindow = draws.chance(0.6);
    traits.quirks = quirksOf(draws);
    static constexpr std::array<int, 5> skews = {0, 0, -3600, 3600, 200};
    traits.skew = std::chrono::seconds(draws.pick(skews));
    static constexpr std::array<int, 4> pages = {100, 30, 15, 8};
    traits.ways.pageSize = draws.pick(pages);
    traits.ways.slowest = milliseconds(draws.chance(0.3) ? 8000 : 1200);
    traits.ways.atSend = draws.chance(0.5) ? 0.5 : draws.chance(0.5) ? 0.0 : 1.0;
    static constexpr std::array<int, 6> intervals = {30, 60, 120, 120, 240, 240};
    traits.settings.interval = minutes(draws.pick(intervals));
    static constexpr std::array<int, 5> deltas = {0, 10, 15, 20, 30};
    traits.settings.deltaInterval = minutes(draws.pick(deltas));
    traits.webhooks.on = !draws.chance(0.2);
    traits.webhooks.lost = draws.chance(0.3) ? 0.4 : 0.08;
    traits.webhooks.doubled = draws.chance(0.3) ? 0.5 : 0.1;
    traits.webhooks.late = draws.chance(0.3) ? 0.5 : 0.1;
    const QDate begin =
        QDateTime::fromMSecsSinceEpoch(traits.start.time_since_epoch().count(), Qt::UTC).date();
    if (traits.inWindow || draws.chance(0.5))
        traits.settings.backfillFrom = begin.addDays(-draws.between(40, 150)).toString(Qt::ISODate);
    else if (draws.chance(0.2))
        traits.settings.backfillFrom = QStringLiteral("all");
    // While everything is new: a page that is passed over after a kill is missed by somebody.
    traits.nightsOff = draws.chance(0.75);
    traits.firstKill = draws.chance(0.4) ? draws.between(4, 40) : 0;
    return traits;
}

std::vector<Step> stepsOf(const Traits& traits) {
    sandbox::Random draws = sandbox::Random(traits.seed).fork(7);
    int weights = 0;
    for (const Act& act : acts())
        weights += act.weight;
    std::vector<Step> steps(std::size_t(draws.between(500, 560)));
    for (std::size_t i = 0; i < steps.size(); ++i) {
        Step& step = steps[i];
        step.at = momentOf(traits, draws, int(i));
        int place = draws.below(weights);
        while (place >= acts()[std::size_t(step.act)].weight)
            place -= acts()[std::size_t(step.act++)].weight;
        step.seed = draws.next();
    }
    for (int day = 0; traits.nightsOff && day < traits.days; ++day)
        steps.push_back({hours(24 * day + 12), actNamed(kOverNight), draws.next()});
    std::ranges::sort(steps, {}, &Step::at);
    return steps;
}

}  // namespace bloom::simulation
