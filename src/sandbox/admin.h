// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The sandbox's own paths, beside the service's: /sandbox/faults, /sandbox/edit, /sandbox/counters,
// /sandbox/truth, /sandbox/webhooks. They need no token and are never counted, limited or spoilt.
#pragma once
#include "http/message.h"
#include "sandbox/sandbox.h"

namespace bloom::sandbox {

http::Response handleAdmin(Sandbox& sandbox, const http::Request& request, UtcTime now);

}  // namespace bloom::sandbox
