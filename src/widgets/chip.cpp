// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/chip.h"

#include "widgets/theme.h"
#include "widgets/themed_icon.h"

#include <QPainter>

namespace bloom::widgets {
namespace {
constexpr int kPadding = 8;
constexpr int kIcon = 14;
constexpr int kGap = 5;

QFont chipFont() {
    QFont font = textFont(TextRole::Caption);
    font.setWeight(QFont::DemiBold);
    return font;
}
}  // namespace

ChipColours chipColours(const Tokens& t, models::ChipTone tone) {
    switch (tone) {
        case models::ChipTone::Neutral:
            return {t.neutral, t.neutralSoft};
        case models::ChipTone::Accent:
            return {t.accent, t.accentSoft};
        case models::ChipTone::Busy:
            return {t.busy, t.busySoft};
        case models::ChipTone::Good:
            return {t.calm, t.calmSoft};
        case models::ChipTone::Attention:
            return {t.attention, t.attentionSoft};
        case models::ChipTone::Problem:
            return {t.problem, t.problemSoft};
        case models::ChipTone::Faint:
            return {t.textMuted, t.sunken};
    }
    return {t.text, t.sunken};
}

QString chipIcon(RunOutcome outcome) {
    switch (outcome) {
        case RunOutcome::Running:
            return QStringLiteral("sync");
        case RunOutcome::Success:
            return QStringLiteral("check-circle");
        case RunOutcome::Partial:
            return QStringLiteral("warning");
        case RunOutcome::Held:
            return QStringLiteral("hand");
        case RunOutcome::Failed:
            return QStringLiteral("x-circle");
        case RunOutcome::Interrupted:
            return QStringLiteral("bolt");
        case RunOutcome::Cancelled:
            return QStringLiteral("minus-circle");
    }
    return {};
}

QString chipIcon(SessionStatus status) {
    switch (status) {
        case SessionStatus::Scheduled:
            return QStringLiteral("calendar");
        case SessionStatus::Confirmed:
            return QStringLiteral("check");
        case SessionStatus::InProgress:
            return QStringLiteral("play");
        case SessionStatus::Completed:
            return QStringLiteral("check-circle");
        case SessionStatus::NoShow:
            return QStringLiteral("x-circle");
        case SessionStatus::Cancelled:
            return QStringLiteral("minus-circle");
        case SessionStatus::Rescheduled:
            return QStringLiteral("moved");
        case SessionStatus::Unknown:
            return QStringLiteral("warning");
    }
    return {};
}

QSize chipSize(const ChipContent& chip) {
    const QFontMetrics metrics(chipFont());
    const int icon = chip.icon.isEmpty() ? 0 : kIcon + kGap;
    return {metrics.horizontalAdvance(chip.words) + icon + 2 * kPadding, metrics.height() + 6};
}

void paintChip(QPainter& painter, const Tokens& t, QPoint topLeft, const ChipContent& chip, bool onSoft) {
    const ChipColours colours = chipColours(t, chip.tone);
    const QRect box(topLeft, chipSize(chip));
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(onSoft ? t.surface : colours.ground);
    painter.drawRoundedRect(box, box.height() / 2.0, box.height() / 2.0);
    const bool mirrored = painter.layoutDirection() == Qt::RightToLeft;
    QRect words = box.adjusted(kPadding, 0, -kPadding, 0);
    if (!chip.icon.isEmpty()) {
        const int x = mirrored ? words.right() - kIcon + 1 : words.left();
        const QRect icon(x, box.center().y() - kIcon / 2 + 1, kIcon, kIcon);
        colouredIcon(chip.icon, colours.text).paint(&painter, icon);
        words.adjust(mirrored ? 0 : kIcon + kGap, 0, mirrored ? -kIcon - kGap : 0, 0);
    }
    painter.setFont(chipFont());
    painter.setPen(colours.text);
    painter.drawText(words, Qt::AlignCenter, chip.words);
    painter.restore();
}

Chip::Chip(QWidget* parent) : QWidget(parent) { setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed); }

void Chip::setContent(const ChipContent& chip) {
    m_chip = chip;
    setAccessibleName(chip.words);
    setVisible(!chip.words.isEmpty());
    updateGeometry();
    update();
}

void Chip::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setLayoutDirection(layoutDirection());
    paintChip(painter, tokensOf(this), {0, 0}, m_chip);
}

}  // namespace bloom::widgets
