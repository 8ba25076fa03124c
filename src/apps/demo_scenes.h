// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The scenes of the demo: what happens to the invented practice, and what to look at.
#pragma once
#include "core/run_report.h"
#include "sandbox/sandbox_server.h"
#include "widgets/page_link.h"

namespace bloom::apps {

struct DemoScene {
    QString id;
    QString title;
    QString look;  ///< what to look at, one or two sentences
    QString page;  ///< where it shows
    /// On the sandbox's thread; the practitioner it happens to, if it is one's.
    std::function<std::optional<HalaxyId>(sandbox::SandboxServer& server, UtcTime now)> begin;
    /// Takes back what must not stay; on the sandbox's thread. Nothing: what happened, happened.
    std::function<void(sandbox::SandboxServer& server, UtcTime now)> end = {};
    bool announced = false;  ///< webhooks tell of it: no sync is needed to see it
    bool inTour = true;
};

const std::vector<DemoScene>& demoScenes();
/// Eight of them, in this order.
std::vector<const DemoScene*> tourScenes();

}  // namespace bloom::apps
