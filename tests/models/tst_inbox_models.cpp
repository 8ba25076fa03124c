// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The inbox, held records, changes of a day and what needs attention: what is said, what stays, what is
// merged.
#include "models/attention_entries.h"
#include "models/day_change_model.h"
#include "models/held_model.h"
#include "models/inbox_model.h"
#include "models/webhook_words.h"
#include "support/sample_inbox.h"

#include <QAbstractItemModelTester>
#include <QtTest>

using namespace bloom;
using namespace bloom::models;
using namespace std::chrono;

namespace {
const UtcTime kNow = sys_days(2026y / November / 23) + 22h + 40min;
constexpr auto kTester = QAbstractItemModelTester::FailureReportingMode::QtTest;

QString cell(const QAbstractItemModel& model, int row, int column) {
    return model.index(row, column).data().toString();
}

AttentionItem item(AttentionKind kind, const QString& practitioner = {}) {
    AttentionItem made;
    made.kind = kind;
    made.sentence = QStringLiteral("item");
    if (!practitioner.isEmpty())
        made.practitioner = PractitionerId(practitioner);
    return made;
}

Alert alert(AlertName name, const QString& subject = {}) {
    Alert made;
    made.id = 7;
    made.name = name;
    made.subject = subject;
    made.raised = kNow - 1h;
    return made;
}

/// As a person with privacy mode sees any part of a model.
QString everything(const QAbstractItemModel& model) {
    QString all;
    for (int row = 0; row < model.rowCount(); ++row)
        for (int column = 0; column < model.columnCount(); ++column)
            for (int role = Qt::DisplayRole; role < Qt::UserRole + 8; ++role)
                all += model.index(row, column).data(role).toString() + u'\n';
    return all;
}
}  // namespace

