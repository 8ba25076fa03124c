// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What Bloom owns, through the door and over real syncs: kept, checked, with its history. And the lists over
// all practitioners, and what is missing fetched by itself.
#include "core/row_ids.h"
#include "sandbox/edits.h"
#include "support/engine_practice.h"

#include <QSignalSpy>

using namespace bloom;
using namespace bloom::engine;
using namespace bloom::test;

namespace {

QString s(const char* text) { return QString::fromUtf8(text); }

struct Running {
    EnginePractice practice;
    EngineHost host;
    FinishedRuns runs;
    Running() : host(practice.options()), runs(host) {
        host.start();
        if (!runs.wait(1))
            qFatal("no run ended");
    }
    ~Running() { host.stop(); }
    PractitionerView first() { return answerOf(host.practitioners())->front(); }
    /// A whole run more.
    void syncAgain() {
        const auto before = runs.reports().size();
        answerOf(host.requestSync({RunType::Manual, {}, s("tester")}));
        if (!runs.wait(before + 1))
            qFatal("no run ended");
    }
    ClientId client() {
        return clientRowId(HalaxyId(practice.server.core().practice().patients.rows().front().id));
    }
};

}  // namespace

class TestEngineOwned : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void targetsAndZoneSurviveSyncsAndKeepTheirHistory() {
        Running r;
        const PractitionerView before = r.first();
        PractitionerPatch patch;
        patch.practitioner = before.id;
        patch.timezone = s("Australia/Perth");
        patch.weeklySessionTarget = 22;
        patch.monthlyRevenueTarget = Cents{1'812'345};
        QVERIFY(answerOf(r.host.savePractitioner(patch, s("kerry"))));
        // Halaxy changes the same practitioner meanwhile.
        auto& halaxy = r.practice.server.core();
        halaxy.edit(r.practice.clock.utcNow()).setPractitionerActive(before.halaxyId.value, true);
        r.syncAgain();
        const auto staff = answerOf(r.host.practitioners());
        for (const PractitionerView& view : *staff) {
            if (view.id != before.id)
                continue;
            QCOMPARE(view.timezone, s("Australia/Perth"));
            QCOMPARE(view.weeklySessionTarget, 22);
            QCOMPARE(view.monthlyRevenueTarget, Cents{1'812'345});
            QCOMPARE(view.weeklyRevenueTarget, before.weeklyRevenueTarget);
        }
        const auto changes = answerOf(r.host.ownedChanges(before.id));
        QCOMPARE(changes->size(), 3U);
        QStringList said;
        for (const OwnedChange& change : *changes)
            said << change.who + u' ' + change.field + u' ' + change.before + s(" → ") + change.after;
        QVERIFY(said.contains(s("kerry weekly_session_target 25 → 22")));
        QVERIFY(said.contains(s("kerry monthly_revenue_target 22000.00 → 18123.45")));
        QVERIFY(said.contains(s("kerry timezone Australia/Sydney → Australia/Perth")));
        QCOMPARE(answerOf(r.host.dashboard(before.id, {}))->month.targetRevenue, Cents{1'812'345});
    }
    void whatMakesNoSenseIsRefusedAndChangesNothing() {
        Running r;
        const PractitionerView before = r.first();
        const auto refused = [&](auto change) {
            PractitionerPatch patch;
            patch.practitioner = before.id;
            change(patch);
            const auto answer = answerOf(r.host.savePractitioner(patch, s("kerry")));
            return !answer && answer.error().kind == ErrorKind::Usage && !answer.error().message.isEmpty();
        };
        QVERIFY(refused([](PractitionerPatch& p) { p.timezone = s("Australia/Nowhere"); }));
        QVERIFY(refused([](PractitionerPatch& p) { p.weeklySessionTarget = -1; }));
        QVERIFY(refused([](PractitionerPatch& p) { p.weeklySessionTarget = 2000; }));
        QVERIFY(refused([](PractitionerPatch& p) { p.weeklyRevenueTarget = Cents{-1}; }));
        QVERIFY(refused([](PractitionerPatch& p) { p.monthlyRevenueTarget = Cents{1'000'000'000}; }));
        QCOMPARE(r.first(), before);
        QVERIFY(!answerOf(r.host.saveClient({r.client(), QStringList{QString(200, u'x')}, {}}, s("kerry"))));
        QVERIFY(!answerOf(r.host.saveClient({r.client(), {}, s("bell\a")}, s("kerry"))));
        QVERIFY(!answerOf(r.host.saveClient({ClientId(s("nobody")), {}, s("plan")}, s("kerry"))));
        QVERIFY(answerOf(r.host.ownedChanges(before.id))->empty());
    }
    void notesOfAClientSurviveWhatHalaxyChanges() {
        Running r;
        const QSignalSpy told(&r.host, &Engine::careChanged);
        QVERIFY(
            answerOf(r.host.saveClient({r.client(), QStringList{s("sleep")}, s("rest\nmore")}, s("kerry"))));
        QTRY_COMPARE(told.size(), 1);
        auto& halaxy = r.practice.server.core();
        const QString patient = halaxy.practice().patients.rows().front().id;
        halaxy.edit(r.practice.clock.utcNow()).renamePatient(patient, s("Robin"), s("Newname"));
        QTRY_COMPARE_WITH_TIMEOUT(answerOf(r.host.clientNotes(r.client()))->clientName, s("Robin Newname"),
                                  30'000);  // what changed is asked for every two minutes
        const auto notes = answerOf(r.host.clientNotes(r.client()));
        QCOMPARE(notes->presentingIssues, QStringList{s("sleep")});
        QCOMPARE(notes->treatmentPlan, s("rest\nmore"));
        QCOMPARE(notes->changes.size(), 2U);
    }
    void everyoneIsReadAndMarked() {
        Running r;
        const auto view = answerOf(r.host.everyone());
        QVERIFY(view);
        QCOMPARE(view->days.size(), answerOf(r.host.practitioners())->size());
        QVERIFY(!view->stillLoading);
        QVERIFY(!view->items.empty());
        const CareItem item = view->items.front();
        QVERIFY(
            answerOf(r.host.markCare({item.key, item.facts, item.client, true, {}, s("seen")}, s("kerry"))));
        const auto marked = answerOf(r.host.everyone());
        for (const CareItem& now : marked->items)
            if (now.key == item.key) {
                QVERIFY(now.facts != item.facts || now.state == CareState::Done);
                QCOMPARE(now.note, s("seen"));
            }
        QVERIFY(
            !answerOf(r.host.markCare({item.key, item.facts, item.client, {}, {}, QString(2000, u'x')}, {})));
        QVERIFY(!answerOf(r.host.markCare({}, {})));
    }
    void whatIsMissingIsFetchedByItself() {
        Running r;
        auto& halaxy = r.practice.server.core();
        const sandbox::Practice& practice = halaxy.practice();
        const QString role = practice.roles.rows().front().id;
        const PractitionerId who = practitionerRowId(HalaxyId(practice.practitionerOf(role)));
        const QDate day(2026, 11, 28);
        const UtcTime at = PracticeZone::sydney().startOfDay(day) + std::chrono::hours(6);
        QVERIFY(answerOf(r.host.holdCalls(false, {})));
        const QString id =
            halaxy.edit(r.practice.clock.utcNow())
                .addAppointment({role, at, 50, {practice.patients.rows().front().id}, s("booked")});
        const auto has = [&] {
            const auto shown = answerOf(r.host.dashboard(who, day));
            return std::ranges::any_of(shown->sessions, [&](const SessionView& session) {
                return session.appointmentId.value == id;
            });
        };
        const auto answer = answerOf(r.host.findMissing({who, day, {}, {}}));
        QVERIFY(answer);
        QVERIFY(!answer->unreachable);
        const auto line =
            std::ranges::find(answer->lines, HalaxyId(id), [](const MissingLine& one) { return one.key.id; });
        QVERIFY(line != answer->lines.end());
        QVERIFY(line->verdict == MissingVerdict::Fetching || line->verdict == MissingVerdict::InStep);
        QTRY_VERIFY_WITH_TIMEOUT(has(), 20'000);
    }
    void whileCallsAreHeldHistoryAnswers() {
        Running r;
        QVERIFY(answerOf(r.host.holdCalls(true, s("kerry"))));
        const auto answer = answerOf(r.host.findMissing({r.first().id, QDate(2026, 11, 24), {}, {}}));
        QVERIFY(answer);
        QVERIFY(answer->unreachable);
    }
};

QTEST_GUILESS_MAIN(TestEngineOwned)
#include "tst_engine_owned.moc"
