// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/oracle_truth.h"

#include "simulation/oracle_lines.h"

namespace bloom::simulation {

namespace {

using sandbox::Resource;

bool sameHead(const sandbox::Record& a, const sandbox::Record& b) {
    return a.version == b.version && a.lastUpdated == b.lastUpdated && a.gone == b.gone;
}
// Whatever an edit can change without moving the version is compared, too.
bool same(const sandbox::Practitioner& a, const sandbox::Practitioner& b) { return sameHead(a, b); }
bool same(const sandbox::PractitionerRole& a, const sandbox::PractitionerRole& b) { return sameHead(a, b); }
bool same(const sandbox::Patient& a, const sandbox::Patient& b) { return sameHead(a, b); }
bool same(const sandbox::Referral& a, const sandbox::Referral& b) {
    return sameHead(a, b) && a.used == b.used && a.patientId == b.patientId;
}
bool same(const sandbox::Invoice& a, const sandbox::Invoice& b) {
    return sameHead(a, b) && a.paidCents == b.paidCents && a.status == b.status;
}
bool same(const sandbox::Appointment& a, const sandbox::Appointment& b) {
    if (!sameHead(a, b) || a.withoutStart != b.withoutStart || a.patients.size() != b.patients.size())
        return false;
    for (std::size_t i = 0; i < a.patients.size(); ++i)
        if (a.patients[i].status != b.patients[i].status ||
            a.patients[i].patientId != b.patients[i].patientId ||
            a.patients[i].invoices.size() != b.patients[i].invoices.size())
            return false;
    return true;
}

}  // namespace

const Life* Truth::find(const std::string& key) const {
    const auto found = m_lives.find(key);
    return found == m_lives.end() ? nullptr : &found->second;
}

template <typename T> void Truth::add(Resource resource, const T& row, UtcTime now) {
    m_changed.push_back(keyOf(resource, row.id));
    Life& life = m_lives[m_changed.back()];
    life.resource = resource;
    life.id = row.id;
    Entry entry;
    entry.from = now;
    entry.stamped = row.lastUpdated;
    entry.gone = row.gone;
    if constexpr (std::is_same_v<T, sandbox::Appointment>) {
        entry.line = lineOf(row, m_practice, m_quirks.shape);
        entry.role = row.roleId;
        entry.start = row.start;
        entry.unusable = row.withoutStart && !row.gone;
    } else if constexpr (std::is_same_v<T, sandbox::Invoice>) {
        entry.line = lineOf(row, m_quirks.shape);
    } else if constexpr (std::is_same_v<T, sandbox::Referral>) {
        entry.line = lineOf(row, m_quirks.withDisplay);
    } else {
        entry.line = lineOf(row);
    }
    if (!life.entries.empty()) {
        const Entry& last = life.entries.back();
        entry.silent = last.stamped == entry.stamped && last.gone == entry.gone;
        // Nothing that a row would show: an invoice more, a stamp.
        if (last.line == entry.line && last.gone == entry.gone && last.unusable == entry.unusable &&
            last.role == entry.role)
            return;
    }
    countMoves(life, entry);
    life.entries.push_back(std::move(entry));
}

void Truth::countMoves(const Life& life, const Entry& entry) {
    const bool wasThere = !life.entries.empty() && !life.entries.back().gone;
    const bool moved = wasThere && !entry.gone &&
                       (life.entries.back().start != entry.start || life.entries.back().role != entry.role);
    Moves& moves = m_moves[std::size_t(life.resource)];
    moves.left += (wasThere && entry.gone) || moved ? 1 : 0;
    moves.taken += (!wasThere && !entry.gone) || moved ? 1 : 0;
}

template <typename T>
void Truth::lookAt(Resource resource, const std::vector<T>& rows, std::vector<T>& before, UtcTime now) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (i < before.size() && same(rows[i], before[i]))
            continue;
        add(resource, rows[i], now);
        if (i < before.size())
            before[i] = rows[i];
        else
            before.push_back(rows[i]);
    }
}

void Truth::look(UtcTime now) {
    m_changed.clear();
    if (m_practice.revision == m_revision)
        return;
    m_revision = m_practice.revision;
    lookAt(Resource::Practitioner, m_practice.practitioners.rows(), m_practitioners, now);
    lookAt(Resource::PractitionerRole, m_practice.roles.rows(), m_roles, now);
    lookAt(Resource::Patient, m_practice.patients.rows(), m_patients, now);
    lookAt(Resource::Appointment, m_practice.appointments.rows(), m_appointments, now);
    lookAt(Resource::Invoice, m_practice.invoices.rows(), m_invoices, now);
    lookAt(Resource::Referral, m_practice.referrals.rows(), m_referrals, now);
}

}  // namespace bloom::simulation
