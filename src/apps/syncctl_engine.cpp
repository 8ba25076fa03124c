// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "apps/syncctl_engine.h"

#include "apps/syncctl_output.h"
#include "core/dashboard_json.h"
#include "engine/settings_sources.h"

#include <QCoreApplication>
#include <QTextStream>
#include <QTimer>

namespace bloom::apps {
namespace {

using namespace std::chrono_literals;

QString userName() {
    const QString user = qEnvironmentVariable("USER");
    return user.isEmpty() ? QStringLiteral("terminal") : user;
}

void print(const QString& text) { QTextStream(stdout) << text << Qt::flush; }

}  // namespace

void tell(const QString& line) { QTextStream(stderr) << "bloom-syncctl: " << line << Qt::endl; }

engine::EngineOptions terminalOptions(const SyncctlCommand& command) {
    engine::EngineOptions options;
    options.commandLine = command.settings;
    options.environment = engine::environmentMap(QProcessEnvironment::systemEnvironment());
    options.schedule = command.verb == Verb::Serve;
    return options;
}

bool settingsAreFine(const ResolvedSettings& resolved, bool halaxy) {
    std::vector<Error> problems = resolved.problems;
    if (halaxy)
        for (const Error& missing : engine::missingForHalaxy(resolved))
            problems.push_back(missing);
    for (const Error& problem : problems)
        tell(problem.context.isEmpty() || problem.message.contains(problem.context)
                 ? problem.message
                 : problem.context + QStringLiteral(": ") + problem.message);
    return problems.empty();
}

EngineCommand::EngineCommand(SyncctlCommand what)
    : m_command(std::move(what)),
      m_host(terminalOptions(m_command)) {
    m_scope = m_command.scope;
    connect(&m_host, &engine::Engine::snapshotChanged, this, &EngineCommand::onSnapshot);
    connect(&m_host, &engine::Engine::runFinished, this, &EngineCommand::onFinished);
}

EngineCommand::~EngineCommand() = default;

int EngineCommand::run() {
    m_host.start();
    QCoreApplication::exec();
    if (!m_ended && m_command.verb == Verb::Serve) {
        m_code = m_begun ? ExitSuccess : ExitFailed;
    } else if (!m_ended && m_asked) {
        // Told to end in the middle: the run ends as cancelled, and its report is still told.
        m_host.cancelRun({});
        QTimer::singleShot(1500ms, QCoreApplication::instance(), &QCoreApplication::quit);
        QCoreApplication::exec();
    }
    m_host.stop();
    return m_code;
}

void EngineCommand::end(int code) {
    m_ended = true;
    m_code = code;
    QCoreApplication::quit();
}

void EngineCommand::onSnapshot(const engine::EngineSnapshot& snapshot) {
    if (!m_begun && !snapshot.facts.starting) {
        m_begun = true;
        checkSettings();
    }
    if (m_command.verb == Verb::Serve && !snapshot.facts.starting)
        tellState(snapshot);
}

void EngineCommand::tellState(const engine::EngineSnapshot& snapshot) {
    if (std::exchange(m_told, snapshot.state.words) != snapshot.state.words)
        tell(snapshot.state.words);
}

void EngineCommand::checkSettings() {
    m_host.settings().then(this, [this](const Result<engine::SettingsView>& view) {
        if (!view)
            return end(ExitFailed);
        // The door blanks secrets, but says whether they are set.
        ResolvedSettings resolved;
        resolved.values = view->values;
        for (const SettingValue& value : view->values)
            if (value.problem)
                resolved.problems.push_back(*value.problem);
        if (!settingsAreFine(resolved, true))
            return end(ExitUsage);
        if (resolved.value(SettingKey::ContactEmail).text.isEmpty())
            tell(QStringLiteral("HALAXY_CONTACT_EMAIL is not set: Halaxy asks for a contact in every call."));
        begin();
    });
}

void EngineCommand::begin() {
    const engine::EngineSnapshot snapshot = m_host.snapshot();
    if (!snapshot.facts.databaseProblem.isEmpty()) {
        tell(snapshot.facts.databaseProblem);
        return end(ExitFailed);
    }
    if (m_command.verb == Verb::Serve)
        return;
    if (m_command.practitioner.isEmpty())
        return requestSync();
    m_host.practitioners().then(this, [this](const Result<std::vector<PractitionerView>>& known) {
        QStringList ids;
        for (const PractitionerView& p : known.value_or(std::vector<PractitionerView>())) {
            ids << p.halaxyId.value;
            if (p.id.value == m_command.practitioner || p.halaxyId.value == m_command.practitioner)
                m_scope.practitioner = p.id;
        }
        if (m_scope.practitioner)
            return requestSync();
        tell(QStringLiteral("--practitioner: \"%1\" is none; expected %2.")
                 .arg(m_command.practitioner,
                      ids.isEmpty() ? QStringLiteral("a practitioner Bloom knows; run sync without it first")
                                    : QStringLiteral("one of ") + ids.join(QStringLiteral(", "))));
        end(ExitUsage);
    });
}

void EngineCommand::requestSync() {
    m_host.requestSync({RunType::Manual, m_scope, userName()})
        .then(this, [this](const engine::SyncAnswer& answer) { onAnswer(answer); });
}

void EngineCommand::onAnswer(const engine::SyncAnswer& answer) {
    using Kind = engine::SyncAnswerKind;
    const auto refuse = [&](RunOutcome outcome, int code) {
        tell(answer.sentence);
        if (m_command.json)
            print(QString::fromUtf8(jsonText(refusalJson(outcome, answer.sentence, m_host.now()), true)));
        end(code);
    };
    switch (answer.kind) {
        case Kind::Started:
        case Kind::Queued:
        case Kind::Joined:
            break;
        case Kind::WaitsForRateLimit:
        case Kind::ProbingFirst:
            tell(answer.sentence);
            break;
        case Kind::Paused:
        case Kind::CallsHeld:
            return refuse(RunOutcome::Held, ExitPartial);
        case Kind::NotSetUp:
            return refuse(RunOutcome::Failed, ExitUsage);
        case Kind::NoDatabase:
        case Kind::Refused:
            return refuse(RunOutcome::Failed, ExitFailed);
    }
    m_asked = true;
    if (m_early)
        onFinished(*m_early);
}

void EngineCommand::onFinished(const RunReport& report) {
    if (m_command.verb != Verb::Sync || m_ended)
        return;
    // The terminal's engine follows no schedule: the only run is the one asked for.
    if (!m_asked) {
        m_early = report;
        return;
    }
    if (m_command.json)
        print(QString::fromUtf8(jsonText(reportJson(report), true)));
    else
        print(reportText(report));
    end(exitCodeOf(report.outcome));
}

}  // namespace bloom::apps
