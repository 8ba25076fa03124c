// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/personal.h"

namespace bloom {

namespace {

void blank(PractitionerRecord& record) {
    record.email.clear();
    record.phone.clear();
    record.photoUrl.clear();
}
void blank(PractitionerRoleRecord& record) {
    record.email.clear();
    record.phone.clear();
}
void blank(PatientRecord& record) {
    record.name = {};
    record.email.clear();
    record.phone.clear();
    record.birthDate.reset();
    record.gender = Gender::Unknown;
}
/// A description is free text; a place may be somebody's home.
void blank(AppointmentRecord& record) {
    record.description.clear();
    record.comment.clear();
    record.locationDetails.clear();
}
void blank(InvoiceRecord&) {}
void blank(ReferralRecord& record) { record.requester.clear(); }

}  // namespace

RecordContent withoutPersonalData(RecordContent content) {
    std::visit([](auto& record) { blank(record); }, content);
    return content;
}

bool isPersonalColumn(const QString& column) {
    static const QStringList columns{QStringLiteral("first_name"),
                                     QStringLiteral("last_name"),
                                     QStringLiteral("display_name"),
                                     QStringLiteral("initials"),
                                     QStringLiteral("email"),
                                     QStringLiteral("phone"),
                                     QStringLiteral("date_of_birth"),
                                     QStringLiteral("gender"),
                                     QStringLiteral("notes"),
                                     QStringLiteral("session_type"),
                                     QStringLiteral("location_details"),
                                     QStringLiteral("requester"),
                                     QStringLiteral("profile_photo_url")};
    return columns.contains(column);
}

}  // namespace bloom
