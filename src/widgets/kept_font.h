// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A font of a role that stays: a stylesheet takes a widget's own font away when the widget is polished in
// another window than it was made in.
#pragma once
#include "widgets/theme.h"

#include <QObject>

namespace bloom::widgets {

class FontKeeper final : public QObject {
    Q_OBJECT
public:
    FontKeeper(QWidget* widget, TextRole role);
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    TextRole m_role;
};

void keepFont(QWidget* widget, TextRole role);

}  // namespace bloom::widgets
