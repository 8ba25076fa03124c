// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The breaker at every edge. A row is a story of steps; each step says what happens at which second.
#include "halaxy/circuit_breaker.h"

#include <QtTest>

using namespace bloom;
using namespace bloom::halaxy;

namespace {
/// "fail", "ok", "cancel": a call is admitted and ends so at once. "admit": an admitted call stays out,
/// "late-…" ends it. "+30" moves time by seconds. "refused": no call may go. "early": a person's try.
class Story {
public:
    bool tell(const QString& step) {
        if (step.startsWith(QLatin1Char('+'))) {
            m_now += std::chrono::seconds(step.mid(1).toInt());
            return true;
        }
        if (step == QLatin1String("refused"))
            return !m_breaker.admit(m_now);
        if (step == QLatin1String("admit") || step == QLatin1String("early")) {
            m_out = step == QLatin1String("admit") ? m_breaker.admit(m_now) : m_breaker.admitEarly(m_now);
            return m_out.has_value();
        }
        if (step.startsWith(QLatin1String("late-")))
            return m_out && end(*m_out, step.mid(5));
        const auto permit = m_breaker.admit(m_now);
        return permit && end(*permit, step);
    }
    CircuitBreaker& breaker() { return m_breaker; }
    milliseconds untilDue() const { return m_breaker.openUntil() - m_now; }

private:
    bool end(CircuitBreaker::Permit permit, const QString& how) {
        if (how == QLatin1String("fail"))
            m_breaker.onFailure(permit, m_now, QStringLiteral("HTTP 503"));
        else if (how == QLatin1String("ok"))
            m_breaker.onAnswer(permit, QStringLiteral("HTTP 200"));
        else if (how == QLatin1String("cancel"))
            m_breaker.onCancelled(permit);
        else
            return false;
        return true;
    }
    CircuitBreaker m_breaker;
    MonoTime m_now{};
    std::optional<CircuitBreaker::Permit> m_out;
};
const QString kOpen = QStringLiteral("fail fail fail fail fail ");
}  // namespace

class TestBreaker : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void edges_data();
    void edges();
    void itTellsItsChangesWithTheirCauses();
};

void TestBreaker::edges_data() {
    QTest::addColumn<QString>("steps");
    QTest::addColumn<QString>("state");
    QTest::newRow("new: closed") << QString() << QStringLiteral("closed");
    QTest::newRow("four failures: closed")
        << QStringLiteral("fail fail fail fail") << QStringLiteral("closed");
    QTest::newRow("five: open") << QString(kOpen + QStringLiteral("refused")) << QStringLiteral("open");
    QTest::newRow("an answer between starts the count anew")
        << QStringLiteral("fail fail fail fail ok fail fail fail fail") << QStringLiteral("closed");
    QTest::newRow("a cancelled call between does not")
        << QStringLiteral("fail fail fail fail cancel fail") << QStringLiteral("open");
    QTest::newRow("open until 30 s") << QString(kOpen + QStringLiteral("+29 refused"))
                                     << QStringLiteral("open");
    QTest::newRow("after 30 s one may try")
        << QString(kOpen + QStringLiteral("+30 admit")) << QStringLiteral("half-open");
    QTest::newRow("half open admits one")
        << QString(kOpen + QStringLiteral("+30 admit refused refused")) << QStringLiteral("half-open");
    QTest::newRow("its answer closes")
        << QString(kOpen + QStringLiteral("+30 ok")) << QStringLiteral("closed");
    QTest::newRow("closed after a probe, it takes five again")
        << QString(kOpen + QStringLiteral("+30 ok fail fail fail fail")) << QStringLiteral("closed");
    QTest::newRow("its failure opens again")
        << QString(kOpen + QStringLiteral("+30 fail refused")) << QStringLiteral("open");
    QTest::newRow("for 30 s more") << QString(kOpen + QStringLiteral("+30 fail +29 refused +1 ok"))
                                   << QStringLiteral("closed");
    QTest::newRow("a cancelled probe gives its place back")
        << QString(kOpen + QStringLiteral("+30 admit late-cancel ok")) << QStringLiteral("closed");
    QTest::newRow("a late failure of a call sent before says nothing")
        << QString(QStringLiteral("admit ") + kOpen + QStringLiteral("late-fail +30 ok"))
        << QStringLiteral("closed");
    QTest::newRow("a late answer of a call sent before closes nothing")
        << QString(QStringLiteral("admit ") + kOpen + QStringLiteral("late-ok refused"))
        << QStringLiteral("open");
    QTest::newRow("a person may try early")
        << QString(kOpen + QStringLiteral("+1 early late-ok")) << QStringLiteral("closed");
    QTest::newRow("and fail") << QString(kOpen + QStringLiteral("+1 early late-fail +29 refused"))
                              << QStringLiteral("open");
    QTest::newRow("not while another tries")
        << QString(kOpen + QStringLiteral("+30 admit refused")) << QStringLiteral("half-open");
}

void TestBreaker::edges() {
    QFETCH(QString, steps);
    QFETCH(QString, state);
    Story story;
    for (const QString& step : steps.split(QLatin1Char(' '), Qt::SkipEmptyParts))
        QVERIFY2(story.tell(step), qPrintable(step));
    QCOMPARE(name(story.breaker().state()), state);
}

void TestBreaker::itTellsItsChangesWithTheirCauses() {
    Story story;
    for (const QString& step : QString(kOpen + QStringLiteral("+30 ok")).split(QLatin1Char(' ')))
        story.tell(step);
    const auto changes = story.breaker().takeChanges();
    QCOMPARE(changes.size(), 3U);
    QCOMPARE(changes[0].to, BreakerState::Open);
    QCOMPARE(changes[0].cause, QStringLiteral("HTTP 503"));
    QCOMPARE(changes[1].to, BreakerState::HalfOpen);
    QCOMPARE(changes[2].to, BreakerState::Closed);
    QCOMPARE(changes[2].cause, QStringLiteral("HTTP 200"));
    QVERIFY(story.breaker().takeChanges().empty());
}

QTEST_GUILESS_MAIN(TestBreaker)
#include "tst_breaker.moc"
