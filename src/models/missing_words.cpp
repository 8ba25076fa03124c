// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/missing_words.h"

#include "core/practice_time.h"

#include <QLocale>

namespace bloom::models {

namespace {

struct Missing {
    Q_DECLARE_TR_FUNCTIONS(Missing)
};

QString dayAndTime(UtcTime time, const QTimeZone& zone) {
    return QLocale().toString(toQDateTime(time).toTimeZone(zone), QStringLiteral("ddd d MMM HH:mm"));
}

QString since(const MissingLine& line, const QTimeZone& zone, const QString& without, const QString& with) {
    return line.since ? with.arg(dayAndTime(*line.since, zone)) : without;
}

/// Halaxy's own word, which tells cancelled from no-show.
QString cancelledWords(const MissingLine& line, const QTimeZone& zone) {
    const QString word = line.rawStatus.isEmpty() ? Missing::tr("Cancelled or no-show")
                                                  : Missing::tr("In Halaxy “%1”").arg(line.rawStatus);
    return line.since ? Missing::tr("%1, changed %2").arg(word, dayAndTime(*line.since, zone)) : word;
}

}  // namespace

QString verdictWords(const MissingLine& line, const QTimeZone& zone) {
    switch (line.verdict) {
        case MissingVerdict::InStep:
            return Missing::tr("In step");
        case MissingVerdict::Fetching:
            return Missing::tr("In Halaxy, not here: fetching it");
        case MissingVerdict::Differs:
            return Missing::tr("Differs from Halaxy: fetching it");
        case MissingVerdict::SetAside:
            return Missing::tr("Set aside: %1").arg(line.detail);
        case MissingVerdict::Cancelled:
            return cancelledWords(line, zone);
        case MissingVerdict::Moved:
            return line.movedTo ? Missing::tr("Moved to %1").arg(dayAndTime(*line.movedTo, zone))
                                : Missing::tr("Moved to another time");
        case MissingVerdict::OtherPractitioner:
            return Missing::tr("Of another practitioner: %1").arg(line.detail);
        case MissingVerdict::NoClient:
            return Missing::tr("A blocker or a meeting, without a client");
        case MissingVerdict::OutsideWindow:
            return Missing::tr("Outside the days that are synced");
        case MissingVerdict::Deleted:
            return since(line, zone, Missing::tr("Deleted in Halaxy"),
                         Missing::tr("Deleted in Halaxy, confirmed %1"));
        case MissingVerdict::Held:
            return Missing::tr("Its deletion waits for your decision");
        case MissingVerdict::NotInHalaxy:
            return Missing::tr("Not in Halaxy: never booked there, or removed before it was seen");
        case MissingVerdict::NotConfirmed:
            return Missing::tr("Held here; Halaxy could not say");
    }
    Q_UNREACHABLE();
}

ChipTone tone(MissingVerdict verdict) {
    switch (verdict) {
        case MissingVerdict::InStep:
            return ChipTone::Good;
        case MissingVerdict::Fetching:
        case MissingVerdict::Differs:
            return ChipTone::Busy;
        case MissingVerdict::SetAside:
        case MissingVerdict::Held:
        case MissingVerdict::NotInHalaxy:
        case MissingVerdict::NotConfirmed:
            return ChipTone::Attention;
        case MissingVerdict::Cancelled:
        case MissingVerdict::Moved:
        case MissingVerdict::OtherPractitioner:
        case MissingVerdict::NoClient:
        case MissingVerdict::OutsideWindow:
        case MissingVerdict::Deleted:
            return ChipTone::Neutral;
    }
    Q_UNREACHABLE();
}

QString summaryWords(const MissingAnswer& answer) {
    if (answer.unreachable)
        return Missing::tr("Halaxy could not be asked (%1) This is what was known before.")
            .arg(answer.unreachable->message);
    int inStep = 0, fetching = 0;
    for (const MissingLine& line : answer.lines) {
        inStep += line.verdict == MissingVerdict::InStep ? 1 : 0;
        fetching +=
            line.verdict == MissingVerdict::Fetching || line.verdict == MissingVerdict::Differs ? 1 : 0;
    }
    const int others = static_cast<int>(answer.lines.size()) - inStep - fetching;
    if (answer.lines.empty())
        return Missing::tr("There is nothing in Halaxy and nothing here.");
    return Missing::tr("%Ln in step", nullptr, inStep) + QStringLiteral(" · ") +
           Missing::tr("%Ln being fetched", nullptr, fetching) + QStringLiteral(" · ") +
           Missing::tr("%Ln for other reasons", nullptr, others);
}

void MissingModel::setAnswer(const MissingAnswer& answer) {
    m_zone = QTimeZone(answer.zone.toLatin1());
    if (!m_zone.isValid())
        m_zone = QTimeZone::utc();
    setRows(answer.lines);
}

QString MissingModel::text(const MissingLine& line, int column) const {
    switch (column) {
        case TimeColumn:
            return line.start ? dayAndTime(*line.start, m_zone) : QString();
        case ClientColumn:
            if (line.verdict == MissingVerdict::NoClient)
                return tr("none");
            if (line.initials.isEmpty())
                return tr("not known here");
            return m_privacy || line.clientName.isEmpty() ? line.initials : line.clientName;
        case IdColumn:
            return line.key.id.value;
        case VerdictColumn:
            return verdictWords(line, m_zone);
        default:
            return {};
    }
}

QVariant MissingModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const MissingLine& line = row(index);
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole || role == Qt::AccessibleTextRole)
        return text(line, index.column());
    return role == LineRole ? QVariant::fromValue(line) : QVariant();
}

QVariant MissingModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
        case TimeColumn:
            return tr("Time");
        case ClientColumn:
            return tr("Client");
        case IdColumn:
            return tr("Halaxy id");
        case VerdictColumn:
            return tr("What it is");
        default:
            return {};
    }
}

}  // namespace bloom::models
