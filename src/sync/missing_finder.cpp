// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/missing_finder.h"

#include "storage/practitioner_store.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <algorithm>

namespace bloom::sync {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Missing)
};

constexpr auto kWider = std::chrono::hours(24);  // the zone of a date in a query is unknown

Error unknownPractitioner() { return {ErrorKind::Usage, Words::tr("There is no such practitioner."), {}}; }
Error unknownClient() {
    return {ErrorKind::Usage,
            Words::tr("There is no client with this id here. Paste the id of an appointment, or choose the "
                      "practitioner and the day."),
            {}};
}

}  // namespace

MissingFinder::MissingFinder(storage::Database& database, Clock& clock, SyncSettings settings)
    : m_database(database),
      m_clock(clock),
      m_settings(std::move(settings)) {
    const PracticeZone zone = PracticeZone::find(m_settings.timeZone).value_or(PracticeZone::sydney());
    m_window = windowOf({}, m_settings, zone, m_clock.utcNow());
    m_answer.zone = zone.id();
}

QCoro::Task<Result<MissingAnswer>> MissingFinder::run(MissingQuestion question, halaxy::Client* client,
                                                      Error why, std::stop_token stop) {
    m_answer.asked = m_clock.utcNow();
    const auto asked = understand(question);
    if (!asked)
        co_return std::unexpected(asked.error());
    m_asked = *asked;
    if (const auto held = readHeld(); !held)
        co_return std::unexpected(held.error());
    if (!client) {
        m_answer.unreachable = why;
    } else {
        const quint64 before = client->usage().calls;
        if (co_await list(*client, stop))
            co_await readUnlisted(*client, stop);
        m_answer.calls = static_cast<int>(client->usage().calls - before);
    }
    judgeAll();
    MissingAnswer answer = m_answer;  // co_return of a member would move it out
    co_return answer;
}

auto MissingFinder::understand(const MissingQuestion& question) -> Result<Asked> {
    const auto asked = storage::read(m_database, [&](storage::Scope& scope) {
        if (!question.pasted.trimmed().isEmpty())
            return understandPasted(scope, question.pasted.trimmed());
        if (!question.client.isEmpty())
            return understandClient(scope, storage::readHeldPatient(scope, question.client));
        return understandDay(scope, question);
    });
    return asked ? *asked : Result<Asked>(std::unexpected(asked.error()));
}

auto MissingFinder::understandDay(storage::Scope& scope, const MissingQuestion& question) -> Result<Asked> {
    storage::PractitionerStore store(scope);
    const auto practitioner = store.find(question.practitioner.value);
    if (!practitioner)
        return fail(unknownPractitioner());
    const PracticeZone zone = PracticeZone::find(practitioner->timezone).value_or(PracticeZone::sydney());
    m_answer.zone = zone.id();
    m_answer.date = question.date.isValid() ? question.date : zone.localDate(m_clock.utcNow());
    Asked asked;
    asked.practitioner = practitioner->id;
    for (const HalaxyId& role : store.roles(practitioner->id))
        asked.roles.insert(role);
    asked.roles.insert(practitioner->halaxyId);
    asked.period = zone.day(m_answer.date);
    return asked;
}

auto MissingFinder::understandClient(storage::Scope&, const std::optional<storage::HeldPatient>& person)
    -> Result<Asked> {
    if (!person)
        return fail(unknownClient());
    Asked asked;
    asked.subject = Subject::Client;
    asked.patient = person->patient;
    asked.period = m_window;
    return asked;
}

