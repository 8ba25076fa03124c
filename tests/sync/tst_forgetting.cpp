// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Who is gone is forgotten, after a time or at once: in rows, records, history and the file's own bytes; who
// comes back is filled in again, and nobody else loses anything.
#include "core/row_ids.h"
#include "storage/personal_store.h"
#include "storage/set_aside_store.h"
#include "support/applied_practice.h"
#include "sync/keeper.h"

#include <QFile>
#include <QTest>

using namespace bloom;
using namespace bloom::storage;
using namespace bloom::sync;
using namespace bloom::test;

namespace {

/// Words that are nobody else's, to be looked for in the bytes of the files.
constexpr const char* kPersonal[] = {"Quintessa",  "Vandersloot",   "qv@post.example", "0455-119",
                                     "1971-02-03", "bit her nails", "12 Hidden Lane",  "Dr Wobbegong",
                                     "insomnia-q", "plan-for-q",    "Oldname",         "Intake with Q"};

PatientRecord quintessa() {
    PatientRecord record = patient("7", "Quintessa", "Vandersloot");
    record.email = L("qv@post.example");
    record.phone = L("0455-119");
    record.birthDate = PartialDate{1971, 2, 3};
    record.gender = Gender::Female;
    return record;
}
AppointmentRecord herSession(const char* id = "A1") {
    AppointmentRecord record = appointment(id, "7", "2026-11-20T00:00:00Z", SessionStatus::Completed);
    record.comment = L("bit her nails");
    record.description = L("Intake with Q");
    record.locationDetails = L("12 Hidden Lane");
    return record;
}
ReferralRecord herReferral() {
    ReferralRecord record = referral("R1", "7", 6, 2);
    record.requester = L("Dr Wobbegong");
    return record;
}

class Practice : public AppliedPractice {
public:
    Practice() {
        staff();
        PatientRecord before = quintessa();
        before.name.last = L("Oldname");
        apply({reading(before, 2), reading(patient("8", "Ben", "Other"), 2)});
        AppointmentRecord group = appointment("G1", "7", "2026-11-21T00:00:00Z");
        group.patients.push_back({HalaxyId(L("8")), SessionStatus::Scheduled, L("booked"), {}});
        group.comment = L("about both");
        apply({reading(quintessa(), 3), reading(herSession(), 3), reading(group, 3),
               reading(herReferral(), 3)});
        AppointmentRecord changed = herSession();
        changed.comment = L("bit her nails more");
        apply({reading(changed, 4)});
        database.execute(
            L("UPDATE clients SET presenting_issues = '[\"insomnia-q\"]', treatment_plan = "
              "'plan-for-q' WHERE halaxy_patient_id = '7'"));
    }
    ForgetAnswer forget(const char* patient = "7") {
        return database.write([&](Scope& scope) {
            return PersonalStore(scope).forget(clientRowId(HalaxyId(L(patient))), context.now);
        });
    }
    int purge(const char* goneBefore) {
        return database.write(
            [&](Scope& scope) { return PersonalStore(scope).purgeGone(at(goneBefore), 50, context.now); });
    }
    /// Personal words that are still in the files.
    QStringList leftInFiles() {
        if (!database->checkpoint(true).value_or(false))
            return {L("the log could not be emptied")};
        QStringList found;
        for (const char* side : {"", "-wal"}) {
            QFile file(database.path() + L(side));
            if (!file.open(QIODevice::ReadOnly))
                continue;
            const QByteArray bytes = file.readAll();
            for (const char* word : kPersonal)
                if (bytes.contains(word))
                    found << L(word);
        }
        return found;
    }
    QString client() {
        return cell(
            "SELECT first_name, last_name, initials, email, phone, date_of_birth, gender, presenting_issues, "
            "treatment_plan, mhcp_referring_gp FROM clients WHERE halaxy_patient_id = '7'");
    }
};
constexpr const char* kBlank = "-|-|?|-|-|-|unknown|[]|-|-";

}  // namespace

class TestForgetting : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void onlyWhoIsGoneIsForgotten();
    void nothingOfAForgottenClientIsLeftInTheFile();
    void theTombstoneStaysWithoutAHash();
    void othersLoseNothing();
    void aForgottenClientWhoComesBackIsFilledIn();
    void aSessionThatIsStillGivenBringsNothingBack();
    void whatIsStillGivenComesBackWithTheClient();
    void olderReadingsBringNothingBack();
    void purgedWhenTheTimeHasCome();
    void purgedOnceAndOnlyWhoIsGone();
    void aPatientWhoLeftAGroupIsBlankedThere();
    void aPractitionerWhoLeftKeepsTheName();
    void theKeeperPurges();
};

