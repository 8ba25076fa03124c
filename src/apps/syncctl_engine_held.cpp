// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Decisions about held deletions, and the comparison with Halaxy, on the terminal's engine.
#include "apps/syncctl_engine.h"
#include "apps/syncctl_held.h"
#include "apps/syncctl_output.h"
#include "core/dashboard_json.h"

#include <QTextStream>

namespace bloom::apps {
namespace {

QString userName() {
    const QString user = qEnvironmentVariable("USER");
    return user.isEmpty() ? QStringLiteral("terminal") : user;
}

void print(const QString& text) { QTextStream(stdout) << text << Qt::flush; }

}  // namespace

void EngineCommand::compare() {
    m_host.compare().then(this, [this](const Result<sync::Comparison>& comparison) {
        if (!comparison)
            return refuse(RunOutcome::Failed, {comparison.error()}, ExitFailed);
        if (m_command.json)
            print(QString::fromUtf8(jsonText(comparisonJson(*comparison), true)));
        else
            print(comparisonText(*comparison));
        end(exitCodeOf(*comparison));
    });
}

void EngineCommand::findHeld() {
    m_host.heldSets().then(this, [this](const Result<std::vector<HeldSet>>& sets) {
        if (!sets)
            return refuse(RunOutcome::Failed, {sets.error()}, ExitFailed);
        const bool applies = !m_command.apply.isEmpty();
        const QString id = applies ? m_command.apply : m_command.discard;
        const auto set = std::ranges::find(*sets, id, &HeldSet::id);
        const bool waits = set != sets->end() &&
                           (set->state == HeldState::Open || (applies && set->state == HeldState::Applying));
        if (waits)
            return decide(*set, applies ? HeldDecision::Apply : HeldDecision::Discard);
        const QString sentence =
            QStringLiteral("\"%1\" is no set that waits for a decision; see: bloom-syncctl held.").arg(id);
        refuse(RunOutcome::Failed, {{ErrorKind::Usage, sentence, {}}}, ExitUsage);
    });
}

/// What was decided before and not carried out goes on.
void EngineCommand::decide(const HeldSet& set, HeldDecision decision) {
    if (set.state == HeldState::Applying) {
        m_scope.heldSet = set.id;
        return requestSync();
    }
    m_asked = decision == HeldDecision::Apply;  // its run may end before the answer is here
    m_host.decideHeld(set.id, decision, userName()).then(this, [this, decision](const Result<bool>& decided) {
        if (!decided)
            return refuse(RunOutcome::Failed, {decided.error()}, ExitFailed);
        if (decision == HeldDecision::Apply)
            return;  // the report of its run ends the command
        if (m_command.json)
            print(QString::fromUtf8(
                jsonText(QJsonObject{{QStringLiteral("outcome"), QStringLiteral("kept")}}, true)));
        else
            print(QStringLiteral("They are kept.\n"));
        end(ExitSuccess);
    });
}

}  // namespace bloom::apps
