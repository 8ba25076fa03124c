// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the desktop is told of alerts: each once, never a flood, nothing that somebody knows already.
#include "apps/alert_notices.h"
#include "core/practice_time.h"

#include <QtTest>

using namespace bloom;
using namespace bloom::apps;
using namespace std::chrono_literals;

namespace {

QString s(const char* text) { return QString::fromLatin1(text); }
const UtcTime kStart = *parseUtc(s("2026-11-24T12:00:00Z"));

Alert alert(AlertName name, UtcTime raised, qint64 id = 1) {
    Alert made;
    made.id = id;
    made.name = name;
    made.facts.count = 3;
    made.raised = raised;
    return made;
}

}  // namespace

class TestAlertNotices : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void eachIsToldOnce() {
        AlertNotices notices(kStart);
        Alert one = alert(AlertName::SyncFailure, kStart + 1s, -1);
        const auto told = notices.next({one}, kStart + 1s);
        QVERIFY(told);
        QCOMPARE(told->title, describeAlert(one, kStart).sentence);
        QCOMPARE(told->severity, Severity::Problem);
        one.id = 7;  // written at last
        QVERIFY(!notices.next({one}, kStart + 5min));
        one.raised = kStart + 6min;  // again, after it was clear
        QVERIFY(notices.next({one}, kStart + 6min));
    }
    void whatWasRaisedBeforeIsNoNews() {
        AlertNotices notices(kStart);
        QVERIFY(!notices.next({alert(AlertName::SyncFailure, kStart - 1s)}, kStart));
    }
    void whatSomebodyKnowsIsNotTold() {
        AlertNotices notices(kStart);
        Alert one = alert(AlertName::SyncFailure, kStart);
        one.acknowledged = kStart;
        QVERIFY(!notices.next({one}, kStart));
    }
    void aSilenceThatEndsIsTold() {
        AlertNotices notices(kStart);
        Alert one = alert(AlertName::SyncFailure, kStart - 1h);
        one.silencedUntil = kStart + 1h;
        QVERIFY(!notices.next({one}, kStart));
        QVERIFY(notices.next({one}, kStart + 1h));
        QVERIFY(!notices.next({one}, kStart + 2h));
    }
    void severalAtOnceAreOne() {
        AlertNotices notices(kStart);
        std::vector<Alert> many;
        for (const AlertName name : kAlertNames)
            many.push_back(alert(name, kStart));
        const auto told = notices.next(many, kStart);
        QVERIFY(told && told->title.startsWith(QString::number(many.size())));
        QCOMPARE(told->text.count(u'\n'), 2);
        QVERIFY(!notices.next(many, kStart + 2min));
    }
    void noMoreThanOneAMinute() {
        AlertNotices notices(kStart);
        const Alert first = alert(AlertName::SyncFailure, kStart);
        const Alert second = alert(AlertName::HighLatency, kStart + 10s);
        QVERIFY(notices.next({first}, kStart));
        QVERIFY(!notices.holdsBack());
        QVERIFY(!notices.next({first, second}, kStart + 10s));
        QVERIFY(notices.holdsBack());
        QVERIFY(notices.next({first, second}, kStart + 1min));
        QVERIFY(!notices.holdsBack());
    }
};

QTEST_GUILESS_MAIN(TestAlertNotices)
#include "tst_alert_notices.moc"
