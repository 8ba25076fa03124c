// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/row_ids.h"

#include <QUuid>

namespace bloom {

namespace {

/// Bloom's own namespace; changing it would give every row another id.
constexpr QUuid kNamespace(0x6f1c9a52, 0x3b7e, 0x4d0a, 0x9e, 0x41, 0x5c, 0x88, 0xd2, 0x17, 0x6a, 0x0b);

QString rowId(QLatin1String kind, const QString& key) {
    return QUuid::createUuidV5(kNamespace, QString(kind + u'/' + key)).toString(QUuid::WithoutBraces);
}

}  // namespace

PractitionerId practitionerRowId(const HalaxyId& practitioner) {
    return PractitionerId(rowId(QLatin1String("practitioner"), practitioner.value));
}

ClientId clientRowId(const HalaxyId& patient) {
    return ClientId(rowId(QLatin1String("client"), patient.value));
}

SessionId sessionRowId(const HalaxyId& appointment, const HalaxyId& patient) {
    return SessionId(rowId(QLatin1String("session"), appointment.value + u'/' + patient.value));
}

InvoiceId invoiceRowId(const HalaxyId& invoice) {
    return InvoiceId(rowId(QLatin1String("invoice"), invoice.value));
}

ReferralId referralRowId(const HalaxyId& referral) {
    return ReferralId(rowId(QLatin1String("referral"), referral.value));
}

}  // namespace bloom
