// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/oracle_mirror.h"

#include <sqlite3.h>
#include <QtGlobal>
#include <algorithm>

namespace bloom::simulation {

namespace {

using sandbox::Resource;

const char* linesOf(Resource resource) {
    switch (resource) {
        case Resource::Practitioner:
            return "SELECT halaxy_practitioner_id, first_name, last_name, email, phone, ahpra_number, "
                   "qualification_type FROM practitioners WHERE deleted_at IS NULL AND "
                   "halaxy_practitioner_id = ?";
        case Resource::PractitionerRole:
            return "SELECT halaxy_role_id, halaxy_practitioner_id, active FROM practitioner_roles "
                   "WHERE deleted_at IS NULL AND halaxy_role_id = ?";
        case Resource::Patient:
            return "SELECT halaxy_patient_id, first_name, last_name, display_name, initials, email, phone, "
                   "date_of_birth, gender, status FROM clients WHERE deleted_at IS NULL AND "
                   "halaxy_patient_id = ?";
        case Resource::Appointment:
            return "SELECT s.halaxy_appointment_id, c.halaxy_patient_id, p.halaxy_practitioner_id, "
                   "s.scheduled_start_time, s.scheduled_end_time, s.duration_minutes, s.session_type, "
                   "s.status, s.raw_status, s.is_group, s.location_type, s.notes FROM sessions s "
                   "LEFT JOIN clients c ON c.id = s.client_id "
                   "LEFT JOIN practitioners p ON p.id = s.practitioner_id "
                   "WHERE s.deleted_at IS NULL AND s.halaxy_appointment_id = ?";
        case Resource::Invoice:
            return "SELECT i.halaxy_invoice_id, coalesce(c.halaxy_patient_id, '?'), i.invoice_date, "
                   "i.status, "
                   "i.payor_type, i.billing_type, i.total_net, i.total_gross, i.total_tax, i.total_paid, "
                   "i.total_balance, i.is_paid FROM invoices i LEFT JOIN clients c ON c.id = i.client_id "
                   "WHERE i.deleted_at IS NULL AND i.halaxy_invoice_id = ?";
        case Resource::Referral:
            return "SELECT r.halaxy_referral_id, coalesce(c.halaxy_patient_id, '?'), r.definition, "
                   "r.is_mental_health_plan, r.is_review, r.session_limit, r.sessions_used, r.start_date, "
                   "r.end_date, r.requester, r.is_active FROM referrals r "
                   "LEFT JOIN clients c ON c.id = r.client_id "
                   "WHERE r.deleted_at IS NULL AND r.halaxy_referral_id = ?";
    }
    return "";
}

}  // namespace

Mirror::Mirror(const std::string& path) {
    if (sqlite3_open_v2(path.c_str(), &m_database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr) !=
        SQLITE_OK)
        qFatal("oracle: %s", sqlite3_errmsg(m_database));
    sqlite3_busy_timeout(m_database, 2000);
}

Mirror::~Mirror() {
    for (const auto& [sql, statement] : m_statements)
        sqlite3_finalize(statement);
    sqlite3_close(m_database);
}

sqlite3_stmt* Mirror::prepared(const std::string& sql, const Values& bound) {
    sqlite3_stmt*& statement = m_statements[sql];
    if (!statement && sqlite3_prepare_v2(m_database, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK)
        qFatal("oracle: %s in %s", sqlite3_errmsg(m_database), sql.c_str());
    for (std::size_t i = 0; i < bound.size(); ++i)
        sqlite3_bind_text(statement, int(i) + 1, bound[i].c_str(), int(bound[i].size()), SQLITE_TRANSIENT);
    return statement;
}

std::vector<Mirror::Values> Mirror::rows(const std::string& sql, const Values& bound) {
    sqlite3_stmt* const statement = prepared(sql, bound);
    std::vector<Values> all;
    int state = SQLITE_ROW;
    while ((state = sqlite3_step(statement)) == SQLITE_ROW) {
        Values& row = all.emplace_back();
        for (int column = 0; column < sqlite3_column_count(statement); ++column) {
            const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
            row.emplace_back(text && *text ? text : "-");
        }
    }
    if (state != SQLITE_DONE)
        qFatal("oracle: %s in %s", sqlite3_errmsg(m_database), sql.c_str());
    sqlite3_reset(statement);
    return all;
}

std::string Mirror::cell(const std::string& sql, const Values& bound) {
    const auto all = rows(sql, bound);
    return all.empty() ? std::string("-") : all.front().front();
}

int Mirror::execute(const std::string& sql, const Values& bound) {
    rows(sql, bound);
    return sqlite3_changes(m_database);
}

int Mirror::version() { return std::stoi(cell("PRAGMA data_version")); }

std::string Mirror::lineOf(Resource resource, const std::string& id) {
    std::vector<std::string> lines;
    for (const Values& row : rows(linesOf(resource), {id})) {
        std::string line;
        for (const std::string& value : row)
            line += line.empty() ? value : '|' + value;
        lines.push_back(std::move(line));
    }
    if (resource != Resource::Appointment)
        return lines.empty() ? std::string() : lines.front();
    std::ranges::sort(lines);
    std::string all;
    for (const std::string& line : lines)
        all += line + '\n';
    return all;
}

bool Mirror::isPlaceholder(const std::string& patientId) {
    return cell("SELECT is_placeholder FROM clients WHERE halaxy_patient_id = ?", {patientId}) == "1";
}

std::vector<std::pair<Resource, std::string>> Mirror::writtenSince(const std::string& iso) {
    static const std::pair<Resource, std::string> tables[] = {
        {Resource::Practitioner, "SELECT halaxy_practitioner_id FROM practitioners WHERE updated_at >= ?"},
        {Resource::PractitionerRole, "SELECT halaxy_role_id FROM practitioner_roles WHERE updated_at >= ?"},
        {Resource::Patient, "SELECT halaxy_patient_id FROM clients WHERE updated_at >= ?"},
        {Resource::Appointment, "SELECT DISTINCT halaxy_appointment_id FROM sessions WHERE updated_at >= ?"},
        {Resource::Invoice, "SELECT halaxy_invoice_id FROM invoices WHERE updated_at >= ?"},
        {Resource::Referral, "SELECT halaxy_referral_id FROM referrals WHERE updated_at >= ?"}};
    std::vector<std::pair<Resource, std::string>> keys;
    for (const auto& [resource, sql] : tables)
        for (const Values& row : rows(sql, {iso}))
            keys.emplace_back(resource, row.front());
    return keys;
}

}  // namespace bloom::simulation
