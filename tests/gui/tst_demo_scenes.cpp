// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the demo's scenes do to the practice: exactly what they say, to the session that comes next.
#include "apps/demo_scenes.h"
#include "core/practice_time.h"
#include "sandbox/generator.h"
#include "support/virtual_clock.h"

#include <QtTest>
#include <algorithm>

using namespace bloom;
using namespace bloom::apps;
using namespace std::chrono_literals;

class TestDemoScenes : public QObject {
    Q_OBJECT
    test::VirtualClock m_clock{*parseUtc(QStringLiteral("2026-11-24T09:40:00+11:00"))};
    std::unique_ptr<sandbox::SandboxServer> m_server;

    sandbox::Practice& practice() { return m_server->core().practice(); }
    const DemoScene& scene(const char* id) {
        return *std::ranges::find(demoScenes(), QString::fromLatin1(id), &DemoScene::id);
    }
    /// The appointments that are not as in `before`, with what they were.
    std::vector<std::pair<sandbox::Appointment, sandbox::Appointment>> changed(
        const std::vector<sandbox::Appointment>& before) {
        std::vector<std::pair<sandbox::Appointment, sandbox::Appointment>> found;
        for (const sandbox::Appointment& was : before) {
            const sandbox::Appointment& is = *practice().appointments.find(was.id);
            if (is.start != was.start ||
                (!is.patients.empty() && is.patients.front().status != was.patients.front().status))
                found.emplace_back(was, is);
        }
        return found;
    }

private Q_SLOTS:
    void init() {
        m_server =
            std::make_unique<sandbox::SandboxServer>(m_clock, sandbox::generate({.seed = 1,
                                                                                 .now = m_clock.utcNow(),
                                                                                 .practitioners = 8,
                                                                                 .patients = 600,
                                                                                 .appointments = 12000}));
    }
    void aSessionMovesByAnHour() {
        const auto before = practice().appointments.rows();
        const auto whose = scene("reschedule").begin(*m_server, m_clock.utcNow());
        const auto moved = changed(before);
        QCOMPARE(moved.size(), std::size_t(1));
        const auto& [was, is] = moved.front();
        QVERIFY(was.start > m_clock.utcNow() + 15min && was.start < m_clock.utcNow() + 12h);
        QCOMPARE(is.start, was.start + 1h);
        QCOMPARE(whose->value, practice().practitionerOf(is.roleId));
    }
    void theNextSessionIsCancelled() {
        const auto before = practice().appointments.rows();
        const auto whose = scene("cancellation").begin(*m_server, m_clock.utcNow());
        const auto cancelled = changed(before);
        QCOMPARE(cancelled.size(), std::size_t(1));
        const auto& [was, is] = cancelled.front();
        QCOMPARE(was.patients.front().status.toLower(), QStringLiteral("booked"));
        QCOMPARE(is.patients.front().status.toLower(), QStringLiteral("cancelled"));
        QCOMPARE(is.start, was.start);
        QCOMPARE(whose->value, practice().practitionerOf(is.roleId));
    }
    void theNextSessionIsDeleted() {
        const auto whose = scene("deletion").begin(*m_server, m_clock.utcNow());
        const auto gone = std::ranges::find(practice().appointments.rows(), true, &sandbox::Record::gone);
        QVERIFY(gone != practice().appointments.rows().end());
        QVERIFY(gone->start > m_clock.utcNow() + 15min && gone->start < m_clock.utcNow() + 12h);
        QCOMPARE(whose->value, practice().practitionerOf(gone->roleId));
    }
    void twoHundredConfirmAtOnceAndAllOfItIsAnnounced() {
        const auto before = practice().appointments.rows();
        const quint64 said = practice().changes.last();
        scene("burst").begin(*m_server, m_clock.utcNow());
        QCOMPARE(practice().changes.last() - said, quint64(200));
        const auto confirmed = changed(before);
        QVERIFY(confirmed.size() > 100);
        for (const auto& [was, is] : confirmed)
            QCOMPARE(is.patients.front().status, QStringLiteral("confirmed"));
    }
    void aMassDeletionIsMoreThanATenthAndItsEndBringsAllBack() {
        auto& rows = practice().appointments.rows();
        const auto live = [&] { return std::ranges::count(rows, false, &sandbox::Appointment::gone); };
        const auto before = live();
        sandbox::WebhookPlan plan;
        plan.url = QUrl(QStringLiteral("http://127.0.0.1:1"));
        m_server->core().webhooks().setPlan(plan, practice());
        scene("mass-deletion").begin(*m_server, m_clock.utcNow());
        QVERIFY(before - live() > before / 10 && before - live() > 5);
        for (const sandbox::Appointment& a : rows)
            QVERIFY(!a.gone ||
                    (a.start > m_clock.utcNow() - 26 * 24h && a.start < m_clock.utcNow() + 86 * 24h));
        // Announced, each would be believed by itself.
        QVERIFY(m_server->core().dueWebhooks(m_clock.utcNow()).empty());
        scene("mass-deletion").end(*m_server, m_clock.utcNow());
        QCOMPARE(live(), before);
        QVERIFY(m_server->core().dueWebhooks(m_clock.utcNow()).empty());
    }
    void theTourPlaysEight() {
        const auto tour = tourScenes();
        QCOMPARE(tour.size(), std::size_t(8));
        for (const DemoScene* played : tour)
            QVERIFY(!played->look.isEmpty() && !played->title.isEmpty());
    }
    void withoutABookedSessionNothingHappens() {
        for (sandbox::Appointment& a : practice().appointments.rows())
            a.gone = true;
        QVERIFY(!scene("reschedule").begin(*m_server, m_clock.utcNow()));
        QVERIFY(!scene("cancellation").begin(*m_server, m_clock.utcNow()));
        QVERIFY(!scene("deletion").begin(*m_server, m_clock.utcNow()));
        scene("burst").begin(*m_server, m_clock.utcNow());
        scene("mass-deletion").begin(*m_server, m_clock.utcNow());
    }
};

QTEST_MAIN(TestDemoScenes)
#include "tst_demo_scenes.moc"
