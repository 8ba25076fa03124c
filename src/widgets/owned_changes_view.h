// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Who changed what Bloom owns, when, from what to what.
#pragma once
#include "core/care.h"

#include <QWidget>

class QLabel;

namespace bloom::widgets {

class OwnedChangesView final : public QWidget {
    Q_OBJECT
public:
    explicit OwnedChangesView(QWidget* parent = nullptr);
    void showChanges(const std::vector<OwnedChange>& changes);

private:
    QLabel* m_words;
};

/// "Weekly session target: 25 → 22"
QString changeWords(const OwnedChange& change);

}  // namespace bloom::widgets
