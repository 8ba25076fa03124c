// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Every limit of the server in one place. Deadlines are absolute: a client that drips bytes gains nothing.
#pragma once
#include <QtGlobal>
#include <chrono>

namespace bloom::http {

struct Limits {
    int maxConnections = 256;
    qsizetype maxHeaderBytes = 16 * 1024;
    qsizetype maxBodyBytes = 256 * 1024;
    std::chrono::milliseconds headerDeadline{10'000};  ///< from the connection, or a request's first byte
    std::chrono::milliseconds bodyDeadline{20'000};    ///< from the end of the header
    std::chrono::milliseconds idleDeadline{30'000};    ///< between two requests
    std::chrono::milliseconds writeDeadline{60'000};   ///< from the whole answer to its last byte taken
    std::chrono::milliseconds drainDeadline{2'000};    ///< after a refusal, for what the client still sends
    qsizetype maxDrainBytes = 4 * 1024 * 1024;
    qsizetype writeHighWater = 64 * 1024;  ///< no further request is read while more than this is unsent
    qsizetype readBuffer = 32 * 1024;      ///< what Qt may hold for us of a socket
};

}  // namespace bloom::http
