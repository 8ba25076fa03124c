// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The steps of *Test connection*, each with its result.
#pragma once
#include "core/connection_views.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QVBoxLayout;

namespace bloom::widgets {

class ConnectionChecksView final : public QWidget {
    Q_OBJECT
public:
    explicit ConnectionChecksView(QWidget* parent = nullptr);
    void showTesting();
    void showReport(const ConnectionReport& report);
    QString verdict() const;

private:
    void clearChecks();
    void addCheck(const ConnectionCheck& check);
    QLabel* m_verdict;
    QProgressBar* m_bar;
    QVBoxLayout* m_checks;
};

}  // namespace bloom::widgets
