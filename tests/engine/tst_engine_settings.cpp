// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Settings and secrets as the running engine has them: what it says while a keychain keeps it waiting, and
// what a keychain that opens later brings.
#include "engine/keychain_store.h"
#include "support/engine_practice.h"
#include "support/held_secret_store.h"

using namespace bloom;
using namespace bloom::engine;
using namespace bloom::test;

namespace {

QString s(const char* text) { return QString::fromLatin1(text); }

SettingValue valueOf(EngineHost& host, SettingKey key) {
    const auto view = answerOf(host.settings());
    for (const SettingValue& value : view->values)
        if (value.key == key)
            return value;
    return {};
}

/// A keyring that answers when the test says so, long after its deadline.
struct LateKeychain {
    using Done = std::function<void(SecretStore::ReadAnswer)>;
    std::vector<std::pair<QString, Done>> reads;
    std::vector<std::function<void(Result<bool>)>> writes;

    std::unique_ptr<SecretStore> store() {
        return std::make_unique<KeychainStore>(
            std::chrono::milliseconds(1),
            KeychainAccess{
                [this](const QString& name, const auto& done) { reads.emplace_back(name, done); },
                [this](const QString&, const QString&, const auto& done) { writes.push_back(done); }});
    }
};

}  // namespace

class TestEngineSettings : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void privacyIsToldBeforeTheKeychainAnswers() {
        EnginePractice practice;
        EngineOptions options = practice.bareOptions();
        options.environment = {{s("HALAXY_CLIENT_ID"), s("id")}, {s("BLOOM_PRIVACY_MODE"), s("1")}};
        options.secrets = [] { return std::make_unique<HeldSecretStore>(); };
        EngineHost host(options);
        QSignalSpy changed(&host, &Engine::settingsChanged);
        host.start();
        QTRY_COMPARE(changed.count(), 1);
        QCOMPARE(valueOf(host, SettingKey::PrivacyMode).text, s("true"));
        QVERIFY(host.snapshot().facts.starting);
        QVERIFY(host.stop());
    }
    void theStateGoesOnWhileNothingHappens() {
        EnginePractice practice;
        EngineHost host(practice.bareOptions());
        host.start();
        QTRY_COMPARE(host.snapshot().state.state, AppState::NotSetUp);
        const UtcTime then = host.snapshot().facts.now;
        QTRY_VERIFY(host.snapshot().facts.now - then >= std::chrono::seconds(20));
    }
    void aKeychainThatOpensLateBringsTheSecret() {
        EnginePractice practice;
        LateKeychain keychain;
        EngineOptions options = practice.options();
        options.environment.remove(s("HALAXY_CLIENT_SECRET"));
        options.secrets = [&] { return keychain.store(); };
        EngineHost host(options);
        FinishedRuns runs(host);
        host.start();
        QTRY_COMPARE(host.snapshot().state.state, AppState::NotSetUp);
        const auto problem = valueOf(host, SettingKey::ClientSecret).problem;
        QVERIFY(problem);
        QVERIFY2(problem->message.contains(s("keychain")), qPrintable(problem->message));
        QVERIFY2(problem->message.contains(s("HALAXY_CLIENT_SECRET_FILE")), qPrintable(problem->message));
        QCOMPARE(keychain.reads.size(), 1U);  // the second would only wait for the same deadline
        QCOMPARE(answerOf(host.requestSync({})).kind, SyncAnswerKind::NotSetUp);
        QTRY_COMPARE(keychain.reads.size(), 2U);  // F5 asks again
        QCOMPARE(keychain.reads.front().first, spec(SettingKey::ClientSecret).fileKey);
        keychain.reads.front().second(std::optional(practice.server.core().quirks().clientSecret));
        QVERIFY(runs.wait(1));
        QCOMPARE(runs.last().outcome, RunOutcome::Success);
        QVERIFY(host.stop());
    }
    void aSecretThatLiesOpenIsSaidUntilTheKeychainTakesIt() {
        EnginePractice practice;
        LateKeychain keychain;
        EngineOptions options = practice.options();
        const QString secret = options.environment.take(s("HALAXY_CLIENT_SECRET"));
        FileSecretStore file(practice.folder.filePath(s("secrets")));
        QVERIFY(file.keep(spec(SettingKey::ClientSecret).fileKey, secret));
        options.secrets = [&] { return std::make_unique<FallbackSecretStore>(keychain.store(), file); };
        EngineHost host(options);
        host.start();
        QTRY_VERIFY(host.snapshot().unprotectedSecret.contains(s("not protected")));
        QTRY_COMPARE(keychain.writes.size(), 1U);
        keychain.writes.front()(true);
        QTRY_VERIFY(host.snapshot().unprotectedSecret.isEmpty());
        QVERIFY(file.names().isEmpty());
        QCOMPARE(keychain.writes.size(), 1U);
        QVERIFY(host.stop());
    }
    void whenASecretCantBeStoredNothingIs() {
        EnginePractice practice;
        LateKeychain keychain;
        EngineOptions options = practice.bareOptions();
        options.secrets = [&] { return keychain.store(); };
        EngineHost host(options);
        host.start();
        QTRY_COMPARE(host.snapshot().state.state, AppState::NotSetUp);
        QVERIFY(answerOf(host.saveSettings({{SettingKey::ContactEmail, s("a@example.com")}})));
        const SettingsPatch patch{{SettingKey::ClientId, s("id")},
                                  {SettingKey::ContactEmail, s("b@example.com")},
                                  {SettingKey::ClientSecret, s("secret")}};
        QVERIFY(!answerOf(host.saveSettings(patch)));
        QCOMPARE(valueOf(host, SettingKey::ClientId).text, QString());
        QCOMPARE(valueOf(host, SettingKey::ContactEmail).text, s("a@example.com"));
        QVERIFY(host.stop());
    }
    void anotherDatabaseIsInUseOnceItIsSaved() {
        EnginePractice practice;
        EngineHost host(practice.bareOptions());
        host.start();
        QTRY_COMPARE(host.snapshot().state.state, AppState::NotSetUp);
        const QString path = practice.folder.filePath(s("other.sqlite"));
        QVERIFY(answerOf(host.saveSettings({{SettingKey::Database, s("sqlite:") + path}})));
        QVERIFY(answerOf(host.settings())->databaseDescription.contains(path));
    }
};

QTEST_GUILESS_MAIN(TestEngineSettings)
#include "tst_engine_settings.moc"