void TestForgetting::onlyWhoIsGoneIsForgotten() {
    Practice practice;
    QCOMPARE(practice.forget(), ForgetAnswer::StillInHalaxy);
    QCOMPARE(practice.forget("99"), ForgetAnswer::NoSuchClient);
    QVERIFY(practice.client().startsWith(L("Quintessa|Vandersloot|QV|")));
    practice.gone(RecordKind::Patient, "7", 10);
    QCOMPARE(practice.forget(), ForgetAnswer::Forgotten);
    QCOMPARE(practice.forget(), ForgetAnswer::Forgotten);
}

void TestForgetting::nothingOfAForgottenClientIsLeftInTheFile() {
    Practice practice;
    QCOMPARE(practice.leftInFiles().size(), qsizetype(std::size(kPersonal)));
    practice.gone(RecordKind::Patient, "7", 10);
    QCOMPARE(practice.forget(), ForgetAnswer::Forgotten);
    QCOMPARE(practice.client(), L(kBlank));
    QCOMPARE(
        practice.cell(
            "SELECT notes, location_details, session_type FROM sessions WHERE halaxy_appointment_id = 'A1'"),
        L("-|-|-"));
    QCOMPARE(practice.cell("SELECT requester FROM referrals"), L("-"));
    QCOMPARE(practice.leftInFiles(), QStringList());
    // Which fields changed is still known.
    QVERIFY(practice.cell("SELECT fields FROM history WHERE kind = 'Patient' AND fields LIKE '%last_name%'")
                .contains(L("\"last_name\":[null,null]")));
}

void TestForgetting::theTombstoneStaysWithoutAHash() {
    Practice practice;
    practice.gone(RecordKind::Patient, "7", 10);
    practice.forget();
    QCOMPARE(
        practice.cell("SELECT gone, read_sent, hex(content_hash), purged_at IS NOT NULL FROM source_records "
                      "WHERE kind = 'Patient' AND halaxy_id = '7'"),
        L("1|100|") + QString(32, u'0') + L("|1"));
}

void TestForgetting::othersLoseNothing() {
    Practice practice;
    practice.gone(RecordKind::Patient, "7", 10);
    practice.forget();
    QCOMPARE(practice.cell("SELECT first_name FROM clients WHERE halaxy_patient_id = '8'"), L("Ben"));
    QCOMPARE(
        practice.database.rows(L("SELECT c.halaxy_patient_id, s.notes FROM sessions s JOIN clients c "
                                 "ON c.id = s.client_id WHERE s.halaxy_appointment_id = 'G1' ORDER BY 1")),
        QStringList({L("7|-"), L("8|about both")}));
    QVERIFY(
        practice.cell("SELECT content FROM source_records WHERE halaxy_id = 'G1'").contains(L("about both")));
}

void TestForgetting::aForgottenClientWhoComesBackIsFilledIn() {
    Practice practice;
    practice.gone(RecordKind::Patient, "7", 10);
    practice.forget();
    practice.apply({reading(quintessa(), 11)});
    QVERIFY(practice.client().startsWith(
        L("Quintessa|Vandersloot|QV|qv@post.example|0455-119|1971-02-03|female|[]|-")));
    QCOMPARE(practice.cell("SELECT gone, gone_at, purged_at FROM source_records WHERE kind = 'Patient' "
                           "AND halaxy_id = '7'"),
             L("0|-|-"));
}

void TestForgetting::aSessionThatIsStillGivenBringsNothingBack() {
    Practice practice;
    practice.gone(RecordKind::Patient, "7", 10);
    practice.forget();
    AppointmentRecord same = herSession();
    same.comment = L("bit her nails more");
    const auto again = practice.apply({reading(same, 12)});
    QCOMPARE(again.rowsWritten, 0);
    AppointmentRecord moved = same;
    moved.start += std::chrono::hours(1);
    practice.apply({reading(moved, 13)});
    QCOMPARE(practice.cell("SELECT scheduled_start_time, notes, session_type FROM sessions "
                           "WHERE halaxy_appointment_id = 'A1'"),
             L("2026-11-20T01:00:00.000Z|-|-"));
    QCOMPARE(practice.leftInFiles(), QStringList());
}

