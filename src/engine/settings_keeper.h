// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The settings as the engine has them: gathered from all sources, secrets fetched, kept and saved. On the
// engine's thread.
#pragma once
#include "engine/engine.h"
#include "engine/engine_options.h"
#include "engine/settings_sources.h"

#include <QObject>

namespace bloom::engine {

class SettingsKeeper : public QObject {
public:
    explicit SettingsKeeper(const EngineOptions& options);

    /// Reads everything but the secret store.
    void gather();
    /// Asks the secret store, only if it can matter. `done` is called once.
    void loadSecrets(std::function<void()> done);
    /// Asks again a store that did not answer; nobody waits for it.
    void askAgain();
    /// Those of webhooks, where they may be stored and were not asked for; nobody waits for them either.
    void askForWebhooks();
    /// Called with the settings as they were, when the store gave later what it could not give at first.
    void onLate(std::function<void(const Settings& before)> call) { m_late = std::move(call); }
    const ResolvedSettings& resolved() const { return m_resolved; }
    const Settings& settings() const { return m_resolved.settings; }
    const QStringList& warnings() const { return m_gathered.warnings; }
    /// Where the client secret lies open; empty when it doesn't.
    QString unprotectedSecret() const;
    SettingsView view(const QString& databaseDescription) const;
    /// As if the patch were stored.
    ResolvedSettings withDraft(const SettingsPatch& draft) const;
    /// Checks, stores and reads again; `done` gets the first thing that went wrong.
    void save(SettingsPatch patch, std::function<void(Result<bool>)> done);
    QString settingsFile() const { return m_file; }

private:
    void askNext(std::vector<SettingKey> keys, std::function<void()> done);
    void storeNext(SettingsPatch secrets, std::function<void(Result<bool>)> done);
    SecretStore& store();
    SecretStoreInfo storeInfo() const;
    std::vector<SettingKey> notAsked() const;
    void onNews(const SecretNews& news);

    const EngineOptions& m_options;
    QString m_file;
    std::unique_ptr<SecretStore> m_store;  ///< made when it is first needed
    QMap<QString, QString> m_secrets;      ///< by fileKey, as the store gave them; empty = it has none
    std::optional<Error> m_storeTrouble;
    std::function<void(const Settings& before)> m_late;
    bool m_askingAgain = false;
    bool m_asksForWebhooks = false;
    GatheredSources m_gathered;
    ResolvedSettings m_resolved;
};

}  // namespace bloom::engine
