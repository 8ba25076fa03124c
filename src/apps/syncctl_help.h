// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Commands and options of the terminal, and its help.
#pragma once
#include "apps/syncctl_options.h"
#include "core/settings_schema.h"

namespace bloom::apps {

/// Settings of the window alone mean nothing in the terminal.
bool concernsTerminal(const SettingSpec& setting);
std::vector<Verb> allVerbs();
QString verbName(Verb verb);
/// "sync, status … or serve"
QString verbList();
/// Adds what the command takes, settings included.
void describeVerb(QCommandLineParser& parser, Verb verb);
QString generalHelp();
QString verbHelp(Verb verb);

}  // namespace bloom::apps
