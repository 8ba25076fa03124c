// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The settings as somebody edits them: what is stored, what was typed over it, what is wrong with it, and
// what may not be typed over because the command line or the environment decides.
#pragma once
#include "engine/engine.h"

namespace bloom::models {

class SettingsDraft {
public:
    SettingsDraft() = default;
    explicit SettingsDraft(engine::SettingsView stored) : m_stored(std::move(stored)) {}

    const engine::SettingsView& stored() const { return m_stored; }
    /// Stored settings have changed elsewhere: what was typed stays.
    void setStored(engine::SettingsView stored);

    /// As the form shows it; a secret is always empty unless it was typed just now.
    QString text(SettingKey key) const;
    /// A secret that is stored, though never shown.
    bool hasSecret(SettingKey key) const;
    void set(SettingKey key, const QString& text);
    /// Back to what is stored.
    void revert();
    void revert(SettingKey key) { m_typed.remove(key); }

    /// Empty = may be edited; else where it comes from: "the environment variable HALAXY_CLIENT_ID".
    QString decidedElsewhere(SettingKey key) const;
    /// Nothing when it can be used; what was typed is judged, else what is stored.
    std::optional<Error> problem(SettingKey key) const;
    /// What saving judges: what was typed, and what only makes sense together with it. A row nobody touched
    /// stops nobody.
    std::vector<SettingKey> judged() const;
    bool usable(const std::vector<SettingKey>& keys) const;

    bool isChanged() const { return !patch().isEmpty(); }
    bool isChanged(const std::vector<SettingKey>& keys) const { return !patch(keys).isEmpty(); }
    /// Only what differs from what is stored.
    engine::SettingsPatch patch() const;
    engine::SettingsPatch patch(const std::vector<SettingKey>& keys) const;

private:
    const SettingValue* value(SettingKey key) const;
    std::optional<Error> proxyProblem() const;
    engine::SettingsView m_stored;
    QMap<SettingKey, QString> m_typed;
};

}  // namespace bloom::models
