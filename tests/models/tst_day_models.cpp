// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The day feed and the practitioner lists: what changes, what stays, what is said.
#include "models/practitioner_table_model.h"
#include "models/session_feed_model.h"

#include <QAbstractItemModelTester>
#include <QtTest>

using namespace bloom;
using namespace bloom::models;
using Choices = PractitionerTableModel;

namespace {
SessionView session(const char* id, SessionStatus status = SessionStatus::Confirmed) {
    SessionView view;
    view.id = SessionId(QString::fromLatin1(id));
    view.localTime = QStringLiteral("9:00 AM");
    view.minutes = 50;
    view.initials = QStringLiteral("AP");
    view.clientName = QStringLiteral("Ada Park");
    view.status = status;
    return view;
}
PractitionerView practitioner(const char* id, const char* name, bool syncing = true) {
    PractitionerView view;
    view.id = PractitionerId(QString::fromLatin1(id));
    view.halaxyId = HalaxyId(QString::fromLatin1(id));
    view.displayName = QString::fromUtf8(name);
    view.timezone = QStringLiteral("Australia/Sydney");
    view.status = PractitionerStatus::Active;
    view.syncing = syncing;
    return view;
}
QStringList ids(const SessionFeedModel& model) {
    QStringList all;
    for (const auto& [view, free, opened] : model.rows())
        all.append(view.id.value);
    return all;
}
QString said(const SessionFeedModel& model, int row, int role) {
    return model.index(row).data(role).toString();
}
}  // namespace

