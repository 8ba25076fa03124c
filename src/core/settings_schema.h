// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Every setting of the product in one typed schema: where it may come from (command line > environment >
// settings file > default), what it must look like, and how a bad value is explained. Reading the sources is
// the engine's.
#pragma once
#include "core/mhcp.h"
#include "core/result.h"

#include <QMap>
#include <QString>
#include <QStringList>
#include <QUrl>
#include <chrono>
#include <optional>
#include <vector>

namespace bloom {

// g++ 12 warns that an enumerator of a scoped enum shadows a type of the same name; it can't.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"
enum class SettingKey {
    ClientId,
    ClientSecret,
    BaseUrl,
    Region,
    ContactEmail,
    WebhookSecret,      // one or two, by comma or line
    WebhookAuthHeader,  // "Name: value"
    WebhookListen,
    WebhookAddress,
    WebhookPort,
    WebhookHosts,  // further names a Host header may hold, by comma
    WebhookCertificate,
    WebhookKey,    // PEM files
    DashboardKey,  // of the JSON endpoint; none = it is off
    SyncIntervalMinutes,
    DeltaIntervalMinutes,
    SyncHistoryDays,
    SyncFutureDays,
    BackfillFrom,
    PurgeDays,  // schedule, windows, retention
    Database,   // SQL_CONNECTION_STRING
    ProxyMode,
    ProxyUrl,  // network
    TimeZone,  // default zone of practitioners
    MhcpRules,
    MhcpPlanMonths,  // mental-health plans: "2027=12/6", months
    Appearance,
    PrivacyMode,
    Motion,    // system|reduced
    Language,  // window: system|light|dark
};
#pragma GCC diagnostic pop

enum class SettingType { Text, Secret, Url, Email, Choice, Integer, Date, ConnectionString, TimeZone, Flag };
enum class SettingOrigin { Default, File, Environment, SecretStore, CommandLine };

struct SettingSpec {
    SettingKey key;
    SettingType type;
    QString fileKey;      ///< "halaxy/clientId" in the settings file
    QString environment;  ///< "HALAXY_CLIENT_ID"; a secret also has NAME_FILE
    QString option;       ///< "client-id" for --client-id; empty where there is none (secrets)
    QString defaultText;
    int minimum = 0;  ///< Integer only
    int maximum = 0;
    QStringList choices;  ///< Choice only
};
const std::vector<SettingSpec>& settingSpecs();
const SettingSpec& spec(SettingKey key);

/// Where texts come from, already read: pure values, so that resolving can be tested as a table.
struct SettingSources {
    QMap<QString, QString> commandLine;    ///< by option
    QMap<QString, QString> environment;    ///< by variable; NAME_FILE holds the file's *content* under NAME
    QMap<QString, QString> fileVariables;  ///< variables that came through NAME_FILE: name → path shown
    QMap<QString, QString> file;           ///< by fileKey
    QMap<QString, QString> secrets;        ///< by fileKey, from the secret store
};

struct SettingValue {
    SettingKey key = SettingKey::ClientId;
    QString text;  ///< secrets: the secret itself; never shown, logged or written to a file
    SettingOrigin origin = SettingOrigin::Default;
    QString originName;            ///< "HALAXY_BASE_URL", "--base-url", "settings file"
    std::optional<Error> problem;  ///< what was expected and what to do
};

struct Settings {
    QString clientId;
    QString clientSecret;
    QUrl baseUrl;  ///< with a path: "/main" where none was given; no trailing slash
    QString contactEmail;
    QString webhookSecret;      ///< one or two, by comma or line
    QString webhookAuthHeader;  ///< "Name: value"
    bool webhookListen = true;
    QString webhookAddress = QStringLiteral("127.0.0.1");
    int webhookPort = 8787;  ///< 0 = any free one
    QString webhookHosts;
    QString webhookCertificate, webhookKey;  ///< paths of PEM files; both or none
    QString dashboardKey;                    ///< empty = the dashboards are not served
    std::chrono::minutes syncInterval{15};
    std::chrono::minutes deltaInterval{2};  ///< 0 = no delta runs
    int purgeDays = 90;
    int historyDays = 30;
    int futureDays = 90;
    QString backfillFrom;                          ///< "", "all" or YYYY-MM-DD
    QString database;                              ///< connection string; empty = sqlite in the data folder
    QString proxyMode = QStringLiteral("system");  ///< system | none | manual
    QUrl proxyUrl;
    QString timeZone = QStringLiteral("Australia/Sydney");
    MhcpPolicy mhcp;
    QString appearance = QStringLiteral("system");
    bool privacyMode = false;
    bool reducedMotion = false;
    QString language;
    /// Everything a call to Halaxy needs is there.
    bool halaxyConfigured() const;
    /// "BloomSync/0.1.0 (admin@example.com)": the mandatory User-Agent.
    QString userAgent() const;
};

struct ResolvedSettings {
    Settings settings;
    std::vector<SettingValue> values;  ///< one for each key, in schema order
    std::vector<Error> problems;
    const SettingValue& value(SettingKey key) const;
};
ResolvedSettings resolveSettings(const SettingSources& sources);
/// Nothing when the text is fine for this setting, else what was expected. For forms, as the user types.
std::optional<Error> checkSetting(SettingKey key, const QString& text);
/// https://au-api.halaxy.com → …/main; another path is kept; http only for loopback.
Result<QUrl> normaliseBaseUrl(const QString& text);
QUrl baseUrlOfRegion(const QString& region);  ///< "au" | "eu"

}  // namespace bloom
