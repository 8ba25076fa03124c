// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/log_words.h"

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

}  // namespace bloom::storage
