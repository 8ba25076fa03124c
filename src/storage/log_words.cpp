// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/log_words.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace bloom::storage {

QString statusText(RunOutcome outcome) {
    switch (outcome) {
        case RunOutcome::Running:
            return QStringLiteral("pending");
        case RunOutcome::Failed:
            return QStringLiteral("error");
        case RunOutcome::Success:
        case RunOutcome::Partial:
        case RunOutcome::Held:
        case RunOutcome::Interrupted:
        case RunOutcome::Cancelled:
            break;
    }
    return name(outcome);
}

RunOutcome outcomeFromText(const QString& text) {
    if (text == QLatin1String("pending"))
        return RunOutcome::Running;
    return parse<RunOutcome>(text).value_or(RunOutcome::Failed);
}

QString syncTypeText(RunType type) {
    switch (type) {
        case RunType::Full:
        case RunType::Backfill:
        case RunType::Audit:
            return QStringLiteral("full");
        case RunType::Delta:
            return QStringLiteral("incremental");
        case RunType::Webhook:
            return QStringLiteral("webhook");
        case RunType::Manual:
            return QStringLiteral("manual");
    }
    return {};
}

QString entityText(std::optional<RecordKind> kind) {
    if (!kind)
        return QStringLiteral("all");
    switch (*kind) {
        case RecordKind::Practitioner:
        case RecordKind::PractitionerRole:
            return QStringLiteral("practitioner");
        case RecordKind::Patient:
        case RecordKind::Referral:
            return QStringLiteral("client");
        case RecordKind::Appointment:
            return QStringLiteral("session");
        case RecordKind::Invoice:
            return QStringLiteral("invoice");
    }
    return {};
}

QString scopeJson(const SyncScope& scope) {
    QJsonObject object;
    if (scope.practitioner)
        object.insert(QLatin1String("practitioner"), scope.practitioner->value);
    if (scope.kind)
        object.insert(QLatin1String("kind"), name(*scope.kind));
    if (scope.record)
        object.insert(QLatin1String("record"), toText(*scope.record));
    if (scope.dates)
        object.insert(QLatin1String("dates"), QJsonArray{scope.dates->first.toString(Qt::ISODate),
                                                         scope.dates->second.toString(Qt::ISODate)});
    if (scope.backfill)
        object.insert(QLatin1String("backfill"), true);
    if (!scope.heldSet.isEmpty())
        object.insert(QLatin1String("heldSet"), scope.heldSet);
    return object.isEmpty() ? QString()
                            : QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

std::optional<std::pair<QDate, QDate>> datesOfScope(const QString& scopeJson) {
    const QJsonArray dates = QJsonDocument::fromJson(scopeJson.toUtf8())[QLatin1String("dates")].toArray();
    if (dates.size() != 2)
        return std::nullopt;
    return std::pair(QDate::fromString(dates[0].toString(), Qt::ISODate),
                     QDate::fromString(dates[1].toString(), Qt::ISODate));
}

}  // namespace bloom::storage
