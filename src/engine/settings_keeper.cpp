// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/settings_keeper.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace bloom::engine {
namespace {

const QString kSecretSet = QStringLiteral("set");

bool isSecret(SettingKey key) { return spec(key).type == SettingType::Secret; }

void put(QMap<QString, QString>& map, const QString& key, const QString& text) {
    if (text.isEmpty())
        map.remove(key);
    else
        map.insert(key, text);
}

bool webhookSecretsChanged(const Settings& a, const Settings& b) {
    return a.webhookSecret != b.webhookSecret || a.webhookAuthHeader != b.webhookAuthHeader;
}

}  // namespace

SettingsKeeper::SettingsKeeper(const EngineOptions& options)
    : m_options(options),
      m_file(options.settingsFile.isEmpty() ? defaultSettingsFile() : options.settingsFile) {}

SecretStore& SettingsKeeper::store() {
    if (m_store)
        return *m_store;
    m_store =
        m_options.secrets ? m_options.secrets() : makeSystemSecretStore(QFileInfo(m_file).absolutePath());
    m_store->onNews([this](const SecretNews& news) { onNews(news); });
    return *m_store;
}

void SettingsKeeper::gather() {
    m_gathered = gatherSources(m_options.commandLine, m_options.environment, m_file);
    m_gathered.sources.secrets = m_secrets;
    m_resolved = resolveGathered(m_gathered);
    if (!m_storeTrouble || !m_resolved.settings.clientSecret.isEmpty())
        return;
    // A secret may be there, behind a keychain that does not open: say that rather than "missing".
    Error trouble = *m_storeTrouble;
    trouble.message +=
        QLatin1Char(' ') +
        QCoreApplication::translate("SettingsKeeper",
                                    "Set HALAXY_CLIENT_SECRET, or name a file in HALAXY_CLIENT_SECRET_FILE.");
    for (SettingValue& value : m_resolved.values)
        if (value.key == SettingKey::ClientSecret)
            value.problem = trouble;
    m_resolved.problems.push_back(trouble);
}

std::vector<SettingKey> SettingsKeeper::notAsked() const {
    std::vector<SettingKey> keys = secretsToAsk(m_gathered.sources);
    if (keys.empty() && m_asksForWebhooks)
        keys = webhookSecretsToAsk(m_gathered.sources);
    std::erase_if(keys, [this](SettingKey key) { return m_secrets.contains(spec(key).fileKey); });
    return keys;
}

void SettingsKeeper::loadSecrets(std::function<void()> done) { askNext(notAsked(), std::move(done)); }

void SettingsKeeper::askNext(std::vector<SettingKey> keys, std::function<void()> done) {
    if (keys.empty()) {
        gather();
        return done();
    }
    const QString name = spec(keys.front()).fileKey;
    keys.erase(keys.begin());
    store().read(name).then(this, [this, name, keys, done](const SecretStore::ReadAnswer& answer) {
        m_storeTrouble = answer ? std::nullopt : std::optional(answer.error());
        if (answer)
            m_secrets.insert(name, answer->value_or(QString()));
        // After a refusal the others would only wait for the same deadline.
        askNext(answer ? keys : std::vector<SettingKey>(), done);
    });
}

void SettingsKeeper::askAgain() {
    if (!m_storeTrouble || std::exchange(m_askingAgain, true))
        return;
    askNext(notAsked(), [this, before = settings()] {
        m_askingAgain = false;
        if (!m_storeTrouble && m_late)
            m_late(before);
    });
}

void SettingsKeeper::askForWebhooks() {
    m_asksForWebhooks = true;
    const std::vector<SettingKey> keys = notAsked();
    if (keys.empty() || m_storeTrouble)
        return;
    askNext(keys, [this, before = settings()] {
        if (m_late && webhookSecretsChanged(before, settings()))
            m_late(before);
    });
}

