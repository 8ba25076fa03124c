// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// At rest: nothing is wrong out there any more and two full cycles have passed. Now the mirror equals the
// truth.
#include "simulation/oracle_checks.h"
#include "simulation/oracle_lines.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

namespace bloom::simulation {

using sandbox::Resource;

void Checks::owns(const std::string& table, const std::string& id, const std::string& column,
                  const std::string& value) {
    m_owned[{table, id, column}] = value;
}

void Checks::restOfOwned() {
    for (const auto& [place, value] : m_owned) {
        const auto& [table, id, column] = place;
        const std::string held = m_mirror.cell("SELECT " + column + " FROM " + table + " WHERE id = ?", {id});
        if (held != value)
            violate("a column of Bloom's own was changed",
                    table + '/' + id + ' ' + column + ": " + held + " instead of " + value);
    }
}

void Checks::restOf(const Life& life, UtcTime now) {
    const auto& last = life.entries.back();
    const std::string key = keyOf(life.resource, life.id);
    const std::string line = m_mirror.lineOf(life.resource, life.id.toStdString());
    const bool held = at(key) != kNowhere;
    bool strict = true;
    if (life.resource == Resource::Appointment) {
        const auto [from, to] = windowAt(now);
        const auto* practitioner = m_practice.practitioners.find(m_practice.practitionerOf(last.role));
        const bool inside = last.start >= from && last.start < to;
        const auto audited =
            timeFrom(m_mirror.cell("SELECT audited_at FROM record_audits WHERE kind = 'Appointment' "
                                   "AND halaxy_id = ?",
                                   {life.id.toStdString()}));
        const bool asked = held && audited && *audited > last.from;
        strict = practitioner && practitioner->active && !practitioner->gone && (inside || asked);
    } else if (life.resource == Resource::Referral) {
        strict = m_quirks.referrals == sandbox::ReferralMode::PracticeWide;
    } else if (life.id.startsWith(QLatin1String("EP-"))) {
        strict = false;
    }
    if (last.gone)
        strict = strict && m_promises.deletesAreConfirmed && life.resource != Resource::Practitioner;
    if (strict && last.gone && !line.empty() && isKept(life)) {
        m_coverage.meet("state: kept at rest");
        return;
    }
    if (last.unusable) {
        const std::string kind = sandbox::resourceName(life.resource).toStdString();
        // A blocker has no session that a list could miss, and without a start no list of days shows it:
        // nobody asks, nobody is told, and nothing that anybody sees is missing.
        if (strict && !last.line.empty() &&
            m_mirror.cell("SELECT count(*) FROM set_aside WHERE kind = ? AND halaxy_id = ?",
                          {kind, life.id.toStdString()}) == "0")
            violate("a record that can't be used is not set aside",
                    key + " since " + isoOf(last.from) + " of " + last.role.toStdString() + ", starts " +
                        isoOf(last.start) + ", shows " + line + "; it was" + livedBy(life));
        return;
    }
    // Nobody lists who is gone, so what somebody spoilt since then stays; and a placeholder stands for who
    // never came.
    if (last.gone && life.resource == Resource::Patient &&
        (m_tampered.contains(key) || m_mirror.isPlaceholder(life.id.toStdString())))
        return;
    // Who is gone stays as last read, which may be older than the last that was there.
    const bool asKnown =
        last.gone && life.resource == Resource::Patient && held && life.entries[at(key)].line == line;
    if (strict && !asKnown && !fits(life, life.entries.size() - 1, line)) {
        violate("not at rest", key + " is " + (last.line.empty() ? "nothing" : last.line) + " but shows " +
                                   (line.empty() ? "nothing" : line));
        return;
    }
    m_coverage.meet(strict ? "rule: record at rest" : "rule: record at rest, leniently");
    if (strict && life.resource == Resource::Appointment && !last.gone)
        restOfSession(life);
    const std::string sessionsOf =
        "SELECT count(*) FROM sessions s JOIN clients c ON c.id = s.client_id WHERE "
        "c.halaxy_patient_id = ? AND s.deleted_at IS NULL";
    // Where somebody took session rows away behind the engine's back, nothing told it that the last one went.
    const bool sessionsTaken =
        std::ranges::any_of(m_removed, [](const std::string& row) { return row.starts_with("sessions/"); });
    if (strict && last.gone && life.resource == Resource::Patient && !line.empty() && !sessionsTaken &&
        m_mirror.cell(sessionsOf, {life.id.toStdString()}) == "0")
        violate("not at rest", key + " is gone and has no sessions, but shows " + line);
    if (strict && life.resource == Resource::Practitioner)
        restOfPractitioner(life);
}

void Checks::restOfSession(const Life& life) {
    const auto* appointment = m_practice.appointments.find(life.id);
    for (const auto& attendance : appointment->patients) {
        const bool anyGone = std::ranges::any_of(attendance.invoices, [&](const QString& id) {
            const Life* invoice = m_truth.find(keyOf(Resource::Invoice, id));
            return !m_practice.invoices.findLive(id) && (!invoice || isKept(*invoice));
        });
        if (anyGone || (m_quirks.shape == sandbox::Shape::Plain && appointment->enteredInError))
            continue;
        const auto rows = m_mirror.rows(
            "SELECT s.invoice_amount, s.billing_type, s.is_paid FROM sessions s JOIN clients c ON "
            "c.id = s.client_id WHERE s.halaxy_appointment_id = ? AND c.halaxy_patient_id = ? "
            "AND s.deleted_at IS NULL",
            {life.id.toStdString(), attendance.patientId.toStdString()});
        const std::string expected = moneyOf(attendance, m_practice, m_quirks.shape);
        const std::string held =
            rows.empty() ? std::string("nothing") : rows[0][0] + '|' + rows[0][1] + '|' + rows[0][2];
        if (held != expected)
            violate("money not at rest", "Appointment/" + life.id.toStdString() + " of " +
                                             attendance.patientId.toStdString() + ": " + held +
                                             " instead of " + expected);
    }
}

void Checks::restOfPractitioner(const Life& life) {
    const auto* one = m_practice.practitioners.find(life.id);
    bool anyRole = false, anyActive = false;
    for (const auto& role : m_practice.roles.rows()) {
        if (role.practitionerId != life.id || role.gone)
            continue;
        anyRole = true;
        anyActive = anyActive || role.active;
    }
    const bool active = one->active && !one->gone && (!anyRole || anyActive);
    const std::string held = m_mirror.cell(
        "SELECT halaxy_active FROM practitioners WHERE halaxy_practitioner_id = ?", {life.id.toStdString()});
    if (held != (active ? "1" : "0"))
        violate("not at rest", "Practitioner/" + life.id.toStdString() + " is active: " + held);
}

/// An admin said that it stays.
bool Checks::isKept(const Life& life) {
    return m_mirror.cell(
               "SELECT count(*) FROM held_records r JOIN held_sets s ON s.id = r.held_id WHERE s.kind = ? "
               "AND r.halaxy_id = ? AND (s.state IN ('open', 'applying') OR r.outcome = 'kept')",
               {sandbox::resourceName(life.resource).toStdString(), life.id.toStdString()}) != "0";
}

/// Too many to believe are never deleted by one run, unless somebody said so.
void Checks::restOfDeletions() {
    for (const auto& row : m_mirror.rows(
             "SELECT h.run_id, h.kind, count(DISTINCT h.halaxy_id), h.channel FROM history h WHERE h.change "
             "= 'delete' "
             "AND h.channel IN ('full', 'audit') AND h.kind = 'Appointment' GROUP BY h.run_id, h.kind")) {
        const int deleted = std::stoi(row[2]);
        const int most = std::max<int>(5, int(m_practice.appointments.rows().size()) / 5);
        if (deleted > most)
            violate("a mass deletion was believed", row[2] + " of " + row[1] + " in run " + row[0]);
        m_coverage.meet("rule: deletions of a run counted");
    }
}

/// Each field of a row goes from what the line before left it at: one change, one line.
void Checks::restOfHistory() {
    std::map<std::string, QJsonObject> now;
    std::map<std::string, std::string> state;
    for (const auto& line :
         m_mirror.rows("SELECT row_table || '/' || row_id, change, fields, id FROM history "
                       "WHERE row_id IS NOT NULL ORDER BY id")) {
        if (m_removed.contains(line[0]))
            continue;
        const std::string& change = line[1];
        std::string& before = state[line[0]];
        const bool twice = (change == "create" && !before.empty() && before != "conflict") ||
                           (change == "delete" && before == "delete");
        if (twice)
            violate("two history lines for one change", line[0] + " " + change + " after " + before);
        before = change;
        if (change == "create" || line[2] == "{}")
            continue;
        QJsonObject& held = now[line[0]];
        const QJsonObject fields = QJsonDocument::fromJson(QByteArray::fromStdString(line[2])).object();
        for (auto field = fields.begin(); field != fields.end(); ++field) {
            const QJsonArray pair = field.value().toArray();
            const bool known = held.contains(field.key());
            if (known && change == "update" && held.value(field.key()) != pair.at(0) &&
                held.value(field.key()) == pair.at(1))
                violate("two history lines for one change",
                        line[0] + " " + field.key().toStdString() + " in line " + line[3]);
            held.insert(field.key(), pair.at(1));
        }
    }
}

void Checks::lookAtRest(UtcTime now) {
    m_now = now;
    for (const auto& [key, life] : m_truth.lives())
        if (!m_violation)
            restOf(life, now);
    if (!m_violation)
        restOfInbox();
    if (!m_violation)
        restOfDeletions();
    if (!m_violation)
        restOfHistory();
    if (!m_violation)
        restOfOwned();
    if (!m_tampered.empty())
        m_coverage.meet("state: spoilt rows at rest", long(m_tampered.size()));
}

}  // namespace bloom::simulation
