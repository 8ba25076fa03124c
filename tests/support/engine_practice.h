// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The whole engine behind its door, with a sandbox on loopback and folders that go with the test. Only time
// runs faster, for both alike.
#pragma once
#include "engine/engine_host.h"
#include "sandbox/sandbox_server.h"

#include <QTemporaryDir>
#include <QtTest>
#include <optional>

namespace bloom::test {

class EnginePractice {
public:
    /// It is Tuesday, 9:40 in Sydney, unless another time is given.
    explicit EnginePractice(double speed = 60, std::optional<UtcTime> start = {});

    std::shared_ptr<TimeScale> scale;
    ScaledClock clock;  ///< the sandbox's
    sandbox::SandboxServer server;
    QTemporaryDir folder;

    /// Settings that work, in the environment; a secret store of its own.
    engine::EngineOptions options();
    /// Without a single setting.
    engine::EngineOptions bareOptions();
    QString settingsFile() const { return folder.filePath(QStringLiteral("settings.ini")); }
    QString databasePath() const { return folder.filePath(QStringLiteral("data/bloom.sqlite")); }
    void addFault(const QString& text);
    void clearFaults() { server.core().faults().clear(); }
};

/// Waits for an answer on the event loop.
template <typename T> T answerOf(QFuture<T> future) {
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, 30'000))
        qFatal("no answer came");
    return future.result();
}

/// Reports of the runs that ended, in order.
class FinishedRuns {
public:
    explicit FinishedRuns(engine::Engine& engine);
    bool wait(std::size_t count) {
        return QTest::qWaitFor([&] { return m_reports->size() >= count; }, 60'000);
    }
    const std::vector<RunReport>& reports() const { return *m_reports; }
    const RunReport& last() const { return m_reports->back(); }

private:
    std::shared_ptr<std::vector<RunReport>> m_reports = std::make_shared<std::vector<RunReport>>();
};

}  // namespace bloom::test
