// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// One function for each resource: JSON → record. An error is the reason to set the record aside, without
// personal data; only what has no usable start, practitioner or patient reference gets one.
#pragma once
#include "core/records.h"

#include <QJsonObject>
#include <expected>

namespace bloom::halaxy {

template <typename T> using Transformed = std::expected<T, QString>;

PractitionerRecord transformPractitioner(const QJsonObject& json, HalaxyId id, UtcTime now);
Transformed<PractitionerRoleRecord> transformRole(const QJsonObject& json, HalaxyId id, UtcTime now);
PatientRecord transformPatient(const QJsonObject& json, HalaxyId id, UtcTime now);
Transformed<AppointmentRecord> transformAppointment(const QJsonObject& json, HalaxyId id);
InvoiceRecord transformInvoice(const QJsonObject& json, HalaxyId id);
Transformed<ReferralRecord> transformReferral(const QJsonObject& json, HalaxyId id);

}  // namespace bloom::halaxy
