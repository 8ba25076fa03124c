// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/care.h"

#include <QCoreApplication>

namespace bloom {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Care)
};
constexpr int kMostIssues = 20;
constexpr int kLongestIssue = 80;
constexpr int kLongestPlan = 4000;

/// Line breaks and tabs are texts' own; other control characters come from elsewhere.
bool isPlain(const QString& text) {
    return std::ranges::all_of(
        text, [](QChar c) { return c.category() != QChar::Other_Control || c == u'\n' || c == u'\t'; });
}

QString problemOf(const ClientPatch& patch) {
    const QStringList issues = patch.presentingIssues.value_or(QStringList());
    if (issues.size() > kMostIssues)
        return Words::tr("Expected at most %Ln presenting issue(s). Put the rest into the treatment plan.",
                         nullptr, kMostIssues);
    for (const QString& issue : issues)
        if (issue.trimmed().isEmpty() || issue.size() > kLongestIssue || issue.contains(u'\n'))
            return Words::tr("Expected a few words for each presenting issue, at most %Ln character(s).",
                             nullptr, kLongestIssue);
    const QString plan = patch.treatmentPlan.value_or(QString());
    if (plan.size() > kLongestPlan)
        return Words::tr("Expected a treatment plan of at most %Ln character(s). Shorten it.", nullptr,
                         kLongestPlan);
    if (!isPlain(issues.join(u' ')) || !isPlain(plan))
        return Words::tr("The text holds characters that can't be shown. Type it again.");
    return {};
}

}  // namespace

std::optional<Error> checkClientPatch(const ClientPatch& patch) {
    const QString problem = problemOf(patch);
    if (problem.isEmpty())
        return std::nullopt;
    return Error{ErrorKind::Usage, problem, {}};
}

}  // namespace bloom
