// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Plans, what to act on, what is missing, and the sheets made of them.
#include "models/care_model.h"
#include "models/missing_words.h"
#include "models/plan_list_model.h"
#include "models/plan_words.h"
#include "models/practitioner_list_model.h"
#include "models/session_feed_model.h"
#include "models/sheet_html.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>

using namespace bloom;
using namespace bloom::models;
using namespace std::chrono_literals;

namespace {

QString s(const char* text) { return QString::fromUtf8(text); }
const UtcTime kNow{std::chrono::hours(498'000)};

PlanView plan(const char* client, PlanUrgency urgency, int left = 3) {
    PlanView view;
    view.clientId = ClientId(s(client));
    view.initials = s("AB");
    view.clientName = s("Ann Bee");
    view.urgency = urgency;
    view.count.known = urgency != PlanUrgency::Unknown;
    view.count.available = left;
    return view;
}

CareItem item(const char* key, CareReason reason, const char* practitioner = "p-1") {
    CareItem made;
    made.key = s(key);
    made.reason = reason;
    made.practitioner = PractitionerId(s(practitioner));
    made.practitionerName = s(practitioner);
    made.client = ClientId(s("c"));
    made.initials = s("AB");
    made.clientName = s("=Ann <Bee>");
    made.phone = s("0400 000 000");
    made.email = s("ann@example.com");
    made.day = QDate(2026, 11, 3);
    made.days = 21;
    made.used = 6;
    made.limit = 6;
    made.amount = Cents{12'345};
    return made;
}

SessionView session(const char* id, int minute, int minutes,
                    SessionStatus status = SessionStatus::Scheduled) {
    SessionView view;
    view.id = SessionId(s(id));
    view.appointmentId = HalaxyId(s(id));
    view.start = kNow + std::chrono::minutes(minute);
    view.end = view.start + std::chrono::minutes(minutes);
    view.minutes = minutes;
    view.status = status;
    view.initials = s("AB");
    view.clientName = s("Ann Bee");
    view.clientPhone = s("0400 000 000");
    return view;
}

}  // namespace

class TestCareModels : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void plansKeepToTheModelsRules() {
        PlanListModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setPlans({plan("a", PlanUrgency::Fine), plan("b", PlanUrgency::ReviewDue, 0),
                        plan("c", PlanUrgency::Unknown)});
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.urgentCount(), 1);
        model.setShowAll(true);
        QCOMPARE(model.rowCount(), 3);
        model.setPrivacy(true);
        QCOMPARE(model.index(0).data(PlanListModel::NameRole).toString(), s("AB"));
        model.setPlans({plan("c", PlanUrgency::Expired), plan("b", PlanUrgency::ReviewDue, 0)});
        model.setPlans({});
        QCOMPARE(model.rowCount(), 0);
    }
    void everyUrgencyAndReasonHasItsOwnWords() {
        QStringList said, urgencies;
        for (int i = 0; i <= static_cast<int>(PlanUrgency::Fine); ++i) {
            const PlanView view = plan("a", static_cast<PlanUrgency>(i));
            urgencies << words(view.urgency);
            QVERIFY(!planReason(view).isEmpty());
        }
        for (int i = 0; i <= static_cast<int>(CareReason::Outstanding); ++i) {
            const CareItem each = item("k", static_cast<CareReason>(i));
            said << words(each.reason);
            QVERIFY(!careWhy(each).isEmpty());
            QVERIFY(!careIcon(each.reason).isEmpty());
        }
        QVERIFY(!said.contains(QString()));
        QCOMPARE(QSet<QString>(said.begin(), said.end()).size(), said.size());
        QCOMPARE(QSet<QString>(urgencies.begin(), urgencies.end()).size(), urgencies.size());
    }
    void aPlanThatIsNotKnownIsNeverANumber() {
        MhcpCount count;
        count.available = 10;
        QVERIFY(!planWords(count).contains(s("10")));
        PlanView unknown = plan("a", PlanUrgency::Unknown, 10);
        QVERIFY(!planReason(unknown).contains(s("10")));
        count.known = count.active = true;
        count.used = 4;
        count.usedAtLeast = true;
        QVERIFY(planWords(count).contains(s("at least 4 of 10")));
    }
    void careKeepsToTheModelsRules() {
        CareModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        CareFilter filter;
        filter.setSourceModel(&model);
        const QAbstractItemModelTester second(&filter,
                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        CareItem done = item("b", CareReason::FollowUp, "p-2");
        done.state = CareState::Done;
        model.setItems({item("a", CareReason::OverLimit), done, item("c", CareReason::Outstanding, "p-2")});
        QCOMPARE(filter.rowCount(), 2);
        filter.setShowHandled(true);
        QCOMPARE(filter.rowCount(), 3);
        filter.setPractitioner(PractitionerId(s("p-2")));
        QCOMPARE(filter.rowCount(), 2);
        filter.setReason(CareReason::Outstanding);
        QCOMPARE(filter.rowCount(), 1);
        filter.setReason({});
        filter.setText(s("follow"));
        QCOMPARE(filter.rowCount(), 1);
        filter.setText({});
        filter.setPractitioner({});
        filter.sort(CareModel::ClientColumn);
        model.setItems({item("c", CareReason::Outstanding)});
        QCOMPARE(filter.rowCount(), 1);
    }
    void privacyHidesNamesAndHowToReachPeople() {
        CareModel model;
        model.setItems({item("a", CareReason::FollowUp)});
        QCOMPARE(model.index(0, CareModel::ReachColumn).data().toString(), s("0400 000 000"));
        const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.setPrivacy(true);
        QCOMPARE(changed.size(), 1);
        QString all;
        for (int column = 0; column < CareModel::ColumnCount; ++column)
            for (const int role : {int(Qt::DisplayRole), int(Qt::ToolTipRole), int(Qt::AccessibleTextRole)})
                all += model.index(0, column).data(role).toString();
        QVERIFY(!all.contains(s("Ann")) && !all.contains(s("0400")) && !all.contains(s("example")));
    }
    void everyVerdictHasItsOwnWords() {
        QStringList said;
        for (int i = 0; i <= static_cast<int>(MissingVerdict::NotConfirmed); ++i) {
            MissingLine line;
            line.verdict = static_cast<MissingVerdict>(i);
            said << verdictWords(line, QTimeZone::utc());
        }
        QVERIFY(!said.contains(QString()));
        QCOMPARE(QSet<QString>(said.begin(), said.end()).size(), said.size());
    }
    void missingKeepsToTheModelsRules() {
        MissingModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        MissingAnswer answer;
        answer.zone = s("Australia/Sydney");
        MissingLine line;
        line.key = {RecordKind::Appointment, HalaxyId(s("12"))};
        line.verdict = MissingVerdict::Moved;
        line.start = *parseUtc(s("2026-11-24T09:00:00+11:00"));
        line.movedTo = *parseUtc(s("2026-11-26T11:00:00+11:00"));
        line.initials = s("AB");
        line.clientName = s("Ann Bee");
        answer.lines = {line};
        model.setAnswer(answer);
        QVERIFY(model.index(0, MissingModel::VerdictColumn).data().toString().contains(s("26 Nov 11:00")));
        QVERIFY(model.index(0, MissingModel::TimeColumn).data().toString().contains(s("09:00")));
        model.setPrivacy(true);
        QCOMPARE(model.index(0, MissingModel::ClientColumn).data().toString(), s("AB"));
        QVERIFY(summaryWords(answer).contains(s("1")));
        answer.unreachable = Error{ErrorKind::Network, s("No answer."), {}};
        QVERIFY(summaryWords(answer).contains(s("No answer.")));
    }
    void theFeedTellsGapsAndOpensDetails() {
        SessionFeedModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setSessions({session("a", 0, 50), session("b", 60, 50), session("c", 200, 50),
                           session("x", 120, 50, SessionStatus::Cancelled)});
        const auto freeBefore = [&](int row) {
            return model.index(row).data(SessionFeedModel::FreeBeforeRole).toInt();
        };
        QCOMPARE(freeBefore(0), 0);
        QCOMPARE(freeBefore(1), 0);   // ten minutes are none worth telling
        QCOMPARE(freeBefore(2), 90);  // a cancelled one fills no time
        QCOMPARE(freeText(90), s("1 h 30 min free"));
        model.toggle(SessionId(s("b")));
        QVERIFY(model.index(1).data(SessionFeedModel::OpenedRole).toBool());
        QVERIFY(
            model.index(1).data(SessionFeedModel::DetailsRole).toStringList().join(u'|').contains(s("0400")));
        model.setPrivacy(true);
        QVERIFY(!model.index(1)
                     .data(SessionFeedModel::DetailsRole)
                     .toStringList()
                     .join(u'|')
                     .contains(s("0400")));
        model.setSessions({session("a", 0, 50), session("b", 60, 50)});
        QVERIFY(model.index(1).data(SessionFeedModel::OpenedRole).toBool());  // stays open over a refresh
        model.toggle(SessionId(s("b")));
        QVERIFY(!model.index(1).data(SessionFeedModel::OpenedRole).toBool());
    }
    void whatIsNextMovesWithTheClock() {
        SessionFeedModel model;
        model.setSessions({session("a", 10, 50, SessionStatus::Confirmed), session("b", 70, 50)});
        QVERIFY(model.setNow(kNow, true));
        QCOMPARE(model.currentRow(), 0);
        QVERIFY(!model.setNow(kNow + 1min, true));
        QVERIFY(model.setNow(kNow + 10min, true));
        QVERIFY(model.index(0).data(SessionFeedModel::SessionRole).value<SessionView>().inProgress);
        QVERIFY(model.index(1).data(SessionFeedModel::SessionRole).value<SessionView>().upNext);
        QVERIFY(model.setNow(kNow + 60min, true));
        QVERIFY(model.index(0).data(SessionFeedModel::SessionRole).value<SessionView>().stillBooked);
    }
    void everyoneIsTheFirstEntryWhereThereIsAnybody() {
        PractitionerListModel model;
        model.setWithEveryone(true);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setPractitioners({});
        QCOMPARE(model.rowCount(), 0);
        PractitionerView one;
        one.id = PractitionerId(s("p-1"));
        one.displayName = s("Aaron");
        model.setPractitioners({one});
        QCOMPARE(model.rowCount(), 2);
        QVERIFY(model.index(0).data(PractitionerListModel::EveryoneRole).toBool());
        QVERIFY(!model.index(1).data(PractitionerListModel::EveryoneRole).toBool());
    }
    void sheetsEscapeAndHide() {
        const Sheet sheet = careSheet({item("a", CareReason::FollowUp)}, kNow, false);
        QVERIFY(sheet.html.contains(s("=Ann &lt;Bee&gt;")));
        QVERIFY(sheet.html.contains(s("0400 000 000")));
        const Sheet hidden = careSheet({item("a", CareReason::FollowUp)}, kNow, true);
        QVERIFY(!hidden.html.contains(s("Ann")) && !hidden.html.contains(s("0400")));
        const QByteArray csv = careCsv({item("a", CareReason::FollowUp)}, false);
        QVERIFY(csv.contains("'=Ann"));  // no formula for a spreadsheet
        QVERIFY(!careCsv({item("a", CareReason::FollowUp)}, true).contains("0400"));
        Dashboard dashboard;
        dashboard.practitioner.displayName = s("Dr <One>");
        dashboard.date = QDate(2026, 11, 24);
        dashboard.sessions = {session("a", 0, 50)};
        dashboard.plans = {plan("a", PlanUrgency::ReviewDue, 0)};
        QVERIFY(daySheet(dashboard, false).html.contains(s("Ann Bee")));
        QVERIFY(daySheet(dashboard, false).html.contains(s("Dr &lt;One&gt;")));
        QVERIFY(!daySheet(dashboard, true).html.contains(s("Ann Bee")));
        QVERIFY(planSheet(dashboard, false).html.contains(localCountNote().toHtmlEscaped()));
    }
};

QTEST_GUILESS_MAIN(TestCareModels)
#include "tst_care_models.moc"
