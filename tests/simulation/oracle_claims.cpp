// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the database says about itself: how fresh it is, and how far its cursors came. Each such word is held
// against the lives of all records it speaks of.
#include "simulation/oracle_checks.h"
#include "simulation/oracle_lines.h"

#include <algorithm>
#include <ranges>

namespace bloom::simulation {

using sandbox::Resource;

namespace {

/// As it was at that moment; −1: it was not there yet.
std::ptrdiff_t indexAt(const Life& life, UtcTime when) {
    std::ptrdiff_t index = -1;
    for (const Entry& entry : life.entries)
        if (entry.from < when)
            ++index;
    return index;
}

/// Down to what somebody can use.
std::ptrdiff_t usable(const Life& life, std::ptrdiff_t index) {
    while (index >= 0 && life.entries[std::size_t(index)].unusable)
        --index;
    return index;
}

}  // namespace

bool Checks::mayBeShort(Resource resource, UtcTime since) const {
    const bool bySubject =
        resource == Resource::Referral && m_quirks.referrals != sandbox::ReferralMode::PracticeWide;
    return bySubject || m_lied[std::size_t(resource)] >= since;
}

/// Asked about and not answered, set aside, or spoilt by somebody: said so, and no claim is made.
bool Checks::isExcused(const Life& life) {
    const std::string kind = sandbox::resourceName(life.resource).toStdString();
    const std::string id = life.id.toStdString();
    if (isKept(life))
        return true;
    for (const char* table : {"set_aside", "not_confirmed"})
        if (m_mirror.cell(std::string("SELECT count(*) FROM ") + table + " WHERE kind = ? AND halaxy_id = ?",
                          {kind, id}) != "0")
            return true;
    return m_tampered.contains(keyOf(life.resource, life.id));
}

void Checks::require(const Life& life, std::size_t index, const std::string& rule) {
    const std::string key = keyOf(life.resource, life.id);
    const std::size_t held = at(key);
    if (m_violation || (held != kNowhere && held >= index))
        return;
    const std::string line = m_mirror.lineOf(life.resource, life.id.toStdString());
    if (find(life, index, line) != kNowhere || isExcused(life))
        return;
    const Entry& entry = life.entries[index];
    violate(rule, key + " has been since " + isoOf(entry.from) + " (stamped " + isoOf(entry.stamped) + ") " +
                      (entry.line.empty() ? "nothing" : entry.line) + " but shows " +
                      (line.empty() ? "nothing" : line));
}

void Checks::lookAtCursors() {
    for (const auto& row : m_mirror.rows("SELECT name, value FROM cursors WHERE name LIKE 'updated/%' OR "
                                         "name LIKE 'whole/%' ORDER BY name DESC")) {
        std::string& known = m_cursors[row[0]];
        if (known == row[1])
            continue;
        const auto before = timeFrom(known);
        known = row[1];
        const bool whole = row[0].starts_with("whole/");
        const auto resource =
            sandbox::resourceFromName(QString::fromStdString(row[0].substr(row[0].find('/') + 1)));
        const auto time = timeFrom(row[1]);
        if (!resource || !time)
            continue;
        m_coverage.meet(whole ? "rule: whole listing checked" : "rule: cursor checked");
        if (whole)
            checkWhole(*resource, *time);
        else
            checkCursor(*resource, before, *time);
    }
}

/// Appointments: what happened before a cursor began is known of the window alone, and who has ended is not
/// asked for.
void Checks::checkCursor(Resource resource, std::optional<UtcTime> before, UtcTime cursor) {
    if (mayBeShort(resource, m_whole[std::size_t(resource)]))
        return;
    for (const auto& [key, life] : m_truth.lives()) {
        if (life.resource != resource || life.entries.back().gone || life.id.startsWith(QLatin1String("EP-")))
            continue;
        std::ptrdiff_t last = -1;
        for (std::size_t i = 0; i < life.entries.size(); ++i) {
            if (life.entries[i].gone)
                last = -1;  // it was away, and nothing showed it
            else if (!life.entries[i].silent && life.entries[i].stamped < cursor)
                last = std::ptrdiff_t(i);
        }
        last = usable(life, last);
        if (last < 0)
            continue;
        if (resource == Resource::Appointment) {
            const Entry& entry = life.entries[std::size_t(last)];
            const auto* whose = m_practice.practitioners.find(m_practice.practitionerOf(entry.role));
            const bool known = whose && m_mirror.cell(
                                            "SELECT halaxy_active FROM practitioners WHERE "
                                            "halaxy_practitioner_id = ?",
                                            {whose->id.toStdString()}) == "1";
            const auto [from, to] = windowAt(m_now);
            const bool inside =
                entry.start >= from + std::chrono::days(2) && entry.start < to - std::chrono::days(2);
            if (!known || !(before ? entry.stamped >= *before || inside : inside))
                continue;
        }
        require(life, std::size_t(last), "cursor passed an unread change");
    }
}

void Checks::checkWhole(Resource resource, UtcTime began) {
    m_whole[std::size_t(resource)] = began;
    if (mayBeShort(resource, began))
        return;
    for (const auto& [key, life] : m_truth.lives()) {
        const auto index = usable(life, indexAt(life, began));
        if (life.resource == resource && index >= 0 && !life.entries.back().gone &&
            !life.id.startsWith(QLatin1String("EP-")))
            require(life, std::size_t(index), "a whole listing was not whole");
    }
}

void Checks::lookAtFreshness() {
    for (const auto& row : m_mirror.rows("SELECT practitioner_id, last_success_at FROM sync_status "
                                         "WHERE last_success_at IS NOT NULL")) {
        std::string& known = m_fresh[row[0]];
        if (known == row[1])
            continue;
        known = row[1];
        const auto fresh = timeFrom(row[1]);
        if (!fresh)
            continue;
        m_coverage.meet("rule: freshness checked");
        if (row[0] == "-")
            checkPractice(*fresh);
        else
            checkPractitioner(row[0], *fresh);
    }
}

/// People and money: by what moved since the last whole list, and by that list.
void Checks::checkPractice(UtcTime fresh) {
    for (const auto& [key, life] : m_truth.lives()) {
        const Resource resource = life.resource;
        const UtcTime whole = m_whole[std::size_t(resource)];
        if (resource == Resource::Appointment || mayBeShort(resource, whole) ||
            life.id.startsWith(QLatin1String("EP-")) || life.entries.back().gone)
            continue;
        std::ptrdiff_t index = indexAt(life, fresh);
        while (index > 0 && life.entries[std::size_t(index)].silent &&
               life.entries[std::size_t(index)].from >= whole)
            --index;
        index = usable(life, index);
        if (index >= 0)
            require(life, std::size_t(index), "freshness ahead of truth");
    }
}

void Checks::checkPractitioner(const std::string& rowId, UtcTime fresh) {
    const auto row = m_mirror.rows(
        "SELECT halaxy_practitioner_id, halaxy_active FROM practitioners WHERE id = ?", {rowId});
    if (row.empty() || row.front()[1] != "1" || mayBeShort(Resource::Appointment, fresh))
        return;
    const QString practitioner = QString::fromStdString(row.front()[0]);
    const auto [from, to] = windowAt(fresh);
    for (const auto& [key, life] : m_truth.lives()) {
        const auto index = usable(life, indexAt(life, fresh));
        if (life.resource != Resource::Appointment || index < 0)
            continue;
        const Entry& entry = life.entries[std::size_t(index)];
        // Who is gone is missed by whoever it is shown with; somebody else's list says nothing of it.
        const std::size_t shown = at(key);
        const Entry& listed = entry.gone && shown != kNowhere ? life.entries[shown] : entry;
        const auto isListed = [&](const Entry& at) {
            return at.start >= from && at.start < to && m_practice.practitionerOf(at.role) == practitioner;
        };
        // What left this list before it was read, and was never shown in it, is nobody's to miss.
        const bool wasShown = shown != kNowhere && isListed(life.entries[shown]);
        const bool left = !wasShown && std::ranges::any_of(life.entries | std::views::drop(index + 1),
                                                           [&](const Entry& later) {
                                                               return later.gone || !isListed(later);
                                                           });
        if (!isListed(listed) || left || (life.entries.back().gone && !m_promises.deletesAreConfirmed))
            continue;
        require(life, std::size_t(index), "freshness ahead of truth");
    }
}

}  // namespace bloom::simulation
