// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The command line of halaxy-sandbox as values.
#pragma once
#include "sandbox/faults.h"
#include "sandbox/generator.h"
#include "sandbox/quirks.h"
#include "sandbox/webhooks.h"

#include <QCommandLineParser>

namespace bloom::apps {

struct SandboxOptions {
    quint16 port = 0;
    QString portFile;
    bool live = false;
    sandbox::GeneratorOptions generator;
    sandbox::Quirks quirks;
    std::vector<sandbox::Fault> faults;
    std::optional<sandbox::WebhookPlan> webhooks;
};

void describeSandboxOptions(QCommandLineParser& parser);
std::expected<SandboxOptions, QString> readSandboxOptions(const QCommandLineParser& parser);

}  // namespace bloom::apps