void TestForgetting::whatIsStillGivenComesBackWithTheClient() {
    Practice practice;
    practice.gone(RecordKind::Patient, "7", 10);
    practice.forget();
    AppointmentRecord same = herSession();
    same.comment = L("bit her nails more");
    practice.apply({reading(same, 12)});
    practice.apply({reading(quintessa(), 13)});
    practice.apply({reading(same, 14), reading(herReferral(), 14)});
    QCOMPARE(practice.cell("SELECT notes FROM sessions WHERE halaxy_appointment_id = 'A1'"),
             L("bit her nails more"));
    QCOMPARE(practice.cell("SELECT requester FROM referrals"), L("Dr Wobbegong"));
    QCOMPARE(practice.cell("SELECT count(*) FROM history WHERE change = 'conflict'"), L("0"));
}

void TestForgetting::olderReadingsBringNothingBack() {
    Practice practice;
    practice.gone(RecordKind::Patient, "7", 10);
    practice.forget();
    practice.apply({reading(quintessa(), 9)});
    QCOMPARE(practice.client(), L(kBlank));
}

void TestForgetting::purgedWhenTheTimeHasCome() {
    Practice practice;
    practice.context.now = at("2026-08-01T00:00:00Z");
    practice.gone(RecordKind::Appointment, "A1", 10);
    practice.gone(RecordKind::Patient, "7", 10);
    practice.gone(RecordKind::Referral, "R1", 10);
    practice.context.now = at("2026-11-24T00:00:00Z");
    QCOMPARE(practice.purge("2026-08-01T00:00:00Z"), 0);  // not older than that
    QVERIFY(practice.client().startsWith(L("Quintessa")));
    QVERIFY(practice.purge("2026-08-01T00:00:00.001Z") >= 1);
    QCOMPARE(practice.client(), L(kBlank));
    QCOMPARE(practice.leftInFiles(), QStringList());
}

void TestForgetting::purgedOnceAndOnlyWhoIsGone() {
    Practice practice;
    practice.gone(RecordKind::Patient, "7", 10);
    practice.apply({reading(quintessa(), 11)});  // came back
    QCOMPARE(practice.purge("2030-01-01T00:00:00Z"), 0);
    practice.gone(RecordKind::Patient, "7", 12);
    QVERIFY(practice.purge("2030-01-01T00:00:00Z") > 0);
    while (practice.purge("2030-01-01T00:00:00Z") > 0) {}
    const qint64 written = practice.database->rowsWritten();
    QCOMPARE(practice.purge("2030-01-01T00:00:00Z"), 0);
    QCOMPARE(practice.database->rowsWritten(), written);
}

void TestForgetting::aPatientWhoLeftAGroupIsBlankedThere() {
    Practice practice;
    AppointmentRecord group = appointment("G1", "8", "2026-11-21T00:00:00Z");
    group.comment = L("about both");
    practice.apply({reading(group, 5)});
    practice.purge("2030-01-01T00:00:00Z");
    QCOMPARE(
        practice.database.rows(L("SELECT c.halaxy_patient_id, s.notes FROM sessions s JOIN clients c "
                                 "ON c.id = s.client_id WHERE s.halaxy_appointment_id = 'G1' ORDER BY 1")),
        QStringList({L("7|-"), L("8|about both")}));
}

void TestForgetting::aPractitionerWhoLeftKeepsTheName() {
    Practice practice;
    PractitionerRecord pat = practitioner("PR-1");
    pat.email = L("pat@clinic.example");
    practice.apply({reading(pat, 5)});
    practice.gone(RecordKind::Practitioner, "PR-1", 10);
    practice.purge("2030-01-01T00:00:00Z");
    QCOMPARE(practice.cell("SELECT last_name, email FROM practitioners"), L("Example|-"));
}

void TestForgetting::theKeeperPurges() {
    Practice practice;
    practice.gone(RecordKind::Patient, "7", 10);
    Keeper keeper(*practice.database, {L("Australia/Sydney"), std::chrono::days(90), {}});
    const auto keepAt = [&](UtcTime now) {
        int steps = 0;
        while (keeper.keep(now))
            ++steps;
        return steps;
    };
    QVERIFY(keepAt(practice.context.now + std::chrono::days(90)) > 3);
    QVERIFY(practice.client().startsWith(L("Quintessa")));
    QCOMPARE(keepAt(practice.context.now + std::chrono::days(90) + std::chrono::minutes(59)),
             0);  // once an hour
    QVERIFY(keepAt(practice.context.now + std::chrono::days(90) + std::chrono::hours(1)) > 3);
    QCOMPARE(practice.client(), L(kBlank));
}

QTEST_GUILESS_MAIN(TestForgetting)
#include "tst_forgetting.moc"
