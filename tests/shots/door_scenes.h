// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of what a real engine can't be brought to in a moment: the door is set, as in a GUI test.
#pragma once
#include <QRegularExpression>
#include <QString>
#include <functional>

class QWidget;

namespace bloom::shots {

/// Shows each scene whose name matches and has it taken under that name. Scaled: fewer, in the smallest
/// window.
void shootDoorScenes(bool scaled, const QRegularExpression& only,
                     const std::function<void(QWidget&, const QString& name)>& take);

}  // namespace bloom::shots
