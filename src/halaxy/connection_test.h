// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// *Test connection*: token, each resource's scope, and how far the two clocks are apart.
#pragma once
#include "halaxy/caller.h"

namespace bloom::halaxy {

class ConnectionTest {
public:
    ConnectionTest(Caller& caller, Gates& gates, TokenManager& tokens, Clock& clock, QUrl base)
        : m_caller(caller),
          m_gates(gates),
          m_tokens(tokens),
          m_clock(clock),
          m_base(std::move(base)) {}
    QCoro::Task<std::vector<ConnectionCheck>> run(std::stop_token stop);

private:
    QCoro::Task<ConnectionCheck> checkToken(std::stop_token stop);
    QCoro::Task<ConnectionCheck> checkKind(RecordKind kind, std::stop_token stop);
    ConnectionCheck checkClock() const;

    Caller& m_caller;
    Gates& m_gates;
    TokenManager& m_tokens;
    Clock& m_clock;
    QUrl m_base;
    std::optional<milliseconds> m_clockOffset;  ///< service − ours
};

}  // namespace bloom::halaxy
