// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Strong ids: a Halaxy id can't be passed where a Bloom id is wanted.
#pragma once
#include <QHashFunctions>
#include <QString>
#include <compare>
#include <functional>

namespace bloom {

template <typename Tag> struct TextId {
    QString value;
    TextId() = default;
    explicit TextId(QString text) : value(std::move(text)) {}
    bool isEmpty() const { return value.isEmpty(); }
    bool operator==(const TextId&) const = default;
    auto operator<=>(const TextId& other) const {
        const int order = value.compare(other.value);
        return order < 0 ? std::strong_ordering::less
                         : (order > 0 ? std::strong_ordering::greater : std::strong_ordering::equal);
    }
    friend size_t qHash(const TextId& id, size_t seed = 0) { return qHash(id.value, seed); }
};

/// An id as the service gives it: "123", "PR-77". Unique only together with its RecordKind.
using HalaxyId = TextId<struct HalaxyIdTag>;
/// A practitioner outside the practice, as a doctor who refers: never one of ours, though listed with them.
inline bool isExternalPractitioner(const HalaxyId& id) { return id.value.startsWith(QLatin1String("EP-")); }
/// Ids of Bloom's own rows: lower-case UUID text, derived from the Halaxy ids (see row_ids.h).
using PractitionerId = TextId<struct PractitionerIdTag>;
using ClientId = TextId<struct ClientIdTag>;
using SessionId = TextId<struct SessionIdTag>;
using InvoiceId = TextId<struct InvoiceIdTag>;
using ReferralId = TextId<struct ReferralIdTag>;
/// A run of the engine, and the id of its row in sync_log.
using RunId = TextId<struct RunIdTag>;

}  // namespace bloom

template <typename Tag> struct std::hash<bloom::TextId<Tag>> {
    size_t operator()(const bloom::TextId<Tag>& id) const noexcept { return qHash(id.value); }
};
