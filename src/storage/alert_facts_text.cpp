// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// An alert's figures as the text of its row: ids and counts, no names.
#include "core/practice_time.h"
#include "storage/alert_store.h"
#include "storage/error_kinds.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace bloom::storage {

namespace {

QLatin1String L(const char* text) { return QLatin1String(text); }

void put(QJsonObject& object, const char* key, int value) {
    if (value != 0)
        object.insert(L(key), value);
}
void put(QJsonObject& object, const char* key, const QString& value) {
    if (!value.isEmpty())
        object.insert(L(key), value);
}

}  // namespace

QString alertFactsText(const AlertFacts& facts) {
    QJsonObject object;
    put(object, "count", facts.count);
    put(object, "of", facts.of);
    put(object, "dead", facts.dead);
    put(object, "practitioners", facts.practitioners);
    put(object, "kind", facts.kind ? bloom::name(*facts.kind) : QString());
    put(object, "cause", facts.cause ? name(*facts.cause) : QString());
    put(object, "cause_text", facts.causeText);
    put(object, "run", facts.run ? facts.run->value : QString());
    if (facts.duration.count() > 0)
        object.insert(L("duration_ms"), static_cast<qint64>(facts.duration.count()));
    put(object, "slowest", facts.slowest);
    put(object, "since", facts.since ? toIsoText(*facts.since) : QString());
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

AlertFacts alertFactsFrom(const QString& text) {
    const QJsonObject object = QJsonDocument::fromJson(text.toUtf8()).object();
    const auto textOf = [&](const char* key) { return object.value(L(key)).toString(); };
    AlertFacts facts;
    facts.count = object.value(L("count")).toInt();
    facts.of = object.value(L("of")).toInt();
    facts.dead = object.value(L("dead")).toInt();
    facts.practitioners = object.value(L("practitioners")).toInt();
    facts.kind = parse<RecordKind>(textOf("kind"));
    facts.cause = errorKind(textOf("cause"));
    facts.causeText = textOf("cause_text");
    if (const QString run = textOf("run"); !run.isEmpty())
        facts.run = RunId(run);
    facts.duration = milliseconds(object.value(L("duration_ms")).toInteger());
    facts.slowest = textOf("slowest");
    if (const auto since = parseUtc(textOf("since")))
        facts.since = *since;
    return facts;
}

}  // namespace bloom::storage
