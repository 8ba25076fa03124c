// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "integration/changes.h"

#include "integration/expected_rows.h"

namespace bloom::test {

using namespace sandbox;

namespace {
QString t(const char* text) { return QString::fromLatin1(text); }

/// Rows that may change because people changed something in the practice meanwhile.
QSet<QString> rowsOf(TempDatabase& database, const QSet<QString>& patients) {
    const QString list = u'\'' + QStringList(patients.begin(), patients.end()).join(t("','")) + u'\'';
    const QString clients =
        QStringLiteral("SELECT id FROM clients WHERE halaxy_patient_id IN (%1)").arg(list);
    QStringList keys =
        database.rows(QStringLiteral("SELECT 'clients|' || id FROM clients WHERE id IN (%1)").arg(clients));
    for (const char* table : {"sessions", "invoices", "referrals"})
        keys += database.rows(
            QStringLiteral("SELECT '%1|' || id FROM %1 WHERE client_id IN (%2)").arg(t(table), clients));
    return {keys.begin(), keys.end()};
}
}  // namespace

QSet<QString> changeThePractice(LivePractice& live) {
    Editor edit = live.edit();
    const Practice& practice = live.practice();
    QSet<QString> touched;
    const UtcTime soon = std::chrono::floor<std::chrono::hours>(live.clock.utcNow()) + std::chrono::hours(48);
    int changed = 0;
    for (std::size_t i = 0; i < practice.appointments.rows().size() && changed < 6; ++i) {
        const Appointment appointment = practice.appointments.rows()[i];
        if (appointment.gone || appointment.patients.empty() || appointment.start < soon)
            continue;
        for (const Attendance& attendance : appointment.patients)
            touched << attendance.patientId;
        switch (changed++) {
            case 0:
                edit.cancel(appointment.id);
                break;
            case 1:
                edit.reschedule(appointment.id, appointment.start + std::chrono::hours(3));
                break;
            case 2:
                edit.setStatus(appointment.id, QStringLiteral("Confirmed"),
                               appointment.patients.front().patientId);
                break;
            case 3: {
                const QString invoice =
                    edit.addInvoice(appointment.id, appointment.patients.front().patientId, 22'000,
                                    QStringLiteral("Medicare"));
                edit.pay(invoice, 22'000);
                break;
            }
            case 4:
                edit.setStatus(appointment.id, QStringLiteral("Running late"));
                break;
            default: {
                const QString patient = edit.addPatient(QStringLiteral("Ana"), QStringLiteral("Ümit"));
                touched << patient;
                edit.addAppointment({appointment.roleId, soon + std::chrono::hours(5), 50, {patient}});
                edit.addReferral(patient, appointment.roleId, QStringLiteral("Medicare: MHTP Referral"), 6);
            }
        }
    }
    const QString renamed = practice.patients.rows().at(5).id;
    touched << renamed;
    edit.renamePatient(renamed, QStringLiteral("Zoë"), QStringLiteral("O'Neil-Łuk"));
    return touched;
}

QString compareLines(const QStringList& stored, const QStringList& expected) {
    QStringList out;
    const QSet<QString> have(stored.begin(), stored.end());
    const QSet<QString> want(expected.begin(), expected.end());
    for (const QString& line : expected)
        if (!have.contains(line) && out.size() < 6)
            out << QStringLiteral("\n  should be: ") + line;
    for (const QString& line : stored)
        if (!want.contains(line) && out.size() < 12)
            out << QStringLiteral("\n  is:        ") + line;
    if (out.isEmpty() && stored.size() != expected.size())
        out << QStringLiteral("%1 rows instead of %2").arg(stored.size()).arg(expected.size());
    return out.join(QString());
}

QString tell(const RunReport& report) {
    QStringList out{name(report.outcome)};
    for (const Error& problem : report.problems)
        out << QString(problem.message % QStringLiteral(" [") % problem.context % u']');
    for (const SetAside& one : report.setAside)
        out << QString(toText(one.key) % u' ' % one.reason);
    return out.join(QStringLiteral("; "));
}

QString wronglyTouched(TempDatabase& database, const std::map<QString, QString>& before,
                       const QSet<QString>& patients) {
    const auto after = wholeRows(database);
    const QSet<QString> allowed = rowsOf(database, patients);
    for (const auto& [key, row] : before) {
        const auto now = after.find(key);
        if (now == after.end())
            return key + t(" vanished");
        if (now->second != row && !allowed.contains(key))
            return key + t(" was touched\n  before: ") + row + t("\n  after:  ") + now->second;
    }
    for (const auto& [key, row] : after)
        if (!before.contains(key) && !allowed.contains(key))
            return key + t(" came from nowhere: ") + row;
    return {};
}

int deletedRows(TempDatabase& database) {
    int deleted = 0;
    for (const char* table :
         {"practitioners", "practitioner_roles", "clients", "sessions", "invoices", "referrals"})
        deleted +=
            database
                .cell(QStringLiteral("SELECT count(*) FROM %1 WHERE deleted_at IS NOT NULL").arg(t(table)))
                .toInt();
    return deleted;
}

}  // namespace bloom::test
