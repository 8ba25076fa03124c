// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Command line > environment > secret store (secrets) or settings file (the rest) > default.
#include "core/settings_schema.h"

#include <QCoreApplication>

namespace bloom {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Settings)
};

bool take(SettingValue& value, const QMap<QString, QString>& source, const QString& name,
          SettingOrigin origin, const QString& originName) {
    const QString text = name.isEmpty() ? QString() : source.value(name).trimmed();
    if (text.isEmpty())
        return false;  // an empty variable is the same as none
    value.text = text;
    value.origin = origin;
    value.originName = originName;
    return true;
}

QString variableName(const SettingSpec& spec, const SettingSources& sources) {
    const QString path = sources.fileVariables.value(spec.environment);
    return path.isEmpty() ? spec.environment : spec.environment + QStringLiteral("_FILE (") + path + u')';
}

SettingValue find(const SettingSpec& spec, const SettingSources& sources) {
    SettingValue value;
    value.key = spec.key;
    if (take(value, sources.commandLine, spec.option, SettingOrigin::CommandLine,
             QStringLiteral("--") + spec.option) ||
        take(value, sources.environment, spec.environment, SettingOrigin::Environment,
             variableName(spec, sources)))
        return value;
    // Secrets are never read from the settings file, should somebody have written one into it.
    const bool secret = spec.type == SettingType::Secret;
    const bool found =
        secret ? take(value, sources.secrets, spec.fileKey, SettingOrigin::SecretStore,
                      Words::tr("secret store"))
               : take(value, sources.file, spec.fileKey, SettingOrigin::File, Words::tr("settings file"));
    if (!found) {
        value.text = spec.defaultText;
        value.originName = Words::tr("default");
    }
    return value;
}

const QString kTrue = QStringLiteral("true");
const QString kFalse = QStringLiteral("false");

bool isOn(const QString& text) {
    const QString lower = text.toLower();
    return lower == QLatin1String("true") || lower == QLatin1String("1") || lower == QLatin1String("yes") ||
           lower == QLatin1String("on");
}

/// The text, or the default's where it is unusable: the problem is reported, the rest goes on.
QString usable(const ResolvedSettings& resolved, SettingKey key) {
    const SettingValue& value = resolved.value(key);
    return value.problem ? spec(key).defaultText : value.text;
}

/// An address of one's own, unless the region was given from a higher place.
QUrl chooseBaseUrl(const ResolvedSettings& resolved) {
    const SettingValue& address = resolved.value(SettingKey::BaseUrl);
    const SettingValue& region = resolved.value(SettingKey::Region);
    if (address.problem)
        return {};
    if (address.text.isEmpty() || region.origin > address.origin)
        return baseUrlOfRegion(usable(resolved, SettingKey::Region));
    return normaliseBaseUrl(address.text).value_or(QUrl());
}

void fill(Settings& settings, const ResolvedSettings& resolved) {
    settings.clientId = usable(resolved, SettingKey::ClientId);
    settings.clientSecret = usable(resolved, SettingKey::ClientSecret);
    settings.baseUrl = chooseBaseUrl(resolved);
    settings.contactEmail = usable(resolved, SettingKey::ContactEmail);
    settings.webhookSecret = usable(resolved, SettingKey::WebhookSecret);
    settings.webhookAuthHeader = usable(resolved, SettingKey::WebhookAuthHeader);
    settings.webhookListen = usable(resolved, SettingKey::WebhookListen) == kTrue;
    settings.webhookAddress = usable(resolved, SettingKey::WebhookAddress);
    settings.webhookPort = usable(resolved, SettingKey::WebhookPort).toInt();
    settings.webhookHosts = usable(resolved, SettingKey::WebhookHosts);
    // Kept though they may be unusable: who asked for TLS must not be given a listener without.
    settings.webhookCertificate = resolved.value(SettingKey::WebhookCertificate).text;
    settings.webhookKey = resolved.value(SettingKey::WebhookKey).text;
    settings.dashboardKey = usable(resolved, SettingKey::DashboardKey);
    settings.mhcp.since =
        parseMhcpRules(usable(resolved, SettingKey::MhcpRules)).value_or(std::map<int, MhcpRules>());
    settings.mhcp.planMonths = usable(resolved, SettingKey::MhcpPlanMonths).toInt();
    settings.deltaInterval = std::chrono::minutes(usable(resolved, SettingKey::DeltaIntervalMinutes).toInt());
    settings.purgeDays = usable(resolved, SettingKey::PurgeDays).toInt();
    settings.syncInterval = std::chrono::minutes(usable(resolved, SettingKey::SyncIntervalMinutes).toInt());
    settings.historyDays = usable(resolved, SettingKey::SyncHistoryDays).toInt();
    settings.futureDays = usable(resolved, SettingKey::SyncFutureDays).toInt();
    settings.backfillFrom = usable(resolved, SettingKey::BackfillFrom);
    settings.database = usable(resolved, SettingKey::Database);
    settings.proxyMode = usable(resolved, SettingKey::ProxyMode);
    settings.proxyUrl = QUrl(usable(resolved, SettingKey::ProxyUrl), QUrl::StrictMode);
    settings.timeZone = usable(resolved, SettingKey::TimeZone);
    settings.appearance = usable(resolved, SettingKey::Appearance);
    settings.privacyMode = usable(resolved, SettingKey::PrivacyMode) == kTrue;
    settings.reducedMotion = usable(resolved, SettingKey::Motion) == QLatin1String("reduced");
    settings.language = usable(resolved, SettingKey::Language);
}

