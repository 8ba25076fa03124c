// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/translations.h"

#include <QLibraryInfo>
#include <QTranslator>

namespace bloom {

namespace {
bool install(QCoreApplication& app, const QLocale& locale, const QString& name, const QString& folder) {
    auto* translator = new QTranslator(&app);
    if (translator->load(locale, name, QStringLiteral("_"), folder) && app.installTranslator(translator))
        return true;
    delete translator;
    return false;
}
}  // namespace

QString installTranslations(QCoreApplication& app, const QLocale& locale) {
    const QLocale english(QLocale::English);
    for (const QLocale& wanted : {locale, english}) {
        if (!install(app, wanted, QStringLiteral("bloom-sync"), QStringLiteral(":/i18n")))
            continue;
        // Qt's own words ("Cancel") only in the language of ours.
        install(app, wanted, QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
        return wanted.name().section(u'_', 0, 0);
    }
    return {};
}

}  // namespace bloom
