// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Freshness, checkpoints, counters, set-aside records, and what Bloom owns of a practitioner.
#include "storage/checkpoint_store.h"
#include "storage/mirror_store.h"
#include "storage/practitioner_store.h"
#include "storage/record_store.h"
#include "storage/set_aside_store.h"
#include "storage/statement.h"
#include "storage/status_store.h"
#include "support/record_builder.h"
#include "support/temp_database.h"

#include <QTest>

using namespace bloom;
using namespace bloom::storage;
using namespace bloom::test;

namespace {

const UtcTime kNow = at("2026-11-23T00:00:00Z");

void addPractitioner(Scope& scope, const char* id, const char* last, bool active = true) {
    PractitionerRow row;
    row.id = PractitionerId(L("row-") + L(id));
    row.halaxyId = HalaxyId(L(id));
    row.name.last = L(last);
    row.activeInHalaxy = active;
    MirrorStore(scope).put(row, kNow);
    MirrorStore(scope).put(
        PractitionerRoleRow{HalaxyId(L(id) + L("-role")), row.halaxyId, true, {}, {}, {}, {}}, kNow);
}

void addSession(Scope& scope, const char* id, const char* practitioner, const char* start) {
    ClientRow client;
    client.id = ClientId(L("client"));
    client.patientId = HalaxyId(L("7"));
    MirrorStore(scope).put(client, kNow);
    SessionRow row;
    row.id = SessionId(L(id));
    row.appointmentId = HalaxyId(L(id));
    row.practitioner = PractitionerId(L("row-") + L(practitioner));
    row.client = client.id;
    row.start = at(start);
    row.end = row.start + std::chrono::minutes(50);
    const SessionRow rows[] = {row};
    MirrorStore(scope).putSessions(row.appointmentId, rows, kNow);
}

}  // namespace

class TestStores : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void onlyCompleteSuccessMovesFreshness();
    void aDeltaRunMovesOnlyItsOwnFreshness();
    void aClockThatWasAheadFreezesNothing();
    void failuresCountUntilASuccess();
    void theStatusOfThePracticeIsItsOwn();
    void checkpointGrowsPageByPage();
    void firstPageBeginsANewListing();
    void cursorsAreRoundedDown();
    void readSequenceNeverRepeats();
    void referralChecks();
    void setAsideKeepsOneLine();
    void practitionerSettings();
    void whoIsSynced();
    void appointmentsThatCouldBeMissing();
    void recordsNamingAnId();
};

void TestStores::onlyCompleteSuccessMovesFreshness() {
    TempDatabase database;
    const PractitionerId whose(L("p1"));
    const auto after = [&](RunType type, RunOutcome outcome, const char* started, bool whole = true) {
        return database.write([&](Scope& scope) {
            StatusStore store(scope);
            store.runEnded(
                {whose, type, outcome, at(started), Error{ErrorKind::Timeout, L("late"), {}}, whole},
                at("2026-11-23T05:00:00Z"));
            return store.find(whose);
        });
    };
    auto status = after(RunType::Full, RunOutcome::Success, "2026-11-23T01:00:00Z");
    QCOMPARE(status.lastSuccess, std::optional(at("2026-11-23T01:00:00Z")));
    QCOMPARE(status.lastFull, status.lastSuccess);
    QVERIFY(!status.lastIncremental);
    for (const auto outcome : {RunOutcome::Partial, RunOutcome::Held, RunOutcome::Failed,
                               RunOutcome::Cancelled, RunOutcome::Interrupted}) {
        status = after(RunType::Full, outcome, "2026-11-23T02:00:00Z");
        QCOMPARE(status.lastSuccess, std::optional(at("2026-11-23T01:00:00Z")));
        QCOMPARE(status.lastAttempt, std::optional(at("2026-11-23T02:00:00Z")));
    }
    status = after(RunType::Manual, RunOutcome::Success, "2026-11-23T03:00:00Z", false);  // one record
    QCOMPARE(status.lastSuccess, std::optional(at("2026-11-23T01:00:00Z")));
    status = after(RunType::Manual, RunOutcome::Success, "2026-11-23T04:00:00Z");
    QCOMPARE(status.lastSuccess, std::optional(at("2026-11-23T04:00:00Z")));
    QCOMPARE(status.lastFull, std::optional(at("2026-11-23T01:00:00Z")));
    status = after(RunType::Full, RunOutcome::Success, "2026-11-23T03:30:00Z");  // began earlier, ended later
    QCOMPARE(status.lastSuccess, std::optional(at("2026-11-23T04:00:00Z")));
}

