// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Faults that replace an answer or spoil its way, whatever it would have said.
#pragma once
#include "sandbox/faults.h"
#include "sandbox/reply.h"

namespace bloom::sandbox {

/// The answer a fault gives instead of the service; nothing when none does.
std::optional<http::Response> faultResponse(const std::vector<Fault>& faults);
/// retry-after as the moment it means, where there is one.
void dateRetryAfter(http::Response& response, UtcTime serverNow);
Delivery deliveryOf(const std::vector<Fault>& faults, const http::Response& response);

}  // namespace bloom::sandbox
