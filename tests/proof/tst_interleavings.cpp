// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Reads of one appointment in every order: the row ends as the newest state that anybody saw, nothing comes
// back that was gone before a read was sent, and the same reads once more write nothing.
// BLOOM_PROOF_LONG tries more ways of each read, with rows.
#include "proof/interleaving.h"
#include "storage/record_store.h"
#include "storage/statement.h"
#include "support/applied_practice.h"

#include <QtTest>

using namespace bloom;
using namespace bloom::storage;
using namespace bloom::test;

namespace {

/// What the service says of a record's version.
enum class Meta { Moves, Stuck, None, NotOnPages };

SessionStatus statusOf(QChar content) {
    constexpr SessionStatus kStatuses[] = {SessionStatus::Scheduled, SessionStatus::Confirmed,
                                           SessionStatus::Completed, SessionStatus::NoShow};
    return kStatuses[content.unicode() - u'A'];
}

RunType channelOf(ReadWay way) {
    switch (way) {
        case ReadWay::Webhook:
            return RunType::Webhook;
        case ReadWay::DeltaPage:
            return RunType::Delta;
        case ReadWay::DeleteRead:
        case ReadWay::FullPage:
            return RunType::Full;
    }
    Q_UNREACHABLE();
}

/// One case after the other, each with an appointment and a client of its own, many in one transaction.
class Bench {
public:
    Bench(Meta meta, bool withRows) : m_meta(meta), m_withRows(withRows) { m_practice.staff(); }
    ~Bench() { commit(); }
    /// Empty, or what is wrong.
    QString violation(const Interleaving& one);

private:
    void commit();
    void begin(const Interleaving& one);
    sync::ApplyReport play(const Interleaving& one, const ReadEvent& event, int sent, int answered);
    ReadRecord recordOf(const Interleaving& one, const ReadEvent& event) const;
    sync::ApplyReport playAll(const Interleaving& one);
    QString row();

    Meta m_meta;
    bool m_withRows;  ///< else a meeting, of which there is only the record: quicker
    AppliedPractice m_practice;
    std::optional<Scope> m_scope;
    QByteArray m_id;
    int m_cases = 0;
};

void Bench::commit() {
    if (m_scope && !m_scope->finish())
        qFatal("%s", qUtf8Printable(m_scope->failure()->message));
    m_scope.reset();
}

void Bench::begin(const Interleaving&) {
    if (m_cases++ % 1000 == 0) {
        commit();
        m_scope.emplace(*m_practice.database, Scope::Mode::Write);
    }
    m_id = QByteArray::number(m_cases);
    if (m_withRows)
        m_practice.applier.apply(*m_scope, {reading(patient(m_id.constData()), 0)}, m_practice.context);
}

ReadRecord Bench::recordOf(const Interleaving& one, const ReadEvent& event) const {
    const SessionStatus status = statusOf(one.history[event.state]);
    AppointmentRecord visit = appointment(m_id.constData(), m_id.constData(), "2026-11-24T00:00:00Z", status);
    if (!m_withRows) {
        visit.patients.clear();
        visit.description = name(status);
    }
    ReadRecord record = reading(visit, 0);
    const UtcTime created = at("2026-11-01T00:00:00Z");
    if (m_meta == Meta::Stuck)
        record.version.lastUpdated = created;
    else if (m_meta == Meta::Moves || (m_meta == Meta::NotOnPages && !isPage(event.way)))
        record.version.lastUpdated = created + std::chrono::minutes(event.state);
    return record;
}

sync::ApplyReport Bench::play(const Interleaving& one, const ReadEvent& event, int sent, int answered) {
    sync::ApplyContext context = m_practice.context;
    context.channel = channelOf(event.way);
    const ReadStamp stamp{sent + 1, answered + 1};
    if (one.history[event.state] == QLatin1Char('G'))
        return m_practice.applier.applyGone(
            *m_scope, {RecordKind::Appointment, HalaxyId(QString::fromLatin1(m_id))}, stamp, context);
    ReadRecord record = recordOf(one, event);
    record.stamp = stamp;
    return m_practice.applier.apply(*m_scope, {record}, context);
}

/// In the order of the answers.
sync::ApplyReport Bench::playAll(const Interleaving& one) {
    sync::ApplyReport all;
    for (int place = 0; place < 2 * int(one.events.size()); ++place)
        for (const ReadEvent& event : one.events)
            if (event.answered == place)
                all += play(one, event, event.sent, event.answered);
    return all;
}

/// The status that is shown; of a meeting that of its record.
QString Bench::row() {
    const QString id = QString::fromLatin1(m_id);
    if (m_withRows)
        return Statement(*m_scope, L("SELECT status FROM sessions WHERE halaxy_appointment_id = ? AND "
                                     "deleted_at IS NULL"))
            .bind(id)
            .one([](const Row& row) { return row.text(0); })
            .value_or(L("gone"));
    const auto content = RecordStore(*m_scope).content({RecordKind::Appointment, HalaxyId(id)});
    return content ? std::get<AppointmentRecord>(*content).description : L("gone");
}

QString Bench::violation(const Interleaving& one) {
    begin(one);
    if (!playAll(one).readAgain.empty()) {
        ReadEvent again;
        again.state = int(one.history.size()) - 1;
        const int place = 2 * int(one.events.size());
        if (!play(one, again, place, place + 1).readAgain.empty())
            return L("a read after all others was not enough");
    }
    const QChar newest = one.history.back();
    const QString expected = newest == QLatin1Char('G') ? L("gone") : name(statusOf(newest));
    if (const QString stored = row(); stored != expected)
        return L("it is %1, the newest state was %2").arg(stored, expected);
    const qint64 written = m_practice.database->rowsWritten();
    playAll(one);  // may ask for another read, which is harmless
    if (m_practice.database->rowsWritten() != written)
        return L("the same reads again wrote %1 rows").arg(m_practice.database->rowsWritten() - written);
    return {};
}

}  // namespace

class TestInterleavings : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyOrderEndsAtTheNewestState_data() {
        QTest::addColumn<Meta>("meta");
        QTest::addColumn<int>("reads");
        for (int reads = 1; reads <= 4; ++reads) {
            QTest::addRow("%d, meta moves", reads) << Meta::Moves << reads;
            QTest::addRow("%d, meta stands still", reads) << Meta::Stuck << reads;
            QTest::addRow("%d, no meta", reads) << Meta::None << reads;
            QTest::addRow("%d, meta only by id", reads) << Meta::NotOnPages << reads;
        }
    }
    void everyOrderEndsAtTheNewestState() {
        QFETCH(Meta, meta);
        QFETCH(int, reads);
        const bool always = qEnvironmentVariableIsSet("BLOOM_PROOF_LONG");
        const Ways ways = reads < (always ? 4 : 3)   ? Ways::All
                          : reads < (always ? 5 : 4) ? Ways::Classes
                                                     : Ways::InTurn;
        Bench bench(meta, reads < 4 || always);
        int cases = 0;
        QString wrong;
        QElapsedTimer timer;
        timer.start();
        forEachInterleaving(reads, ways, [&](const Interleaving& one) {
            ++cases;
            if (!wrong.isEmpty())
                return;
            const QString problem = bench.violation(one);
            if (!problem.isEmpty())
                wrong = one.tell() + L(": ") + problem;
        });
        qInfo("%d cases, %lld ms", cases, timer.elapsed());
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    }
};

QTEST_GUILESS_MAIN(TestInterleavings)
#include "tst_interleavings.moc"