void TestStores::aDeltaRunMovesOnlyItsOwnFreshness() {
    TempDatabase database;
    const auto ended = [&](RunOutcome outcome, const char* started) {
        return database.write([&](Scope& scope) {
            StatusStore store(scope);
            store.deltaEnded(outcome, at(started), Error{ErrorKind::Timeout, L("late"), {}},
                             at("2026-11-23T05:00:00Z"));
            return store.find({});
        });
    };
    auto status = ended(RunOutcome::Success, "2026-11-23T01:00:00Z");
    QVERIFY(!status.lastSuccess && !status.lastFull && !status.lastOutcome);
    QCOMPARE(status.lastIncremental, std::optional(at("2026-11-23T01:00:00Z")));
    ended(RunOutcome::Failed, "2026-11-23T01:02:00Z");
    status = ended(RunOutcome::Failed, "2026-11-23T01:04:00Z");
    QCOMPARE(status.incrementalFailures, 2);
    QCOMPARE(status.consecutiveFailures, 0);
    QCOMPARE(status.lastIncremental, std::optional(at("2026-11-23T01:00:00Z")));
    QCOMPARE(ended(RunOutcome::Interrupted, "2026-11-23T01:06:00Z").incrementalFailures, 2);
    QCOMPARE(ended(RunOutcome::Partial, "2026-11-23T01:08:00Z").incrementalFailures, 0);
}

void TestStores::aClockThatWasAheadFreezesNothing() {
    TempDatabase database;
    const auto after = [&](const char* started) {
        return database.write([&](Scope& scope) {
            StatusStore store(scope);
            store.runEnded({{}, RunType::Full, RunOutcome::Success, at(started), {}, true},
                           at(started) + std::chrono::seconds(10));
            return store.find({});
        });
    };
    after("2027-06-01T00:00:00Z");
    const auto status = after("2026-11-23T01:00:00Z");
    QCOMPARE(status.lastSuccess, std::optional(at("2026-11-23T01:00:00Z")));
    QCOMPARE(status.lastFull, std::optional(at("2026-11-23T01:00:00Z")));
    QCOMPARE(status.lastAttempt, std::optional(at("2026-11-23T01:00:00Z")));
}

void TestStores::failuresCountUntilASuccess() {
    TempDatabase database;
    const auto after = [&](RunOutcome outcome) {
        return database.write([&](Scope& scope) {
            StatusStore store(scope);
            store.runEnded({{}, RunType::Full, outcome, kNow, Error{ErrorKind::Timeout, L("late"), {}}, true},
                           kNow);
            return store.find({});
        });
    };
    QCOMPARE(after(RunOutcome::Failed).consecutiveFailures, 1);
    QCOMPARE(after(RunOutcome::Interrupted).consecutiveFailures, 1);
    QCOMPARE(after(RunOutcome::Partial).consecutiveFailures, 1);
    const auto failed = after(RunOutcome::Failed);
    QCOMPARE(failed.consecutiveFailures, 2);
    QCOMPARE(failed.lastErrorKind, std::optional(ErrorKind::Timeout));
    QCOMPARE(failed.lastError, L("late"));
    const auto mended = after(RunOutcome::Success);
    QCOMPARE(mended.consecutiveFailures, 0);
    QVERIFY(mended.lastError.isEmpty() && !mended.lastErrorKind);
}

