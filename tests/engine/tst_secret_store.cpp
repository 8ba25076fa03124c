// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Secret stores: the labelled fallback is used only after the first store failed, keeps its file private, and
// gives the secret back when the first works again. A keychain has a deadline, and its late answer still
// counts.
#include "engine/keychain_store.h"
#include "engine/secret_store.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QtTest>

using namespace bloom;
using namespace bloom::engine;

namespace {

const QString kName = QStringLiteral("halaxy/clientSecret");
const QString kOther = QStringLiteral("halaxy/webhookSecret");
const QString kSecret = QStringLiteral("s3cret");
using Secret = std::optional<QString>;
using Kind = SecretNews::Kind;

/// A keychain that can be broken.
class BreakableStore final : public SecretStore {
public:
    QFuture<ReadAnswer> read(QString name) override {
        ++reads;
        return works ? m_memory.read(name) : QtFuture::makeReadyFuture(ReadAnswer(locked()));
    }
    QFuture<Result<bool>> write(QString name, QString secret) override {
        return works ? m_memory.write(name, secret) : QtFuture::makeReadyFuture(Result<bool>(locked()));
    }
    SecretStoreInfo info(const QString&) const override { return {QStringLiteral("keychain"), true}; }
    void onNews(News call) override { news = std::move(call); }

    bool works = true;
    int reads = 0;
    News news;

private:
    static std::unexpected<Error> locked() {
        return bloom::fail(ErrorKind::Settings, QStringLiteral("locked"));
    }
    MemorySecretStore m_memory;
};

QString line(const SecretNews& news) {
    return (news.kind == Kind::Found ? QStringLiteral("found ") : QStringLiteral("written ")) + news.name +
           QLatin1Char('=') + news.secret;
}

/// Keychain, file and the store over both, as at one start of the program.
struct Bench {
    QTemporaryDir folder;
    QString path = folder.filePath(QStringLiteral("secrets"));
    std::shared_ptr<BreakableStore> keychain = std::make_shared<BreakableStore>();
    std::unique_ptr<FallbackSecretStore> store;
    QStringList news;

    Bench() { restart(); }
    void restart() {
        store = std::make_unique<FallbackSecretStore>(keychain, FileSecretStore(path));
        store->onNews([this](const SecretNews& each) { news << line(each); });
    }
    Secret read(const QString& name) const { return store->read(name).result().value(); }
    bool hasFile() const { return QFileInfo::exists(path); }
};

}  // namespace

