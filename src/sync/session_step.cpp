// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/session_step.h"

#include "core/log.h"
#include "storage/checkpoint_store.h"
#include "storage/mirror_store.h"

#include <QCoreApplication>

namespace bloom::sync {

namespace {

using Way = SessionStep::Way;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Sync)
};

constexpr QLatin1String kWayCursor("appointment-way");

QString text(Way way) {
    switch (way) {
        case Way::PractitionerRole:
            return QStringLiteral("practitioner-role");
        case Way::Practitioner:
            return QStringLiteral("practitioner");
        case Way::Actor:
            return QStringLiteral("actor");
        case Way::Practice:
            return QStringLiteral("practice");
    }
    Q_UNREACHABLE();
}

Way wayFrom(const QString& name) {
    for (const Way way : {Way::Practitioner, Way::Actor, Way::Practice})
        if (text(way) == name)
            return way;
    return Way::PractitionerRole;
}

halaxy::PractitionerParameter parameterOf(Way way) {
    switch (way) {
        case Way::PractitionerRole:
            return halaxy::PractitionerParameter::PractitionerRole;
        case Way::Practitioner:
            return halaxy::PractitionerParameter::Practitioner;
        case Way::Actor:
        case Way::Practice:
            return halaxy::PractitionerParameter::Actor;
    }
    Q_UNREACHABLE();
}

bool isRefusal(const std::optional<Error>& error) {
    return error && (error->kind == ErrorKind::Rejected || error->kind == ErrorKind::NotFound);
}

/// The zone of a date in a query is unknown, so a day more on each side is asked for.
UtcInterval widened(UtcInterval window) {
    return {window.from - std::chrono::hours(24), window.to + std::chrono::hours(24)};
}

}  // namespace

QCoro::Task<void> SessionStep::list(UtcInterval window) {
    m_window = window;
    if (!load())
        co_return;
    for (int way = static_cast<int>(m_way); way < static_cast<int>(Way::Practice) && m_run.goesOn(); ++way) {
        const Tried tried = co_await listEach(static_cast<Way>(way));
        if (tried == Tried::Works || !m_run.goesOn()) {
            settleMissing();
            co_return;
        }
        m_proven = false;
        qCInfo(logSync) << "appointments are not to be had by" << text(static_cast<Way>(way));
    }
    if (m_run.goesOn())
        co_await listPractice();
    settleMissing();
}

bool SessionStep::load() {
    const UtcTime today = m_run.zone.startOfDay(m_run.zone.localDate(m_run.report.started));
    const auto loaded = m_run.read([&](storage::Scope& scope) {
        storage::PractitionerStore store(scope);
        m_practitioners = store.toSync(today);
        m_owners.load(scope);
        if (m_run.plan.only)
            std::erase_if(m_practitioners,
                          [&](const auto& one) { return one.practitioner.id != *m_run.plan.only; });
        if (!among.empty())
            std::erase_if(m_practitioners, [&](const auto& one) {
                return std::find(among.begin(), among.end(), one.practitioner.id) == among.end();
            });
        storage::MirrorStore mirror(scope);
        for (const auto& one : m_practitioners)
            m_held[one.practitioner.id] = static_cast<int>(
                mirror.appointmentsIn(one.practitioner.id, m_window.from, m_window.to, m_run.report.started)
                    .size());
        storage::CheckpointStore checkpoints(scope);
        const auto way = checkpoints.cursor(kWayCursor);
        m_way = wayFrom(way.value_or(QString()));
        m_proven = way.has_value();
        // One odd day must not make it the practice for ever: the first way is tried again once a day.
        const auto since = checkpoints.timeCursor(kWayCursor + QStringLiteral("-since"));
        if (m_way == Way::Practice &&
            (!since || m_run.zone.localDate(*since) != m_run.zone.localDate(today))) {
            m_way = Way::PractitionerRole;
            m_proven = false;
        }
        return true;
    });
    if (loaded && m_run.plan.only && m_practitioners.empty())
        m_run.problem({ErrorKind::Usage, Words::tr("There is no such practitioner, or it is not synced."),
                       name(RecordKind::Practitioner)});
    return loaded.has_value() && !m_practitioners.empty();
}

