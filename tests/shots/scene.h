// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// One picture of the window on a door that is set.
#pragma once
#include "support/fake_engine.h"
#include "widgets/main_window.h"
#include "widgets/page_link.h"

#include <functional>

namespace bloom::shots {

struct Scene {
    const char* name;
    widgets::PageLink link;
    std::function<void(test::FakeEngine&)> prepare;
    std::function<void(widgets::MainWindow&)> then = {};
    bool dialog = false;  ///< what `then` opened is the picture
    bool rightToLeft = false;
};

/// The practitioner's day and everyone's, in every state.
std::vector<Scene> dayScenes();

}  // namespace bloom::shots
