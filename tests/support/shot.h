// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A picture of a widget for people to look at: written only when BLOOM_SHOTS names a folder.
#pragma once
#include <QDir>
#include <QPixmap>
#include <QWidget>

namespace bloom::test {

inline void shot(QWidget& widget, const QString& name) {
    const QString folder = qEnvironmentVariable("BLOOM_SHOTS");
    if (folder.isEmpty())
        return;
    QDir().mkpath(folder);
    widget.grab().save(folder + u'/' + name + QStringLiteral(".png"));
}

}  // namespace bloom::test
