// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Sentences of this folder that people read.
#pragma once
#include <QCoreApplication>

namespace bloom::halaxy {

class Text {
    Q_DECLARE_TR_FUNCTIONS(bloom::halaxy::Text)
};

}  // namespace bloom::halaxy
