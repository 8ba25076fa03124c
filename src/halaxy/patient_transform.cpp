// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "halaxy/fhir_json.h"
#include "halaxy/names.h"
#include "halaxy/references.h"
#include "halaxy/status_map.h"
#include "halaxy/telecom.h"
#include "halaxy/transforms.h"

namespace bloom::halaxy {
namespace {
/// "PR-…" practitioners belong to the practice; "EP-…" and others are outside and come after them.
std::vector<HalaxyId> generalPractitioners(const QJsonArray& references) {
    std::vector<HalaxyId> own;
    std::vector<HalaxyId> others;
    for (const QJsonValue value : references)
        if (const auto reference = parseReference(value.toObject()))
            (reference->id.value.startsWith(QLatin1String("PR-")) ? own : others).push_back(reference->id);
    own.insert(own.end(), others.begin(), others.end());
    return own;
}

bool isDeceased(const QJsonObject& json) {
    return json.value(QLatin1String("deceasedBoolean")).toBool(false) ||
           !text(json, "deceasedDateTime").isEmpty();
}
}  // namespace

PatientRecord transformPatient(const QJsonObject& json, HalaxyId id, UtcTime now) {
    PatientRecord record;
    record.id = std::move(id);
    record.name = personName(array(json, "name"), now);
    const Contact reached = contact(array(json, "telecom"), ContactOf::Client, now);
    record.email = reached.email;
    record.phone = reached.phone;
    record.birthDate = PartialDate::parse(text(json, "birthDate"));
    record.gender = gender(text(json, "gender"));
    record.active = json.value(QLatin1String("active")).toBool(true);
    record.deceased = isDeceased(json);
    record.patientStatus = extensionCode(json, QLatin1String("patient-status"));
    record.profileType = extensionCode(json, QLatin1String("profile-type"));
    record.generalPractitioners = generalPractitioners(array(json, "generalPractitioner"));
    return record;
}

}  // namespace bloom::halaxy
