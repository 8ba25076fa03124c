// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sync_draft.h"

#include "models/words.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

namespace bloom::models {
namespace {
constexpr int kMostDays = 731;
struct Draft {
    Q_DECLARE_TR_FUNCTIONS(SyncDraft)
};

/// FHIR's rule for ids: letters, digits, '-' and '.', at most 64.
bool looksLikeId(const QString& text) {
    static const QRegularExpression id(QStringLiteral("^[A-Za-z0-9.-]{1,64}$"));
    return id.match(text).hasMatch();
}

QString daysProblem(const SyncDraft& draft) {
    if (!draft.from.isValid() || !draft.to.isValid())
        return Draft::tr("Choose the first and the last day.");
    if (draft.to < draft.from)
        return Draft::tr("The last day is before the first.");
    if (draft.from.daysTo(draft.to) >= kMostDays)
        return Draft::tr("At most two years at once; fetch older history by backfill.");
    return {};
}
}  // namespace

bool SyncDraft::canHaveDays() const {
    switch (scope) {
        case SyncChoiceScope::Everything:
        case SyncChoiceScope::Practitioner:
            return true;
        case SyncChoiceScope::Kind:
            return kind == RecordKind::Appointment;
        case SyncChoiceScope::Record:
            return false;
    }
    return false;
}

QString SyncDraft::problem() const {
    if (scope == SyncChoiceScope::Practitioner && !practitioner)
        return Draft::tr("Choose a practitioner.");
    if (scope == SyncChoiceScope::Record && recordId.trimmed().isEmpty())
        return Draft::tr("Enter the Halaxy id of the record.");
    if (scope == SyncChoiceScope::Record && !looksLikeId(recordId.trimmed()))
        return Draft::tr("A Halaxy id has letters, digits, “-” and “.” only, such as 12345 or PR-77.");
    return days && canHaveDays() ? daysProblem(*this) : QString();
}

SyncRequest SyncDraft::request(const QString& askedBy) const {
    SyncRequest request;
    request.type = RunType::Manual;
    request.askedBy = askedBy;
    switch (scope) {
        case SyncChoiceScope::Everything:
            break;
        case SyncChoiceScope::Practitioner:
            request.scope.practitioner = practitioner;
            break;
        case SyncChoiceScope::Kind:
            request.scope.kind = kind;
            break;
        case SyncChoiceScope::Record:
            request.scope.record = RecordKey{kind, HalaxyId(recordId.trimmed())};
            break;
    }
    if (days && canHaveDays())
        request.scope.dates = std::pair(from, to);
    return request;
}

QString scopeText(const SyncScope& scope, const QString& practitionerName) {
    QString what = Draft::tr("Everything in the window");
    if (scope.record)
        what = words(scope.record->kind) + QLatin1Char(' ') + scope.record->id.value;
    else if (scope.kind)
        what = pluralWords(*scope.kind);
    else if (scope.practitioner)
        what = practitionerName.isEmpty() ? Draft::tr("One practitioner") : practitionerName;
    if (!scope.dates)
        return what;
    const QLocale locale;
    return Draft::tr("%1, %2 to %3")
        .arg(what, locale.toString(scope.dates->first, QLocale::ShortFormat),
             locale.toString(scope.dates->second, QLocale::ShortFormat));
}

}  // namespace bloom::models
