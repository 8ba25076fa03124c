// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Where settings come from: precedence over all sources, secrets in files with clear errors, and which
// secrets are worth asking a keychain for.
#include "engine/settings_sources.h"

#include <unistd.h>
#include <QSettings>
#include <QTemporaryDir>
#include <QtTest>

using namespace bloom;
using namespace bloom::engine;

namespace {
using Texts = QMap<QString, QString>;
QString s(const char* text) { return QString::fromLatin1(text); }
}  // namespace

class TestSettingsSources : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    QString path(const char* name) const { return m_folder.filePath(s(name)); }
    QString write(const char* name, const QByteArray& content,
                  QFile::Permissions mode = QFile::ReadOwner | QFile::WriteOwner) {
        QFile file(path(name));
        file.open(QIODevice::WriteOnly | QIODevice::Truncate);
        file.write(content);
        file.close();
        file.setPermissions(mode);
        return path(name);
    }

private Q_SLOTS:
    void commandLineBeatsEnvironmentBeatsFileBeatsDefault() {
        const QString file = path("order.ini");
        QVERIFY(writeSettingsFile(
            file, {{s("sync/intervalMinutes"), s("20")}, {s("halaxy/clientId"), s("from-file")}}));
        const auto interval = [&](const Texts& line, const Texts& environment) {
            return resolveGathered(gatherSources(line, environment, file))
                .value(SettingKey::SyncIntervalMinutes);
        };
        QCOMPARE(interval({}, {}).text, s("20"));
        QCOMPARE(interval({}, {}).origin, SettingOrigin::File);
        const Texts environment{{s("HALAXY_SYNC_INTERVAL_MINUTES"), s("25")}};
        QCOMPARE(interval({}, environment).text, s("25"));
        const QString option = spec(SettingKey::SyncIntervalMinutes).option;
        QCOMPARE(interval({{option, s("30")}}, environment).text, s("30"));
        const auto none = resolveGathered(gatherSources({}, {}, path("nowhere.ini")));
        QCOMPARE(none.value(SettingKey::SyncIntervalMinutes).text, s("15"));
        QCOMPARE(none.value(SettingKey::SyncIntervalMinutes).origin, SettingOrigin::Default);
    }
    void aSecretComesFromTheFileNamedInTheEnvironment() {
        const QString file = write("secret", "s3cret\n");
        const auto gathered = gatherSources({}, {{s("HALAXY_CLIENT_SECRET_FILE"), file}}, path("none.ini"));
        QVERIFY(gathered.problems.isEmpty());
        QVERIFY(gathered.warnings.isEmpty());
        QCOMPARE(resolveGathered(gathered).settings.clientSecret, s("s3cret"));
    }
    void aSecretFileThatCantBeUsedIsExplained_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("says");
        QTest::newRow("missing") << path("missing") << s("doesn't exist");
        QTest::newRow("a folder") << m_folder.path() << s("must name a file");
        QTest::newRow("empty") << write("empty", "\n") << s("holds no secret");
        if (geteuid() != 0)  // root may read everything
            QTest::newRow("unreadable") << write("unreadable", "x", QFile::WriteOwner) << s("can't be read");
    }
    void aSecretFileThatCantBeUsedIsExplained() {
        QFETCH(QString, file);
        QFETCH(QString, says);
        const auto gathered = gatherSources({}, {{s("HALAXY_CLIENT_SECRET_FILE"), file}}, path("none.ini"));
        const auto resolved = resolveGathered(gathered);
        const auto problem = resolved.value(SettingKey::ClientSecret).problem;
        QVERIFY(problem);
        QVERIFY2(problem->message.contains(says), qPrintable(problem->message));
        QCOMPARE(problem->context, s("HALAXY_CLIENT_SECRET_FILE"));
        QVERIFY(!resolved.settings.halaxyConfigured());
    }
    void aSecretFileThatOthersMayReadIsUsedWithAWarning() {
        const QString file = write("open", "s3cret", QFile::ReadOwner | QFile::ReadGroup);
        const auto gathered = gatherSources({}, {{s("HALAXY_CLIENT_SECRET_FILE"), file}}, path("none.ini"));
        QCOMPARE(gathered.sources.environment.value(s("HALAXY_CLIENT_SECRET")), s("s3cret"));
        QCOMPARE(gathered.warnings.size(), 1);
        QVERIFY(gathered.warnings.first().contains(s("chmod 600")));
        QVERIFY(!gathered.warnings.first().contains(s("s3cret")));
    }
    void theVariableItselfBeatsItsFile() {
        const auto gathered = gatherSources(
            {}, {{s("HALAXY_CLIENT_SECRET_FILE"), path("missing")}, {s("HALAXY_CLIENT_SECRET"), s("direct")}},
            path("none.ini"));
        QVERIFY(gathered.problems.isEmpty());
        QCOMPARE(gathered.sources.environment.value(s("HALAXY_CLIENT_SECRET")), s("direct"));
        QCOMPARE(gathered.warnings.size(), 1);
    }
    void secretsInTheSettingsFileAreIgnoredAndNeverWritten() {
        const QString file = write("with-secret.ini", "[halaxy]\nclientSecret=leak\nclientId=id\n");
        const auto gathered = gatherSources({}, {}, file);
        QVERIFY(!gathered.sources.file.contains(s("halaxy/clientSecret")));
        QVERIFY(gathered.warnings.first().contains(s("don't belong there")));
        QCOMPARE(resolveGathered(gathered).settings.clientId, s("id"));
    }
    void aKeychainIsAskedOnlyWhenItCanMatter() {
        SettingSources sources;
        QVERIFY(secretsToAsk(sources).empty());  // nothing to go with a secret
        sources.file.insert(s("halaxy/clientId"), s("id"));
        QCOMPARE(secretsToAsk(sources),
                 (std::vector{SettingKey::ClientSecret, SettingKey::WebhookSecret,
                              SettingKey::WebhookAuthHeader, SettingKey::DashboardKey}));
        sources.environment.insert(s("HALAXY_CLIENT_SECRET"), s("x"));
        QVERIFY(secretsToAsk(sources).empty());
    }
    void thoseOfWebhooksAreAskedForWhereNoneIsSet() {
        SettingSources sources;
        QVERIFY(webhookSecretsToAsk(sources).empty());  // not set up
        sources.environment = {{s("HALAXY_CLIENT_ID"), s("id")}, {s("HALAXY_CLIENT_SECRET"), s("x")}};
        QCOMPARE(webhookSecretsToAsk(sources).size(), 3U);
        for (const char* variable : {"HALAXY_WEBHOOK_SECRET", "HALAXY_WEBHOOK_AUTH_HEADER"}) {
            SettingSources given = sources;
            given.environment.insert(s(variable), s("A: b"));
            QCOMPARE(webhookSecretsToAsk(given), std::vector{SettingKey::DashboardKey});
            given.environment.insert(s("BLOOM_DASHBOARD_KEY"), s("abcdefghijklmnopqrstuvwx"));
            QVERIFY(webhookSecretsToAsk(given).empty());
        }
        sources.environment.insert(s("BLOOM_WEBHOOK_LISTEN"), s("no"));
        QVERIFY(webhookSecretsToAsk(sources).empty());
    }
    void bothSecretsOfWebhooksMayStandInFiles() {
        const QString secrets = path("secrets"), header = path("header");
        for (const auto& [file, text] :
             {std::pair(secrets, "old-one\nnew-one\n"), std::pair(header, "X-Key: a b\n")}) {
            QFile out(file);
            QVERIFY(out.open(QIODevice::WriteOnly));
            out.write(text);
            out.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        }
        const auto gathered = gatherSources(
            {}, {{s("HALAXY_WEBHOOK_SECRET_FILE"), secrets}, {s("HALAXY_WEBHOOK_AUTH_HEADER_FILE"), header}},
            path("none.ini"));
        QVERIFY(gathered.warnings.isEmpty());
        const ResolvedSettings resolved = resolveGathered(gathered);
        QVERIFY(resolved.problems.empty());
        QCOMPARE(resolved.settings.webhookSecret, s("old-one\nnew-one"));
        QCOMPARE(resolved.settings.webhookAuthHeader, s("X-Key: a b"));
        const auto missing =
            gatherSources({}, {{s("HALAXY_WEBHOOK_AUTH_HEADER_FILE"), path("nowhere")}}, path("none.ini"));
        QVERIFY(missing.problems.contains(SettingKey::WebhookAuthHeader));
    }
    void anEmptyTextRemovesASetting() {
        const QString file = path("remove.ini");
        QVERIFY(writeSettingsFile(file, {{s("halaxy/clientId"), s("a, with a comma")}}));
        QCOMPARE(gatherSources({}, {}, file).sources.file.value(s("halaxy/clientId")), s("a, with a comma"));
        QVERIFY(writeSettingsFile(file, {{s("halaxy/clientId"), QString()}}));
        QVERIFY(!gatherSources({}, {}, file).sources.file.contains(s("halaxy/clientId")));
    }
};

QTEST_GUILESS_MAIN(TestSettingsSources)
#include "tst_settings_sources.moc"
