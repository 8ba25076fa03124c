// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The look: contrast of every text token, every state's icon, theme switching, geometry and finder as pure
// functions.
#include "support/gui_main.h"
#include "widgets/finder_match.h"
#include "widgets/stall_meter.h"
#include "widgets/theme.h"
#include "widgets/themed_icon.h"
#include "widgets/window_geometry.h"

#include <QApplication>
#include <QSettings>
#include <QThread>
#include <QWidget>
#include <QtTest>

using namespace bloom;
using namespace bloom::widgets;

namespace {

double linear(double c) { return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); }

double luminance(const QColor& c) {
    return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF());
}

double contrast(const QColor& a, const QColor& b) {
    const double la = luminance(a), lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

}  // namespace

class TestTheme : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void textHasEnoughContrast_data() {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void textHasEnoughContrast() {
        QFETCH(bool, dark);
        const Tokens& t = tokens(dark);
        for (const QColor& ground : {t.window, t.surface, t.surfaceAlt, t.hover})
            for (const QColor& text :
                 {t.text, t.textMuted, t.accent, t.calm, t.busy, t.attention, t.problem, t.neutral})
                QVERIFY2(contrast(text, ground) >= 4.5, qPrintable(text.name() + u' ' + ground.name()));
        QVERIFY(contrast(t.calm, t.calmSoft) >= 4.5);
        QVERIFY(contrast(t.busy, t.busySoft) >= 4.5);
        QVERIFY(contrast(t.attention, t.attentionSoft) >= 4.5);
        QVERIFY(contrast(t.problem, t.problemSoft) >= 4.5);
        QVERIFY(contrast(t.accent, t.accentSoft) >= 4.5);
        for (const QColor& soft : {t.calmSoft, t.busySoft, t.attentionSoft, t.problemSoft, t.accentSoft})
            QVERIFY(contrast(t.text, soft) >= 4.5);
        for (const QColor& button : {t.accent, t.accentHover, t.accentPressed})
            QVERIFY(contrast(t.onAccent, button) >= 4.5);
        QVERIFY(contrast(t.tooltipText, t.tooltip) >= 4.5);
        for (const QColor& edge : {t.controlBorder, t.focus})
            QVERIFY(contrast(edge, t.surface) >= 3.0);
        for (const QColor& mark : {t.success, t.warned, t.failed})
            QVERIFY2(contrast(mark, t.surface) >= 3.0, qPrintable(mark.name()));
        for (const QColor& line : t.series)
            QVERIFY(contrast(line, t.surface) >= 3.0);
    }
    void everyStateHasItsIcon() {
        for (int i = 0; i <= static_cast<int>(AppState::UpToDate); ++i)
            QVERIFY(iconExists(QStringLiteral("state-") + name(static_cast<AppState>(i))));
    }
    void iconsTakeTheColourAskedFor() {
        const QImage red = iconPixmap(QStringLiteral("dot"), 24, Qt::red, 1).toImage();
        QCOMPARE(red.pixelColor(12, 12), QColor(Qt::red));
    }
    void canBeForcedAndFollowsThePalette() {
        Theme theme(qApp);
        theme.setAppearance(Appearance::Dark);
        QVERIFY(theme.dark());
        QVERIFY(currentTokens().dark);
        theme.setAppearance(Appearance::Light);
        QVERIFY(!currentTokens().dark);
        theme.setAppearance(Appearance::System);
        QPalette night;
        night.setColor(QPalette::Window, QColor(20, 20, 20));
        QApplication::setPalette(night);  // what a desktop does when its settings change
        QTRY_VERIFY(theme.dark());
        QVERIFY(currentTokens().dark);
    }
    void geometryIsBroughtBackToAScreen_data() {
        QTest::addColumn<QRect>("wanted");
        QTest::addColumn<QRect>("fitted");
        QTest::newRow("inside stays") << QRect(100, 100, 800, 600) << QRect(100, 100, 800, 600);
        QTest::newRow("on a screen that is gone") << QRect(5000, 100, 800, 600) << QRect(1120, 100, 800, 600);
        QTest::newRow("above the top") << QRect(100, -400, 800, 600) << QRect(100, 0, 800, 600);
        QTest::newRow("larger than the screen") << QRect(0, 0, 4000, 3000) << QRect(0, 0, 1920, 1080);
        QTest::newRow("mostly on the second") << QRect(1900, 50, 800, 600) << QRect(1920, 50, 800, 600);
    }
    void geometryIsBroughtBackToAScreen() {
        QFETCH(QRect, wanted);
        QFETCH(QRect, fitted);
        const bool two = qstrcmp(QTest::currentDataTag(), "mostly on the second") == 0;
        QList<QRect> screens{QRect(0, 0, 1920, 1080)};
        if (two)
            screens.append(QRect(1920, 0, 1280, 1024));
        QCOMPARE(fitToScreens(wanted, screens), fitted);
    }
    void geometryIsRemembered() {
        QTemporaryDir dir;
        QSettings settings(dir.filePath(QStringLiteral("w.ini")), QSettings::IniFormat);
        QWidget first;
        first.setGeometry(40, 50, 700, 500);
        saveGeometry(&first, settings);
        QWidget second;
        restoreGeometry(&second, settings);
        QCOMPARE(second.geometry(), QRect(40, 50, 700, 500));
    }
    void stallOfTheLoopIsSeen() {
        StallMeter meter;
        QSignalSpy stalled(&meter, &StallMeter::stalled);
        QTest::qWait(30);  // the meter's thread has begun to ask
        QThread::msleep(150);
        QTRY_VERIFY(stalled.count() > 0);
        QVERIFY(meter.longest() >= std::chrono::milliseconds(50));
        meter.reset();
        QCOMPARE(meter.stalls(), 0);
    }
    void finderPutsBeginningsFirst() {
        const QList<FinderEntry> all = {{QStringLiteral("Hold calls"), {}, {}, {}},
                                        {QStringLiteral("Connection"), {}, {}, {}},
                                        {QStringLiteral("Sync log"), {}, {}, {}},
                                        {QStringLiteral("Chloe Papadopoulos"), {}, {}, {}}};
        QCOMPARE(findEntries(all, QStringLiteral("con")).first().title, QStringLiteral("Connection"));
        QCOMPARE(findEntries(all, QStringLiteral("papa")).first().title,
                 QStringLiteral("Chloe Papadopoulos"));
        QCOMPARE(findEntries(all, QStringLiteral("sl")).first().title, QStringLiteral("Sync log"));
        QVERIFY(findEntries(all, QStringLiteral("xyz")).isEmpty());
        QCOMPARE(findEntries(all, {}).size(), 4);
        QCOMPARE(findEntries(all, {}, 2).size(), 2);
    }
};

BLOOM_GUI_TEST_MAIN(TestTheme)
#include "tst_theme.moc"
