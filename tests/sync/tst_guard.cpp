// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Which of two readings is newer: a row is a sentence.
#include "support/record_builder.h"
#include "sync/guard.h"

#include <QTest>

using namespace bloom;
using namespace bloom::sync;
using namespace bloom::test;

Q_DECLARE_METATYPE(bloom::sync::Reading)
Q_DECLARE_METATYPE(bloom::sync::Verdict)

namespace {

/// Content by a letter; read from `sent` to `answered`.
Reading reading(const char* content, std::int64_t sent, std::int64_t answered, const char* updated = nullptr,
                const char* version = "") {
    Reading made;
    made.hash = QByteArray(content);
    made.stamp = {sent, answered};
    made.version.versionId = L(version);
    if (updated)
        made.version.lastUpdated = at(updated);
    return made;
}
Reading gone(std::int64_t sent, std::int64_t answered) {
    Reading made = reading("", sent, answered);
    made.gone = true;
    return made;
}

constexpr const char* kMonday = "2026-11-16T00:00:00Z";
constexpr const char* kTuesday = "2026-11-17T00:00:00Z";

}  // namespace

class TestGuard : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void judges_data();
    void judges();
    void neverBothNewer();
};

void TestGuard::judges_data() {
    QTest::addColumn<Reading>("held");
    QTest::addColumn<Reading>("came");
    QTest::addColumn<Verdict>("verdict");
    const auto row = [](const char* name, const Reading& held, const Reading& came, Verdict verdict) {
        QTest::newRow(name) << held << came << verdict;
    };
    // With meta.
    row("a later lastUpdated wins", reading("a", 1, 2, kMonday), reading("b", 3, 4, kTuesday),
        Verdict::Apply);
    row("a later lastUpdated wins even when read before", reading("a", 3, 4, kMonday),
        reading("b", 1, 2, kTuesday), Verdict::Apply);
    row("an earlier lastUpdated loses even when read after", reading("a", 1, 2, kTuesday),
        reading("b", 3, 4, kMonday), Verdict::Stale);
    row("equal lastUpdated: the greater version wins", reading("a", 3, 4, kMonday, "9"),
        reading("b", 1, 2, kMonday, "10"), Verdict::Apply);
    row("versions are numbers, not texts", reading("a", 1, 2, nullptr, "10"),
        reading("b", 3, 4, nullptr, "9"), Verdict::Stale);
    row("opaque versions say nothing: read after wins", reading("a", 1, 2, nullptr, "x1"),
        reading("b", 3, 4, nullptr, "x0"), Verdict::Apply);
    row("lastUpdated on one side only says nothing", reading("a", 1, 2, kTuesday), reading("b", 3, 4),
        Verdict::Apply);
    row("a lastUpdated that did not move: read after wins", reading("a", 1, 2, kMonday),
        reading("b", 3, 4, kMonday), Verdict::Apply);
    row("a lastUpdated that did not move: read before loses", reading("a", 3, 4, kMonday),
        reading("b", 1, 2, kMonday), Verdict::Stale);
    // Without.
    row("answered before ours was sent is newer", reading("a", 1, 2), reading("b", 3, 4), Verdict::Apply);
    row("sent after theirs was answered is older", reading("a", 3, 4), reading("b", 1, 2), Verdict::Stale);
    row("overlapping reads that differ are read again", reading("a", 1, 3), reading("b", 2, 4),
        Verdict::ReadAgain);
    row("a read within another is read again", reading("a", 1, 9), reading("b", 3, 4), Verdict::ReadAgain);
    row("answered at the number the other was sent at overlaps", reading("a", 1, 3), reading("b", 3, 4),
        Verdict::ReadAgain);
    row("overlapping reads that agree are the same", reading("a", 1, 3), reading("a", 2, 4), Verdict::Same);
    // Equal content.
    row("equal content of a newer version only moves on", reading("a", 1, 2, kMonday),
        reading("a", 3, 4, kTuesday), Verdict::Advance);
    row("equal content of an older version is the same", reading("a", 1, 2, kTuesday),
        reading("a", 3, 4, kMonday), Verdict::Same);
    row("equal content without version is the same", reading("a", 1, 2), reading("a", 3, 4), Verdict::Same);
    // Tombstones.
    row("gone, read after", reading("a", 1, 2, kTuesday), gone(3, 4), Verdict::Apply);
    row("gone, read before", reading("a", 3, 4), gone(1, 2), Verdict::Stale);
    row("gone, read meanwhile", reading("a", 1, 3), gone(2, 4), Verdict::ReadAgain);
    row("back by a read sent after", gone(1, 2), reading("a", 3, 4), Verdict::Apply);
    row("not back by an older page, however new its version", gone(3, 4), reading("a", 1, 2, kTuesday, "99"),
        Verdict::Stale);
    row("back or gone, read meanwhile", gone(1, 3), reading("a", 2, 4), Verdict::ReadAgain);
    row("gone twice", gone(1, 2), gone(3, 4), Verdict::Same);
}

void TestGuard::judges() {
    QFETCH(Reading, held);
    QFETCH(Reading, came);
    QFETCH(Verdict, verdict);
    QCOMPARE(judge(held, came), verdict);
}

void TestGuard::neverBothNewer() {
    // Of any two readings at most one is newer: else their order of arrival would decide.
    std::vector<Reading> all{gone(1, 2), gone(5, 6)};
    for (const char* content : {"a", "b"})
        for (const std::int64_t when : {1, 2, 4})
            for (const char* updated : {static_cast<const char*>(nullptr), kMonday, kTuesday})
                for (const char* version : {"", "1", "2", "x"})
                    all.push_back(reading(content, when, when + 2, updated, version));
    for (const Reading& a : all)
        for (const Reading& b : all) {
            const Verdict forth = judge(a, b), back = judge(b, a);
            QVERIFY(!(forth == Verdict::Apply && back == Verdict::Apply));
            QCOMPARE(forth == Verdict::ReadAgain, back == Verdict::ReadAgain);
            if (forth == Verdict::Apply)
                QCOMPARE(back, Verdict::Stale);
        }
}

QTEST_GUILESS_MAIN(TestGuard)
#include "tst_guard.moc"