ListingPlan SessionStep::planFor(const storage::PractitionerStore::ToSync& one, Way way) const {
    const PractitionerId id = one.practitioner.id;
    ListingPlan plan;
    plan.query.kind = RecordKind::Appointment;
    plan.query.dates = widened(m_window);
    plan.query.sort = QStringLiteral("date");
    plan.query.practitionerRoles = one.roles;
    plan.query.practitioner = one.practitioner.halaxyId;
    // Who has no role can only be asked for by name.
    plan.query.parameter =
        parameterOf(way == Way::PractitionerRole && one.roles.empty() ? Way::Practitioner : way);
    plan.what =
        QStringLiteral("Appointment/") + text(way) + u'/' + id.value + u'/' + toIsoText(m_window.from);
    plan.held = m_held.contains(id) ? m_held.at(id) : 0;
    plan.practitioner = id;
    plan.strangersEndIt = true;
    plan.belongs = [this, id](const ReadRecord& record) { return m_owners.belongsTo(record, id); };
    return plan;
}

QCoro::Task<SessionStep::Tried> SessionStep::listEach(Way way) {
    m_parts.clear();
    m_seen.clear();
    bool anyCame = false;
    for (const auto& one : m_practitioners) {
        ListingPlan plan = planFor(one, way);
        const ListingResult result = co_await m_runner.list(std::move(plan));
        if (result.ignored || (isRefusal(result.error) && !m_proven))
            co_return Tried::Refused;
        anyCame = anyCame || !result.seen.empty();
        keepPart(one.practitioner.id, result);
        if (!m_run.goesOn())
            co_return Tried::Works;
    }
    // Nothing at all, by a way that never gave anything: perhaps it only looks like an answer.
    const bool allFine =
        std::all_of(m_parts.begin(), m_parts.end(), [](const auto& p) { return p.second.complete; });
    if (!anyCame && !m_proven && allFine)
        co_return Tried::NothingCame;
    if (anyCame)
        remember(way, !m_proven);
    co_return Tried::Works;
}

QCoro::Task<void> SessionStep::listPractice() {
    m_parts.clear();
    m_seen.clear();
    ListingPlan plan;
    plan.query.kind = RecordKind::Appointment;
    plan.query.dates = widened(m_window);
    plan.query.sort = QStringLiteral("date");
    plan.what = QStringLiteral("Appointment/practice/") + toIsoText(m_window.from);
    for (const auto& [practitioner, held] : m_held)
        plan.held += held;
    plan.belongs = [this](const ReadRecord& record) { return !m_owners.isOfOthers(record, m_practitioners); };
    const ListingResult result = co_await m_runner.list(plan);
    for (const auto& one : m_practitioners)
        keepPart(one.practitioner.id, result);
    // Counts are the practice's; a practitioner's own can't be told from them.
    for (auto& [practitioner, part] : m_parts)
        part.counts = {};
    if (result.complete && !result.seen.empty())
        remember(Way::Practice, true);
}

void SessionStep::keepPart(const PractitionerId& practitioner, const ListingResult& result) {
    Part& part = m_parts[practitioner];
    part = {result.complete, result.cameEmpty, result.error, result.counts, result.state};
    m_seen.insert(result.seen.begin(), result.seen.end());
    for (RunProgress::Part& shown : m_run.progress.practitioners)
        if (shown.practitioner == practitioner)
            shown.finished = true;
    if (result.complete && !result.done)
        m_run.storeAside([&](storage::Scope& scope) { m_runner.markDone(scope, result); });
    m_run.showProgress();
}

void SessionStep::remember(Way way, bool changed) {
    if (!changed)
        return;
    m_run.storeAside([&](storage::Scope& scope) {
        const UtcTime now = m_run.tools.clock.utcNow();
        storage::CheckpointStore checkpoints(scope);
        checkpoints.setCursor(kWayCursor, text(way), now);
        checkpoints.setTimeCursor(kWayCursor + QStringLiteral("-since"), now, now);
    });
}

bool SessionStep::complete(const PractitionerId& practitioner) const {
    const auto part = m_parts.find(practitioner);
    return part != m_parts.end() && part->second.complete;
}

}  // namespace bloom::sync
