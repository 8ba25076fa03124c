// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The power goes out at any write, sync, truncation or deletion: what was acknowledged is there, nothing
// half, and runs go on. BLOOM_PROOF_SEEDS sets how many cuts; the planted faults show that a loss would be
// found.
#include "proof/power_cut_story.h"
#include "storage/inbox_store.h"
#include "storage/inbox_work.h"
#include "storage/statement.h"
#include "storage/transaction.h"

#include <QLoggingCategory>
#include <QTemporaryDir>
#include <QtTest>
#include <set>

using namespace bloom;
using namespace bloom::storage;
using namespace bloom::test;

namespace {

constexpr int kSeeds = 200;
int seeds() {
    bool given = false;
    const int number = qEnvironmentVariableIntValue("BLOOM_PROOF_SEEDS", &given);
    return given ? number : kSeeds;
}

/// Events come in one by one, are looked at and worked off; connections come and go, and so does the power.
/// Every insert that returned must be there after the cut.
class Inbox {
public:
    explicit Inbox(quint32 seed, const char* synchronous) : m_random(seed), m_synchronous(synchronous) {}
    ~Inbox() { close(); }
    QString violation();

private:
    bool upTo(quint32 percent) { return m_random() % 100 < percent; }
    void close() {
        m_reader.reset();
        m_database.reset();
    }
    bool open();
    void receive();
    void settle();
    QString check();

    std::mt19937 m_random;
    const char* m_synchronous;
    QTemporaryDir m_folder;
    DatabaseTarget m_target{m_folder.filePath(QStringLiteral("new/inbox.sqlite"))};
    std::unique_ptr<Database> m_database;
    std::unique_ptr<Database> m_reader;
    std::set<int> m_acknowledged;
    std::set<int> m_settled;
    int m_sent = 0;
};

bool Inbox::open() {
    auto opened = Database::open(m_target);
    if (!opened)
        return false;
    m_database = std::move(*opened);
    if (m_synchronous)
        setSynchronous(m_synchronous);
    return true;
}

RecordKey recordOf(int event) { return {RecordKind::Appointment, HalaxyId(QString::number(event))}; }

void Inbox::receive() {
    std::vector<int> group;  // commits of several, as under load
    for (int i = int(m_random() % 4); i >= 0; --i)
        group.push_back(++m_sent);
    const auto answer = write(*m_database, [&](Scope& scope) {
        std::vector<NewInboxEvent> events;
        for (const int number : group) {
            NewInboxEvent event;
            event.route = event.event = QStringLiteral("appointment-updated");
            event.eventId = QString::number(number);
            event.bodyHash = QByteArray(32, char(number));
            event.key = recordOf(number);
            event.subscription = QString(int(number % 300), u'7');
            events.push_back(event);
        }
        InboxStore(scope).add(events, UtcTime());
    });
    if (answer)
        m_acknowledged.insert(group.begin(), group.end());
}

void Inbox::settle() {
    const int event = 1 + int(m_random() % quint32(m_sent + 1));
    const auto answer = write(*m_database, [&](Scope& scope) {
        InboxWork work(scope);
        std::vector<qint64> claimed;
        for (const WaitingEvent& waiting : work.claim(recordOf(event)))
            claimed.push_back(waiting.id);
        work.done(claimed, RunId(QStringLiteral("run")), UtcTime());
        return claimed.size();
    });
    if (answer.value_or(0) == 1)
        m_settled.insert(event);
}

QString Inbox::check() {
    if (const QString damage = damageOf(m_target.path); !damage.isEmpty())
        return damage;
    if (!open())
        return QStringLiteral("it can't be opened again");
    const auto stored = read(*m_database, [](Scope& scope) {
        return Statement(scope, QStringLiteral("SELECT event_id, state FROM webhook_inbox"))
            .all([](const Row& row) { return std::pair(row.text(0).toInt(), row.text(1)); });
    });
    if (!stored)
        return stored.error().message;
    const std::map<int, QString> events(stored->begin(), stored->end());
    for (const int event : m_acknowledged)
        if (!events.contains(event))
            return QStringLiteral("event %1 was acknowledged and is gone").arg(event);
    for (const int event : m_settled)
        if (events.at(event) != QLatin1String("done"))
            return QStringLiteral("event %1 was done and is open again").arg(event);
    return {};
}

QString Inbox::violation() {
    PowerCutVfs& vfs = PowerCutVfs::instance();
    for (int cuts = 0; cuts < 3; ++cuts) {
        // The first operations are those of making the database.
        vfs.cutAt(1 + m_random() % (cuts == 0 && upTo(30) ? 60 : 600), Loss(m_random() % 5), m_random());
        while (!vfs.wasCut()) {
            if (!m_database && !open())
                break;
            if (upTo(60))
                receive();
            else if (upTo(70))
                settle();
            else if (upTo(40))
                m_database->checkpoint(upTo(50));
            else if (upTo(40))
                m_reader = m_reader ? nullptr : Database::openReader(m_target).value_or(nullptr);
            else if (upTo(20))
                close();
        }
        close();
        if (vfs.isOut())
            return QStringLiteral("a connection stayed open");
        vfs.neverCut();
        if (const QString problem = check(); !problem.isEmpty())
            return problem;
    }
    return {};
}

QString inboxViolation(quint32 seed, const char* synchronous = nullptr) {
    QString problem;
    {
        Inbox inbox(seed, synchronous);
        problem = inbox.violation();
    }
    PowerCutVfs::instance().forget();
    return problem.isEmpty() ? problem : QStringLiteral("seed %1: %2").arg(seed).arg(problem);
}

}  // namespace

class TestPowerCut : public QObject {
    Q_OBJECT
    std::unique_ptr<PowerCutStory> m_story;

private Q_SLOTS:
    void initTestCase() {
        QLoggingCategory::setFilterRules(QStringLiteral("bloom.*=false"));  // each cut is a warning
        PowerCutVfs::instance();
        m_story = std::make_unique<PowerCutStory>();
    }
    void aRunIsThereUpToItsLastCommitAndGoesOn() {
        for (int seed = 1; seed <= seeds(); ++seed)
            QCOMPARE(m_story->violation(quint32(seed)), QString());
    }
    void anAcknowledgedEventIsThere() {
        for (int seed = 1; seed <= seeds(); ++seed)
            QCOMPARE(inboxViolation(quint32(seed)), QString());
    }
    void lessSyncingIsFound_data() {
        QTest::addColumn<bool>("inbox");
        QTest::addColumn<QByteArray>("synchronous");
        QTest::newRow("runs, OFF") << false << QByteArray("OFF");
        QTest::newRow("runs, NORMAL") << false << QByteArray("NORMAL");
        QTest::newRow("inbox, OFF") << true << QByteArray("OFF");
        QTest::newRow("inbox, NORMAL") << true << QByteArray("NORMAL");
    }
    void lessSyncingIsFound() {
        QFETCH(bool, inbox);
        QFETCH(QByteArray, synchronous);
        QString found;
        for (quint32 seed = 1; seed <= kSeeds && found.isEmpty(); ++seed)
            found = inbox ? inboxViolation(seed, synchronous) : m_story->violation(seed, synchronous);
        QVERIFY(!found.isEmpty());
        qInfo("%s", qUtf8Printable(found));
    }
};

QTEST_GUILESS_MAIN(TestPowerCut)
#include "tst_power_cut.moc"
