// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Somebody without a plan: thousands of clicks, keys, scrolls and sizes on the demo's real window, its real
// engine and sandbox behind it. Nothing crashes, Qt warns of nothing, and at the end the practice is in step.
// BLOOM_MONKEY_SEED=N repeats one; BLOOM_MONKEY_STEPS says how many.
#include "apps/demo_director.h"
#include "apps/demo_world.h"
#include "apps/window_session.h"
#include "support/gui_main.h"
#include "widgets/commander.h"
#include "widgets/main_window.h"
#include "widgets/theme.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QFileDialog>
#include <QLineEdit>
#include <QRandomGenerator>

using namespace bloom;
using namespace bloom::apps;

namespace {

QStringList g_warnings;
QtMessageHandler g_next = nullptr;

/// What Qt or we warn of is kept; what a run logs of itself is no warning of the window.
void collect(QtMsgType type, const QMessageLogContext& context, const QString& text) {
    // Of the offscreen platform, and of QtTest where a button goes away between press and release.
    const bool ofTools = text.startsWith(QLatin1String("This plugin does not support")) ||
                         text.startsWith(QLatin1String("Mouse event"));
    if (type != QtDebugMsg && type != QtInfoMsg && !ofTools && qstrncmp(context.category, "bloom", 5) != 0)
        g_warnings.append(text);
    g_next(type, context, text);
}

class Monkey final : public QObject {
public:
    Monkey(WindowSession& session, quint32 seed, int steps)
        : m_session(session),
          m_random(seed),
          m_left(steps) {
        step();
    }
    bool isDone() const { return m_left <= 0; }

private:
    void step() {
        if (--m_left <= 0)
            return leave();
        QTimer::singleShot(0, this, [this] { step(); });  // first: what follows may run a loop of its own
        QWidget* target = QApplication::activePopupWidget();
        if (!target)
            target = QApplication::activeModalWidget();
        if (qobject_cast<QFileDialog*>(target) || (target && below(8) == 0))
            return QTest::keyClick(target, Qt::Key_Escape);  // it writes no files, and leaves what it opened
        act(target ? target : &m_session.window());
    }
    /// An open menu or dialog runs a loop of its own, in which the test would wait for ever.
    void leave() {
        if (QWidget* open = QApplication::activePopupWidget())
            open->close();
        else if (QWidget* modal = QApplication::activeModalWidget())
            modal->close();
        else
            return;
        QTimer::singleShot(0, this, [this] { leave(); });
    }
    void act(QWidget* target) {
        switch (below(10)) {
            case 0:
                return press(target);
            case 1:
                return touchTable(target);
            case 2:
                return scroll(target);
            case 3:
                return write(target);
            case 4:
                return m_session.window().resize(860 + below(800), 560 + below(500));
            case 5:
                return playScene();
            default:
                return click(target);
        }
    }
    template <typename T> T* anyOf(QWidget* target) {
        QList<T*> found;
        for (T* widget : target->findChildren<T*>())
            if (widget->isVisible() && widget->isEnabled())
                found.append(widget);
        return found.isEmpty() ? nullptr : found.at(below(int(found.size())));
    }
    void click(QWidget* target) {
        if (auto* button = anyOf<QAbstractButton>(target))
            QTest::mouseClick(button, Qt::LeftButton);
        else
            QTest::mouseClick(target, Qt::LeftButton, {}, pointIn(target));
    }
    void press(QWidget* target) {
        static const QList<std::pair<Qt::Key, Qt::KeyboardModifiers>> keys{{Qt::Key_F5, {}},
                                                                           {Qt::Key_Escape, {}},
                                                                           {Qt::Key_Return, {}},
                                                                           {Qt::Key_Tab, {}},
                                                                           {Qt::Key_Space, {}},
                                                                           {Qt::Key_Down, {}},
                                                                           {Qt::Key_Up, {}},
                                                                           {Qt::Key_K, Qt::ControlModifier},
                                                                           {Qt::Key_1, Qt::ControlModifier},
                                                                           {Qt::Key_2, Qt::ControlModifier},
                                                                           {Qt::Key_3, Qt::ControlModifier},
                                                                           {Qt::Key_4, Qt::ControlModifier},
                                                                           {Qt::Key_5, Qt::ControlModifier},
                                                                           {Qt::Key_C, Qt::ControlModifier},
                                                                           {Qt::Key_End, {}}};
        const auto& [key, modifiers] = keys.at(below(int(keys.size())));
        QWidget* focus = QApplication::focusWidget();
        QTest::keyClick(focus && target->isAncestorOf(focus) ? focus : target, key, modifiers);
    }
    void touchTable(QWidget* target) {
        if (auto* view = anyOf<QAbstractItemView>(target))
            QTest::mouseClick(view->viewport(), below(4) ? Qt::LeftButton : Qt::RightButton, {},
                              pointIn(view->viewport()));
    }
    void scroll(QWidget* target) {
        auto* area = anyOf<QAbstractScrollArea>(target);
        if (!area)
            return;
        const QPointF at = area->viewport()->rect().center();
        QWheelEvent wheel(at, area->viewport()->mapToGlobal(at), {}, {0, below(2) ? 480 : -480}, Qt::NoButton,
                          Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(area->viewport(), &wheel);
    }
    void write(QWidget* target) {
        static const QStringList texts{
            QStringLiteral("a"),     QStringLiteral("25"),           QStringLiteral("-1"),
            QStringLiteral("Ngozi"), QStringLiteral("\u00e9\u4e2d"), QString()};
        if (auto* line = anyOf<QLineEdit>(target)) {
            line->selectAll();
            QTest::keyClick(line, Qt::Key_Delete);
            for (const QChar c : texts.at(below(int(texts.size()))))
                QApplication::sendEvent(
                    line, std::make_unique<QKeyEvent>(QEvent::KeyPress, 0, Qt::NoModifier, QString(c)).get());
        }
    }
    void playScene() {
        const auto& scenes = demoScenes();
        m_session.director()->play(scenes[std::size_t(below(int(scenes.size())))].id);
        m_session.world()->time().setSpeed(below(2) ? 60 : 10);
    }
    QPoint pointIn(QWidget* widget) {
        return {below(std::max(1, widget->width())), below(std::max(1, widget->height()))};
    }
    int below(int limit) { return m_random.bounded(limit); }

    WindowSession& m_session;
    QRandomGenerator m_random;
    int m_left;
};

int numberOf(const char* variable, int otherwise) {
    bool given = false;
    const int value = qEnvironmentVariableIntValue(variable, &given);
    return given ? value : otherwise;
}

}  // namespace

class TestMonkey : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everythingHolds_data() {
        QTest::addColumn<quint32>("seed");
        if (const int one = numberOf("BLOOM_MONKEY_SEED", 0))
            QTest::addRow("seed %d", one) << quint32(one);
        else
            for (quint32 seed = 1; seed <= 4; ++seed)
                QTest::addRow("seed %u", seed) << seed;
    }
    void everythingHolds() {
        QFETCH(quint32, seed);
        g_warnings.clear();
        auto options = parseSyncOptions({QStringLiteral("bloom-sync"), QStringLiteral("--demo"),
                                         QStringLiteral("--speed"), QStringLiteral("60")});
        WindowSession session(*options, *m_theme);
        QCOMPARE(session.problem(), QString());
        session.show();
        const Monkey monkey(session, seed, numberOf("BLOOM_MONKEY_STEPS", 1500));
        QTRY_VERIFY_WITH_TIMEOUT(monkey.isDone(), 300'000);
        QVERIFY2(g_warnings.isEmpty(), qPrintable(g_warnings.join(u'\n')));
        bringInStep(session);
        const UtcTime asked = session.world()->time().now();
        session.window().commander().syncAll();
        QTRY_VERIFY_WITH_TIMEOUT(session.engine().snapshot().lastSuccess > asked, 120'000);
    }
    void initTestCase() {
        qputenv("XDG_CONFIG_HOME", m_home.filePath(QStringLiteral("config")).toUtf8());
        qputenv("XDG_DATA_HOME", m_home.filePath(QStringLiteral("data")).toUtf8());
        m_theme = new widgets::Theme(qApp);
        g_next = qInstallMessageHandler(collect);
    }

private:
    /// What the monkey may have left behind: a scene, a pause, held calls.
    void bringInStep(WindowSession& session) {
        session.director()->endScene();
        session.engine().resume();
        session.engine().holdCalls(false, {});
        session.world()->time().setSpeed(
            60);  // a sync that joins an older one leaves the rest to the schedule
    }
    QTemporaryDir m_home;
    widgets::Theme* m_theme = nullptr;
};

BLOOM_GUI_TEST_MAIN(TestMonkey)
#include "tst_monkey.moc"