class TestInboxModels : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::Australia)); }

    void aLiveInboxKeepsWhatStays() {
        InboxModel model;
        const QAbstractItemModelTester tester(&model, kTester);
        InboxView view = test::sampleInbox(kNow);
        model.setEvents(view.rows, kNow);
        const QPersistentModelIndex kept = model.index(5, InboxModel::StateColumn);
        InboxRow fresh = view.rows.front();
        fresh.id = 5'000;
        view.rows.insert(view.rows.begin(), fresh);
        view.rows.pop_back();
        view.rows[4].state = InboxState::Dead;
        const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.setEvents(view.rows, kNow);
        QCOMPARE(model.rows(), view.rows);
        QCOMPARE(kept.row(), 6);
        QCOMPARE(changed.count(), 1);
        QVERIFY(model.find(5'000));
        QVERIFY(!model.find(1));
    }
    void anEventIsToldInWords_data() {
        QTest::addColumn<QString>("event");
        QTest::addColumn<QString>("words");
        QTest::newRow("known") << "appointment.deleted" << "Appointment deleted";
        QTest::newRow("another thing") << "practitioner.updated" << "practitioner.updated";
        QTest::newRow("another deed") << "patient.merged" << "patient.merged";
        QTest::newRow("nothing") << "" << "";
    }
    void anEventIsToldInWords() {
        QFETCH(QString, event);
        QTEST(eventWords(event), "words");
    }
    void delayIsOnlyOfWhatIsDone() {
        InboxRow row;
        row.received = kNow - 10s;
        row.settled = kNow - 9s;
        QVERIFY(!delayOf(row));
        row.state = InboxState::Done;
        QCOMPARE(delayOf(row), std::optional(milliseconds(1000)));
        row.settled.reset();
        QVERIFY(!delayOf(row));
    }
    void ofTodayOnlyTheTimeIsTold() {
        InboxModel model;
        InboxRow today;
        today.id = 2;
        today.received = kNow;
        InboxRow before = today;
        before.id = 1;
        before.received = kNow - 24h;
        model.setEvents({today, before}, kNow);
        QCOMPARE(cell(model, 0, InboxModel::ReceivedColumn), localClockText(kNow));
        QCOMPARE(cell(model, 1, InboxModel::ReceivedColumn), shortTimeText(before.received));
    }
    void theListenerSaysWhatIsWrongBeforeWhatIsRight_data() {
        QTest::addColumn<ListenerView>("listener");
        QTest::addColumn<int>("severity");
        QTest::addColumn<QString>("contains");
        QTest::addColumn<bool>("mendable");
        const auto with = [](auto edit) {
            ListenerView listener = test::sampleListener();
            edit(listener);
            return listener;
        };
        const auto add = [](const char* what, const ListenerView& listener, Severity severity,
                            const char* contains, bool mendable) {
            QTest::newRow(what) << listener << int(severity) << QString::fromLatin1(contains) << mendable;
        };
        add("listening", test::sampleListener(), Severity::Calm, "Listening at 127.0.0.1:8787", false);
        add("off is calm", with([](auto& l) { l.wanted = l.listening = false; }), Severity::Calm,
            "Changes arrive within 3 minute", true);
        add("no secret", with([](auto& l) { l.verifies = false; }), Severity::Attention,
            "every webhook is refused", true);
        add("a problem", with([](auto& l) {
                l.listening = l.verifies = false;
                l.problem = Error{ErrorKind::Settings, QStringLiteral("Port taken."), {}};
            }),
            Severity::Problem, "Port taken.", true);
        add("starting", with([](auto& l) { l.listening = false; }), Severity::Busy, "Starting", false);
        add("open and plain", with([](auto& l) { l.reachableFromOutside = true; }), Severity::Attention,
            "without encryption", true);
        add("open and encrypted", with([](auto& l) { l.reachableFromOutside = l.tls = true; }),
            Severity::Calm, "encrypted", false);
        add("version 6", with([](auto& l) { l.address = QStringLiteral("::1"); }), Severity::Calm,
            "[::1]:8787", false);
    }
    void theListenerSaysWhatIsWrongBeforeWhatIsRight() {
        QFETCH(ListenerView, listener);
        QFETCH(QString, contains);
        const ListenerWords said = describeListener(listener, {.deltaMinutes = 3, .fullMinutes = 15});
        QTEST(int(said.severity), "severity");
        QVERIFY2(QString(said.headline + u' ' + said.sentence).contains(contains), qPrintable(said.sentence));
        QTEST(!said.mend.isEmpty(), "mendable");
    }
    void withoutChecksForChangesTheFullSyncSetsTheRhythm() {
        QVERIFY(arrivalText({.deltaMinutes = 0, .fullMinutes = 15}).contains(QStringLiteral("15")));
    }
    void everyAddressHasItsChoiceInHalaxy() {
        QStringList choices;
        for (const WebhookAddress& address : webhookAddresses())
            choices.append(halaxyChoice(address));
        QVERIFY(choices.contains(QStringLiteral("Appointment Update")));
        QVERIFY(choices.contains(QStringLiteral("Invoice Delete")));
        QCOMPARE(QSet<QString>(choices.begin(), choices.end()).size(), 9);
    }
    void whoWasTurnedAwayIsToldWhy() {
        for (const char* reason :
             {"bad-signature", "unsigned", "no-secret", "too-old", "too-large", "header-too-large",
              "malformed", "foreign-host", "wrong-method", "unknown-address"}) {
            const RejectionWords said = describeRejection(QString::fromLatin1(reason));
            QVERIFY2(!said.meaning.isEmpty() && said.reason != QLatin1String(reason), reason);
        }
        QCOMPARE(describeRejection(QStringLiteral("something-new")).reason, QStringLiteral("something-new"));
    }
    void heldRecordsShowOutcomesAsTheyCome() {
        HeldModel model;
        const QAbstractItemModelTester tester(&model, kTester);
        const HeldSet open = test::sampleHeldSets(kNow).front();
        model.setRecords(open.records);
        const QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.setRecords(test::sampleApplying(kNow).records);
        QCOMPARE(reset.count(), 0);
        QCOMPARE(changed.count(), 7);
        QCOMPARE(cell(model, 2, HeldModel::OutcomeColumn), QStringLiteral("Still in Halaxy: kept"));
        QCOMPARE(cell(model, 9, HeldModel::OutcomeColumn), QString());
        model.setRecords({});
        QCOMPARE(model.rowCount(), 0);
    }
    void heldSetsAreToldInCounts() {
        const std::vector<HeldSet> sets = test::sampleHeldSets(kNow);
        QVERIFY(heldSentence(sets[0]).startsWith(QStringLiteral("12 of 80 session")));
        QCOMPARE(decidedText(sets[0], kNow), QString());
        QVERIFY(decidedText(sets[1], kNow).startsWith(QStringLiteral("Applied by ann")));
        QCOMPARE(progressText(test::sampleApplying(kNow)),
                 QStringLiteral("7 of 12 asked: 6 gone, 1 still there"));
        QVERIFY(progressText(sets[1]).endsWith(QStringLiteral("1 without a clear answer")));
    }
    void heldSessionsStandInThePracticesDays() {
        HeldModel model;
        HeldRecord record = test::sampleHeldSets(kNow).front().records.front();
        record.start = parseUtc(QStringLiteral("2026-11-25T22:30:00Z"));
        model.setRecords({record});
        const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        QCOMPARE(cell(model, 0, HeldModel::WhenColumn), QStringLiteral("Thu 26 Nov 2026, 9:30 AM"));
        model.setZone(*PracticeZone::find(QStringLiteral("Australia/Perth")));
        QCOMPARE(changed.count(), 1);
        QCOMPARE(cell(model, 0, HeldModel::WhenColumn), QStringLiteral("Thu 26 Nov 2026, 6:30 AM"));
        HeldSet many = test::sampleHeldSets(kNow).front();
        many.liveThen = 2086;
        QVERIFY2(heldSentence(many).contains(QStringLiteral("2,086 session")),
                 qPrintable(heldSentence(many)));
    }
    void privacyShowsInitialsOnly() {
        HeldModel held;
        held.setRecords(test::sampleHeldSets(kNow).front().records);
        QVERIFY(everything(held).contains(QStringLiteral("Ada Park")));
        held.setPrivacy(true);
        QVERIFY(!everything(held).contains(QStringLiteral("Ada Park")));
        DayChangeModel day;
        day.setChanges(test::sampleDayChanges(kNow), PracticeZone::sydney(), QDate(2026, 11, 24));
        QVERIFY(everything(day).contains(QStringLiteral("Ada Park")));
        day.setPrivacy(true);
        QVERIFY(!everything(day).contains(QStringLiteral("Ada Park")));
        QVERIFY(everything(day).contains(QStringLiteral("AP")));
    }
    void changesOfADayKeepTheirPlaces() {
        DayChangeModel model;
        const QAbstractItemModelTester tester(&model, kTester);
        std::vector<DayChange> changes = test::sampleDayChanges(kNow);
        const PracticeZone sydney = PracticeZone::sydney();
        model.setChanges(changes, sydney, QDate(2026, 11, 24));
        const QPersistentModelIndex kept = model.index(2);
        DayChange fresh = changes.front();
        fresh.at = kNow;
        changes.insert(changes.begin(), fresh);
        model.setChanges(changes, sydney, QDate(2026, 11, 24));
        QCOMPARE(kept.row(), 3);
        model.setChanges({}, sydney, QDate(2026, 11, 25));
        QCOMPARE(model.rowCount(), 0);
    }
    void aChangeSaysWhatWhereWhenAndHow_data() {
        QTest::addColumn<int>("row");
        QTest::addColumn<QString>("title");
        QTest::addColumn<QString>("detail");
        QTest::addColumn<QString>("when");
        QTest::newRow("moved in") << 0 << "Moved in: Mina Okafor" << "11:00 AM, was Mon 23 Nov, 10:40 AM"
                                  << "9:12 AM, by webhook";
        QTest::newRow("moved out") << 1 << "Moved out: Theo Brandt" << "12:40 PM, now Thu 26 Nov, 12:40 PM"
                                   << "8:05 AM, by the check for changes";
        QTest::newRow("to somebody else") << 2 << "Moved out: Jun Watanabe"
                                          << "2:40 PM  ·  to Finn O'Sullivan" << "6:40 AM, by full sync";
        QTest::newRow("the day before") << 3 << "Cancelled: Ada Park" << "11:40 AM"
                                        << "Mon 23 Nov, 1:40 PM, by webhook";
        QTest::newRow("deleted") << 4 << "Deleted: Ines Carvalho" << "3:40 PM"
                                 << "Mon 23 Nov, 7:40 AM, by full sync";
        QTest::newRow("came back") << 5 << "Restored: Lea Fontaine" << "1:40 PM"
                                   << "Mon 23 Nov, 3:40 AM, by the daily audit";
    }
    void aChangeSaysWhatWhereWhenAndHow() {
        QFETCH(int, row);
        DayChangeModel model;
        model.setChanges(test::sampleDayChanges(kNow), PracticeZone::sydney(), QDate(2026, 11, 24));
        const QModelIndex index = model.index(row);
        QTEST(index.data(DayChangeModel::TitleRole).toString(), "title");
        QTEST(index.data(DayChangeModel::DetailRole).toString(), "detail");
        QTEST(index.data(DayChangeModel::WhenRole).toString(), "when");
    }
    void oneFactIsShownOnce_data() {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("practitioner");
        QTest::addColumn<int>("name");
        QTest::addColumn<QString>("subject");
        QTest::addColumn<int>("entries");
        const auto add = [](const char* what, AttentionKind kind, const char* practitioner, AlertName name,
                            const char* subject, int entries) {
            QTest::newRow(what) << int(kind) << QString::fromLatin1(practitioner) << int(name)
                                << QString::fromLatin1(subject) << entries;
        };
        using Kind = AttentionKind;
        using Name = AlertName;
        add("runs fail", Kind::RunFailed, "", Name::SyncFailure, "", 1);
        add("theirs fail", Kind::PractitionerFailed, "p-1", Name::SyncFailure, "p-1", 1);
        add("all fail, so theirs do", Kind::PractitionerFailed, "p-1", Name::SyncFailure, "", 1);
        add("another's fail", Kind::PractitionerFailed, "p-1", Name::SyncFailure, "p-2", 2);
        add("only theirs fail, and a run", Kind::RunFailed, "", Name::SyncFailure, "p-1", 2);
        add("set aside", Kind::SetAsideRecords, "", Name::SetAsideRecords, "", 1);
        add("old data", Kind::StaleData, "", Name::StaleData, "", 1);
        add("credentials", Kind::CredentialsRefused, "", Name::TokenRefresh, "", 1);
        add("database", Kind::DatabaseTrouble, "", Name::DatabaseTrouble, "", 1);
        add("two facts", Kind::SetAsideRecords, "", Name::HighLatency, "", 2);
        add("a new practitioner is no alert", Kind::NewPractitioner, "p-1", Name::SyncFailure, "", 2);
    }
    void oneFactIsShownOnce() {
        QFETCH(int, kind);
        QFETCH(QString, practitioner);
        QFETCH(int, name);
        QFETCH(QString, subject);
        const auto merged = mergeAttention({item(AttentionKind(kind), practitioner)},
                                           {alert(AlertName(name), subject)}, {}, kNow);
        QTEST(int(merged.open.size()), "entries");
        QVERIFY(std::ranges::any_of(merged.open, [](const auto& e) { return e.alert.has_value(); }));
    }
    void whatWasAcknowledgedOrSilencedFoldsAway() {
        Alert seen = alert(AlertName::SetAsideRecords);
        seen.acknowledged = kNow - 1min;
        seen.acknowledgedBy = QStringLiteral("ann");
        Alert silent = alert(AlertName::HighLatency);
        silent.silencedUntil = kNow + 1h;
        Alert loudAgain = alert(AlertName::StaleData);
        loudAgain.silencedUntil = kNow - 1s;
        Alert over = alert(AlertName::TokenRefresh);
        over.cleared = kNow;
        const auto merged =
            mergeAttention({item(AttentionKind::SetAsideRecords)}, {seen, silent, loudAgain, over}, {}, kNow);
        QCOMPARE(merged.open.size(), 1U);
        QCOMPARE(merged.open.front().sentence, describeAlert(loudAgain, kNow).sentence);
        QCOMPARE(merged.folded.size(), 2U);
        QVERIFY(merged.folded.front().note.contains(QStringLiteral("ann")));
        QVERIFY(merged.folded.back().note.startsWith(QStringLiteral("Silenced until")));
    }
    void aHeldSetAndItsAlertAreOneDecision() {
        const std::vector<HeldSet> sets = test::sampleHeldSets(kNow);
        const auto merged = mergeAttention({}, {alert(AlertName::HeldRun, sets[0].id)}, sets, kNow);
        QCOMPARE(merged.open.size(), 1U);
        QCOMPARE(merged.open.front().heldSet, sets[0].id);
        QCOMPARE(merged.open.front().action, StateAction::ShowHeld);
        QCOMPARE(merged.open.front().alert, std::optional<qint64>(7));
        const auto without = mergeAttention({}, {}, sets, kNow);
        QCOMPARE(without.open.size(), 1U);  // those decided need nobody
        QVERIFY(!without.open.front().alert);
    }
    void theWorstStandsFirst() {
        AttentionItem mild = item(AttentionKind::NewPractitioner);
        mild.severity = Severity::Calm;
        AttentionItem bad = item(AttentionKind::CircuitOpen);
        bad.severity = Severity::Problem;
        const auto merged = mergeAttention({mild, bad}, {}, {}, kNow);
        QCOMPARE(merged.open.front().severity, Severity::Problem);
    }
};

QTEST_GUILESS_MAIN(TestInboxModels)
#include "tst_inbox_models.moc"
