// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The scenes of the demo: what happens to the invented practice, and what to look at. Only scenes whose part
// of the engine exists.
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
};

const std::vector<DemoScene>& demoScenes();

}  // namespace bloom::apps
