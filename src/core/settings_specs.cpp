// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The table of all settings: names in each source, defaults, ranges.
#include "core/settings_schema.h"

namespace bloom {

namespace {

SettingSpec text(SettingKey key, SettingType type, QLatin1String file, QLatin1String environment,
                 QLatin1String option, QLatin1String otherwise = {}) {
    return {key, type, file, environment, option, otherwise, 0, 0, {}};
}
SettingSpec integer(SettingKey key, QLatin1String file, QLatin1String environment, QLatin1String option,
                    int otherwise, int minimum, int maximum) {
    return {key,    SettingType::Integer,       file,    environment,
            option, QString::number(otherwise), minimum, maximum,
            {}};
}
SettingSpec choice(SettingKey key, QLatin1String file, QLatin1String environment, QLatin1String option,
                   QStringList choices) {
    const QString first = choices.first();
    return {key, SettingType::Choice, file, environment, option, first, 0, 0, std::move(choices)};
}

#define T(text) QLatin1String(text)
#define LIST(...) QStringList({__VA_ARGS__})

std::vector<SettingSpec> makeSpecs() {
    using K = SettingKey;
    using S = SettingType;
    return {
        text(K::ClientId, S::Text, T("halaxy/clientId"), T("HALAXY_CLIENT_ID"), T("client-id")),
        text(K::ClientSecret, S::Secret, T("halaxy/clientSecret"), T("HALAXY_CLIENT_SECRET"), T("")),
        text(K::BaseUrl, S::Url, T("halaxy/baseUrl"), T("HALAXY_BASE_URL"), T("base-url")),
        choice(K::Region, T("halaxy/region"), T("HALAXY_REGION"), T("region"), LIST(T("au"), T("eu"))),
        text(K::ContactEmail, S::Email, T("halaxy/contactEmail"), T("HALAXY_CONTACT_EMAIL"),
             T("contact-email")),
        text(K::WebhookSecret, S::Secret, T("halaxy/webhookSecret"), T("HALAXY_WEBHOOK_SECRET"), T("")),
        text(K::WebhookAuthHeader, S::Secret, T("halaxy/webhookAuthHeader"), T("HALAXY_WEBHOOK_AUTH_HEADER"),
             T("")),
        text(K::WebhookListen, S::Flag, T("webhooks/listen"), T("BLOOM_WEBHOOK_LISTEN"), T("webhook-listen"),
             T("true")),
        text(K::WebhookAddress, S::Text, T("webhooks/address"), T("BLOOM_WEBHOOK_ADDRESS"),
             T("webhook-address"), T("127.0.0.1")),
        integer(K::WebhookPort, T("webhooks/port"), T("BLOOM_WEBHOOK_PORT"), T("webhook-port"), 8787, 0,
                65535),
        text(K::WebhookHosts, S::Text, T("webhooks/hosts"), T("BLOOM_WEBHOOK_HOSTS"), T("webhook-hosts")),
        text(K::WebhookCertificate, S::Text, T("webhooks/certificate"), T("BLOOM_WEBHOOK_CERTIFICATE"),
             T("webhook-certificate")),
        text(K::WebhookKey, S::Text, T("webhooks/key"), T("BLOOM_WEBHOOK_KEY"), T("webhook-key")),
        text(K::DashboardKey, S::Secret, T("endpoint/key"), T("BLOOM_DASHBOARD_KEY"), T("")),
        integer(K::SyncIntervalMinutes, T("sync/intervalMinutes"), T("HALAXY_SYNC_INTERVAL_MINUTES"),
                T("interval"), 15, 1, 1440),
        integer(K::DeltaIntervalMinutes, T("sync/deltaMinutes"), T("HALAXY_DELTA_INTERVAL_MINUTES"),
                T("delta-interval"), 2, 0, 60),
        integer(K::SyncHistoryDays, T("sync/historyDays"), T("HALAXY_SYNC_HISTORY_DAYS"), T("history-days"),
                30, 0, 3650),
        integer(K::SyncFutureDays, T("sync/futureDays"), T("HALAXY_SYNC_FUTURE_DAYS"), T("future-days"), 90,
                1, 730),
        text(K::BackfillFrom, S::Date, T("sync/backfillFrom"), T("HALAXY_BACKFILL_FROM"), T("backfill-from")),
        integer(K::PurgeDays, T("sync/purgeDays"), T("HALAXY_PURGE_DAYS"), T("purge-days"), 90, 1, 3650),
        text(K::Database, S::ConnectionString, T("database/connection"), T("SQL_CONNECTION_STRING"),
             T("database")),
        choice(K::ProxyMode, T("network/proxyMode"), T("BLOOM_PROXY_MODE"), T("proxy-mode"),
               LIST(T("system"), T("none"), T("manual"))),
        text(K::ProxyUrl, S::Url, T("network/proxyUrl"), T("BLOOM_PROXY_URL"), T("proxy-url")),
        text(K::TimeZone, S::TimeZone, T("practice/timeZone"), T("BLOOM_TIME_ZONE"), T("time-zone"),
             T("Australia/Sydney")),
        text(K::MhcpRules, S::Text, T("practice/mhcpRules"), T("BLOOM_MHCP_RULES"), T("mhcp-rules")),
        integer(K::MhcpPlanMonths, T("practice/mhcpPlanMonths"), T("BLOOM_MHCP_PLAN_MONTHS"),
                T("mhcp-plan-months"), 0, 0, 36),
        choice(K::Appearance, T("window/appearance"), T("BLOOM_APPEARANCE"), T("appearance"),
               LIST(T("system"), T("light"), T("dark"))),
        text(K::PrivacyMode, S::Flag, T("window/privacyMode"), T("BLOOM_PRIVACY_MODE"), T("privacy-mode"),
             T("false")),
        choice(K::Motion, T("window/motion"), T("BLOOM_MOTION"), T("motion"),
               LIST(T("system"), T("reduced"))),
        text(K::Language, S::Text, T("window/language"), T("BLOOM_LANGUAGE"), T("language")),
    };
}

#undef T
#undef LIST

}  // namespace

const std::vector<SettingSpec>& settingSpecs() {
    static const std::vector<SettingSpec> kSpecs = makeSpecs();
    return kSpecs;
}

const SettingSpec& spec(SettingKey key) {
    for (const SettingSpec& candidate : settingSpecs())
        if (candidate.key == key)
            return candidate;
    Q_UNREACHABLE();
}

}  // namespace bloom
