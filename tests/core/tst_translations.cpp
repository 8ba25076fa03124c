// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Every program finds its words: a language we lack falls back to English, which holds the plural forms.
#include "core/translations.h"

#include <QtTest>

class TestTranslations : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void fallsBackToEnglish_data() {
        QTest::addColumn<QLocale>("locale");
        QTest::newRow("the C locale") << QLocale::c();
        QTest::newRow("English of Australia") << QLocale(QLocale::English, QLocale::Australia);
        QTest::newRow("a language nobody has translated") << QLocale(QLocale::Zulu);
    }
    void fallsBackToEnglish() {
        QFETCH(QLocale, locale);
        QCOMPARE(bloom::installTranslations(*QCoreApplication::instance(), locale), QStringLiteral("en"));
    }
    void pluralsReadRight() {
        bloom::installTranslations(*QCoreApplication::instance(), QLocale::c());
        const auto left = [](int n) {
            return QCoreApplication::translate("Words", "about %Ln minute(s) left", nullptr, n);
        };
        QCOMPARE(left(1), QStringLiteral("about 1 minute left"));
        QCOMPARE(left(2), QStringLiteral("about 2 minutes left"));
    }
};

QTEST_GUILESS_MAIN(TestTranslations)
#include "tst_translations.moc"
