// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The service's webhooks: each change is announced, and what is announced may be lost, doubled, late and out
// of order. What was not answered is sent again, a few times.
#pragma once
#include "simulation/oracle_truth.h"
#include "storage/inbox_store.h"

namespace bloom::simulation {

class World;

class WebhookSender {
public:
    explicit WebhookSender(World& world) : m_world(world) {}
    /// A record changed just now.
    void announce(const Life& life);

private:
    void send(storage::NewInboxEvent event, milliseconds delay, int tries);
    void deliver(const storage::NewInboxEvent& event, int tries);
    World& m_world;
    int m_number = 0;
};

}  // namespace bloom::simulation
