// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/comparer.h"

#include "storage/gone_store.h"
#include "storage/practitioner_store.h"
#include "storage/record_store.h"
#include "sync/missing_finder.h"

#include <QCoreApplication>
#include <algorithm>
#include <limits>

namespace bloom::sync {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Sync)
};

constexpr int kOutsideTheWindow = 500;  // read by id, within reason
constexpr int kReadOneByOne = 60;
constexpr auto kWider = std::chrono::hours(24);  // the zone of a date in a query is unknown

}  // namespace

Comparer::Comparer(storage::Database& database, halaxy::Client& client, Clock& clock, SyncSettings settings)
    : m_database(database),
      m_client(client),
      m_clock(clock),
      m_settings(std::move(settings)) {
    const PracticeZone zone = PracticeZone::find(m_settings.timeZone).value_or(PracticeZone::sydney());
    m_window = windowOf({}, m_settings, zone, m_clock.utcNow());
}

template <typename F> auto Comparer::read(F fn) {
    auto answer = storage::read(m_database, std::move(fn));
    if (!answer)
        m_result.problems.push_back(answer.error());
    return answer;
}

QCoro::Task<Comparison> Comparer::run(std::stop_token stop) {
    read([&](storage::Scope& scope) {
        storage::PractitionerStore store(scope);
        for (const auto& one : store.toSync(m_clock.utcNow())) {
            m_synced.insert(one.practitioner.halaxyId);
            m_synced.insert(one.roles.begin(), one.roles.end());
        }
        return true;
    });
    for (const RecordKind kind : kRecordKinds) {
        if (stop.stop_requested())
            break;
        if (kind == RecordKind::Appointment)
            co_await compareAppointments(stop);
        else
            co_await compareKind(kind, stop);
    }
    if (stop.stop_requested())
        m_result.problems.push_back({ErrorKind::Cancelled, Words::tr("It was stopped."), {}});
    std::ranges::sort(m_result.differences, {}, &Difference::key);
    m_result.calls = static_cast<int>(m_client.usage().calls);
    Comparison result = m_result;  // co_return of a member would move it out
    co_return result;
}

/// True when all of it came.
QCoro::Task<bool> Comparer::list(halaxy::ListingQuery query, std::stop_token stop) {
    const auto listing = m_client.list(query);
    while (true) {
        const auto page = co_await listing->next(stop);
        if (!page) {
            Error error = page.error();
            error.context = name(query.kind);
            m_result.problems.push_back(error);
            co_return false;
        }
        if (!page->has_value())
            break;
        m_seen.insert((*page)->seen.begin(), (*page)->seen.end());
        compare((*page)->records);
    }
    const halaxy::Completeness whole = listing->completeness();
    if (!whole.complete)
        m_result.problems.push_back(
            {ErrorKind::Incomplete,
             Words::tr("The list of %1 did not come whole: %2.").arg(name(query.kind), whole.reason),
             name(query.kind)});
    co_return whole.complete;
}

QCoro::Task<void> Comparer::compareKind(RecordKind kind, std::stop_token stop) {
    const auto held = read([&](storage::Scope& scope) { return storage::RecordStore(scope).keys(kind); });
    halaxy::ListingQuery query;
    query.kind = kind;
    const std::size_t problems = m_result.problems.size();
    const bool whole = co_await list(query, stop);
    // Where referrals are given by client only, what is held is read by id.
    const bool byClient = kind == RecordKind::Referral && !whole && m_result.problems.size() > problems &&
                          m_result.problems.back().kind == ErrorKind::Rejected;
    if (byClient)
        m_result.problems.pop_back();
    if (!held || (!whole && !byClient))
        co_return;
    std::vector<RecordKey> unlisted = *held;
    std::erase_if(unlisted, [&](const RecordKey& key) { return m_seen.contains(key); });
    co_await readUnlisted(std::move(unlisted), stop);
}

QCoro::Task<void> Comparer::compareAppointments(std::stop_token stop) {
    const auto held = read([&](storage::Scope& scope) {
        storage::GoneStore store(scope);
        auto keys = store.appointments(m_window, true, std::numeric_limits<int>::max());
        const auto outside = store.appointments(m_window, false, kOutsideTheWindow);
        keys.insert(keys.end(), outside.begin(), outside.end());
        return keys;
    });
    halaxy::ListingQuery query;
    query.kind = RecordKind::Appointment;
    query.dates = UtcInterval{m_window.from - kWider, m_window.to + kWider};
    query.sort = QStringLiteral("date");
    const bool whole = co_await list(query, stop);
    if (!held || !whole)
        co_return;
    std::vector<RecordKey> unlisted = *held;
    std::erase_if(unlisted, [&](const RecordKey& key) { return m_seen.contains(key); });
    co_await readUnlisted(std::move(unlisted), stop);
}

QCoro::Task<void> Comparer::readUnlisted(std::vector<RecordKey> keys, std::stop_token stop) {
    if (keys.empty() || stop.stop_requested())
        co_return;
    const auto answers = co_await m_client.readMany(keys, halaxy::Priority::Listing, stop);
    if (!answers) {
        m_result.problems.push_back(answers.error());
        co_return;
    }
    std::vector<ReadRecord> found;
    std::vector<RecordKey> absent;
    for (const halaxy::ReadAnswer& answer : *answers) {
        if (answer.state == halaxy::ReadState::Found && answer.record)
            found.push_back(*answer.record);
        else
            absent.push_back(answer.key);
    }
    compare(found);
    co_await readEach(std::move(absent), stop);
}

QCoro::Task<void> Comparer::readEach(std::vector<RecordKey> keys, std::stop_token stop) {
    int left = kReadOneByOne;
    for (const RecordKey& key : keys) {
        // A search that does not give what it was asked for by id is word enough where they are many.
        if (left-- <= 0) {
            m_result.differences.push_back({key, DifferenceKind::OnlyHere});
            continue;
        }
        const auto answer = co_await m_client.read(key, halaxy::Priority::Listing, stop);
        if (!answer) {
            m_result.problems.push_back(answer.error());
            co_return;
        }
        if (answer->state == halaxy::ReadState::Found && answer->record)
            compare(std::vector<ReadRecord>(1, *answer->record));
        else if (answer->state == halaxy::ReadState::Gone)
            m_result.differences.push_back({key, DifferenceKind::OnlyHere});
        else
            m_result.problems.push_back(
                answer->error.value_or(Error{ErrorKind::Incomplete, {}, toText(key)}));
    }
}

/// What is held, or should be: an appointment in the window of somebody who is synced.
bool Comparer::isOurs(const ReadRecord& record) const {
    const AppointmentRecord* appointment = appointmentOf(record);
    if (!appointment)
        return true;
    const bool synced = std::ranges::any_of(appointment->practitioners,
                                            [&](const RecordKey& key) { return m_synced.contains(key.id); });
    return synced && m_window.contains(appointment->start);
}

void Comparer::compare(const std::vector<ReadRecord>& records) {
    read([&](storage::Scope& scope) {
        for (const ReadRecord& record : records) {
            if (!record.usable())
                continue;
            ++m_result.compared[record.key.kind];
            const auto difference = compareRecord(scope, record, m_clock.utcNow());
            if (difference && (difference->kind != DifferenceKind::OnlyInHalaxy || isOurs(record)))
                m_result.differences.push_back(*difference);
        }
        return true;
    });
}

}  // namespace bloom::sync