std::optional<Error> checkManualProxy(const ResolvedSettings& resolved) {
    if (resolved.value(SettingKey::ProxyMode).text != QLatin1String("manual") ||
        !resolved.value(SettingKey::ProxyUrl).text.isEmpty())
        return std::nullopt;
    return Error{ErrorKind::Settings,
                 Words::tr("The proxy is set to manual but has no address. Enter one, for example "
                           "http://proxy.example:3128, or choose the system's proxy."),
                 spec(SettingKey::ProxyUrl).environment};
}

/// Of the two files of a TLS listener, the one that is missing.
std::optional<std::pair<SettingKey, Error>> checkBothPemFiles(const ResolvedSettings& resolved) {
    const bool certificate = !resolved.value(SettingKey::WebhookCertificate).text.isEmpty();
    const bool key = !resolved.value(SettingKey::WebhookKey).text.isEmpty();
    if (certificate == key)
        return std::nullopt;
    const SettingKey missing = certificate ? SettingKey::WebhookKey : SettingKey::WebhookCertificate;
    return std::pair(
        missing, Error{ErrorKind::Settings,
                       Words::tr("Webhooks over TLS need a certificate and its key, and only one of them is "
                                 "set. Set the other, or neither."),
                       spec(missing).environment});
}

}  // namespace

ResolvedSettings resolveSettings(const SettingSources& sources) {
    ResolvedSettings resolved;
    for (const SettingSpec& setting : settingSpecs()) {
        SettingValue value = find(setting, sources);
        value.problem = checkSetting(setting.key, value.text);
        if (value.problem)
            value.problem->context = value.originName;
        else if (setting.type == SettingType::Flag)
            value.text = isOn(value.text) ? kTrue : kFalse;  // one word each, for whoever compares
        resolved.values.push_back(std::move(value));
    }
    if (const auto problem = checkManualProxy(resolved))
        for (SettingValue& value : resolved.values)
            if (value.key == SettingKey::ProxyUrl)
                value.problem = problem;
    if (const auto half = checkBothPemFiles(resolved))
        for (SettingValue& value : resolved.values)
            if (value.key == half->first)
                value.problem = half->second;
    for (const SettingValue& value : resolved.values)
        if (value.problem)
            resolved.problems.push_back(*value.problem);
    fill(resolved.settings, resolved);
    return resolved;
}

const SettingValue& ResolvedSettings::value(SettingKey key) const {
    for (const SettingValue& candidate : values)
        if (candidate.key == key)
            return candidate;
    Q_UNREACHABLE();
}

bool Settings::halaxyConfigured() const {
    return !clientId.isEmpty() && !clientSecret.isEmpty() && baseUrl.isValid() && !baseUrl.host().isEmpty();
}

QString Settings::userAgent() const {
    const QString contact = contactEmail.isEmpty() ? QStringLiteral("no contact given") : contactEmail;
    return QStringLiteral("BloomSync/" BLOOM_VERSION " (") + contact + u')';
}

}  // namespace bloom
