// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/access.h"

namespace bloom::sandbox {

using std::chrono::seconds;

QByteArray Tokens::issue(UtcTime now, int lifeSeconds) {
    const quint64 scrambled = ++m_issued * 0x9e3779b97f4a7c15ULL;
    const QByteArray token =
        "sandbox." + QByteArray::number(m_issued) + '.' + QByteArray::number(scrambled, 36);
    m_ends.removeIf([now](const auto& entry) { return entry.value() + std::chrono::hours(24) < now; });
    m_ends.insert(token, now + seconds(lifeSeconds));
    return token;
}

TokenState Tokens::check(const QByteArray& token, UtcTime now) const {
    const auto end = m_ends.constFind(token);
    if (end == m_ends.constEnd())
        return TokenState::Unknown;
    return now < *end ? TokenState::Good : TokenState::Expired;
}

void Tokens::expire(const QByteArray& token) {
    if (const auto end = m_ends.find(token); end != m_ends.end())
        *end = UtcTime{};
}

RateWindow::Verdict RateWindow::take(UtcTime now, int limit) {
    static constexpr milliseconds window(60'000);
    if (limit <= 0)
        return {};
    while (!m_calls.empty() && (m_calls.front() + window <= now || m_calls.front() > now))
        m_calls.pop_front();
    if (int(m_calls.size()) >= limit) {
        const auto wait = m_calls.front() + window - now;
        return {false, 0, int(std::chrono::ceil<seconds>(wait).count())};
    }
    m_calls.push_back(now);
    return {true, limit - int(m_calls.size()), 0};
}

}  // namespace bloom::sandbox
