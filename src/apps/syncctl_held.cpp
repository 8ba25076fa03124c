// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "apps/syncctl_held.h"

#include "apps/syncctl_output.h"
#include "core/dashboard_json.h"
#include "core/practice_time.h"

#include <QJsonArray>

namespace bloom::apps {
namespace {

QString text(const char* latin) { return QString::fromLatin1(latin); }

QJsonObject recordJson(const HeldRecord& record) {
    return {{text("record"), toText(record.key)},
            {text("outcome"), record.outcome},
            {text("practitioner"), record.practitioner.value},
            {text("initials"), record.initials},
            {text("start"), timeValue(record.start)}};
}

QJsonObject setJson(const HeldSet& set) {
    QJsonArray records;
    for (const HeldRecord& record : set.records)
        records.append(recordJson(record));
    return {{text("id"), set.id},
            {text("kind"), name(set.kind)},
            {text("state"), name(set.state)},
            {text("count"), set.count},
            {text("live_then"), set.liveThen},
            {text("run"), set.run.value},
            {text("raised"), toIsoText(set.raised)},
            {text("last_seen"), toIsoText(set.lastSeen)},
            {text("decided"), timeValue(set.decided)},
            {text("decided_by"), set.decidedBy},
            {text("records"), records}};
}

/// "only in Halaxy"
QString words(sync::DifferenceKind kind) {
    switch (kind) {
        case sync::DifferenceKind::OnlyInHalaxy:
            return text("only in Halaxy");
        case sync::DifferenceKind::OnlyHere:
            return text("only here");
        case sync::DifferenceKind::Differs:
            return text("differs");
    }
    Q_UNREACHABLE();
}

}  // namespace

QJsonObject heldJson(const std::vector<HeldSet>& sets) {
    QJsonArray all;
    for (const HeldSet& set : sets)
        all.append(setJson(set));
    return {{text("held"), all}};
}

QString heldText(const std::vector<HeldSet>& sets) {
    QString out;
    for (const HeldSet& set : sets) {
        out += QStringLiteral("%1  %2  %3 of %4 %5, since %6%7\n")
                   .arg(set.id, name(set.state).leftJustified(9))
                   .arg(set.count)
                   .arg(set.liveThen)
                   .arg(name(set.kind), toIsoText(set.raised),
                        set.decidedBy.isEmpty() ? QString() : text(", decided by ") + set.decidedBy);
        for (const HeldRecord& record : set.records)
            out += QStringLiteral("    %1  %2  %3  %4\n")
                       .arg(toText(record.key).leftJustified(22), record.initials.leftJustified(4),
                            record.start ? toIsoText(*record.start).left(16) : QString(), record.outcome);
    }
    return out.isEmpty() ? QStringLiteral("Nothing is held.\n") : out;
}

QJsonObject comparisonJson(const sync::Comparison& comparison) {
    QJsonArray differences, problems;
    QJsonObject compared;
    for (const sync::Difference& one : comparison.differences)
        differences.append(QJsonObject{{text("record"), toText(one.key)},
                                       {text("difference"), name(one.kind)},
                                       {text("fields"), QJsonArray::fromStringList(one.fields)}});
    for (const Error& problem : comparison.problems)
        problems.append(QJsonObject{{text("at"), problem.context}, {text("message"), problem.message}});
    for (const auto& [kind, count] : comparison.compared)
        compared.insert(name(kind), count);
    return {{text("equal"), exitCodeOf(comparison) == 0},
            {text("compared"), compared},
            {text("differences"), differences},
            {text("problems"), problems},
            {text("calls"), comparison.calls}};
}

QString comparisonText(const sync::Comparison& comparison) {
    QString out;
    for (const sync::Difference& one : comparison.differences) {
        out += toText(one.key) + text(": ") + words(one.kind);
        if (!one.fields.isEmpty())
            out += text(": ") + one.fields.join(text(", "));
        out += u'\n';
    }
    for (const Error& problem : comparison.problems)
        out += text("not compared: ") + problemText(problem) + u'\n';
    QStringList counts;
    for (const auto& [kind, count] : comparison.compared)
        counts << QStringLiteral("%1 %2").arg(count).arg(name(kind));
    return out + QStringLiteral("%1 differences; compared %2 in %3 calls\n")
                     .arg(comparison.differences.size())
                     .arg(counts.join(text(", ")))
                     .arg(comparison.calls);
}

int exitCodeOf(const sync::Comparison& comparison) {
    if (!comparison.problems.empty())
        return 1;
    return comparison.differences.empty() ? 0 : 3;
}

}  // namespace bloom::apps
