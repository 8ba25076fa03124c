// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The run going on: n of about m, time left; for a first sync a line for each practitioner.
#pragma once
#include "core/run_report.h"

#include <QWidget>

class QGridLayout;
class QLabel;
class QProgressBar;

namespace bloom::widgets {

class RunProgressView final : public QWidget {
    Q_OBJECT
public:
    explicit RunProgressView(QWidget* parent = nullptr);
    /// Hidden when nothing runs.
    void setProgress(const std::optional<RunProgress>& progress);
    /// "1,200 of about 3,400", as shown for a part.
    static QString partText(const RunProgress::Part& part);

private:
    void showWords(const RunProgress& progress);
    void showParts(const RunProgress& progress);
    struct Line {
        QLabel* name;
        QProgressBar* bar;
        QLabel* words;
    };
    QLabel* m_words;
    QProgressBar* m_bar;
    QGridLayout* m_grid;
    std::vector<Line> m_lines;
};

}  // namespace bloom::widgets
