// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Which pages the window has, and the dialogs and covers the application adds to it.
#pragma once
#include "engine/engine.h"

class QSettings;

namespace bloom::widgets {
class MainWindow;
}

namespace bloom::apps {

/// In the order of the rail; only pages that exist.
/// What pages remember goes to the memory, which outlives the window.
void addPages(widgets::MainWindow& window, engine::Engine& engine, QSettings& memory);
/// The two doors, instead of the pages, until settings are there.
void showFirstStart(widgets::MainWindow& window, engine::Engine& engine);
/// A second process of this program, with --demo; a running window is not touched.
bool startDemoProcess();

}  // namespace bloom::apps
