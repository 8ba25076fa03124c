// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How this Halaxy behaves when nothing is broken: the real service's ways by default, each with its switch.
#pragma once
#include <QSet>
#include <QString>

namespace bloom::sandbox {

enum class Shape {
    Real,   ///< what the live service sends: status on the participant, absolute references, no FHIR codes
    Plain,  ///< what the specification describes: FHIR R4 statuses, relative references
};

enum class ReferralMode {
    PracticeWide,  ///< /Referral lists the whole practice
    BySubject,     ///< refused with 422 unless subject= is given
    Ignored,       ///< answered with an empty searchset unless subject= is given
};

struct Quirks {
    Shape shape = Shape::Real;
    ReferralMode referrals = ReferralMode::PracticeWide;
    bool withMeta = true;
    bool withTotal = true;
    bool withDate = true;
    // What moves _lastUpdated of the Appointment; nobody knows what the real service does.
    bool statusMovesLastUpdated = true;
    bool autoAttendedMovesLastUpdated = true;
    bool invoiceMovesLastUpdated = true;
    /// … and whether a payment moves the Invoice's.
    bool paymentMovesLastUpdated = true;
    /// Parameters that are silently ignored, as "Appointment.practitioner".
    QSet<QString> ignoredParameters = {};
    int requestsPerMinute = 500;    ///< 0: no rate limit
    int tokenSeconds = 900;         ///< how long a token really lives …
    int tokenClaimsSeconds = 3600;  ///< … and what expires_in says
    int expiredStatus = 401;        ///< the status that comes with the outcome "expired"
    int goneStatus = 404;           ///< for records that were deleted
    int defaultCount = 30;
    QString clientId = QStringLiteral("sandbox");
    QString clientSecret = QStringLiteral("sandbox-secret");
};

}  // namespace bloom::sandbox
