// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Settings: names of every source, precedence, ranges, and what is said about a bad value.
#include "core/settings_schema.h"

#include <QtTest>

using namespace bloom;

namespace {
QString text(const char* latin1) { return QString::fromLatin1(latin1); }
SettingSources environment(const QMap<QString, QString>& variables) {
    SettingSources sources;
    sources.environment = variables;
    return sources;
}
}  // namespace

class TestSettings : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theEightVariablesOfTheSpecificationAreTaken() {
        const auto resolved = resolveSettings(environment({
            {text("HALAXY_CLIENT_ID"), text("id")},
            {text("HALAXY_CLIENT_SECRET"), text("secret")},
            {text("HALAXY_BASE_URL"), text("https://au-api.halaxy.com")},
            {text("HALAXY_WEBHOOK_SECRET"), text("hook")},
            {text("HALAXY_SYNC_INTERVAL_MINUTES"), text("5")},
            {text("HALAXY_SYNC_HISTORY_DAYS"), text("7")},
            {text("HALAXY_SYNC_FUTURE_DAYS"), text("14")},
            {text("SQL_CONNECTION_STRING"), text("sqlite:/tmp/x.db")},
        }));
        const Settings& s = resolved.settings;
        QVERIFY(resolved.problems.empty());
        QVERIFY(s.halaxyConfigured());
        QCOMPARE(s.clientId, text("id"));
        QCOMPARE(s.clientSecret, text("secret"));
        QCOMPARE(s.baseUrl, QUrl(text("https://au-api.halaxy.com/main")));
        QCOMPARE(s.webhookSecret, text("hook"));
        QCOMPARE(s.syncInterval.count(), 5);
        QCOMPARE(s.historyDays, 7);
        QCOMPARE(s.futureDays, 14);
        QCOMPARE(s.database, text("sqlite:/tmp/x.db"));
    }
    void defaults() {
        const auto resolved = resolveSettings({});
        const Settings& s = resolved.settings;
        QVERIFY(resolved.problems.empty());
        QVERIFY(!s.halaxyConfigured());
        QCOMPARE(s.baseUrl, QUrl(text("https://au-api.halaxy.com/main")));
        QCOMPARE(s.syncInterval.count(), 15);
        QCOMPARE(s.historyDays, 30);
        QCOMPARE(s.futureDays, 90);
        QCOMPARE(s.timeZone, text("Australia/Sydney"));
        QCOMPARE(s.proxyMode, text("system"));
        QCOMPARE(s.appearance, text("system"));
        QVERIFY(!s.privacyMode);
        QCOMPARE(resolved.values.size(), settingSpecs().size());
        QCOMPARE(resolved.value(SettingKey::TimeZone).origin, SettingOrigin::Default);
    }
    void aFlagIsTrueOrFalseHoweverItWasWritten() {
        for (const char* word : {"true", "1", "yes", "on", "On"}) {
            const auto on = resolveSettings(environment({{text("BLOOM_PRIVACY_MODE"), text(word)}}));
            QVERIFY2(on.settings.privacyMode, word);
            QCOMPARE(on.value(SettingKey::PrivacyMode).text, text("true"));
        }
        for (const char* word : {"false", "0", "No", "off"}) {
            const auto off = resolveSettings(environment({{text("BLOOM_PRIVACY_MODE"), text(word)}}));
            QVERIFY2(!off.settings.privacyMode, word);
            QCOMPARE(off.value(SettingKey::PrivacyMode).text, text("false"));
        }
        const auto bad = resolveSettings(environment({{text("BLOOM_PRIVACY_MODE"), text("perhaps")}}));
        QCOMPARE(bad.value(SettingKey::PrivacyMode).text, text("perhaps"));
        QVERIFY(bad.value(SettingKey::PrivacyMode).problem);
    }
    void theHigherSourceWins() {
        SettingSources sources;
        sources.file[text("halaxy/clientId")] = text("file");
        QCOMPARE(resolveSettings(sources).settings.clientId, text("file"));
        QCOMPARE(resolveSettings(sources).value(SettingKey::ClientId).origin, SettingOrigin::File);
        sources.environment[text("HALAXY_CLIENT_ID")] = text("env");
        QCOMPARE(resolveSettings(sources).settings.clientId, text("env"));
        QCOMPARE(resolveSettings(sources).value(SettingKey::ClientId).originName, text("HALAXY_CLIENT_ID"));
        sources.commandLine[text("client-id")] = text("option");
        QCOMPARE(resolveSettings(sources).settings.clientId, text("option"));
        QCOMPARE(resolveSettings(sources).value(SettingKey::ClientId).originName, text("--client-id"));
        sources.commandLine[text("client-id")] = text("");
        QCOMPARE(resolveSettings(sources).settings.clientId, text("env"));  // empty is the same as none
    }
    void secretsComeFromEverywhereButTheSettingsFile() {
        SettingSources sources;
        sources.file[text("halaxy/clientSecret")] = text("leaked");
        QVERIFY(resolveSettings(sources).settings.clientSecret.isEmpty());
        sources.secrets[text("halaxy/clientSecret")] = text("kept");
        QCOMPARE(resolveSettings(sources).settings.clientSecret, text("kept"));
        QCOMPARE(resolveSettings(sources).value(SettingKey::ClientSecret).origin, SettingOrigin::SecretStore);
        sources.environment[text("HALAXY_CLIENT_SECRET")] = text("content\n");
        sources.fileVariables[text("HALAXY_CLIENT_SECRET")] = text("/run/secret");
        QCOMPARE(resolveSettings(sources).settings.clientSecret, text("content"));
        QCOMPARE(resolveSettings(sources).value(SettingKey::ClientSecret).originName,
                 text("HALAXY_CLIENT_SECRET_FILE (/run/secret)"));
        for (const SettingSpec& setting : settingSpecs())
            if (setting.type == SettingType::Secret)
                QVERIFY(setting.option.isEmpty());  // a command line is seen by everybody
    }
    void regionOrOwnAddress() {
        QCOMPARE(resolveSettings(environment({{text("HALAXY_REGION"), text("eu")}})).settings.baseUrl,
                 QUrl(text("https://eu-api.halaxy.com/main")));
        SettingSources sources = environment({{text("HALAXY_BASE_URL"), text("https://own.example/fhir/")}});
        sources.file[text("halaxy/region")] = text("eu");
        QCOMPARE(resolveSettings(sources).settings.baseUrl, QUrl(text("https://own.example/fhir")));
        sources.commandLine[text("region")] = text("au");
        QCOMPARE(resolveSettings(sources).settings.baseUrl, QUrl(text("https://au-api.halaxy.com/main")));
    }
    void baseUrls_data() {
        QTest::addColumn<QString>("given");
        QTest::addColumn<QString>("expected");  // empty = refused
        const auto row = [](const char* given, const char* expected) {
            QTest::newRow(given) << text(given) << text(expected);
        };
        row("https://au-api.halaxy.com", "https://au-api.halaxy.com/main");
        row("https://au-api.halaxy.com/", "https://au-api.halaxy.com/main");
        row(" https://au-api.halaxy.com/main/ ", "https://au-api.halaxy.com/main");
        row("https://AU-API.halaxy.com:443/fhir//", "https://au-api.halaxy.com/fhir");
        row("https://own.example:8443/a/b", "https://own.example:8443/a/b");
        row("http://127.0.0.1:4711", "http://127.0.0.1:4711/main");
        row("http://localhost:80/fhir", "http://localhost/fhir");
        row("http://[::1]:5", "http://[::1]:5/main");
        row("http://au-api.halaxy.com", "");
        row("http://127.0.0.1.evil.example", "");
        row("au-api.halaxy.com", "");
        row("ftp://au-api.halaxy.com", "");
        row("https://", "");
        row("https://user:pass@au-api.halaxy.com", "");
        row("https://au-api.halaxy.com/main?x=1", "");
        row("https://au-api.halaxy.com/main#x", "");
        row("https://au api.halaxy.com", "");
        row("", "");
    }
    void baseUrls() {
        QFETCH(QString, given);
        QFETCH(QString, expected);
        const auto url = normaliseBaseUrl(given);
        QCOMPARE(url.has_value(), !expected.isEmpty());
        if (url) {
            QCOMPARE(url->toString(QUrl::FullyEncoded), expected);
        } else {
            QCOMPARE(url.error().kind, ErrorKind::Settings);
            QVERIFY(url.error().message.startsWith(text("Expected ")));
        }
    }
    void values_data() {
        QTest::addColumn<int>("key");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("problem");  // its beginning; empty = fine
        using K = SettingKey;
        const auto row = [](const char* label, K key, const char* value, const char* problem) {
            QTest::newRow(label) << int(key) << text(value) << text(problem);
        };
        row("empty is not set", K::SyncIntervalMinutes, " ", "");
        row("least interval", K::SyncIntervalMinutes, "1", "");
        row("most interval", K::SyncIntervalMinutes, "1440", "");
        row("no interval", K::SyncIntervalMinutes, "0", "Expected a whole number from 1 to 1440.");
        row("too long", K::SyncIntervalMinutes, "1441", "Expected a whole number from 1 to 1440.");
        row("fraction", K::SyncIntervalMinutes, "1.5", "Expected a whole number");
        row("sign", K::SyncIntervalMinutes, "+5", "Expected a whole number");
        row("overflow", K::SyncIntervalMinutes, "99999999999", "Expected a whole number");
        row("no history", K::SyncHistoryDays, "0", "");
        row("ten years", K::SyncHistoryDays, "3650", "");
        row("more", K::SyncHistoryDays, "3651", "Expected a whole number from 0 to 3650.");
        row("today at least", K::SyncFutureDays, "0", "Expected a whole number from 1 to 730.");
        row("two years", K::SyncFutureDays, "730", "");
        row("all", K::BackfillFrom, "all", "");
        row("date", K::BackfillFrom, "2025-01-01", "");
        row("no such day", K::BackfillFrom, "2025-02-30", "Expected a date as YYYY-MM-DD");
        row("local order", K::BackfillFrom, "01/02/2025", "Expected a date as YYYY-MM-DD");
        row("email", K::ContactEmail, "a.b+c@example.com.au", "");
        row("no email", K::ContactEmail, "example.com", "Expected an e-mail address");
        row("header injection", K::ContactEmail, "a@b.c)\r\nX: y", "Expected an e-mail address");
        row("choice", K::Appearance, "dark", "");
        row("no choice", K::Appearance, "pink", "Expected one of: system, light, dark.");
        row("zone", K::TimeZone, "Australia/Perth", "");
        row("no zone", K::TimeZone, "Perth", "Expected a time zone");
        row("flag", K::PrivacyMode, "Yes", "");
        row("no flag", K::PrivacyMode, "maybe", "Expected true or false.");
        row("sqlite", K::Database, "sqlite:/srv/bloom.db", "");
        row("sqlite without path", K::Database, "sqlite:", "Expected sqlite: and a path");
        row("another database", K::Database, "Server=tcp:x;Database=y", "Expected sqlite: and a path");
        row("proxy", K::ProxyUrl, "http://proxy.example:3128", "");
        row("proxy without port", K::ProxyUrl, "http://proxy.example", "Expected http:// or socks5://");
        row("secret with a line break", K::ClientSecret, "abc\ndef", "Expected a text without spaces");
    }
    void values() {
        QFETCH(int, key);
        QFETCH(QString, value);
        QFETCH(QString, problem);
        const auto found = checkSetting(static_cast<SettingKey>(key), value);
        QCOMPARE(found.has_value(), !problem.isEmpty());
        if (!found)
            return;
        QVERIFY2(found->message.startsWith(problem), qPrintable(found->message));
        QCOMPARE(found->context, spec(static_cast<SettingKey>(key)).environment);
    }
    void aBadValueIsNamedByItsSourceAndReplacedByTheDefault() {
        const auto resolved =
            resolveSettings(environment({{text("HALAXY_SYNC_INTERVAL_MINUTES"), text("0")},
                                         {text("HALAXY_BASE_URL"), text("http://au-api.halaxy.com")},
                                         {text("HALAXY_CLIENT_ID"), text("id")},
                                         {text("HALAXY_CLIENT_SECRET"), text("s")}}));
        QCOMPARE(resolved.problems.size(), 2U);
        QCOMPARE(resolved.problems[0].context, text("HALAXY_BASE_URL"));
        QCOMPARE(resolved.problems[1].context, text("HALAXY_SYNC_INTERVAL_MINUTES"));
        QCOMPARE(resolved.settings.syncInterval.count(), 15);
        QVERIFY(!resolved.settings.halaxyConfigured());  // never another service than the one that was meant
    }
    void aManualProxyNeedsAnAddress() {
        auto sources = environment({{text("BLOOM_PROXY_MODE"), text("manual")}});
        QCOMPARE(resolveSettings(sources).problems.size(), 1U);
        sources.environment[text("BLOOM_PROXY_URL")] = text("socks5://127.0.0.1:9050");
        QCOMPARE(resolveSettings(sources).problems.size(), 0U);
    }
    void userAgentNamesTheContact() {
        const auto resolved = resolveSettings(environment({{text("HALAXY_CONTACT_EMAIL"), text("a@b.org")}}));
        QCOMPARE(resolved.settings.userAgent(), text("BloomSync/" BLOOM_VERSION " (a@b.org)"));
        QCOMPARE(Settings().userAgent(), text("BloomSync/" BLOOM_VERSION " (no contact given)"));
    }
    void everySettingHasOnePlaceInEachSource() {
        QSet<QString> files, variables, options;
        int withOption = 0;
        for (const SettingSpec& setting : settingSpecs()) {
            files.insert(setting.fileKey);
            variables.insert(setting.environment);
            if (!setting.option.isEmpty())
                ++withOption, options.insert(setting.option);
            QVERIFY(!checkSetting(setting.key, setting.defaultText));
        }
        QCOMPARE(files.size(), int(settingSpecs().size()));
        QCOMPARE(variables.size(), int(settingSpecs().size()));
        QCOMPARE(options.size(), withOption);
    }
};

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"
