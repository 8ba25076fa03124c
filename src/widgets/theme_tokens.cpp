// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The colours themselves. Text tokens have at least 4.5 : 1 on window, surface and their own soft ground (a
// test holds it).
#include "widgets/theme.h"

#include <QEvent>
#include <QGuiApplication>
#include <QPalette>

namespace bloom::widgets {

namespace {

Tokens lightTokens() {
    Tokens t;
    t.window = QColor(0xf4f5f8);
    t.surface = QColor(0xffffff);
    t.surfaceAlt = QColor(0xf9fafc);
    t.sunken = QColor(0xeaecf1);
    t.hover = QColor(0xeff0f5);
    t.pressed = QColor(0xe3e5ed);
    t.border = QColor(0xdfe2ea);
    t.controlBorder = QColor(0x868fa0);
    t.focus = QColor(0x5546c4);
    t.text = QColor(0x1a212c);
    t.textMuted = QColor(0x566072);
    t.textDisabled = QColor(0x8b93a1);
    t.accent = QColor(0x5546c4);
    t.accentHover = QColor(0x483ab0);
    t.accentPressed = QColor(0x3c2f99);
    t.accentSoft = QColor(0xebe9fb);
    t.onAccent = QColor(0xffffff);
    t.calm = QColor(0x17704a);
    t.calmSoft = QColor(0xe2f4ea);
    t.busy = QColor(0x1a5fb4);
    t.busySoft = QColor(0xe3eefb);
    t.attention = QColor(0x855300);
    t.attentionSoft = QColor(0xfdf0d5);
    t.problem = QColor(0xb3202f);
    t.problemSoft = QColor(0xfde7e8);
    t.neutral = QColor(0x5f6878);
    t.neutralSoft = QColor(0xeaecf1);
    t.success = QColor(0x3a9c74);
    t.warned = QColor(0xc77f00);
    t.failed = QColor(0xcf3546);
    t.skeleton = QColor(0xe3e6ed);
    t.scroll = QColor(0xc3c8d3);
    t.scrollHover = QColor(0x9aa2b1);
    t.tooltip = QColor(0x252c38);
    t.tooltipText = QColor(0xf6f7fa);
    t.series = {QColor(0x5546c4), QColor(0x12806a), QColor(0xb4600b), QColor(0xb3206e), QColor(0x1a5fb4)};
    t.bark = QColor(0x8a6a54);
    t.leaf = QColor(0x9ccf9a);
    t.leafDeep = QColor(0x63a768);
    t.blossom = QColor(0xe9809f);
    t.blossomHeart = QColor(0xf7d774);
    t.gold = QColor(0xd9962b);
    t.soil = QColor(0xe7ddd2);
    return t;
}

Tokens darkTokens() {
    Tokens t;
    t.dark = true;
    t.window = QColor(0x13161c);
    t.surface = QColor(0x1b1f28);
    t.surfaceAlt = QColor(0x1f242e);
    t.sunken = QColor(0x282e3a);
    t.hover = QColor(0x262c38);
    t.pressed = QColor(0x303745);
    t.border = QColor(0x2e3542);
    t.controlBorder = QColor(0x6d788b);
    t.focus = QColor(0xb3a8ff);
    t.text = QColor(0xe9ecf2);
    t.textMuted = QColor(0xa5afbf);
    t.textDisabled = QColor(0x6f798a);
    t.accent = QColor(0xb3a8ff);
    t.accentHover = QColor(0xc4bcff);
    t.accentPressed = QColor(0x9a8df5);
    t.accentSoft = QColor(0x2d2a4d);
    t.onAccent = QColor(0x17122f);
    t.calm = QColor(0x66d6a0);
    t.calmSoft = QColor(0x17352a);
    t.busy = QColor(0x82baff);
    t.busySoft = QColor(0x19304c);
    t.attention = QColor(0xf3bd57);
    t.attentionSoft = QColor(0x392c12);
    t.problem = QColor(0xff949c);
    t.problemSoft = QColor(0x44212a);
    t.neutral = QColor(0xa5afbf);
    t.neutralSoft = QColor(0x282e3a);
    t.success = QColor(0x3f9b75);
    t.warned = QColor(0xe0a53a);
    t.failed = QColor(0xf2707b);
    t.skeleton = QColor(0x2a303c);
    t.scroll = QColor(0x434b5a);
    t.scrollHover = QColor(0x626c7e);
    t.tooltip = QColor(0xe9ecf2);
    t.tooltipText = QColor(0x1b1f28);
    t.series = {QColor(0xb3a8ff), QColor(0x5fd3b5), QColor(0xf0a860), QColor(0xf58cc0), QColor(0x82baff)};
    t.bark = QColor(0xa58a75);
    t.leaf = QColor(0x4f8a5a);
    t.leafDeep = QColor(0x3b6c47);
    t.blossom = QColor(0xf3a0b8);
    t.blossomHeart = QColor(0xf4dc8c);
    t.gold = QColor(0xe7b04a);
    t.soil = QColor(0x3a332d);
    return t;
}

}  // namespace

const Tokens& tokens(bool dark) {
    static const Tokens light = lightTokens();
    static const Tokens night = darkTokens();
    return dark ? night : light;
}

bool isDark(const QPalette& palette) {
    return palette.color(QPalette::Active, QPalette::Window).lightness() < 128;
}

/// The application's palette, not the widget's own: the stylesheet changes that (a transparent label would be
/// black).
const Tokens& currentTokens() { return tokens(isDark(QGuiApplication::palette())); }

bool isThemeChange(const QEvent* event) {
    return event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange;
}

QColor severityColour(const Tokens& t, Severity severity) {
    switch (severity) {
        case Severity::Calm:
            return t.calm;
        case Severity::Busy:
            return t.busy;
        case Severity::Attention:
            return t.attention;
        case Severity::Problem:
            return t.problem;
    }
    return t.text;
}

QColor severitySoft(const Tokens& t, Severity severity) {
    switch (severity) {
        case Severity::Calm:
            return t.calmSoft;
        case Severity::Busy:
            return t.busySoft;
        case Severity::Attention:
            return t.attentionSoft;
        case Severity::Problem:
            return t.problemSoft;
    }
    return t.surface;
}

Severity severityOf(RunOutcome outcome) {
    switch (outcome) {
        case RunOutcome::Running:
            return Severity::Busy;
        case RunOutcome::Success:
        case RunOutcome::Interrupted:
        case RunOutcome::Cancelled:
            return Severity::Calm;
        case RunOutcome::Partial:
        case RunOutcome::Held:
            return Severity::Attention;
        case RunOutcome::Failed:
            return Severity::Problem;
    }
    return Severity::Calm;
}

QColor outcomeColour(const Tokens& t, RunOutcome outcome) {
    switch (outcome) {
        case RunOutcome::Running:
            return t.series.last();
        case RunOutcome::Success:
            return t.success;
        case RunOutcome::Partial:
        case RunOutcome::Held:
            return t.warned;
        case RunOutcome::Failed:
            return t.failed;
        case RunOutcome::Interrupted:
        case RunOutcome::Cancelled:
            return t.neutral;
    }
    return t.neutral;
}

Tone toneOf(Severity severity) {
    switch (severity) {
        case Severity::Calm:
            return Tone::Calm;
        case Severity::Busy:
            return Tone::Busy;
        case Severity::Attention:
            return Tone::Attention;
        case Severity::Problem:
            return Tone::Problem;
    }
    return Tone::Normal;
}

}  // namespace bloom::widgets
