// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Secret stores: the labelled fallback is used only after the first store failed, keeps its file private, and
// gives the secret back when the first works again.
#include "engine/keychain_store.h"
#include "engine/secret_store.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QtTest>

using namespace bloom;
using namespace bloom::engine;

namespace {

const QString kName = QStringLiteral("halaxy/clientSecret");
const QString kSecret = QStringLiteral("s3cret");

/// A keychain that can be broken.
class BreakableStore final : public SecretStore {
public:
    explicit BreakableStore(bool& works) : m_works(works) {}
    QFuture<ReadAnswer> read(QString name) override {
        return m_works ? m_memory.read(name)
                       : QtFuture::makeReadyFuture(
                             ReadAnswer(bloom::fail(ErrorKind::Settings, QStringLiteral("locked"))));
    }
    QFuture<Result<bool>> write(QString name, QString secret) override {
        return m_works ? m_memory.write(name, secret)
                       : QtFuture::makeReadyFuture(
                             Result<bool>(bloom::fail(ErrorKind::Settings, QStringLiteral("locked"))));
    }
    SecretStoreInfo info() const override { return {QStringLiteral("keychain"), true}; }

private:
    bool& m_works;
    MemorySecretStore m_memory;
};

}  // namespace

class TestSecretStore : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theFileIsPrivateAndSaysItIsNotProtected() {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("below/secrets"));
        FileSecretStore store(path);
        QVERIFY(store.write(kName, kSecret).result());
        QCOMPARE(QFileInfo(path).permissions() & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteOther),
                 QFile::Permissions());
        QCOMPARE(FileSecretStore(path).read(kName).result().value(), std::optional(kSecret));
        QVERIFY(!store.info().isProtected);
        QVERIFY(store.info().words.contains(QStringLiteral("not protected")));
        QVERIFY(store.write(kName, {}).result());
        QVERIFY(!QFileInfo::exists(path));
    }
    void theFallbackIsNotUsedWhileTheFirstWorks() {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("secrets"));
        bool works = true;
        FallbackSecretStore store(std::make_shared<BreakableStore>(works),
                                  std::make_shared<FileSecretStore>(path));
        QVERIFY(store.write(kName, kSecret).result());
        QVERIFY(!QFileInfo::exists(path));
        QVERIFY(store.info().isProtected);
        QCOMPARE(store.read(kName).result().value(), std::optional(kSecret));
    }
    void aFailedKeychainFallsBackLabelledAndTheSecretMovesBackLater() {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("secrets"));
        bool works = false;
        FallbackSecretStore store(std::make_shared<BreakableStore>(works),
                                  std::make_shared<FileSecretStore>(path));
        QVERIFY(store.write(kName, kSecret).result());
        QVERIFY(QFileInfo::exists(path));
        QVERIFY(!store.info().isProtected);
        QCOMPARE(store.read(kName).result().value(), std::optional(kSecret));
        works = true;
        QVERIFY(store.write(kName, QStringLiteral("new")).result());
        QVERIFY(!QFileInfo::exists(path));
        QVERIFY(store.info().isProtected);
    }
    void nothingAnywhereTellsTheKeychainsTrouble() {
        QTemporaryDir folder;
        bool works = false;
        FallbackSecretStore store(
            std::make_shared<BreakableStore>(works),
            std::make_shared<FileSecretStore>(folder.filePath(QStringLiteral("secrets"))));
        const auto answer = store.read(kName).result();
        QVERIFY(!answer);
        QCOMPARE(answer.error().message, QStringLiteral("locked"));
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
