// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Our tables, behind the engine's back: what Halaxy knows is spoilt, and must be put back; what Bloom owns is
// changed, and must stay.
#include "simulation/act_help.h"
#include "simulation/acts.h"
#include "simulation/oracle_lines.h"

namespace bloom::simulation {

namespace {

/// Only rows that a full run looks at are spoilt: others wait for the audit.
std::string someSession(World& world, sandbox::Random& draws) {
    const auto [from, to] = windowAt(world.clock.utcNow());
    static_cast<void>(to);
    return someRow(world, draws, "sessions",
                   " AND practitioner_id IN (SELECT id FROM practitioners WHERE halaxy_active = 1) AND "
                   "scheduled_start_time >= '" +
                       isoOf(from + std::chrono::days(4)) + "' AND scheduled_start_time < '" +
                       isoOf(from + std::chrono::days(100)) + "'");
}

void spoilt(World& world, const std::string& kind, const std::string& table, const std::string& column,
            const std::string& id) {
    world.checks.removed(table, id);
    world.checks.tampered(kind + '/' +
                          world.mirror.cell("SELECT " + column + " FROM " + table + " WHERE id = ?", {id}));
}

bool spoilSession(World& world, sandbox::Random& draws) {
    static constexpr std::array<const char*, 4> changes = {
        "status = 'completed', raw_status = 'spoilt'", "scheduled_start_time = '2026-01-05T00:00:00.000Z'",
        "notes = 'spoilt'", "duration_minutes = 7"};
    const std::string id = someSession(world, draws);
    if (id == "-")
        return false;
    spoilt(world, "Appointment", "sessions", "halaxy_appointment_id", id);
    return world.mirror.execute(std::string("UPDATE sessions SET ") + draws.pick(changes) + " WHERE id = ?",
                                {id}) > 0;
}

bool deleteSession(World& world, sandbox::Random& draws) {
    const std::string id = someSession(world, draws);
    if (id == "-")
        return false;
    spoilt(world, "Appointment", "sessions", "halaxy_appointment_id", id);
    world.checks.removed("sessions", id);
    world.mirror.execute("DELETE FROM session_invoices WHERE session_id = ?", {id});
    return world.mirror.execute("DELETE FROM sessions WHERE id = ?", {id}) > 0;
}

bool spoilClient(World& world, sandbox::Random& draws) {
    const std::string id = someRow(world, draws, "clients", " AND is_placeholder = 0");
    if (id == "-")
        return false;
    spoilt(world, "Patient", "clients", "halaxy_patient_id", id);
    return world.mirror.execute("UPDATE clients SET first_name = 'Spoilt', gender = 'unknown' WHERE id = ?",
                                {id}) > 0;
}

bool spoilInvoice(World& world, sandbox::Random& draws) {
    const std::string id = someRow(world, draws, "invoices", "");
    if (id == "-")
        return false;
    spoilt(world, "Invoice", "invoices", "halaxy_invoice_id", id);
    if (draws.chance(0.5))
        return world.mirror.execute("UPDATE invoices SET total_paid = 12345, is_paid = 0 WHERE id = ?",
                                    {id}) > 0;
    world.mirror.execute(
        "DELETE FROM invoice_appointments WHERE halaxy_invoice_id = (SELECT halaxy_invoice_id FROM "
        "invoices WHERE id = ?)",
        {id});
    return world.mirror.execute("DELETE FROM invoices WHERE id = ?", {id}) > 0;
}

bool ownClient(World& world, sandbox::Random& draws) {
    const std::string id = someRow(world, draws, "clients", "");
    if (id == "-")
        return false;
    const bool issues = draws.chance(0.5);
    const std::string column = issues ? "presenting_issues" : "treatment_plan";
    const std::string value = "[\"" + std::to_string(draws.below(1000)) + "\"]";
    world.checks.owns("clients", id, column, value);
    return world.mirror.execute("UPDATE clients SET " + column + " = ? WHERE id = ?", {value, id}) > 0;
}

bool ownPractitioner(World& world, sandbox::Random& draws) {
    static constexpr std::array<const char*, 3> columns = {"weekly_session_target", "weekly_revenue_target",
                                                           "monthly_revenue_target"};
    const std::string id = someRow(world, draws, "practitioners", "");
    if (id == "-")
        return false;
    const std::string column = draws.pick(columns);
    const std::string value = std::to_string(draws.between(10, 9999));
    world.checks.owns("practitioners", id, column, value);
    return world.mirror.execute("UPDATE practitioners SET " + column + " = ? WHERE id = ?", {value, id}) > 0;
}

}  // namespace

const std::vector<Act>& tableActs() {
    static const std::vector<Act> list = {
        {"spoil a session", 6, spoilSession},    {"delete a session row", 4, deleteSession},
        {"spoil a client", 4, spoilClient},      {"spoil an invoice", 4, spoilInvoice},
        {"own a client's column", 5, ownClient}, {"own a practitioner's column", 4, ownPractitioner},
    };
    return list;
}

}  // namespace bloom::simulation
