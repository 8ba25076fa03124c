// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/client_deriver.h"

namespace bloom::sync {

using namespace storage;

ClientDeriver::ClientDeriver(Scope& scope, const ApplyContext& context, ApplyReport& report)
    : m_context(context),
      m_report(report),
      m_mirror(scope),
      m_records(scope),
      m_checkpoints(scope) {}

void ClientDeriver::deriveAll() {
    for (const ClientId& client : m_touched)
        derive(client);
    m_touched.clear();
}

void ClientDeriver::derive(const ClientId& client) {
    const auto sessions = m_mirror.sessionsOf(client);
    const auto referrals = m_mirror.referralsOf(client);
    const auto held = m_mirror.heldClient(client);
    if (!held)
        return;  // a referral of a patient without a row
    ClientFacts facts;
    facts.sessions = sessions;
    facts.referrals = referrals;
    facts.referralsKnown = m_checkpoints.referralsChecked(held->patient).has_value();
    facts.now = m_context.now;
    facts.policy = m_context.mhcp;
    if (!practitionerOfClient(facts))
        facts.generalPractitioner = generalPractitioner(held->patient);
    const auto practitioner = practitionerOfClient(facts);
    const Zone& zone = zoneOf(practitioner);
    facts.zone = zone.zone;
    facts.year = zone.year;
    int written = putNumbers(sessions);
    written += m_mirror.putDerived(*held, deriveClient(facts), m_context.now);
    m_report.rowsWritten += written;
    if (written == 0)
        return;
    // Whose they were, too: a client may have moved on.
    for (const PractitionerId& touched : {practitioner.value_or(PractitionerId()), held->practitioner})
        if (!touched.isEmpty())
            m_report.practitioners.insert(touched);
}

int ClientDeriver::putNumbers(const std::vector<SessionBrief>& sessions) {
    int written = 0;
    const auto numbers = sessionNumbers(sessions);
    for (size_t i = 0; i < sessions.size(); ++i)
        if (sessions[i].number != numbers[i])
            written += m_mirror.putSessionNumber(sessions[i].id, numbers[i], m_context.now);
    return written;
}

const ClientDeriver::Zone& ClientDeriver::zoneOf(const std::optional<PractitionerId>& practitioner) {
    const PractitionerId key = practitioner.value_or(PractitionerId());
    const auto known = m_zones.find(key);
    if (known != m_zones.end())
        return known->second;
    const QString name = practitioner ? m_mirror.timezoneOf(*practitioner) : m_context.timeZone;
    const PracticeZone zone = PracticeZone::find(name).value_or(PracticeZone::sydney());
    const UtcInterval year = zone.year(zone.localDate(m_context.now));
    return m_zones.insert({key, {zone, year}}).first->second;
}

std::optional<PractitionerId> ClientDeriver::generalPractitioner(const HalaxyId& patient) {
    const auto content = m_records.content({RecordKind::Patient, patient});
    const auto* record = content ? std::get_if<PatientRecord>(&*content) : nullptr;
    if (!record)
        return std::nullopt;
    for (const HalaxyId& id : record->generalPractitioners) {
        // "PR-…" names a practitioner or a role; which of the two, only looking tells.
        if (const auto byRole = m_mirror.practitionerOfRole(id))
            return byRole;
        if (const auto direct = m_mirror.practitioner(id))
            return direct;
    }
    return std::nullopt;
}

}  // namespace bloom::sync