void TestStores::theStatusOfThePracticeIsItsOwn() {
    TempDatabase database;
    database.write([](Scope& scope) {
        StatusStore store(scope);
        store.runEnded({PractitionerId(L("p1")), RunType::Full, RunOutcome::Failed, kNow, std::nullopt, true},
                       kNow);
        store.setHistoryCompleteFrom(PractitionerId(L("p1")), QDate(2026, 5, 12), kNow);
        QCOMPARE(store.find({}).consecutiveFailures, 0);
        QCOMPARE(store.all().size(), size_t(1));
        QCOMPARE(store.find(PractitionerId(L("p1"))).historyCompleteFrom, std::optional(QDate(2026, 5, 12)));
    });
}

void TestStores::checkpointGrowsPageByPage() {
    TempDatabase database;
    Checkpoint checkpoint;
    checkpoint.listing = L("Appointment/p1");
    checkpoint.run = RunId(L("run-1"));
    checkpoint.runStarted = kNow;
    checkpoint.window = {at("2026-10-24T00:00:00Z"), at("2027-02-21T00:00:00Z")};
    checkpoint.listingStarted = kNow;
    checkpoint.next = QUrl(L("https://au-api.halaxy.com/main/Appointment?page=2&date=ge2026%2B1"));
    checkpoint.total = 250;
    checkpoint.pages = 1;
    checkpoint.extra = QByteArray("\0x", 2);
    checkpoint.savedAt = kNow;
    const RecordKey a{RecordKind::Appointment, HalaxyId(L("1"))},
        b{RecordKind::Appointment, HalaxyId(L("PR-2"))};
    database.write([&](Scope& scope) { CheckpointStore(scope).save(checkpoint, {a}); });
    Checkpoint second = checkpoint;
    second.pages = 2;
    second.next = QUrl();
    second.total.reset();
    database.write([&](Scope& scope) { CheckpointStore(scope).save(second, {b}); });
    database.reopen();
    database.read([&](Scope& scope) {
        CheckpointStore store(scope);
        QCOMPARE(store.find(checkpoint.listing), std::optional(second));
        QCOMPARE(store.seen(checkpoint.listing), (std::vector<RecordKey>{a, b}));
        QVERIFY(!store.find(L("Patient")));
    });
    database.write([&](Scope& scope) { CheckpointStore(scope).remove(checkpoint.listing); });
    database.read([&](Scope& scope) {
        QVERIFY(CheckpointStore(scope).all().empty());
        QVERIFY(CheckpointStore(scope).seen(checkpoint.listing).empty());
    });
}

void TestStores::firstPageBeginsANewListing() {
    TempDatabase database;
    Checkpoint checkpoint;
    checkpoint.listing = L("Patient");
    checkpoint.run = RunId(L("run-1"));
    database.write([&](Scope& scope) {
        CheckpointStore store(scope);
        for (const int page : {1, 2, 3, 1}) {
            checkpoint.pages = page;
            store.save(checkpoint, {{RecordKind::Patient, HalaxyId(QString::number(page))}});
        }
        QCOMPARE(store.seen(L("Patient")).size(), size_t(1));
    });
}

void TestStores::cursorsAreRoundedDown() {
    TempDatabase database;
    database.write([](Scope& scope) {
        CheckpointStore store(scope);
        QVERIFY(!store.timeCursor(L("Patient")));
        store.setTimeCursor(L("Patient"), at("2026-11-23T01:02:03.999Z"), kNow);
        QCOMPARE(store.timeCursor(L("Patient")), std::optional(at("2026-11-23T01:02:03Z")));
        store.setCursor(L("empty"), QString(), kNow);
        QCOMPARE(store.cursor(L("empty")), std::optional(L("")));
    });
}

