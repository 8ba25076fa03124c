// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme.h"

#include "widgets/themed_icon.h"

#include <QApplication>
#include <QFile>
#include <QPalette>
#include <QStyle>
#include <QStyleFactory>
#include <QWidget>
#include <algorithm>

namespace bloom::widgets {

namespace {

QPalette paletteOf(const Tokens& t) {
    QPalette p(t.surface, t.window);
    p.setColor(QPalette::Window, t.window);
    p.setColor(QPalette::WindowText, t.text);
    p.setColor(QPalette::Base, t.surface);
    p.setColor(QPalette::AlternateBase, t.surfaceAlt);
    p.setColor(QPalette::Text, t.text);
    p.setColor(QPalette::Button, t.surface);
    p.setColor(QPalette::ButtonText, t.text);
    p.setColor(QPalette::BrightText, t.problem);
    p.setColor(QPalette::Highlight, t.accent);
    p.setColor(QPalette::HighlightedText, t.onAccent);
    p.setColor(QPalette::Link, t.accent);
    p.setColor(QPalette::LinkVisited, t.accent);
    p.setColor(QPalette::PlaceholderText, t.textMuted);
    p.setColor(QPalette::ToolTipBase, t.tooltip);
    p.setColor(QPalette::ToolTipText, t.tooltipText);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, t.textDisabled);
    return p;
}

QList<std::pair<QString, QColor>> named(const Tokens& t) {
    QColor onAccentFaint = t.onAccent;
    onAccentFaint.setAlpha(90);
    const auto n = [](const char* text) { return QString::fromLatin1(text); };
    return {{n("window"), t.window},
            {n("surface"), t.surface},
            {n("surfaceAlt"), t.surfaceAlt},
            {n("sunken"), t.sunken},
            {n("hover"), t.hover},
            {n("pressed"), t.pressed},
            {n("border"), t.border},
            {n("controlBorder"), t.controlBorder},
            {n("focus"), t.focus},
            {n("text"), t.text},
            {n("textMuted"), t.textMuted},
            {n("textDisabled"), t.textDisabled},
            {n("accent"), t.accent},
            {n("accentHover"), t.accentHover},
            {n("accentPressed"), t.accentPressed},
            {n("accentSoft"), t.accentSoft},
            {n("onAccent"), t.onAccent},
            {n("onAccentFaint"), onAccentFaint},
            {n("focusOnAccent"), t.text},
            {n("calm"), t.calm},
            {n("busy"), t.busy},
            {n("attention"), t.attention},
            {n("problem"), t.problem},
            {n("scroll"), t.scroll},
            {n("scrollHover"), t.scrollHover},
            {n("tooltip"), t.tooltip},
            {n("tooltipText"), t.tooltipText}};
}

QString cssColour(const QColor& c) {
    return QStringLiteral("rgba(%1,%2,%3,%4)").arg(c.red()).arg(c.green()).arg(c.blue()).arg(c.alpha());
}

QString styleSheetOf(const Tokens& t) {
    QFile file(QStringLiteral(":/styles/bloom.qss"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QString text = QString::fromUtf8(file.readAll());
    auto names = named(t);
    // Longer names first, so that @text does not eat the beginning of @textMuted.
    std::ranges::sort(names, [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
    const QString suffix = t.dark ? QStringLiteral("-dark.svg") : QStringLiteral("-light.svg");
    text.replace(QStringLiteral("@onAccentArrow"), QStringLiteral(":/icons/arrow-on-accent") + suffix);
    text.replace(QStringLiteral("@chevronDown"), QStringLiteral(":/icons/arrow-down") + suffix);
    text.replace(QStringLiteral("@check"), QStringLiteral(":/icons/check-on-accent") + suffix);
    text.replace(QStringLiteral("@chevronUp"), QStringLiteral(":/icons/arrow-up") + suffix);
    for (const auto& [name, colour] : names)
        text.replace(u'@' + name, cssColour(colour));
    return text;
}

void repolish(QWidget* widget) {
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

}  // namespace

QFont textFont(TextRole role) {
    QFont font = QApplication::font();
    const double base = font.pointSizeF() > 0 ? font.pointSizeF() : 10.0;
    const auto sized = [&font, base](double factor, QFont::Weight weight) {
        font.setPointSizeF(base * factor);
        font.setWeight(weight);
        return font;
    };
    switch (role) {
        case TextRole::Caption:
            return sized(0.9, QFont::Normal);
        case TextRole::Body:
            return sized(1.0, QFont::Normal);
        case TextRole::Strong:
            return sized(1.0, QFont::DemiBold);
        case TextRole::Heading:
            return sized(1.1, QFont::DemiBold);
        case TextRole::Title:
            return sized(1.5, QFont::DemiBold);
        case TextRole::Display:
            return sized(2.0, QFont::DemiBold);
    }
    return font;
}

void setTone(QWidget* label, Tone tone) {
    const auto text = [tone] {
        switch (tone) {
            case Tone::Normal:
                return QString();
            case Tone::Muted:
                return QStringLiteral("muted");
            case Tone::Calm:
                return QStringLiteral("calm");
            case Tone::Busy:
                return QStringLiteral("busy");
            case Tone::Attention:
                return QStringLiteral("attention");
            case Tone::Problem:
                return QStringLiteral("problem");
            case Tone::Accent:
                return QStringLiteral("accent");
        }
        return QString();
    }();
    if (label->property("tone").toString() == text)
        return;
    label->setProperty("tone", text);
    repolish(label);
}

void setButtonKind(QWidget* button, ButtonKind kind) {
    const auto text = [kind] {
        switch (kind) {
            case ButtonKind::Plain:
                return QStringLiteral("plain");
            case ButtonKind::Primary:
                return QStringLiteral("primary");
            case ButtonKind::Quiet:
                return QStringLiteral("quiet");
            case ButtonKind::Link:
                return QStringLiteral("link");
            case ButtonKind::Danger:
                return QStringLiteral("danger");
        }
        return QString();
    }();
    if (button->property("kind").toString() == text)
        return;
    button->setProperty("kind", text);
    repolish(button);
}

Appearance appearanceFromText(const QString& text) {
    if (text == QLatin1String("dark"))
        return Appearance::Dark;
    return text == QLatin1String("light") ? Appearance::Light : Appearance::System;
}

Theme::Theme(QApplication* app) : QObject(app), m_app(app) {
    ensureLookResources();
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    m_app->installEventFilter(this);
    followSystem();
}

void Theme::setAppearance(Appearance appearance) {
    if (m_applied && appearance == m_appearance)
        return;
    m_appearance = appearance;
    if (appearance == Appearance::System)
        followSystem();
    else
        apply(appearance == Appearance::Dark);
}

bool Theme::eventFilter(QObject* watched, QEvent* event) {
    const bool systemChanged = event->type() == QEvent::ThemeChange ||
                               (event->type() == QEvent::ApplicationPaletteChange && watched == m_app);
    if (systemChanged && !m_applying && m_appearance == Appearance::System)
        QMetaObject::invokeMethod(this, &Theme::followSystem, Qt::QueuedConnection);
    return false;
}

void Theme::followSystem() {
    if (m_appearance != Appearance::System)
        return;
    const QPalette mine = paletteOf(tokens(m_dark));
    // Whoever set another palette since (a desktop's settings, a test) is followed; else the platform is
    // asked.
    if (QApplication::palette().color(QPalette::Window) == mine.color(QPalette::Window)) {
        m_applying = true;
        QApplication::setPalette(QPalette());
        m_applying = false;
    }
    apply(isDark(QApplication::palette()));
}

void Theme::apply(bool dark) {
    const bool dressed = m_applied && m_dark == dark;
    m_applied = true;
    m_dark = dark;
    m_applying = true;
    QApplication::setPalette(paletteOf(tokens(dark)));
    if (!dressed)  // a stylesheet polishes every widget anew: some 200 ms with all pages
        m_app->setStyleSheet(styleSheetOf(tokens(dark)));
    m_applying = false;
}

}  // namespace bloom::widgets
