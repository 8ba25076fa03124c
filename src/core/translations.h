// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The words of the user's language, from the resources of the target bloom_translations.
#pragma once
#include <QCoreApplication>
#include <QLocale>

namespace bloom {

/// Loads the language nearest to the locale; English (needed for "1 run", "2 runs") where there is none.
/// Returns the language loaded, empty when the program holds no translations.
QString installTranslations(QCoreApplication& app, const QLocale& locale = QLocale());

}  // namespace bloom
