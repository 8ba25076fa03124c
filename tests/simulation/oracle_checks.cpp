// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/oracle_checks.h"

#include "simulation/oracle_lines.h"

#include <QDateTime>
#include <QTimeZone>

namespace bloom::simulation {

using sandbox::Resource;

std::pair<UtcTime, UtcTime> windowAt(UtcTime now) {
    static const QTimeZone sydney("Australia/Sydney");
    const QDate today = QDateTime::fromMSecsSinceEpoch(now.time_since_epoch().count(), sydney).date();
    const auto midnight = [](QDate date) {
        return UtcTime(milliseconds(date.startOfDay(sydney).toMSecsSinceEpoch()));
    };
    const QDate from = std::min(today.addDays(-30), QDate(today.year(), today.month(), 1));
    return {midnight(from), midnight(today.addDays(90))};
}

std::optional<UtcTime> timeFrom(const std::string& iso) {
    const auto time = QDateTime::fromString(QString::fromStdString(iso), Qt::ISODateWithMs);
    return time.isValid() ? std::optional(UtcTime(milliseconds(time.toMSecsSinceEpoch()))) : std::nullopt;
}

Checks::Checks(const Truth& truth, const sandbox::Practice& practice, const sandbox::Quirks& quirks,
               Mirror& mirror, Coverage& coverage, Promises promises)
    : m_truth(truth),
      m_practice(practice),
      m_quirks(quirks),
      m_mirror(mirror),
      m_coverage(coverage),
      m_promises(promises) {}

void Checks::violate(const std::string& rule, const std::string& text) {
    if (!m_violation)
        m_violation = Violation{rule, text, m_now};
}

std::size_t Checks::at(const std::string& key) const {
    const auto found = m_at.find(key);
    return found == m_at.end() ? kNowhere : found->second;
}

bool Checks::roleIsKnown(const QString& role) {
    if (m_quirks.shape == sandbox::Shape::Plain)
        return m_mirror.cell("SELECT count(*) FROM practitioners WHERE halaxy_practitioner_id = ?",
                             {m_practice.practitionerOf(role).toStdString()}) != "0";
    return m_mirror.cell(
               "SELECT count(*) FROM practitioner_roles r JOIN practitioners p ON "
               "p.halaxy_practitioner_id = r.halaxy_practitioner_id WHERE r.halaxy_role_id = ? "
               "AND r.deleted_at IS NULL",
               {role.toStdString()}) != "0";
}

/// A record in the other table may not be here yet: its place is held by '?'.
bool sameButForTheClient(const std::string& line, const std::string& truth) {
    const std::size_t unknown = line.find("|?|");
    return unknown != std::string::npos && truth.compare(0, unknown + 1, line, 0, unknown + 1) == 0 &&
           truth.substr(truth.find('|', unknown + 1)) == line.substr(unknown + 2);
}

bool Checks::fits(const Life& life, std::size_t index, const std::string& line) {
    const Entry& entry = life.entries[index];
    if (entry.unusable)
        return false;
    if (entry.line == line || (!line.empty() && sameButForTheClient(line, entry.line)))
        return true;
    // Whoever is gone stays as known, for the sessions' sake; a colleague always.
    const bool stays = life.resource == Resource::Patient || life.resource == Resource::Practitioner;
    if (entry.gone && stays)
        return wasKnownAs(life, index, line);
    return life.resource == Resource::Appointment && line.empty() && !roleIsKnown(entry.role);
}

/// From what it showed up to then: what changed just before the end, nobody may have read.
bool Checks::wasKnownAs(const Life& life, std::size_t before, const std::string& line) {
    const auto known = m_known.find(keyOf(life.resource, life.id));
    for (std::size_t i = before; i-- > (known == m_known.end() ? 0 : known->second);)
        if (!life.entries[i].gone && fits(life, i, line))
            return true;
    return false;
}

std::size_t Checks::find(const Life& life, std::size_t from, const std::string& line) {
    for (std::size_t i = from; i < life.entries.size(); ++i)
        if (fits(life, i, line))
            return i;
    return kNowhere;
}

/// It was denied, and the canary found its record: the service began to see again in between.
bool Checks::wasDeniedLast(const std::string& key) const {
    const auto denied = m_denied.find(key);
    return denied != m_denied.end() && !serviceIsBlind && denied->second + std::chrono::minutes(5) > m_now;
}

void Checks::place(Resource resource, const std::string& id) {
    const std::string key = keyOf(resource, QString::fromStdString(id));
    const Life* life = m_truth.find(key);
    const std::string line = m_mirror.lineOf(resource, id);
    const std::size_t before = at(key);
    if (!life) {
        if (!line.empty())
            violate("false content", key + " was never there: " + line);
        return;
    }
    if (before == kNowhere && line.empty())
        return;
    if (before == kNowhere && resource == Resource::Patient && m_mirror.isPlaceholder(id)) {
        m_coverage.meet("state: placeholder client");
        return;
    }
    const std::size_t now = find(*life, before == kNowhere ? 0 : before, line);
    if (now != kNowhere) {
        m_at[key] = now;
        if (!line.empty() && !life->entries[now].gone)
            m_known[key] = now;
        if (m_tampered.erase(key) > 0)
            m_coverage.meet("rule: conflict put back");
    } else if (line.empty() && (m_deceived.contains(key) || wasDeniedLast(key))) {
        m_tampered.insert(key);
        m_coverage.meet("state: deceived by the service");
    } else if (!m_tampered.contains(key)) {
        misplaced(*life, line, before);
    }
}

std::string Checks::livedBy(const Life& life) {
    std::string lived;
    for (const Entry& entry : life.entries)
        lived += "\n    " + isoOf(entry.from) + (entry.gone ? " gone" : "") +
                 (entry.unusable ? " unusable" : "") + " stamped " + isoOf(entry.stamped) + " " + entry.line;
    return lived;
}

void Checks::misplaced(const Life& life, const std::string& line, std::size_t before) {
    const std::string key = keyOf(life.resource, life.id);
    const std::size_t older = find(life, 0, line);
    const bool wasEmpty = before != kNowhere && life.entries[before].line.empty();
    const char* const rule = line.empty()                    ? "false delete"
                             : older != kNowhere && wasEmpty ? "resurrection"
                             : older != kNowhere             ? "stale overwrite"
                                                             : "false content";
    std::string text = key + " shows " + (line.empty() ? "nothing" : line) + ", stood at ";
    text += before == kNowhere ? "nothing" : isoOf(life.entries[before].from);
    violate(rule, text + "; it was" + livedBy(life));
}

void Checks::look(UtcTime now) {
    m_now = now;
    const int version = m_mirror.version();
    if (version == m_version || m_violation)
        return;
    m_version = version;
    for (const auto& [resource, id] : m_mirror.writtenSince(isoOf(m_looked)))
        place(resource, id);
    const std::string since = isoOf(m_looked);
    m_looked = now;
    if (!m_violation)
        lookAtInbox(since);
    if (!m_violation)
        lookAtCursors();
    if (!m_violation)
        lookAtFreshness();
}

void Checks::lookAtRuns(const std::set<std::string>& goingOn) {
    for (const auto& row :
         m_mirror.rows("SELECT id, run_type FROM sync_log WHERE is_run = 1 AND status = 'pending'"))
        if (!goingOn.contains(row[0]))
            violate("run left in progress", row[1] + " " + row[0]);
}

}  // namespace bloom::simulation
