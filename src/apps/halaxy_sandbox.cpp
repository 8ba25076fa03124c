// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// halaxy-sandbox: a Halaxy on this machine, for trying and testing Bloom Sync without a practice.
#include "apps/quit_on_signals.h"
#include "apps/sandbox_options.h"
#include "sandbox/sandbox_server.h"
#include "sandbox/shifted_clock.h"

#include <QSaveFile>
#include <QTextStream>

using namespace bloom;
using namespace bloom::apps;

namespace {

constexpr int failure = 1;
constexpr int usageError = 2;

int fail(int code, const QString& why) {
    QTextStream(stderr) << "halaxy-sandbox: " << why << Qt::endl;
    return code;
}

/// Whole or not at all: who waits for the file reads a port.
bool writePort(const QString& path, quint16 port) {
    QSaveFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(QByteArray::number(port) + '\n') > 0 &&
           file.commit();
}

int serve(const SandboxOptions& options) {
    sandbox::ShiftedClock clock(options.generator.now);
    sandbox::SandboxServer server(clock, sandbox::generate(options.generator), options.quirks);
    for (const sandbox::Fault& fault : options.faults)
        server.core().faults().add(fault, clock.utcNow());
    if (options.webhooks)
        server.core().webhooks().setPlan(options.webhooks, server.core().practice());
    if (options.live)
        server.setLive({.seed = options.generator.seed});
    const auto port = server.start(options.port);
    if (!port)
        return fail(failure,
                    QStringLiteral("can't listen on port %1: %2").arg(options.port).arg(port.error()));
    if (!options.portFile.isEmpty() && !writePort(options.portFile, *port))
        return fail(failure, QStringLiteral("can't write %1").arg(options.portFile));
    QTextStream(stdout) << "Listening on " << server.baseUrl() << Qt::endl;
    return QCoreApplication::exec();
}

}  // namespace

int main(int argc, char** argv) {
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("halaxy-sandbox"));
    QCoreApplication::setApplicationVersion(QStringLiteral(BLOOM_VERSION));
    QCommandLineParser parser;
    describeSandboxOptions(parser);
    if (!parser.parse(QCoreApplication::arguments()))
        return fail(usageError, parser.errorText());
    parser.process(app);
    const auto options = readSandboxOptions(parser);
    if (!options)
        return fail(usageError, options.error());
    quitOnSignals(app);
    return serve(*options);
}