class TestSecretStore : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theFileIsPrivateAndSaysItIsNotProtected() {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("below/secrets"));
        FileSecretStore store(path);
        QVERIFY(store.keep(kName, kSecret));
        QCOMPARE(QFileInfo(path).permissions() & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteOther),
                 QFile::Permissions());
        QCOMPARE(FileSecretStore(path).find(kName).value(), Secret(kSecret));
        QVERIFY(!store.info().isProtected);
        QVERIFY(store.info().words.contains(QStringLiteral("not protected")));
        QVERIFY(store.forget(kName));
        QVERIFY(!QFileInfo::exists(path));
    }
    void theFallbackIsNotUsedWhileTheFirstWorks() {
        Bench b;
        QVERIFY(b.store->write(kName, kSecret).result());
        QVERIFY(!b.hasFile());
        QVERIFY(b.store->info(kName).isProtected);
        QCOMPARE(b.read(kName), Secret(kSecret));
    }
    void aFailedKeychainFallsBackLabelledAndTheSecretMovesBackLater() {
        Bench b;
        b.keychain->works = false;
        QVERIFY(b.store->write(kName, kSecret).result());
        QVERIFY(b.hasFile());
        QVERIFY(!b.store->info(kName).isProtected);
        QCOMPARE(b.read(kName), Secret(kSecret));
        b.keychain->works = true;
        QVERIFY(b.store->write(kName, QStringLiteral("new")).result());
        QVERIFY(!b.hasFile());
        QVERIFY(b.store->info(kName).isProtected);
    }
    void aStartNamesWhatLiesOpenWhateverElseIsAsked() {
        Bench b;
        b.keychain->works = false;
        QVERIFY(b.store->write(kName, kSecret).result());
        b.restart();
        QCOMPARE(b.read(kName), Secret(kSecret));
        QCOMPARE(b.keychain->reads, 0);  // no deadline to wait for
        QVERIFY(!b.store->read(kOther).result());
        QVERIFY(!b.store->info(kName).isProtected);
        QVERIFY(b.store->info(kOther).isProtected);
    }
    void whatTheFileHasIsNewerAndMovesIntoAKeychainThatWorksAgain() {
        Bench b;
        QVERIFY(b.store->write(kName, QStringLiteral("old")).result());
        b.keychain->works = false;
        QVERIFY(b.store->write(kName, kSecret).result());
        b.keychain->works = true;
        b.restart();
        QCOMPARE(b.read(kName), Secret(kSecret));
        QVERIFY(!b.hasFile());
        QVERIFY(b.store->info(kName).isProtected);
        QCOMPARE(b.news, QStringList(QStringLiteral("written halaxy/clientSecret=s3cret")));
        QCOMPARE(b.keychain->read(kName).result().value(), Secret(kSecret));
    }
    void aSecretThatWasRemovedStaysRemovedWhenTheKeychainWorksAgain() {
        Bench b;
        QVERIFY(b.store->write(kName, kSecret).result());
        b.keychain->works = false;
        QVERIFY(b.store->write(kName, {}).result());
        QVERIFY(b.store->info(kName).isProtected);  // nothing of it lies in the file
        b.restart();
        QCOMPARE(b.read(kName), Secret());
        b.keychain->works = true;
        b.restart();
        QCOMPARE(b.read(kName), Secret());
        QVERIFY(!b.hasFile());
        QCOMPARE(b.keychain->read(kName).result().value(), Secret());
    }
    void aKeychainThatOpensLaterTakesWhatTheFileHas() {
        Bench b;
        b.keychain->works = false;
        QVERIFY(b.store->write(kName, kSecret).result());
        b.keychain->works = true;
        b.keychain->news(
            {Kind::Found, kName, QStringLiteral("older")});  // a read from before the secret was written
        QVERIFY(!b.hasFile());
        QCOMPARE(b.news, QStringList(QStringLiteral("written halaxy/clientSecret=s3cret")));
        b.keychain->news({Kind::Found, kOther, QStringLiteral("late")});
        QCOMPARE(b.news.last(), QStringLiteral("found halaxy/webhookSecret=late"));
    }
    void aWriteThatWasTakenLateLeavesNoCopyInTheFile() {
        Bench b;
        b.keychain->works = false;
        QVERIFY(b.store->write(kName, kSecret).result());
        b.keychain->news({Kind::Written, kName, QStringLiteral("older")});
        QVERIFY(b.hasFile());
        b.keychain->news({Kind::Written, kName, kSecret});
        QVERIFY(!b.hasFile());
        QVERIFY(b.store->info(kName).isProtected);
    }
    void nothingAnywhereTellsTheKeychainsTrouble() {
        Bench b;
        b.keychain->works = false;
        const auto answer = b.store->read(kName).result();
        QVERIFY(!answer);
        QCOMPARE(answer.error().message, QStringLiteral("locked"));
    }
    void aKeychainAnswersInItsTime() {
        const KeychainAccess access{
            [](const QString& name, const auto& done) { done(Secret(name + QStringLiteral("!"))); },
            [](const QString&, const QString&, const auto& done) { done(true); }};
        KeychainStore store(std::chrono::hours(1), access);
        QCOMPARE(store.read(kName).result().value(), Secret(kName + QStringLiteral("!")));
        QVERIFY(store.write(kName, kSecret).result());
    }
    void aKeychainThatHangsIsAnErrorByTheDeadlineAndItsLateAnswerStillCounts() {
        std::function<void(SecretStore::ReadAnswer)> doneReading;
        std::function<void(Result<bool>)> doneWriting;
        const KeychainAccess access{
            [&](const QString&, const auto& done) { doneReading = done; },
            [&](const QString&, const QString&, const auto& done) { doneWriting = done; }};
        auto store = std::make_unique<KeychainStore>(std::chrono::milliseconds(1), access);
        QStringList news;
        store->onNews([&](const SecretNews& each) { news << line(each); });
        const auto read = store->read(kName);
        const auto written = store->write(kOther, kSecret);
        QTRY_VERIFY(read.isFinished() && written.isFinished());
        QVERIFY(!read.result() && !written.result());
        doneReading(Secret(kSecret));
        doneWriting(true);
        QCOMPARE(news, QStringList({QStringLiteral("found halaxy/clientSecret=s3cret"),
                                    QStringLiteral("written halaxy/webhookSecret=s3cret")}));
        store->read(kName);
        store.reset();
        doneReading(Secret(kSecret));  // to nobody
        QCOMPARE(news.size(), 2);
    }
    void theAnswerComesOnTheThreadThatAsked() {
        QThread worker;
        QObject there;
        there.moveToThread(&worker);
        QThread* asked = nullptr;
        QThread* answered = nullptr;
        std::unique_ptr<KeychainStore> store;
        const KeychainAccess access{[&](const QString&, const auto& done) {
                                        asked = QThread::currentThread();
                                        done(Secret(kSecret));
                                    },
                                    {}};
        worker.start();
        QMetaObject::invokeMethod(&there, [&] {
            store = std::make_unique<KeychainStore>(std::chrono::hours(1), access);
            store->read(kName).then([&](const SecretStore::ReadAnswer&) {
                answered = QThread::currentThread();
                worker.quit();
            });
        });
        QTRY_VERIFY(worker.isFinished());
        QCOMPARE(asked, QCoreApplication::instance()->thread());
        QCOMPARE(answered, &worker);
        store.reset();
    }
    void withoutAKeychainTheAnswerIsAnErrorNotAHang() {
        // No session bus here: whatever the machine has, an answer must come by the deadline.
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
        KeychainStore store(std::chrono::milliseconds(500));
        const auto future = store.read(kName);
        QTRY_VERIFY(future.isFinished());
        QVERIFY(!future.result());
    }
};

QTEST_GUILESS_MAIN(TestSecretStore)
#include "tst_secret_store.moc"
