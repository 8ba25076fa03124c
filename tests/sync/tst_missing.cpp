// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// "Something missing?" against a whole imitated practice: each verdict, and what is said where Halaxy can't
// be asked.
#include "core/row_ids.h"
#include "support/practice_bench.h"
#include "sync/missing_finder.h"

#include <QtTest>

using namespace bloom;
using namespace bloom::test;
using namespace std::chrono_literals;

namespace {

QString s(const char* text) { return QString::fromLatin1(text); }

class Missing {
public:
    PracticeBench bench;
    QDate day{2026, 11, 25};  // tomorrow

    Missing() {
        if (bench.run().outcome != RunOutcome::Success)
            qFatal("the practice was not synced");
    }
    QString role() { return bench.halaxy.practice().roles.rows().front().id; }
    QString otherRole() { return bench.halaxy.practice().roles.rows().back().id; }
    PractitionerId practitioner() {
        return practitionerRowId(HalaxyId(bench.halaxy.practice().practitionerOf(role())));
    }
    QString patient() { return bench.halaxy.practice().patients.rows().front().id; }
    UtcTime free(int hour) { return PracticeZone::sydney().startOfDay(day) + std::chrono::hours(hour); }
    QString add(int hour, const char* status = "booked") {
        return bench.edit().addAppointment({role(), free(hour), 50, {patient()}, s(status)});
    }
    Result<MissingAnswer> ask(MissingQuestion question) {
        sync::MissingFinder finder(*bench.database, bench.clock, bench.settings);
        return finish(bench.clock, finder.run(std::move(question), &bench.client(), {}, {}));
    }
    MissingAnswer askDay() { return ask({practitioner(), day, {}, {}}).value_or(MissingAnswer{}); }
    /// "fetching", of one appointment of the day.
    QString verdict(const QString& appointment) { return of(askDay(), appointment); }
    static QString of(const MissingAnswer& answer, const QString& appointment) {
        for (const MissingLine& line : answer.lines)
            if (line.key.id.value == appointment)
                return name(line.verdict);
        return s("not told");
    }
};

}  // namespace

