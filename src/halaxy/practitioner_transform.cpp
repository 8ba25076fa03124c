// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Practitioner and PractitionerRole.
#include "halaxy/fhir_dates.h"
#include "halaxy/fhir_json.h"
#include "halaxy/names.h"
#include "halaxy/references.h"
#include "halaxy/status_map.h"
#include "halaxy/telecom.h"
#include "halaxy/text.h"
#include "halaxy/transforms.h"

namespace bloom::halaxy {
namespace {
bool isAhpra(const QJsonObject& identifier) {
    if (text(identifier, "system").contains(QLatin1String("ahpra-registration"), Qt::CaseInsensitive))
        return true;
    return codeOf(identifier.value(QLatin1String("type")))
               .compare(QLatin1String("AHPRA"), Qt::CaseInsensitive) == 0;
}

QString ahpraOf(const QJsonArray& identifiers) {
    for (const QJsonValue value : identifiers)
        if (const QJsonObject identifier = value.toObject(); isAhpra(identifier))
            return text(identifier, "value");
    return {};
}

/// The number stands among the practitioner's identifiers or among those of a qualification.
QString ahpraNumber(const QJsonObject& json) {
    QString number = ahpraOf(array(json, "identifier"));
    for (const QJsonValue value : array(json, "qualification"))
        if (number.isEmpty())
            number = ahpraOf(array(value.toObject(), "identifier"));
    return number;
}

/// "Clinical Psychologist"; au-core only repeats that there is a registration and has the profession in an
/// extension.
QString qualificationWords(const QJsonObject& qualification) {
    QString profession = extensionCode(extension(qualification, QLatin1String("ahpraprofession-details")),
                                       QLatin1String("ahpraProfession"));
    if (!profession.isEmpty())
        return profession;
    const QJsonValue code = qualification.value(QLatin1String("code"));
    return codeOf(code) == QLatin1String("AHPRA") ? QString() : codeText(code);
}

void addOnce(QStringList& list, const QString& words) {
    if (!words.isEmpty() && !list.contains(words))
        list << words;
}
}  // namespace

PractitionerRecord transformPractitioner(const QJsonObject& json, HalaxyId id, UtcTime now) {
    PractitionerRecord record;
    record.id = std::move(id);
    record.name = personName(array(json, "name"), now);
    const Contact reached = contact(array(json, "telecom"), ContactOf::Practitioner, now);
    record.email = reached.email;
    record.phone = reached.phone;
    record.ahpraNumber = ahpraNumber(json);
    for (const QJsonValue value : array(json, "qualification"))
        addOnce(record.specializations, qualificationWords(value.toObject()));
    record.qualification = qualificationType(record.specializations.join(QLatin1Char('\n')));
    record.photoUrl = text(array(json, "photo").at(0).toObject(), "url");
    record.active = json.value(QLatin1String("active")).toBool(true);
    return record;
}

Transformed<PractitionerRoleRecord> transformRole(const QJsonObject& json, HalaxyId id, UtcTime now) {
    const auto practitioner = referenceTo(object(json, "practitioner"), QLatin1String("Practitioner"));
    if (!practitioner)
        return std::unexpected(Text::tr("has no usable practitioner reference"));
    PractitionerRoleRecord record;
    record.id = std::move(id);
    record.practitionerId = *practitioner;
    record.active = json.value(QLatin1String("active")).toBool(true);
    const Contact reached = contact(array(json, "telecom"), ContactOf::Practitioner, now);
    record.email = reached.email;
    record.phone = reached.phone;
    for (const QJsonValue value : array(json, "specialty"))
        addOnce(record.specialties, codeText(value));
    const QString end = text(object(json, "period"), "end");
    record.periodEnd = fhirTime(end);
    if (const auto day = fhirDate(end); day && !record.periodEnd)
        record.periodEnd = UtcTime(milliseconds(day->addDays(1).startOfDay(Qt::UTC).toMSecsSinceEpoch()));
    return record;
}

}  // namespace bloom::halaxy
