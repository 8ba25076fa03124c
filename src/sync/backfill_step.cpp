// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/backfill_step.h"

#include "storage/checkpoint_store.h"
#include "storage/practitioner_store.h"
#include "storage/status_store.h"
#include "sync/session_step.h"

namespace bloom::sync {

namespace {

/// Where "all" begins, once it is known.
constexpr QLatin1String kEarliest("backfill-earliest");

int monthsFrom(QDate begin, QDate to) {
    const QDate last = to.addDays(-1);
    return (last.year() - begin.year()) * 12 + last.month() - begin.month() + 1;
}

std::optional<QDate> earliestKnown(storage::Scope& scope) {
    const QDate date =
        QDate::fromString(storage::CheckpointStore(scope).cursor(kEarliest).value_or(QString()), Qt::ISODate);
    return date.isValid() ? std::optional(date) : std::nullopt;
}

QString failedName(const PractitionerId& practitioner) {
    return QStringLiteral("backfill-failed/") + practitioner.value;
}

/// Whose month did not come today: tomorrow again.
std::set<PractitionerId> failedOn(storage::Scope& scope, QDate today, const PracticeZone& zone) {
    std::set<PractitionerId> failed;
    for (const PractitionerView& one : storage::PractitionerStore(scope).all()) {
        const auto at = storage::CheckpointStore(scope).timeCursor(failedName(one.id));
        if (at && zone.localDate(*at) == today)
            failed.insert(one.id);
    }
    return failed;
}

const AppointmentRecord* firstAppointment(const halaxy::Page& page) {
    for (const ReadRecord& record : page.records)
        if (const auto* content = std::get_if<RecordContent>(&record.content))
            if (const auto* appointment = std::get_if<AppointmentRecord>(content))
                return appointment;
    return nullptr;
}

}  // namespace

std::optional<HistorySlice> nextSlice(QDate completeFrom, QDate begin) {
    if (completeFrom <= begin)
        return std::nullopt;
    const QDate last = completeFrom.addDays(-1);
    const QDate first(last.year(), last.month(), 1);
    return HistorySlice{std::max(first, begin), completeFrom};
}

std::optional<BackfillTodo> backfillTodo(storage::Scope& scope, QDate begin, UtcTime today,
                                         const std::optional<PractitionerId>& only,
                                         const std::set<PractitionerId>& leftOut) {
    std::optional<BackfillTodo> todo;
    storage::StatusStore statuses(scope);
    for (const auto& one : storage::PractitionerStore(scope).toSync(today)) {
        const PractitionerId id = one.practitioner.id;
        const bool asked = (!only || *only == id) && !leftOut.contains(id);
        const auto from = asked ? statuses.find(id).historyCompleteFrom : std::nullopt;
        const auto slice = from ? nextSlice(*from, begin) : std::nullopt;
        if (!slice)
            continue;  // whole, not asked for, or never synced: its window comes first
        if (!todo || slice->to > todo->slice.to)
            todo = BackfillTodo{*slice, {}, monthsFrom(begin, slice->to)};
        if (*slice == todo->slice)
            todo->practitioners.push_back(id);
    }
    return todo;
}

bool backfillNeeded(storage::Scope& scope, const SyncSettings& settings, const PracticeZone& zone,
                    UtcTime now) {
    const QDate today = zone.localDate(now);
    auto begin = backfillBegin(settings, today);
    if (!begin)
        begin = earliestKnown(scope);
    if (!begin)  // "all", and nobody asked yet how far that is
        return !storage::PractitionerStore(scope).all().empty();
    return backfillTodo(scope, *begin, zone.startOfDay(today), {}, failedOn(scope, today, zone)).has_value();
}

QCoro::Task<void> BackfillStep::run(int months) {
    const bool known = co_await begin();
    const QDate date = m_run.zone.localDate(m_run.report.started);
    const UtcTime today = m_run.zone.startOfDay(date);
    // Who asks for history by hand has it tried again.
    if (known && m_run.report.type == RunType::Backfill)
        m_leftOut = m_run.read([&](storage::Scope& scope) { return failedOn(scope, date, m_run.zone); })
                        .value_or(std::set<PractitionerId>());
    for (int done = 0; known && done < months && m_run.goesOn(); ++done) {
        const auto todo = m_run.read([&](storage::Scope& scope) {
            return backfillTodo(scope, m_begin, today, m_run.plan.only, m_leftOut);
        });
        if (!todo || !*todo)
            co_return;
        m_run.progress.done = done;
        m_run.progress.about = done + (*todo)->months;
        m_run.showProgress();
        co_await runMonth(**todo);
    }
}

/// "all" begins with the earliest appointment there is.
QCoro::Task<bool> BackfillStep::begin() {
    const auto given = backfillBegin(m_run.settings, m_run.zone.localDate(m_run.report.started));
    const auto known = m_run.read([](storage::Scope& scope) { return earliestKnown(scope); });
    m_begin = given ? *given : known.value_or(std::nullopt).value_or(QDate());
    if (m_begin.isValid())
        co_return true;
    halaxy::ListingQuery query;
    query.kind = RecordKind::Appointment;
    query.sort = QStringLiteral("date");
    query.count = 1;
    const auto listing = m_run.tools.client.list(query);
    const auto page = co_await listing->next(m_run.stop);
    if (!page) {
        m_run.problem(page.error(), name(RecordKind::Appointment));
        co_return false;
    }
    const AppointmentRecord* first = page->has_value() ? firstAppointment(**page) : nullptr;
    m_begin =
        m_run.zone.localDate(first ? std::min(first->start, m_run.report.started) : m_run.report.started);
    co_return m_run.storeAside([&](storage::Scope& scope) {
        storage::CheckpointStore(scope).setCursor(kEarliest, m_begin.toString(Qt::ISODate),
                                                  m_run.tools.clock.utcNow());
    });
}

QCoro::Task<void> BackfillStep::runMonth(BackfillTodo todo) {
    SessionStep sessions(m_run);
    sessions.among = todo.practitioners;
    co_await sessions.list({m_run.zone.startOfDay(todo.slice.from), m_run.zone.startOfDay(todo.slice.to)});
    co_await m_reader.readPending();
    const UtcTime now = m_run.tools.clock.utcNow();
    for (const PractitionerId& practitioner : todo.practitioners) {
        const bool came = sessions.complete(practitioner);
        if (!came && !m_run.goesOn())
            continue;  // the run ended before it came to them
        if (!came)
            m_leftOut.insert(practitioner);
        m_run.storeAside([&](storage::Scope& scope) {
            if (came)
                storage::StatusStore(scope).setHistoryCompleteFrom(practitioner, todo.slice.from, now);
            else
                storage::CheckpointStore(scope).setTimeCursor(failedName(practitioner), now, now);
        });
    }
}

}  // namespace bloom::sync
