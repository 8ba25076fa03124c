// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Settings and secrets as the running engine has them: what it says while a keychain keeps it waiting, and
// what a keychain that opens later brings.
#include "support/engine_practice.h"
#include "support/held_secret_store.h"

using namespace bloom;
using namespace bloom::engine;
using namespace bloom::test;

namespace {

QString s(const char* text) { return QString::fromLatin1(text); }

QString textOf(EngineHost& host, SettingKey key) {
    const auto view = answerOf(host.settings());
    for (const SettingValue& value : view->values)
        if (value.key == key)
            return value.text;
    return {};
}

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
        QCOMPARE(textOf(host, SettingKey::PrivacyMode), s("true"));
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
};

QTEST_GUILESS_MAIN(TestEngineSettings)
#include "tst_engine_settings.moc"
