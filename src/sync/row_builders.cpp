// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/row_builders.h"

#include "core/row_ids.h"

#include <QTextBoundaryFinder>
#include <algorithm>

namespace bloom::sync {

using namespace storage;

namespace {

/// The first grapheme cluster, so that an accent or a joined emoji stays whole.
QString firstLetter(const QString& text) {
    const QString trimmed = text.trimmed();
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, trimmed);
    const qsizetype end = finder.toNextBoundary();
    return end > 0 ? trimmed.left(end).toUpper() : QString();
}

ClientStatus clientStatus(const PatientRecord& record) {
    const QString status = record.patientStatus.toLower();
    if (record.deceased || status.contains(QLatin1String("discharge")))
        return ClientStatus::Discharged;
    const bool inactive = !record.active || status.contains(QLatin1String("inactive")) ||
                          status.contains(QLatin1String("archive"));
    return inactive ? ClientStatus::Inactive : ClientStatus::Active;
}

bool hasEnded(const PractitionerRoleRow& role, UtcTime now) {
    return !role.active || (role.periodEnd && *role.periodEnd <= now);
}

QString firstOf(const QString& preferred, std::span<const PractitionerRoleRow> roles,
                QString PractitionerRoleRow::* field) {
    if (!preferred.isEmpty())
        return preferred;
    for (const PractitionerRoleRow& role : roles)
        if (!(role.*field).isEmpty())
            return role.*field;
    return {};
}

}  // namespace

PractitionerRow practitionerRow(const PractitionerRecord& record, std::span<const PractitionerRoleRow> roles,
                                UtcTime now) {
    const auto current =
        std::ranges::find_if(roles, [&](const PractitionerRoleRow& role) { return !hasEnded(role, now); });
    PractitionerRow row;
    row.id = practitionerRowId(record.id);
    row.halaxyId = record.id;
    row.roleId = current != roles.end() ? current->id : (roles.empty() ? HalaxyId() : roles.front().id);
    row.name = record.name;
    if (row.name.display.isEmpty())
        row.name.display = QString(row.name.first + u' ' + row.name.last).trimmed();
    row.email = firstOf(record.email, roles, &PractitionerRoleRow::email);
    row.phone = firstOf(record.phone, roles, &PractitionerRoleRow::phone);
    row.ahpraNumber = record.ahpraNumber;
    row.qualification = record.qualification;
    row.specializations = record.specializations;
    row.photoUrl = record.photoUrl;
    row.activeInHalaxy = record.active && (roles.empty() || current != roles.end());
    return row;
}

PractitionerRoleRow roleRow(const PractitionerRoleRecord& record) {
    return {record.id,    record.practitionerId, record.active,   record.email,
            record.phone, record.specialties,    record.periodEnd};
}

ClientRow clientRow(const PatientRecord& record) {
    ClientRow row;
    row.id = clientRowId(record.id);
    row.patientId = record.id;
    row.name = record.name;
    row.initials = initials(record.name);
    row.email = record.email;
    row.phone = record.phone;
    row.birthDate = record.birthDate ? record.birthDate->text() : QString();
    row.gender = record.gender;
    row.status = clientStatus(record);
    return row;
}

ClientRow placeholderClient(const HalaxyId& patient) {
    ClientRow row;
    row.id = clientRowId(patient);
    row.patientId = patient;
    row.placeholder = true;
    return row;
}

InvoiceRow invoiceRow(const InvoiceRecord& record, const std::optional<PractitionerId>& practitioner) {
    InvoiceRow row;
    row.id = invoiceRowId(record.id);
    row.invoiceId = record.id;
    row.practitioner = practitioner;
    row.client = record.patientId ? std::optional(clientRowId(*record.patientId)) : std::nullopt;
    row.date = record.date;
    row.status = record.status;
    row.payor = record.payor;
    row.billing = record.billing;
    row.currency = record.currency;
    row.net = record.net;
    row.gross = record.gross;
    row.tax = record.tax;
    row.paid = record.paid;
    row.balance = record.balance;
    row.isPaid = record.isPaid;
    row.appointments = record.appointmentIds;
    std::ranges::sort(row.appointments);
    row.appointments.erase(std::ranges::unique(row.appointments).begin(), row.appointments.end());
    return row;
}

ReferralRow referralRow(const ReferralRecord& record) {
    ReferralRow row;
    row.id = referralRowId(record.id);
    row.referralId = record.id;
    row.client = clientRowId(record.patientId);
    row.definition = record.definition;
    row.mentalHealthPlan = record.mentalHealthPlan;
    row.review = record.review;
    row.limit = record.limit;
    row.used = record.used;
    row.start = record.start;
    row.end = record.end;
    row.requester = record.requester;
    row.active = record.active;
    return row;
}

QString initials(const PersonName& name) {
    QString letters = firstLetter(name.first) + firstLetter(name.last);
    if (letters.isEmpty() && !name.display.trimmed().isEmpty()) {
        const QStringList words = name.display.split(u' ', Qt::SkipEmptyParts);
        letters = firstLetter(words.first()) + (words.size() > 1 ? firstLetter(words.last()) : QString());
    }
    return letters.isEmpty() ? QStringLiteral("?") : letters;
}

}  // namespace bloom::sync
