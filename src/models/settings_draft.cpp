// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/settings_draft.h"

#include <QCoreApplication>

namespace bloom::models {
namespace {
struct Draft {
    Q_DECLARE_TR_FUNCTIONS(SettingsDraft)
};
}  // namespace

void SettingsDraft::setStored(engine::SettingsView stored) { m_stored = std::move(stored); }

const SettingValue* SettingsDraft::value(SettingKey key) const {
    const auto found = std::find_if(m_stored.values.begin(), m_stored.values.end(),
                                    [key](const SettingValue& value) { return value.key == key; });
    return found == m_stored.values.end() ? nullptr : &*found;
}

QString SettingsDraft::text(SettingKey key) const {
    const auto typed = m_typed.find(key);
    if (typed != m_typed.end())
        return *typed;
    const SettingValue* stored = value(key);
    return stored && spec(key).type != SettingType::Secret ? stored->text : QString();
}

bool SettingsDraft::hasSecret(SettingKey key) const {
    const SettingValue* stored = value(key);
    return stored && spec(key).type == SettingType::Secret && !stored->text.isEmpty();
}

void SettingsDraft::set(SettingKey key, const QString& text) {
    if (!decidedElsewhere(key).isEmpty())
        return;
    const SettingValue* stored = value(key);
    const bool secret = spec(key).type == SettingType::Secret;
    const bool same = secret ? text.isEmpty() : stored && stored->text == text;
    if (same)
        m_typed.remove(key);
    else
        m_typed.insert(key, text);
}

void SettingsDraft::revert() { m_typed.clear(); }

QString SettingsDraft::decidedElsewhere(SettingKey key) const {
    const SettingValue* stored = value(key);
    if (!stored)
        return {};
    switch (stored->origin) {
        case SettingOrigin::Environment:
            return Draft::tr("the environment variable %1").arg(stored->originName);
        case SettingOrigin::CommandLine:
            return Draft::tr("the option %1").arg(stored->originName);
        case SettingOrigin::Default:
        case SettingOrigin::File:
        case SettingOrigin::SecretStore:
            break;
    }
    return {};
}

/// An address is needed, and looked at, where the proxy is the one given here.
std::optional<Error> SettingsDraft::proxyProblem() const {
    const QString address = text(SettingKey::ProxyUrl);
    const bool given = text(SettingKey::ProxyMode) == QLatin1String("manual");
    if (given && address.isEmpty())
        return Error{ErrorKind::Settings, Draft::tr("Enter the address of the proxy, or choose another way."),
                     spec(SettingKey::ProxyUrl).environment};
    return given || m_typed.contains(SettingKey::ProxyUrl) ? checkSetting(SettingKey::ProxyUrl, address)
                                                           : std::nullopt;
}

std::vector<SettingKey> SettingsDraft::judged() const {
    QMap<SettingKey, QString> keys = m_typed;
    if (m_typed.contains(SettingKey::ProxyMode))
        keys.insert(SettingKey::ProxyUrl, {});
    const QList<SettingKey> list = keys.keys();
    return {list.begin(), list.end()};
}

std::optional<Error> SettingsDraft::problem(SettingKey key) const {
    if (key == SettingKey::ProxyUrl)
        return proxyProblem();
    const auto typed = m_typed.find(key);
    if (typed != m_typed.end())
        return checkSetting(key, *typed);
    const SettingValue* stored = value(key);
    return stored ? stored->problem : std::nullopt;
}

bool SettingsDraft::usable(const std::vector<SettingKey>& keys) const {
    return std::none_of(keys.begin(), keys.end(),
                        [this](SettingKey key) { return problem(key).has_value(); });
}

engine::SettingsPatch SettingsDraft::patch() const { return m_typed; }

engine::SettingsPatch SettingsDraft::patch(const std::vector<SettingKey>& keys) const {
    engine::SettingsPatch some;
    for (const SettingKey key : keys) {
        const auto typed = m_typed.find(key);
        if (typed != m_typed.end())
            some.insert(key, *typed);
    }
    return some;
}

}  // namespace bloom::models
