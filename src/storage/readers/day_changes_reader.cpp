// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/readers/day_changes_reader.h"

#include "core/practice_time.h"
#include "storage/practitioner_store.h"
#include "storage/statement.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

namespace bloom::storage {

namespace {

constexpr std::size_t kMost = 200;

QString L(const char* text) { return QString::fromLatin1(text); }

struct Day {
    PractitionerId practitioner;
    UtcInterval time;
    bool holds(UtcTime start) const { return start >= time.from && start < time.to; }
};

QString nameOf(const QString& display, const QString& first, const QString& last) {
    return display.isEmpty() ? QStringList{first, last}.join(u' ').trimmed() : display;
}

/// Columns 0 to 7 of every query: the session and its client.
QString sessionColumns() {
    return L(
        "SELECT s.id, s.halaxy_appointment_id, s.scheduled_start_time, s.status, c.id, c.initials, "
        "c.display_name, c.first_name, c.last_name, ");
}
constexpr int kOwn = 9;

DayChange changeAt(const Row& row) {
    DayChange change;
    change.session = SessionId(row.text(0));
    change.appointment = HalaxyId(row.text(1));
    change.start = row.maybeTime(2);
    change.status = row.text(3);
    change.client = ClientId(row.text(4));
    change.initials = row.text(5);
    change.clientName = nameOf(row.text(6), row.text(7), row.text(8));
    change.at = row.time(kOwn);
    change.run = RunId(row.text(kOwn + 1));
    change.channel = parse<RunType>(row.text(kOwn + 2)).value_or(RunType::Full);
    return change;
}

/// In, out, or within the day; what only passed by and is elsewhere again is neither.
void addMoves(Scope& scope, const Day& day, std::vector<DayChange>& changes) {
    const QString columns =
        sessionColumns() + L("m.at, m.run_id, m.channel, m.from_start, m.to_start, m.from_practitioner, "
                             "m.to_practitioner, s.practitioner_id, o.display_name FROM session_moves m "
                             "JOIN sessions s ON s.id = m.session_id JOIN clients c ON c.id = s.client_id ");
    const auto make = [&](const Row& row) {
        DayChange change = changeAt(row);
        change.from = row.time(kOwn + 3);
        change.to = row.time(kOwn + 4);
        const PractitionerId from(row.text(kOwn + 5)), to(row.text(kOwn + 6)), now(row.text(kOwn + 7));
        const bool was = from == day.practitioner && day.holds(*change.from);
        const bool came = to == day.practitioner && day.holds(*change.to);
        const bool is = now == day.practitioner && day.holds(*change.start);
        change.kind = was && came ? DayChangeKind::Changed
                      : came      ? DayChangeKind::MovedIn
                                  : DayChangeKind::MovedOut;
        if (from != to) {
            change.otherPractitioner = was ? to : from;
            change.otherPractitionerName = row.text(kOwn + 8);
        }
        return std::pair(change, came == is);  // a move since undone, or gone on elsewhere, is another line's
    };
    const auto add = [&](const char* where, const char* other) {
        Statement statement(scope, columns + L("LEFT JOIN practitioners o ON o.id = ") + L(other) + L(where));
        for (const auto& [change, counts] :
             statement.bind(day.practitioner, day.time.from, day.time.to).all(make))
            if (counts && std::ranges::find(changes, change) == changes.end())
                changes.push_back(change);
    };
    add(" WHERE m.from_practitioner = ? AND m.from_start >= ? AND m.from_start < ?", "m.to_practitioner");
    add(" WHERE m.to_practitioner = ? AND m.to_start >= ? AND m.to_start < ?", "m.from_practitioner");
}

/// What a history line of a session says; nothing where it is of no concern to a day.
std::optional<DayChangeKind> kindOf(const QString& change, const QJsonObject& fields) {
    if (change == L("delete"))
        return DayChangeKind::Deleted;
    if (change == L("restore"))
        return DayChangeKind::Restored;
    if (change == L("create"))
        return DayChangeKind::Created;
    const QString status = fields.value(L("status")).toArray().at(1).toString();
    if (change != L("update") || status.isEmpty())
        return std::nullopt;
    if (status == name(SessionStatus::Cancelled))
        return DayChangeKind::Cancelled;
    return status == name(SessionStatus::NoShow) ? DayChangeKind::NoShow : DayChangeKind::Changed;
}

/// Before the first complete sync everything was new to us, and nothing to the practice.
std::optional<UtcTime> firstComplete(Scope& scope) {
    return Statement(scope, L("SELECT min(completed_at) FROM sync_log WHERE is_run = 1 AND run_type = 'full' "
                              "AND status = 'success'"))
        .one([](const Row& row) { return row.maybeTime(0); })
        .value_or(std::nullopt);
}

void addHistory(Scope& scope, const Day& day, std::vector<DayChange>& changes) {
    const auto first = firstComplete(scope);
    Statement statement(scope,
                        sessionColumns() + L("h.at, h.run_id, h.channel, h.change, h.fields "
                                             "FROM sessions s JOIN clients c ON c.id = s.client_id "
                                             "JOIN history h ON h.row_id = s.id AND h.row_table = 'sessions' "
                                             "WHERE s.practitioner_id = ? AND s.scheduled_start_time >= ? "
                                             "AND s.scheduled_start_time < ?"));
    const auto lines = statement.bind(day.practitioner, day.time.from, day.time.to).all([](const Row& row) {
        DayChange change = changeAt(row);
        const auto kind =
            kindOf(row.text(kOwn + 3), QJsonDocument::fromJson(row.text(kOwn + 4).toUtf8()).object());
        change.kind = kind.value_or(DayChangeKind::Changed);
        return std::pair(change, kind.has_value());
    });
    for (const auto& [change, counts] : lines) {
        const bool isNews = change.kind != DayChangeKind::Created ||
                            (first && change.at > *first && change.channel != RunType::Backfill &&
                             change.at >= day.time.from - std::chrono::hours(24));
        // Completing is what sessions do; it is no change to the day.
        const bool isPlain = change.kind == DayChangeKind::Changed;
        if (counts && isNews && !isPlain)
            changes.push_back(change);
    }
}

}  // namespace

std::vector<DayChange> readDayChanges(Scope& scope, const PractitionerId& practitioner, QDate date) {
    const auto found = PractitionerStore(scope).find(practitioner.value);
    if (!found)
        return {};
    const PracticeZone zone = PracticeZone::find(found->timezone).value_or(PracticeZone::sydney());
    const Day day{found->id, zone.day(date)};
    std::vector<DayChange> changes;
    addMoves(scope, day, changes);
    addHistory(scope, day, changes);
    std::ranges::stable_sort(changes, std::greater(), &DayChange::at);
    changes.resize(std::min(changes.size(), kMost));
    return changes;
}

}  // namespace bloom::storage
