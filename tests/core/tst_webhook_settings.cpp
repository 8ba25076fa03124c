// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Settings of webhooks: what each must look like, and that a bad one never opens a door.
#include "core/settings_schema.h"
#include "core/webhook_secrets.h"

#include <QtTest>

using namespace bloom;

namespace {

QString s(const char* text) { return QString::fromLatin1(text); }

ResolvedSettings with(const QMap<QString, QString>& variables) {
    SettingSources sources;
    sources.environment = variables;
    return resolveSettings(sources);
}

}  // namespace

class TestWebhookSettings : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void defaults() {
        const auto resolved = with({});
        QVERIFY(resolved.problems.empty());
        QVERIFY(resolved.settings.webhookListen);
        QCOMPARE(resolved.settings.webhookAddress, s("127.0.0.1"));
        QCOMPARE(resolved.settings.webhookPort, 8787);
        QVERIFY(resolved.settings.webhookSecret.isEmpty());
    }
    void everySetting_data() {
        QTest::addColumn<QString>("variable");
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("fine");
        const auto rows = [](const char* variable, bool fine, std::initializer_list<const char*> texts) {
            for (const char* text : texts)
                QTest::addRow("%s=%s", variable, text) << s(variable) << s(text) << fine;
        };
        rows("HALAXY_WEBHOOK_SECRET", true,
             {"one", "one,two", "one, two", "one\ntwo\n", "one,,two,", "whsec_c2VjcmV0", "whsec_c2VjcmV0,raw",
              "p@ss:w=rd/+"});
        rows("HALAXY_WEBHOOK_SECRET", false,
             {"one,two,three", "one two", "one\ntwo\nthree", "whsec_", "whsec_***", "whsec_c2Vj*mV0",
              "schl\xfcssel"});
        rows("HALAXY_WEBHOOK_AUTH_HEADER", true,
             {"X-Key: value", "X-Key:value", "Authorization: Bearer a.b.c", "Authorization: Basic dTpw",
              "x-key: a:b"});
        rows("HALAXY_WEBHOOK_AUTH_HEADER", false,
             {"value", "X-Key", "X-Key:", ": value", "X Key: value", "X-Key: a\nb", "X-K\xe9y: a", "Host: a",
              "content-type: a", "User-Agent: a", "Accept: */*"});
        rows(
            "BLOOM_WEBHOOK_ADDRESS", true,
            {"127.0.0.1", "0.0.0.0", "192.168.1.10", "255.255.255.255", "::1", "::", "fe80::1", "localhost"});
        rows("BLOOM_WEBHOOK_ADDRESS", false,
             {"256.0.0.1", "127.0.0", "127.0.0.1.", "127.0.0.1:80", "example.com", "[::1]", ":::1",
              "1.2.3.4.5", "*"});
        rows("BLOOM_WEBHOOK_PORT", true, {"0", "1", "8787", "65535"});
        rows("BLOOM_WEBHOOK_PORT", false, {"-1", "65536", "http", "80.5"});
        rows("BLOOM_WEBHOOK_HOSTS", true,
             {"bloom.example.com", "a,b.example", "localhost", "[::1]", "10.0.0.1", "a-b.example"});
        rows("BLOOM_WEBHOOK_HOSTS", false,
             {"https://a.example", "a.example:443", "a.example/x", "*", "*.example.com", "-a.example",
              "a..example", "::1"});
        rows("BLOOM_WEBHOOK_LISTEN", true, {"true", "off"});
        rows("BLOOM_WEBHOOK_LISTEN", false, {"perhaps"});
    }
    void everySetting() {
        QFETCH(QString, variable);
        QFETCH(QString, text);
        QFETCH(bool, fine);
        const auto resolved = with({{variable, text}});
        QCOMPARE(resolved.problems.empty(), fine);
        if (fine)
            return;
        QCOMPARE(resolved.problems.front().kind, ErrorKind::Settings);
        QCOMPARE(resolved.problems.front().context, variable);
        QVERIFY(resolved.problems.front().message.startsWith(s("Expected ")));
    }
    void aBadSecretIsNoSecretAndABadAddressIsThisMachine() {
        const auto resolved = with({{s("HALAXY_WEBHOOK_SECRET"), s("one two")},
                                    {s("HALAXY_WEBHOOK_AUTH_HEADER"), s("Host: x")},
                                    {s("BLOOM_WEBHOOK_ADDRESS"), s("everywhere")}});
        QVERIFY(resolved.settings.webhookSecret.isEmpty());
        QVERIFY(resolved.settings.webhookAuthHeader.isEmpty());
        QCOMPARE(resolved.settings.webhookAddress, s("127.0.0.1"));
    }
    void aBadSecretIsNotRepeated() {
        for (const char* secret : {"hush hush", "hush\nhush\nhush", "whsec_hush!"}) {
            const auto bad = with({{s("HALAXY_WEBHOOK_SECRET"), s(secret)}});
            QVERIFY(!bad.problems.front().message.contains(s("hush")));
        }
        const auto header = with({{s("HALAXY_WEBHOOK_AUTH_HEADER"), s("Host: hush")}});
        QVERIFY(!header.problems.front().message.contains(s("hush")));
    }
    void tlsNeedsBothFiles_data() {
        QTest::addColumn<QString>("certificate");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("problem");
        const QString file = s(BLOOM_SOURCE_DIR "/tests/http/data/localhost");
        QTest::newRow("both") << file + s(".crt") << file + s(".key") << QString();
        QTest::newRow("neither") << QString() << QString() << QString();
        QTest::newRow("no key") << file + s(".crt") << QString() << s("BLOOM_WEBHOOK_KEY");
        QTest::newRow("no certificate") << QString() << file + s(".key") << s("BLOOM_WEBHOOK_CERTIFICATE");
        QTest::newRow("not there") << file + s(".crt") << file + s(".pem") << s("BLOOM_WEBHOOK_KEY");
        QTest::newRow("a folder") << s(BLOOM_SOURCE_DIR "/tests") << file + s(".key")
                                  << s("BLOOM_WEBHOOK_CERTIFICATE");
    }
    void tlsNeedsBothFiles() {
        QFETCH(QString, certificate);
        QFETCH(QString, key);
        QFETCH(QString, problem);
        const auto resolved =
            with({{s("BLOOM_WEBHOOK_CERTIFICATE"), certificate}, {s("BLOOM_WEBHOOK_KEY"), key}});
        QCOMPARE(resolved.problems.empty() ? QString() : resolved.problems.front().context, problem);
        // Whatever is wrong, it is still known that TLS was asked for.
        QCOMPARE(resolved.settings.webhookCertificate, certificate);
        QCOMPARE(resolved.settings.webhookKey, key);
    }
    void aListIsSplitAndAHeaderTakenApart() {
        QCOMPARE(splitList(s(" a, b\n c\r\n,")), QStringList({s("a"), s("b"), s("c")}));
        QVERIFY(splitList(s(" , \n")).isEmpty());
        QCOMPARE(splitFixedHeader(s(" X-Key :  a: b ")), std::optional(FixedHeader{"X-Key", "a: b"}));
    }
};

QTEST_GUILESS_MAIN(TestWebhookSettings)
#include "tst_webhook_settings.moc"