void SettingsKeeper::onNews(const SecretNews& news) {
    if (news.kind == SecretNews::Kind::Found)
        m_secrets.insert(news.name, news.secret);
    m_storeTrouble.reset();
    askNext(notAsked(), [this, before = settings()] {
        if (m_late)
            m_late(before);
    });
}

QString SettingsKeeper::unprotectedSecret() const {
    const bool fromStore = m_resolved.value(SettingKey::ClientSecret).origin == SettingOrigin::SecretStore;
    if (!fromStore || !m_store)
        return {};
    const SecretStoreInfo info = m_store->info(spec(SettingKey::ClientSecret).fileKey);
    return info.isProtected ? QString() : info.words;
}

/// Where secrets lie: the place that is not protected, if there is one.
SecretStoreInfo SettingsKeeper::storeInfo() const {
    if (!m_store)
        return {QCoreApplication::translate("SettingsKeeper", "not needed yet"), true};
    for (const QString& name : m_secrets.keys())
        if (const SecretStoreInfo info = m_store->info(name); !info.isProtected)
            return info;
    return m_store->info(spec(SettingKey::ClientSecret).fileKey);
}

SettingsView SettingsKeeper::view(const QString& databaseDescription) const {
    SettingsView view;
    view.values = m_resolved.values;
    for (SettingValue& value : view.values)
        if (isSecret(value.key) && !value.text.isEmpty())
            value.text = kSecretSet;
    view.settingsFile = m_file;
    view.databaseDescription = databaseDescription;
    const SecretStoreInfo info = storeInfo();
    view.secretStore = info.words;
    view.secretStoreProtected = info.isProtected;
    return view;
}

ResolvedSettings SettingsKeeper::withDraft(const SettingsPatch& draft) const {
    GatheredSources gathered = m_gathered;
    for (auto it = draft.begin(); it != draft.end(); ++it)
        put(isSecret(it.key()) ? gathered.sources.secrets : gathered.sources.file, spec(it.key()).fileKey,
            it.value());
    return resolveGathered(gathered);
}

void SettingsKeeper::save(SettingsPatch patch, std::function<void(Result<bool>)> done) {
    QMap<QString, QString> texts;
    SettingsPatch secrets;
    for (auto it = patch.begin(); it != patch.end(); ++it) {
        const auto problem = it.value().isEmpty() ? std::nullopt : checkSetting(it.key(), it.value());
        if (problem)
            return done(std::unexpected(*problem));
        if (isSecret(it.key()))
            secrets.insert(it.key(), it.value());
        else
            texts.insert(spec(it.key()).fileKey, it.value());
    }
    if (texts.isEmpty())
        return storeNext(std::move(secrets), std::move(done));
    QMap<QString, QString> before;
    for (const QString& key : texts.keys())
        before.insert(key, m_gathered.sources.file.value(key));
    if (const auto written = writeSettingsFile(m_file, texts); !written)
        return done(written);
    storeNext(std::move(secrets), [this, before, done](const Result<bool>& stored) {
        if (!stored) {  // all or nothing: half of it would be settings nobody chose
            writeSettingsFile(m_file, before);
            gather();
        }
        done(stored);
    });
}

void SettingsKeeper::storeNext(SettingsPatch secrets, std::function<void(Result<bool>)> done) {
    if (secrets.isEmpty()) {
        // What was saved may have made a stored secret worth reading.
        gather();
        if (!m_storeTrouble && m_resolved.settings.clientSecret.isEmpty())
            return askNext(notAsked(), [done] { done(true); });
        done(true);
        return askAgain();
    }
    const SettingKey key = secrets.firstKey();
    const QString secret = secrets.take(key);
    const QString name = spec(key).fileKey;
    store().write(name, secret).then(this, [this, name, secret, secrets, done](const Result<bool>& answer) {
        if (!answer) {
            gather();
            return done(answer);
        }
        m_secrets.insert(name, secret);
        m_storeTrouble.reset();
        storeNext(secrets, done);
    });
}

}  // namespace bloom::engine