void TestStores::readSequenceNeverRepeats() {
    TempDatabase database;
    std::int64_t last = 0;
    for (int start = 0; start < 3; ++start) {
        ReadSequence sequence(*database);
        for (int i = 0; i < 1500; ++i) {
            const std::int64_t next = sequence.next();
            QVERIFY(next > last);
            last = next;
        }
        database.reopen();
    }
    // While it can't be written to, as when somebody else writes, numbers go on from the last ones.
    ReadSequence late(*database);
    database->setFaultHook([](const QString& sql) { return sql.startsWith(L("INSERT")); });
    for (int i = 0; i < 3; ++i) {
        const std::int64_t next = late.next();
        QVERIFY2(next > last, qPrintable(QString::number(next)));
        last = next;
    }
    database->setFaultHook({});
    QVERIFY(late.next() > last);
    // A block, not each number, is written.
    ReadSequence sequence(*database);
    sequence.next();
    const qint64 written = database->rowsWritten();
    for (int i = 0; i < 500; ++i)
        sequence.next();
    QCOMPARE(database->rowsWritten(), written);
}

void TestStores::referralChecks() {
    TempDatabase database;
    database.write([](Scope& scope) {
        addPractitioner(scope, "PR-1", "First");
        addSession(scope, "A1", "PR-1", "2026-11-24T00:00:00Z");
        CheckpointStore store(scope);
        const HalaxyId patient(L("7"));
        const auto due = [&] {
            return store.referralsToCheck({at("2026-11-01T00:00:00Z"), at("2026-12-01T00:00:00Z")}, kNow,
                                          kNow, 10);
        };
        QCOMPARE(due(), std::vector<HalaxyId>{patient});
        QVERIFY(
            store.referralsToCheck({at("2026-12-01T00:00:00Z"), at("2027-01-01T00:00:00Z")}, kNow, kNow, 10)
                .empty());
        QVERIFY(!store.referralsChecked(patient));
        store.setReferralsChecked(patient, kNow);
        QVERIFY(due().empty());
        QCOMPARE(store.referralsChecked(patient), std::optional(kNow));
        QVERIFY(!store.allReferralsChecked());
        store.setAllReferralsChecked(kNow + std::chrono::hours(1));
        QCOMPARE(store.referralsChecked(patient), std::optional(kNow + std::chrono::hours(1)));
    });
}

void TestStores::setAsideKeepsOneLine() {
    TempDatabase database;
    const RecordKey key{RecordKind::Patient, HalaxyId(L("7"))};
    database.write([&](Scope& scope) {
        SetAsideStore store(scope);
        QVERIFY(store.put(key, "one", L("no id"), RunId(L("r1")), kNow).isNew);
        const auto later = store.put(key, "one", L("no id"), RunId(L("r2")), kNow + std::chrono::hours(1));
        QVERIFY(!later.isNew);
        QCOMPARE(later.firstSeen, kNow);
        QCOMPARE(later.lastSeen, kNow + std::chrono::hours(1));
        QVERIFY(store.put(key, "two", L("no id"), RunId(L("r3")), kNow).isNew);  // it changed
        QCOMPARE(store.count(), 1);
        QCOMPARE(store.ofRun(RunId(L("r3"))).size(), size_t(1));
        QVERIFY(store.clear(key));
        QVERIFY(!store.clear(key));
    });
}

void TestStores::practitionerSettings() {
    TempDatabase database;
    database.write([](Scope& scope) {
        addPractitioner(scope, "PR-1", "First");
        PractitionerStore store(scope);
        const PractitionerId id(L("row-PR-1"));
        QCOMPARE(store.find(L("PR-1"))->status, PractitionerStatus::Onboarding);
        PractitionerSettings settings;
        settings.status = PractitionerStatus::Active;
        settings.weeklyRevenueTarget = Cents{700000};
        QVERIFY(store.save(id, settings, kNow));
        auto view = store.find(id.value).value();
        QCOMPARE(view.status, PractitionerStatus::Active);
        QCOMPARE(view.weeklyRevenueTarget, Cents{700000});
        QCOMPARE(view.monthlyRevenueTarget, Cents{2200000});
        QCOMPARE(view.weeklySessionTarget, 25);
        addPractitioner(scope, "PR-1", "First", false);  // ended in Halaxy
        QCOMPARE(store.find(id.value)->status, PractitionerStatus::Inactive);
        addPractitioner(scope, "PR-1", "First", true);  // back: the decision stands
        QCOMPARE(store.find(id.value)->status, PractitionerStatus::Active);
        QVERIFY(!store.save(PractitionerId(L("nobody")), settings, kNow));
    });
}

