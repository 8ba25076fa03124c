// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The door's meta-object and nothing else: widgets and models link this library, not what is behind the door.
#include "engine/engine.h"

namespace bloom::engine {

Engine::~Engine() = default;

}  // namespace bloom::engine
