// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A chip: a few words on a soft ground, perhaps with an icon. Painted where delegates need many, and as a
// label.
#pragma once
#include "models/words.h"

#include <QWidget>

class QPainter;

namespace bloom::widgets {

struct Tokens;

struct ChipColours {
    QColor text;
    QColor ground;
};
ChipColours chipColours(const Tokens& t, models::ChipTone tone);
/// The icon that says the same as the tone does, so that nothing hangs on colour alone.
QString chipIcon(RunOutcome outcome);
QString chipIcon(SessionStatus status);

struct ChipContent {
    QString words;
    QString icon;  ///< empty = none
    models::ChipTone tone = models::ChipTone::Neutral;
};
QSize chipSize(const ChipContent& chip);
/// Drawn in a rectangle of chipSize(), its top left given. On a soft ground its own is the surface's.
void paintChip(QPainter& painter, const Tokens& t, QPoint topLeft, const ChipContent& chip,
               bool onSoft = false);

class Chip final : public QWidget {
    Q_OBJECT
public:
    explicit Chip(QWidget* parent = nullptr);
    void setContent(const ChipContent& chip);
    QString text() const { return m_chip.words; }
    QSize sizeHint() const override { return chipSize(m_chip); }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    ChipContent m_chip;
};

}  // namespace bloom::widgets