class TestMissing : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsInStepAndWhatIsNotHereYet() {
        Missing m;
        const QString early = m.add(6);
        QVERIFY(m.bench.run().outcome == RunOutcome::Success);
        const QString late = m.add(20);
        QCOMPARE(m.verdict(early), s("in-step"));
        QCOMPARE(m.verdict(late), s("fetching"));
        const auto answer = m.askDay();
        QVERIFY(!answer.unreachable);
        QVERIFY(answer.calls > 0);
        QCOMPARE(answer.zone, s("Australia/Sydney"));
        for (std::size_t i = 1; i < answer.lines.size(); ++i)
            QVERIFY(answer.lines[i - 1].start <= answer.lines[i].start);
        for (const MissingLine& line : answer.lines)
            if (line.key.id.value == late)
                QVERIFY(!line.initials.isEmpty());
    }
    void nothingIsWritten() {
        Missing m;
        m.add(20);
        const QStringList before = m.bench.businessRows();
        m.askDay();
        QCOMPARE(m.bench.businessRows(), before);
    }
    void movedCancelledChangedAndSomebodyElses() {
        Missing m;
        const QString moved = m.add(6), cancelled = m.add(7), changed = m.add(8), other = m.add(20),
                      known = m.add(21, "cancelled");
        QVERIFY(m.bench.run().outcome == RunOutcome::Success);
        m.bench.edit().reschedule(moved, m.free(24 * 3 + 6));
        m.bench.edit().cancel(cancelled);
        m.bench.edit().setStatus(changed, s("confirmed"));
        m.bench.edit().moveToRole(other, m.otherRole());
        QCOMPARE(m.verdict(moved), s("moved"));
        QCOMPARE(m.verdict(cancelled), s("differs"));
        QCOMPARE(m.verdict(changed), s("differs"));
        QCOMPARE(m.verdict(other), s("other-practitioner"));
        QCOMPARE(m.verdict(known), s("cancelled"));
        QVERIFY(m.bench.run().outcome == RunOutcome::Success);
        QCOMPARE(m.verdict(moved), s("moved"));  // from here, and known here too
        QCOMPARE(m.verdict(cancelled), s("cancelled"));
        QCOMPARE(m.verdict(changed), s("in-step"));
    }
    void deletedAndNeverThere() {
        Missing m;
        const QString deleted = m.add(6);
        QVERIFY(m.bench.run().outcome == RunOutcome::Success);
        m.bench.edit().remove(sandbox::Resource::Appointment, deleted);
        QCOMPARE(m.verdict(deleted), s("deleted"));
        const auto answer = m.ask({{}, {}, {}, s("987654321")});
        QVERIFY(answer);
        QCOMPARE(Missing::of(*answer, s("987654321")), s("not-in-halaxy"));
        QVERIFY(m.bench.run().outcome == RunOutcome::Success);
        const auto after = m.ask({{}, {}, {}, deleted});
        QCOMPARE(Missing::of(*after, deleted), s("deleted"));
        QVERIFY(after->lines.front().since);  // when it was confirmed
    }
    void aMeetingHasNoClientAndFarAwayIsOutside() {
        Missing m;
        const QString meeting = m.bench.edit().addAppointment({m.role(), m.free(6), 50, {}, s("booked")});
        const QString far =
            m.bench.edit().addAppointment({m.role(), m.free(24 * 300), 50, {m.patient()}, s("booked")});
        QCOMPARE(m.verdict(meeting), s("no-client"));
        QCOMPARE(Missing::of(*m.ask({{}, {}, {}, s("Appointment/") + far}), far), s("outside-window"));
    }
    void whatCannotBeUsedIsSetAside() {
        Missing m;
        const QString broken = m.add(6);
        m.bench.halaxy.practice().appointments.find(broken)->withoutStart = true;
        ++m.bench.halaxy.practice().revision;
        QCOMPARE(Missing::of(*m.ask({{}, {}, {}, broken}), broken), s("set-aside"));
    }
    void aClientIsAskedForOverTheWholeWindow() {
        Missing m;
        const QString near = m.add(6);
        const QString later =
            m.bench.edit().addAppointment({m.otherRole(), m.free(24 * 20), 50, {m.patient()}, s("booked")});
        const auto answer = m.ask({{}, {}, clientRowId(HalaxyId(m.patient())), {}});
        QVERIFY(answer);
        QCOMPARE(Missing::of(*answer, near), s("fetching"));
        QCOMPARE(Missing::of(*answer, later), s("fetching"));
        const auto pasted = m.ask({{}, {}, {}, s("https://au-api.halaxy.com/main/Patient/") + m.patient()});
        QVERIFY(pasted);
        QCOMPARE(pasted->lines, answer->lines);
    }
    void withoutHalaxyHistoryAnswers() {
        Missing m;
        const QString held = m.add(6);
        QVERIFY(m.bench.run().outcome == RunOutcome::Success);
        m.bench.addFault(s("server-error,resource=Appointment,status=500"));
        const auto answer = m.askDay();
        QVERIFY(answer.unreachable);
        QCOMPARE(Missing::of(answer, held), s("not-confirmed"));
    }
    void whatIsAskedWrongIsToldHow_data() {
        QTest::addColumn<QString>("pasted");
        QTest::newRow("words") << s("the session of Tuesday");
        QTest::newRow("another kind") << s("Invoice/12/34 56");
        QTest::newRow("an unknown client") << s("Patient/99999999");
    }
    void whatIsAskedWrongIsToldHow() {
        QFETCH(QString, pasted);
        Missing m;
        const auto answer = m.ask({{}, {}, {}, pasted});
        QVERIFY(!answer);
        QCOMPARE(answer.error().kind, ErrorKind::Usage);
        QVERIFY(!answer.error().message.isEmpty());
        QVERIFY(!m.ask({PractitionerId(s("nobody")), m.day, {}, {}}));
    }
};

QTEST_GUILESS_MAIN(TestMissing)
#include "tst_missing.moc"
