// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// One verdict for each appointment, from both sides.
#include "storage/practitioner_store.h"
#include "storage/set_aside_store.h"
#include "sync/compare_record.h"
#include "sync/missing_finder.h"

#include <QCoreApplication>
#include <algorithm>

namespace bloom::sync {

namespace {

bool isCancelled(SessionStatus status) {
    return status == SessionStatus::Cancelled || status == SessionStatus::NoShow;
}
bool isCancelled(const AppointmentRecord& appointment) {
    return std::ranges::all_of(appointment.patients,
                               [](const AppointmentPatient& one) { return isCancelled(one.status); });
}

/// Whose it is, by the first participant who is known here.
std::optional<PractitionerView> ownerOf(storage::Scope& scope, const AppointmentRecord& appointment) {
    storage::PractitionerStore store(scope);
    for (const RecordKey& key : appointment.practitioners) {
        for (PractitionerView& one : store.all()) {
            const auto roles = store.roles(one.id);
            if (one.halaxyId == key.id || std::ranges::find(roles, key.id) != roles.end())
                return std::move(one);
        }
    }
    return std::nullopt;
}

void addPerson(storage::Scope& scope, const HalaxyId& patient, MissingLine& line) {
    if (const auto person = storage::readHeldPatient(scope, patient)) {
        line.client = person->client;
        line.initials = person->initials;
        line.clientName = person->clientName;
    }
}

}  // namespace

const AppointmentRecord* appointmentOf(const ReadRecord& record) {
    const auto* content = std::get_if<RecordContent>(&record.content);
    return content ? std::get_if<AppointmentRecord>(content) : nullptr;
}

void MissingFinder::judgeAll() {
    std::set<RecordKey> keys;
    for (const auto& [key, held] : m_held)
        keys.insert(key);
    for (const auto& [key, record] : m_found)
        keys.insert(key);
    if (m_asked.subject == Subject::Appointment)
        keys.insert({RecordKind::Appointment, m_asked.appointment});
    const auto judged = storage::read(m_database, [&](storage::Scope& scope) {
        std::vector<MissingLine> lines;
        for (const RecordKey& key : keys)
            lines.push_back(judge(scope, key));
        return lines;
    });
    m_answer.lines = judged.value_or(std::vector<MissingLine>());
    std::ranges::stable_sort(m_answer.lines, {},
                             [](const MissingLine& line) { return std::pair(line.start, line.key); });
}

MissingLine MissingFinder::judge(storage::Scope& scope, const RecordKey& key) {
    MissingLine line;
    line.key = key;
    if (const auto held = m_held.find(key); held != m_held.end()) {
        line.start = held->second.start;
        line.client = held->second.client;
        line.initials = held->second.initials;
        line.clientName = held->second.clientName;
        line.rawStatus = held->second.rawStatus;
    }
    const auto found = m_found.find(key);
    return found == m_found.end() ? judgeAbsent(line) : judgeFound(scope, found->second, line);
}

MissingLine MissingFinder::judgeFound(storage::Scope& scope, const ReadRecord& record, MissingLine line) {
    line.since = record.version.lastUpdated;
    const AppointmentRecord* appointment = appointmentOf(record);
    const auto aside = storage::SetAsideStore(scope).find(record.key);
    if (!appointment || aside) {
        line.verdict = MissingVerdict::SetAside;
        line.detail = aside ? aside->reason : std::get<QString>(record.content);
        return line;
    }
    line.start = appointment->start;
    if (!appointment->patients.empty()) {
        if (line.client.isEmpty())
            addPerson(scope, appointment->patients.front().patientId, line);
        line.rawStatus = appointment->patients.front().rawStatus;
    }
    line.verdict = verdictOf(scope, record, *appointment, line);
    return line;
}

MissingVerdict MissingFinder::verdictOf(storage::Scope& scope, const ReadRecord& record,
                                        const AppointmentRecord& appointment, MissingLine& line) {
    using enum MissingVerdict;
    const auto held = m_held.find(record.key);
    const bool isHere = held != m_held.end() && held->second.live;
    if (held != m_held.end() && held->second.waits)
        return Held;
    if (appointment.enteredInError)
        return Deleted;
    if (appointment.patients.empty())
        return NoClient;
    if (!isHere && !m_window.contains(appointment.start))
        return OutsideWindow;
    const auto owner = ownerOf(scope, appointment);
    const auto difference = compareRecord(scope, record, m_clock.utcNow());
    if (m_asked.subject == Subject::Day && !m_asked.period.contains(appointment.start)) {
        line.movedTo = appointment.start;
        line.start = held->second.start;
        return Moved;
    }
    if (m_asked.subject == Subject::Day && owner && owner->id != m_asked.practitioner) {
        line.detail = owner->displayName;
        return OtherPractitioner;
    }
    if (!isHere)
        return Fetching;
    if (difference)
        return Differs;
    return isCancelled(appointment) ? Cancelled : InStep;
}

/// Halaxy does not have it, or could not be asked.
MissingLine MissingFinder::judgeAbsent(MissingLine line) const {
    const auto held = m_held.find(line.key);
    if (held == m_held.end()) {
        line.verdict = m_gone.contains(line.key) ? MissingVerdict::NotInHalaxy : MissingVerdict::NotConfirmed;
        return line;
    }
    line.since = held->second.goneAt;
    if (held->second.waits)
        line.verdict = MissingVerdict::Held;
    else if (m_gone.contains(line.key) || !held->second.live)
        line.verdict = MissingVerdict::Deleted;
    else if (isCancelled(held->second.status) && m_answer.unreachable)
        line.verdict = MissingVerdict::Cancelled;
    else
        line.verdict = MissingVerdict::NotConfirmed;
    if (line.verdict == MissingVerdict::Cancelled)
        line.since = held->second.changed;
    return line;
}

}  // namespace bloom::sync
