// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What is typed before it is sent: settings and the choice of what to sync.
#include "models/settings_draft.h"
#include "models/sync_draft.h"
#include "models/words.h"

#include <QtTest>

using namespace bloom;
using namespace bloom::models;
using namespace std::chrono_literals;

namespace {
engine::SettingsView stored() {
    engine::SettingsView view;
    view.values = {
        {SettingKey::ClientId,
         QStringLiteral("abc"),
         SettingOrigin::File,
         QStringLiteral("settings file"),
         {}},
        {SettingKey::ClientSecret, QStringLiteral("set"), SettingOrigin::SecretStore, {}, {}},
        {SettingKey::SyncHistoryDays,
         QStringLiteral("45"),
         SettingOrigin::Environment,
         QStringLiteral("HALAXY_SYNC_HISTORY_DAYS"),
         {}},
    };
    return view;
}
SyncDraft draft(SyncChoiceScope scope) {
    SyncDraft d;
    d.scope = scope;
    return d;
}
}  // namespace

class TestDrafts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void onlyWhatDiffersIsInThePatch() {
        SettingsDraft settings(stored());
        QVERIFY(!settings.isChanged());
        settings.set(SettingKey::ClientId, QStringLiteral("xyz"));
        QCOMPARE(settings.patch(), (engine::SettingsPatch{{SettingKey::ClientId, QStringLiteral("xyz")}}));
        settings.set(SettingKey::ClientId, QStringLiteral("abc"));
        QVERIFY(!settings.isChanged());
    }
    void aSecretIsNeverShownAndOnlyReplaced() {
        SettingsDraft settings(stored());
        QCOMPARE(settings.text(SettingKey::ClientSecret), QString());
        QVERIFY(settings.hasSecret(SettingKey::ClientSecret));
        settings.set(SettingKey::ClientSecret, QStringLiteral("fresh"));
        QCOMPARE(settings.patch().value(SettingKey::ClientSecret), QStringLiteral("fresh"));
        settings.set(SettingKey::ClientSecret, QString());
        QVERIFY(!settings.isChanged());
    }
    void whatTheEnvironmentDecidesCantBeTypedOver() {
        SettingsDraft settings(stored());
        QVERIFY(settings.decidedElsewhere(SettingKey::SyncHistoryDays)
                    .contains(QStringLiteral("HALAXY_SYNC_HISTORY_DAYS")));
        settings.set(SettingKey::SyncHistoryDays, QStringLiteral("60"));
        QVERIFY(!settings.isChanged());
        QVERIFY(settings.decidedElsewhere(SettingKey::ClientId).isEmpty());
    }
    void whatWasTypedIsJudged() {
        SettingsDraft settings(stored());
        settings.set(SettingKey::BaseUrl, QStringLiteral("not a url"));
        QVERIFY(settings.problem(SettingKey::BaseUrl));
        QVERIFY(!settings.usable({SettingKey::ClientId, SettingKey::BaseUrl}));
        settings.set(SettingKey::BaseUrl, QStringLiteral("https://au-api.halaxy.com/main"));
        QVERIFY(settings.usable({SettingKey::ClientId, SettingKey::BaseUrl}));
    }
    void typedTextOutlivesAChangeElsewhere() {
        SettingsDraft settings(stored());
        settings.set(SettingKey::ClientId, QStringLiteral("xyz"));
        settings.setStored(stored());
        QCOMPARE(settings.text(SettingKey::ClientId), QStringLiteral("xyz"));
        settings.revert();
        QCOMPARE(settings.text(SettingKey::ClientId), QStringLiteral("abc"));
    }
    void aRecordNeedsAnId_data() {
        QTest::addColumn<QString>("id");
        QTest::addColumn<bool>("fine");
        QTest::newRow("a number") << "12345" << true;
        QTest::newRow("a role") << " PR-77 " << true;
        QTest::newRow("nothing") << "" << false;
        QTest::newRow("a path") << "Patient/5" << false;
        QTest::newRow("a query") << "1&_count=2" << false;
    }
    void aRecordNeedsAnId() {
        QFETCH(QString, id);
        QFETCH(bool, fine);
        SyncDraft d = draft(SyncChoiceScope::Record);
        d.recordId = id;
        QCOMPARE(d.problem().isEmpty(), fine);
        if (fine)
            QCOMPARE(d.request({}).scope.record->id.value, id.trimmed());
    }
    void daysAreChecked_data() {
        QTest::addColumn<QDate>("from");
        QTest::addColumn<QDate>("to");
        QTest::addColumn<bool>("fine");
        QTest::newRow("a day") << QDate(2026, 11, 3) << QDate(2026, 11, 3) << true;
        QTest::newRow("backwards") << QDate(2026, 11, 4) << QDate(2026, 11, 3) << false;
        QTest::newRow("two years") << QDate(2024, 11, 1) << QDate(2026, 11, 1) << true;
        QTest::newRow("longer") << QDate(2020, 1, 1) << QDate(2026, 11, 1) << false;
        QTest::newRow("no date") << QDate() << QDate(2026, 11, 1) << false;
    }
    void daysAreChecked() {
        QFETCH(QDate, from);
        QFETCH(QDate, to);
        QFETCH(bool, fine);
        SyncDraft d = draft(SyncChoiceScope::Everything);
        d.days = true;
        d.from = from;
        d.to = to;
        QCOMPARE(d.problem().isEmpty(), fine);
    }
    void daysNarrowAppointmentsOnly() {
        SyncDraft d = draft(SyncChoiceScope::Kind);
        d.days = true;
        d.from = d.to = QDate(2026, 11, 3);
        d.kind = RecordKind::Patient;
        QVERIFY(!d.canHaveDays());
        QVERIFY(!d.request({}).scope.dates);
        d.kind = RecordKind::Appointment;
        QVERIFY(d.request({}).scope.dates);
        QCOMPARE(d.request(QStringLiteral("kerry")).askedBy, QStringLiteral("kerry"));
    }
    void aPractitionerMustBeChosen() {
        SyncDraft d = draft(SyncChoiceScope::Practitioner);
        QVERIFY(!d.problem().isEmpty());
        d.practitioner = PractitionerId(QStringLiteral("p"));
        QVERIFY(d.problem().isEmpty());
        QCOMPARE(d.request({}).scope.practitioner, d.practitioner);
    }
    void moneyAndDurationsAreReadable() {
        QCOMPARE(moneyText(Cents{123450}), QStringLiteral("$1,234.50"));
        QCOMPARE(wholeMoneyText(Cents{-1845000}), QString(QChar(0x2212)) + QStringLiteral("$18,450"));
        QCOMPARE(durationText(0ms), QStringLiteral("0.0 s"));
        QCOMPARE(durationText(40ms), QStringLiteral("40 ms"));
        QCOMPARE(durationText(430ms), QStringLiteral("0.4 s"));
        QCOMPARE(durationText(185s), QStringLiteral("3 min 05 s"));
        QCOMPARE(durationText(72min), QStringLiteral("1 h 12 min"));
    }
    void everyWordIsThere() {
        for (const RecordKind kind : kRecordKinds)
            QVERIFY(!words(kind).isEmpty() && !pluralWords(kind).isEmpty());
        for (int i = 0; i <= int(RunOutcome::Cancelled); ++i)
            QVERIFY(!words(static_cast<RunOutcome>(i)).isEmpty());
        for (int i = 0; i <= int(SessionStatus::Unknown); ++i)
            QVERIFY(!words(static_cast<SessionStatus>(i)).isEmpty());
    }
};

int main(int argc, char* argv[]) {
    QLocale::setDefault(QLocale(QLocale::English, QLocale::Australia));
    QCoreApplication app(argc, argv);
    TestDrafts tests;
    return QTest::qExec(&tests, argc, argv);
}
#include "tst_drafts.moc"
