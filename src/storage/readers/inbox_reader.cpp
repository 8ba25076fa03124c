// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/readers/inbox_reader.h"

#include "storage/error_kinds.h"
#include "storage/inbox_store.h"
#include "storage/statement.h"

#include <algorithm>

namespace bloom::storage {

namespace {

using namespace std::chrono_literals;
constexpr int kMostRows = 10'000;
constexpr int kMostDelays = 5'000;  // of the newest: a percentile of those is one of all

InboxRow rowAt(const Row& row) {
    InboxRow shown;
    shown.id = row.integer(0);
    shown.route = row.text(1);
    shown.event = row.text(2);
    if (const auto kind = parse<RecordKind>(row.text(3)))
        shown.key = RecordKey{*kind, HalaxyId(row.text(4))};
    shown.isTest = row.flag(5);
    shown.state = inboxStateFrom(row.text(6)).value_or(InboxState::Failed);
    shown.tries = row.number(7);
    shown.notBefore = row.maybeTime(8);
    if (!row.isNull(10))
        shown.error = Error{errorKind(row.text(9)).value_or(ErrorKind::Internal), row.text(10), {}};
    shown.received = row.time(11);
    shown.settled = row.maybeTime(12);
    return shown;
}

std::vector<InboxRow> readRows(Scope& scope, const InboxFilter& filter) {
    QStringList marks(qsizetype(filter.states.size()), QStringLiteral("?"));
    const QString where = marks.isEmpty()
                              ? QString()
                              : QStringLiteral("WHERE state IN (") + marks.join(QStringLiteral(", ")) + u')';
    Statement statement(
        scope, QStringLiteral("SELECT id, route, event, kind, halaxy_id, is_test, state, tries, not_before, "
                              "error_kind, error, received_at, applied_at FROM webhook_inbox ") +
                   where + QStringLiteral(" ORDER BY id DESC") + scope.dialect().limit());
    for (const InboxState state : filter.states)
        statement.bind(name(state));
    return statement.bind(std::clamp(filter.limit, 0, kMostRows)).all(rowAt);
}

InboxSettled readSettled(Scope& scope) {
    return Statement(
               scope,
               QStringLiteral("SELECT coalesce(sum(state = 'done'), 0), coalesce(sum(state = 'ignored'), 0) "
                              "FROM webhook_inbox"))
        .one([](const Row& row) { return InboxSettled{row.number(0), row.number(1)}; })
        .value_or(InboxSettled());
}

/// The first row received at this time or later. Ids are the order of arrival, so it is looked up by halves:
/// an index over the time would cost every insert.
std::int64_t firstSince(Scope& scope, UtcTime since) {
    std::int64_t below = 0;
    std::int64_t above =
        Statement(scope, QStringLiteral("SELECT coalesce(max(id), 0) + 1 FROM webhook_inbox"))
            .one([](const Row& row) { return row.integer(0); })
            .value_or(1);
    while (above - below > 1) {
        const std::int64_t middle = below + (above - below) / 2;
        const auto at =
            Statement(scope,
                      QStringLiteral("SELECT received_at FROM webhook_inbox WHERE id >= ? ORDER BY id") +
                          scope.dialect().limit())
                .bind(middle, 1)
                .one([](const Row& row) { return row.time(0); });
        (at && *at < since ? below : above) = middle;
    }
    return above;
}

std::optional<milliseconds> partOf(const std::vector<milliseconds>& sorted, int percent) {
    if (sorted.empty())
        return std::nullopt;
    const std::size_t place = (sorted.size() * std::size_t(percent) + 99) / 100;
    return sorted[std::clamp<std::size_t>(place, 1, sorted.size()) - 1];
}

/// How long an event waited until what it announced was applied.
void readDelays(Scope& scope, InboxView& view, std::int64_t from) {
    auto delays =
        Statement(scope, QStringLiteral("SELECT received_at, applied_at FROM webhook_inbox WHERE id >= ? AND "
                                        "state = 'done' AND is_test = 0 AND applied_at IS NOT NULL "
                                        "ORDER BY id DESC") +
                             scope.dialect().limit())
            .bind(from, kMostDelays)
            .all([](const Row& row) { return std::max(milliseconds(0), row.time(1) - row.time(0)); });
    std::ranges::sort(delays);
    view.delayMedian = partOf(delays, 50);
    view.delayP95 = partOf(delays, 95);
}

void readLastHour(Scope& scope, InboxView& view) {
    const std::int64_t from = firstSince(scope, view.at - 1h);
    const int received = Statement(scope, QStringLiteral("SELECT count(*) FROM webhook_inbox WHERE id >= ?"))
                             .bind(from)
                             .one([](const Row& row) { return row.number(0); })
                             .value_or(0);
    view.perMinute = received / 60.0;
    readDelays(scope, view, from);
}

std::vector<WebhookAddressView> readAddresses(Scope& scope) {
    std::vector<WebhookAddressView> views;
    for (const WebhookAddress& address : webhookAddresses())
        views.push_back({address, {}, 0, {}});
    Statement(scope, QStringLiteral("SELECT route, received, last_received_at FROM webhook_routes"))
        .all([&](const Row& row) {
            for (WebhookAddressView& view : views)
                if (view.address.route == row.text(0)) {
                    view.received = row.number(1);
                    view.lastReceived = row.maybeTime(2);
                }
            return true;
        });
    return views;
}

std::vector<WebhookRejections> readRejections(Scope& scope, UtcTime since) {
    return Statement(
               scope,
               QStringLiteral("SELECT route, reason, sum(requests), max(last_at) FROM webhook_rejections "
                              "WHERE last_at >= ? GROUP BY route, reason ORDER BY max(last_at) DESC, route, "
                              "reason"))
        .bind(since)
        .all([](const Row& row) {
            return WebhookRejections{row.text(0), row.text(1), row.number(2), row.time(3)};
        });
}

}  // namespace

InboxView readInbox(Scope& scope, const InboxFilter& filter, UtcTime now) {
    InboxView view;
    view.at = now;
    view.counts = InboxStore(scope).openCounts();
    view.settled = readSettled(scope);
    readLastHour(scope, view);
    view.rows = readRows(scope, filter);
    view.addresses = readAddresses(scope);
    view.rejections = readRejections(scope, now - 24h);
    return view;
}

}  // namespace bloom::storage
