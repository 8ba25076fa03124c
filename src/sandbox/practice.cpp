// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/practice.h"

namespace bloom::sandbox {

QString resourceName(Resource resource) {
    switch (resource) {
        case Resource::Practitioner:
            return QStringLiteral("Practitioner");
        case Resource::PractitionerRole:
            return QStringLiteral("PractitionerRole");
        case Resource::Patient:
            return QStringLiteral("Patient");
        case Resource::Appointment:
            return QStringLiteral("Appointment");
        case Resource::Invoice:
            return QStringLiteral("Invoice");
        case Resource::Referral:
            return QStringLiteral("Referral");
    }
    return {};
}

std::optional<Resource> resourceFromName(QStringView name) {
    for (const Resource resource : allResources) {
        if (resourceName(resource) == name)
            return resource;
    }
    return std::nullopt;
}

QString Practice::practitionerOf(const QString& roleOrPractitionerId) const {
    if (const PractitionerRole* role = roles.find(roleOrPractitionerId))
        return role->practitionerId;
    return practitioners.find(roleOrPractitionerId) ? roleOrPractitionerId : QString();
}

}  // namespace bloom::sandbox
