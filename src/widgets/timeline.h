// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What happened when: a dot in a severity, a time, words and their cause; newest first.
#pragma once
#include "core/health.h"

#include <QWidget>

class QGridLayout;

namespace bloom::widgets {

struct TimelineLine {
    Severity severity = Severity::Calm;
    QString icon;
    QString time;
    QString words;
    QString cause;
    bool operator==(const TimelineLine&) const = default;
};

class Timeline final : public QWidget {
    Q_OBJECT
public:
    explicit Timeline(QWidget* parent = nullptr);
    /// With nothing to show, one muted sentence.
    void setLines(const std::vector<TimelineLine>& lines, const QString& nothing);
    int count() const { return static_cast<int>(m_lines.size()); }

private:
    void addLine(const TimelineLine& line, int row);
    std::vector<TimelineLine> m_lines;
    QString m_nothing;
    QGridLayout* m_grid;
};

}  // namespace bloom::widgets
