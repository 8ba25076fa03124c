// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/listing_state.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace bloom::sync {

namespace {

constexpr auto kOverlap = std::chrono::minutes(5);

QJsonValue textOf(const std::optional<UtcTime>& time) {
    return time ? QJsonValue(toIsoText(*time)) : QJsonValue();
}

}  // namespace

QByteArray toBytes(const ListingState& state) {
    const QJsonObject object{{QStringLiteral("scope"), QString::fromUtf8(state.scope)},
                             {QStringLiteral("done"), state.done},
                             {QStringLiteral("distinct"), state.distinct},
                             {QStringLiteral("newest"), textOf(state.newest)},
                             {QStringLiteral("serverDate"), textOf(state.serverDate)},
                             {QStringLiteral("doubt"), state.doubt}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

ListingState listingStateFrom(const QByteArray& bytes) {
    const QJsonObject object = QJsonDocument::fromJson(bytes).object();
    return {object.value(QStringLiteral("scope")).toString().toUtf8(),
            object.value(QStringLiteral("done")).toBool(),
            object.value(QStringLiteral("distinct")).toInt(),
            parseUtc(object.value(QStringLiteral("newest")).toString()),
            parseUtc(object.value(QStringLiteral("serverDate")).toString()),
            object.value(QStringLiteral("doubt")).toString()};
}

std::optional<UtcTime> cursorAfter(const ListingState& state) {
    if (!state.newest || !state.serverDate)
        return std::nullopt;
    return std::chrono::floor<std::chrono::seconds>(std::min(*state.newest, *state.serverDate) - kOverlap);
}

}  // namespace bloom::sync
