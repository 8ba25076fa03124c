// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// FHIR references in every form met: absolute, with a path, "Patient/123", or a bare id with a type. Only the
// last two segments count.
#pragma once
#include "core/ids.h"

#include <QJsonObject>
#include <optional>

namespace bloom::halaxy {

struct Reference {
    QString type;  ///< "Patient"
    HalaxyId id;
    QString display;  ///< personal data, may be empty
    bool operator==(const Reference&) const = default;
};

/// What a record may be called: no spaces, slashes or commas (it goes into addresses), at most 64 characters.
bool isUsableId(const QString& id);
/// The usable id of a resource, else nothing.
QString idOf(const QJsonObject& resource);
std::optional<Reference> parseReference(const QString& reference);
/// {"reference": …, "type": …, "display": …}
std::optional<Reference> parseReference(const QJsonObject& reference);
/// The id, when it is a reference to that type.
std::optional<HalaxyId> referenceTo(const QJsonObject& reference, QLatin1String type);

}  // namespace bloom::halaxy