/// "123", "Appointment/123", "Patient/9", or an address that ends so.
auto MissingFinder::understandPasted(storage::Scope& scope, const QString& pasted) -> Result<Asked> {
    static const QRegularExpression kShape(
        QStringLiteral("\\A(?:\\S*?/?(Appointment|Patient)/)?([A-Za-z0-9.-]{1,64})/?\\z"));
    const auto match = kShape.match(pasted);
    if (!match.hasMatch())
        return fail(ErrorKind::Usage,
                    Words::tr("Expected the id of an appointment or a client, such as 12345 or Patient/678. "
                              "Copy it from Halaxy."));
    const HalaxyId id(match.captured(2));
    if (match.captured(1) == QLatin1String("Patient"))
        return understandClient(scope, storage::readHeldPatient(scope, id));
    Asked asked;
    asked.subject = Subject::Appointment;
    asked.appointment = id;
    return asked;
}

Result<bool> MissingFinder::readHeld() {
    return storage::read(m_database, [&](storage::Scope& scope) {
        std::vector<storage::HeldAppointment> held;
        if (m_asked.subject == Subject::Day)
            held = storage::readHeldOfDay(scope, m_asked.practitioner, m_asked.period);
        else if (m_asked.subject == Subject::Client)
            held = storage::readHeldOfClient(scope, storage::readHeldPatient(scope, m_asked.patient)->client,
                                             m_asked.period);
        else if (const auto one = storage::readHeldAppointment(scope, m_asked.appointment))
            held.push_back(*one);
        for (const storage::HeldAppointment& one : held)
            m_held[{RecordKind::Appointment, one.id}] = one;
        return true;
    });
}

/// False when the service did not answer.
QCoro::Task<bool> MissingFinder::list(halaxy::Client& client, std::stop_token stop) {
    if (m_asked.subject == Subject::Appointment)
        co_return true;  // it is read by its id
    halaxy::ListingQuery query;
    query.kind = RecordKind::Appointment;
    query.dates = UtcInterval{m_asked.period.from - kWider, m_asked.period.to + kWider};
    query.sort = QStringLiteral("date");
    if (m_asked.subject == Subject::Client)
        query.subject = m_asked.patient;
    else
        query.practitionerRoles = {m_asked.roles.begin(), m_asked.roles.end()};
    const auto listing = client.list(query);
    while (true) {
        const auto page = co_await listing->next(stop);
        if (!page) {
            m_answer.unreachable = page.error();
            co_return false;
        }
        if (!page->has_value())
            break;
        for (const ReadRecord& record : (*page)->records)
            keep(record);
    }
    co_return true;
}

/// What is held and was not listed: moved, deleted, or somebody else's?
QCoro::Task<void> MissingFinder::readUnlisted(halaxy::Client& client, std::stop_token stop) {
    std::vector<RecordKey> keys;
    if (m_asked.subject == Subject::Appointment)
        keys.push_back({RecordKind::Appointment, m_asked.appointment});
    for (const auto& [key, held] : m_held)
        if (!m_found.contains(key) && m_asked.subject != Subject::Appointment)
            keys.push_back(key);
    for (const RecordKey& key : keys) {
        const auto answer = co_await client.read(key, halaxy::Priority::Single, stop);
        if (!answer) {
            m_answer.unreachable = answer.error();
            co_return;
        }
        if (answer->state == halaxy::ReadState::Found && answer->record)
            m_found.emplace(key, *answer->record);
        else if (answer->state == halaxy::ReadState::Gone)
            m_gone.insert(key);
    }
}

/// Some parameters are ignored by the service: filtered again here.
void MissingFinder::keep(const ReadRecord& record) {
    const AppointmentRecord* appointment = appointmentOf(record);
    if (!appointment || m_held.contains(record.key) || concerns(*appointment))
        m_found.emplace(record.key, record);
}

bool MissingFinder::concerns(const AppointmentRecord& appointment) const {
    if (!m_asked.period.contains(appointment.start))
        return false;
    if (m_asked.subject == Subject::Client)
        return std::ranges::any_of(appointment.patients,
                                   [&](const auto& one) { return one.patientId == m_asked.patient; });
    return std::ranges::any_of(appointment.practitioners,
                               [&](const RecordKey& key) { return m_asked.roles.contains(key.id); });
}

}  // namespace bloom::sync