void TestStores::whoIsSynced() {
    TempDatabase database;
    database.write([](Scope& scope) {
        addPractitioner(scope, "PR-1", "Onboarding");
        addPractitioner(scope, "PR-2", "Left long ago", false);
        addPractitioner(scope, "PR-3", "Left with sessions", false);
        addPractitioner(scope, "PR-4", "Not wanted");
        addSession(scope, "A2", "PR-2", "2026-11-20T00:00:00Z");
        addSession(scope, "A3", "PR-3", "2026-11-24T00:00:00Z");
        PractitionerSettings off;
        off.syncing = false;
        QVERIFY(PractitionerStore(scope).save(PractitionerId(L("row-PR-4")), off, kNow));
        QStringList names;
        for (const auto& one : PractitionerStore(scope).toSync(kNow))
            names << one.practitioner.lastName + u':' + one.roles.at(0).value;
        QCOMPARE(names, QStringList({L("Left with sessions:PR-3-role"), L("Onboarding:PR-1-role")}));
        QCOMPARE(PractitionerStore(scope).all().size(), size_t(4));
    });
}

void TestStores::appointmentsThatCouldBeMissing() {
    TempDatabase database;
    database.write([](Scope& scope) {
        addPractitioner(scope, "PR-1", "First");
        addPractitioner(scope, "PR-2", "Second");
        addSession(scope, "before", "PR-1", "2026-10-31T23:59:59Z");
        addSession(scope, "first", "PR-1", "2026-11-01T00:00:00Z");
        addSession(scope, "last", "PR-1", "2026-11-30T23:59:59Z");
        addSession(scope, "after", "PR-1", "2026-12-01T00:00:00Z");
        addSession(scope, "other", "PR-2", "2026-11-10T00:00:00Z");
        addSession(scope, "deleted", "PR-1", "2026-11-10T00:00:00Z");
        MirrorStore mirror(scope);
        mirror.putSessions(HalaxyId(L("deleted")), {}, kNow);
        const auto held = [&](UtcTime existedBefore) {
            return mirror.appointmentsIn(PractitionerId(L("row-PR-1")), at("2026-11-01T00:00:00Z"),
                                         at("2026-12-01T00:00:00Z"), existedBefore);
        };
        QCOMPARE(held(kNow + std::chrono::seconds(1)),
                 (std::vector<HalaxyId>{HalaxyId(L("first")), HalaxyId(L("last"))}));
        QVERIFY(held(kNow).empty());  // came with the very run
    });
}

void TestStores::recordsNamingAnId() {
    TempDatabase database;
    database.write([](Scope& scope) {
        RecordStore records(scope);
        for (const char* roleId : {"PR-1", "PR-11"}) {
            auto visit = appointment(roleId, "7", "2026-11-24T00:00:00Z");
            visit.practitioners[0].id = HalaxyId(L(roleId));
            records.insert({0, keyOf(visit), {}, {1, 2}, contentHash(visit), toJson(visit), false}, kNow);
        }
        const auto found =
            records.naming({HalaxyId(L("PR-1"))}, {RecordKind::Appointment, RecordKind::Patient});
        QCOMPARE(found, (std::vector<RecordKey>{{RecordKind::Appointment, HalaxyId(L("PR-1"))}}));
        QCOMPARE(records.count(RecordKind::Appointment), 2);
        QCOMPARE(records.content(found.at(0)).has_value(), true);
    });
}

QTEST_GUILESS_MAIN(TestStores)
#include "tst_stores.moc"
