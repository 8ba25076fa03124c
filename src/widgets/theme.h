// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The look in one place: colour tokens for light and dark (WCAG AA), spacing, type scale, severity → colour.
// Painting code asks for the current tokens each time, so nothing has to be told when the theme changes.
#pragma once
#include "core/health.h"
#include "core/status.h"

#include <QColor>
#include <QFont>
#include <QObject>

class QApplication;
class QEvent;
class QPalette;
class QWidget;

namespace bloom::widgets {

struct Tokens {
    bool dark = false;
    QColor window, surface, surfaceAlt, sunken, hover, pressed;
    QColor border, controlBorder, focus;
    QColor text, textMuted, textDisabled;
    QColor accent, accentHover, accentPressed, accentSoft, onAccent;
    QColor calm, calmSoft, busy, busySoft, attention, attentionSoft, problem, problemSoft;
    QColor neutral, neutralSoft;     ///< cancelled, interrupted, unknown
    QColor success, warned, failed;  ///< marks without words: bars, dots; 3 : 1 on a surface
    QColor skeleton, scroll, scrollHover, tooltip, tooltipText;
    QList<QColor> series;                                            ///< chart lines, in order
    QColor bark, leaf, leafDeep, blossom, blossomHeart, gold, soil;  ///< the blossom tree
};
const Tokens& tokens(bool dark);
bool isDark(const QPalette& palette);
/// The tokens of the theme shown now.
const Tokens& currentTokens();
inline const Tokens& tokensOf(const QWidget*) { return currentTokens(); }
/// In changeEvent(): what holds a colour or a picture has to take the new one.
bool isThemeChange(const QEvent* event);

QColor severityColour(const Tokens& t, Severity severity);  ///< text and icons
QColor severitySoft(const Tokens& t, Severity severity);    ///< the ground behind them
Severity severityOf(RunOutcome outcome);
QColor outcomeColour(const Tokens& t, RunOutcome outcome);

/// Distances in logical pixels.
namespace space {
inline constexpr int xs = 4, s = 8, m = 12, l = 16, xl = 24, xxl = 32, radius = 10;
}

enum class TextRole { Caption, Body, Strong, Heading, Title, Display };
/// The system font at the size of the role.
QFont textFont(TextRole role);

/// A tone of a QLabel: the stylesheet colours it. Tone names are those of resources/styles/bloom.qss.
enum class Tone { Normal, Muted, Calm, Busy, Attention, Problem, Accent };
void setTone(QWidget* label, Tone tone);
Tone toneOf(Severity severity);

enum class ButtonKind { Plain, Primary, Quiet, Link, Danger };
/// QPushButton or QToolButton.
void setButtonKind(QWidget* button, ButtonKind kind);

enum class Appearance { System, Light, Dark };
Appearance appearanceFromText(const QString& text);  ///< "system", "light", "dark"

/// Applies palette, style and stylesheet to the application and follows the system while asked to.
class Theme final : public QObject {
    Q_OBJECT
public:
    explicit Theme(QApplication* app);
    void setAppearance(Appearance appearance);
    bool dark() const { return m_dark; }
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void followSystem();
    void apply(bool dark);
    QApplication* m_app;
    Appearance m_appearance = Appearance::System;
    bool m_dark = false;
    bool m_applied = false;
    bool m_applying = false;
};

}  // namespace bloom::widgets
