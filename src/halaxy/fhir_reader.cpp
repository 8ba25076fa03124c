// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "halaxy/fhir_reader.h"

#include "halaxy/fhir_dates.h"
#include "halaxy/fhir_json.h"
#include "halaxy/text.h"
#include "halaxy/transforms.h"

#include <QCryptographicHash>
#include <QJsonDocument>

namespace bloom::halaxy {
namespace {
RecordVersion versionOf(const QJsonObject& resource) {
    const QJsonObject meta = object(resource, "meta");
    const QJsonValue version = meta.value(QLatin1String("versionId"));
    return {fhirTime(text(meta, "lastUpdated")),
            version.isDouble() ? QString::number(version.toInteger()) : version.toString()};
}

QByteArray rawHash(const QJsonObject& resource) {
    const QByteArray json = QJsonDocument(resource).toJson(QJsonDocument::Compact);
    return QCryptographicHash::hash(json, QCryptographicHash::Sha256).left(16);
}

std::variant<RecordContent, QString> transformed(const QJsonObject& resource, RecordKind kind, HalaxyId id,
                                                 UtcTime now) {
    const auto either = [](auto result) -> std::variant<RecordContent, QString> {
        if (!result)
            return result.error();
        return RecordContent(std::move(*result));
    };
    switch (kind) {
        case RecordKind::Practitioner:
            return RecordContent(transformPractitioner(resource, std::move(id), now));
        case RecordKind::PractitionerRole:
            return either(transformRole(resource, std::move(id), now));
        case RecordKind::Patient:
            return RecordContent(transformPatient(resource, std::move(id), now));
        case RecordKind::Appointment:
            return either(transformAppointment(resource, std::move(id)));
        case RecordKind::Invoice:
            return RecordContent(transformInvoice(resource, std::move(id)));
        case RecordKind::Referral:
            return either(transformReferral(resource, std::move(id)));
    }
    return QString();
}
}  // namespace

ReadRecord readResource(const QJsonObject& resource, RecordKind kind, ReadStamp stamp, UtcTime now) {
    ReadRecord record;
    record.key = {kind, HalaxyId(idOf(resource))};
    record.version = versionOf(resource);
    record.stamp = stamp;
    if (record.key.id.isEmpty()) {
        // Set aside once, as others are, under a key of its own.
        record.hash = rawHash(resource);
        record.key.id = standInId(record.hash);
        record.content = Text::tr("has no usable id");
        return record;
    }
    record.content = transformed(resource, kind, record.key.id, now);
    record.hash = record.usable() ? contentHash(std::get<RecordContent>(record.content)) : rawHash(resource);
    return record;
}

}  // namespace bloom::halaxy