class TestDayModels : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aRefreshKeepsWhatStays_data() {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::newRow("first rows come") << "" << "abc";
        QTest::newRow("one leaves") << "abc" << "ac";
        QTest::newRow("one comes between") << "ac" << "abc";
        QTest::newRow("order turns") << "abcd" << "dcba";
        QTest::newRow("leaves, comes and moves at once") << "abcde" << "exca";
        QTest::newRow("all others") << "abc" << "xyz";
        QTest::newRow("day is empty") << "abc" << "";
    }
    void aRefreshKeepsWhatStays() {
        QFETCH(QString, before);
        QFETCH(QString, after);
        SessionFeedModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const auto sessions = [](const QString& letters) {
            std::vector<SessionView> all;
            for (const QChar letter : letters)
                all.push_back(session(QString(letter).toLatin1().constData()));
            return all;
        };
        model.setSessions(sessions(before));
        const QPersistentModelIndex kept = model.index(before.indexOf(QLatin1Char('c')));
        model.setSessions(sessions(after));
        QCOMPARE(ids(model).join(QString()), after);
        if (before.contains(QLatin1Char('c')))
            QCOMPARE(kept.row(), static_cast<int>(after.indexOf(QLatin1Char('c'))));
    }
    void anUnchangedRowIsNotAnnounced() {
        SessionFeedModel model;
        model.setSessions({session("a"), session("b")});
        const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        SessionView done = session("b", SessionStatus::Completed);
        model.setSessions({session("a"), done});
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed.first().first().toModelIndex().row(), 1);
    }
    void privacyShowsInitialsOnly() {
        SessionFeedModel model;
        model.setSessions({session("a")});
        QCOMPARE(said(model, 0, SessionFeedModel::NameRole), QStringLiteral("Ada Park"));
        model.setPrivacy(true);
        QCOMPARE(said(model, 0, SessionFeedModel::NameRole), QStringLiteral("AP"));
        QVERIFY(!said(model, 0, Qt::DisplayRole).contains(QStringLiteral("Park")));
    }
    void cancelledSessionsAreSwitchable() {
        SessionFeedModel model;
        model.setSessions(
            {session("a"), session("b", SessionStatus::Cancelled), session("c", SessionStatus::Rescheduled)});
        QCOMPARE(model.cancelledCount(), 2);
        QCOMPARE(model.rowCount(), 3);
        model.setShowCancelled(false);
        QCOMPARE(ids(model), QStringList{QStringLiteral("a")});
        model.setShowCancelled(true);
        QCOMPARE(model.rowCount(), 3);
    }
    void unknownIsSaidAndNeverANumber() {
        SessionFeedModel model;
        SessionView known = session("a");
        known.sessionNumber = 4;
        known.sessionNumberAtLeast = true;
        known.mhcpRemaining = 3;
        known.mhcpTotal = 10;
        model.setSessions({session("b"), known});
        QCOMPARE(said(model, 0, SessionFeedModel::SessionTextRole), QStringLiteral("Session number unknown"));
        QCOMPARE(said(model, 0, SessionFeedModel::PlanTextRole), QStringLiteral("Plan unknown"));
        SessionView without;
        without.mhcpKnown = true;
        QCOMPARE(planText(without), QStringLiteral("No plan"));
        QCOMPARE(said(model, 1, SessionFeedModel::SessionTextRole), QStringLiteral("At least session 4"));
        QVERIFY(said(model, 1, SessionFeedModel::PlanTextRole).startsWith(QStringLiteral("3 of 10 left")));
    }
    void theCurrentRowIsInProgressElseUpNext() {
        SessionFeedModel model;
        SessionView next = session("b");
        next.upNext = true;
        model.setSessions({session("a"), next});
        QCOMPARE(model.currentRow(), 1);
        SessionView now = session("a");
        now.inProgress = true;
        model.setSessions({now, next});
        QCOMPARE(model.currentRow(), 0);
        model.setSessions({session("a")});
        QCOMPARE(model.currentRow(), -1);
    }
    void practitionersStandByNameAndUnsyncedLast() {
        PractitionerListModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setPractitioners(
            {practitioner("1", "Zoe"), practitioner("2", "Abe", false), practitioner("3", "Mia")});
        QStringList names;
        for (int i = 0; i < model.rowCount(); ++i)
            names.append(model.index(i).data().toString());
        QCOMPARE(names, (QStringList{QStringLiteral("Mia"), QStringLiteral("Zoe"), QStringLiteral("Abe")}));
    }
    void aNamelessPractitionerIsKnownById() {
        QCOMPARE(shownName(practitioner("77", "")), QStringLiteral("Practitioner 77"));
    }
    void whoEndedInHalaxyIsNotCalledActive() {
        PractitionerView ended = practitioner("1", "Ada");
        ended.status = PractitionerStatus::Inactive;
        PractitionerTableModel model;
        model.setPractitioners({ended});
        const QModelIndex cell = model.index(0, Choices::ChoiceColumn);
        QCOMPARE(cell.data().toString(), QStringLiteral("Ended in Halaxy"));
        const QSignalSpy edited(&model, &PractitionerTableModel::edited);
        model.setData(cell, int(SyncChoice::Ended));  // the editor was opened and left
        QCOMPARE(edited.count(), 0);
        model.setData(cell, int(SyncChoice::DontSync));
        QCOMPARE(edited.count(), 1);
        QCOMPARE(cell.data().toString(), QStringLiteral("Don't sync"));
    }
    void anEditBecomesAPatch_data() {
        QTest::addColumn<int>("column");
        QTest::addColumn<QVariant>("value");
        QTest::addColumn<bool>("accepted");
        QTest::newRow("don't sync") << int(Choices::ChoiceColumn) << QVariant(int(SyncChoice::DontSync))
                                    << true;
        QTest::newRow("a zone") << int(Choices::ZoneColumn) << QVariant(QStringLiteral("Australia/Perth"))
                                << true;
        QTest::newRow("no zone") << int(Choices::ZoneColumn) << QVariant(QStringLiteral("Mars/Base"))
                                 << false;
        QTest::newRow("sessions") << int(Choices::WeeklySessionsColumn) << QVariant(30) << true;
        QTest::newRow("no sessions") << int(Choices::WeeklySessionsColumn) << QVariant(0) << false;
        QTest::newRow("too many sessions") << int(Choices::WeeklySessionsColumn) << QVariant(101) << false;
        QTest::newRow("revenue") << int(Choices::WeeklyRevenueColumn) << QVariant(6000.5) << true;
        QTest::newRow("negative revenue") << int(Choices::MonthlyRevenueColumn) << QVariant(-1.0) << false;
        QTest::newRow("a name") << int(Choices::NameColumn) << QVariant(QStringLiteral("New")) << false;
    }
    void anEditBecomesAPatch() {
        QFETCH(int, column);
        QFETCH(QVariant, value);
        QFETCH(bool, accepted);
        PractitionerTableModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setPractitioners({practitioner("1", "Ada")});
        const QSignalSpy edited(&model, &PractitionerTableModel::edited);
        const QSignalSpy rejected(&model, &PractitionerTableModel::rejected);
        QCOMPARE(model.setData(model.index(0, column), value), accepted);
        QCOMPARE(edited.count(), accepted ? 1 : 0);
        QCOMPARE(rejected.count(), accepted ? 0 : 1);
    }
    void aRefusedEditGoesBack() {
        PractitionerTableModel model;
        model.setPractitioners({practitioner("1", "Ada")});
        const QModelIndex cell = model.index(0, Choices::WeeklyRevenueColumn);
        model.setData(cell, 6000.5);
        QCOMPARE(cell.data(Qt::EditRole).toDouble(), 6000.5);
        model.revert();
        QCOMPARE(cell.data(Qt::EditRole).toDouble(), 5500.0);
    }
};

QTEST_GUILESS_MAIN(TestDayModels)
#include "tst_day_models.moc"
