// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/timeline.h"

#include "widgets/small_widgets.h"
#include "widgets/theme.h"

#include <QGridLayout>

namespace bloom::widgets {

Timeline::Timeline(QWidget* parent) : QWidget(parent), m_grid(new QGridLayout(this)) {
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(space::m);
    m_grid->setVerticalSpacing(space::s);
    m_grid->setColumnStretch(3, 1);
}

void Timeline::setLines(const std::vector<TimelineLine>& lines, const QString& nothing) {
    if (lines == m_lines && nothing == m_nothing)
        return;
    m_lines = lines;
    m_nothing = nothing;
    while (QLayoutItem* old = m_grid->takeAt(0)) {
        old->widget()->hide();
        old->widget()->deleteLater();
        delete old;
    }
    for (std::size_t i = 0; i < lines.size(); ++i)
        addLine(lines[i], static_cast<int>(i));
    if (lines.empty()) {
        auto* words = new QLabel(nothing, this);
        setTone(words, Tone::Muted);
        words->setWordWrap(true);
        m_grid->addWidget(words, 0, 0, 1, 4);
    }
}

void Timeline::addLine(const TimelineLine& line, int row) {
    auto* icon = new IconLabel(line.icon, 16, this);
    icon->setSeverity(line.severity);
    auto* time = new QLabel(line.time, this);
    setTone(time, Tone::Muted);
    auto* words = new QLabel(line.words, this);
    words->setFont(textFont(TextRole::Strong));
    setTone(words, toneOf(line.severity));
    auto* cause = new QLabel(line.cause, this);
    cause->setWordWrap(true);
    m_grid->addWidget(icon, row, 0);
    m_grid->addWidget(time, row, 1);
    m_grid->addWidget(words, row, 2);
    m_grid->addWidget(cause, row, 3);
}

}  // namespace bloom::widgets
