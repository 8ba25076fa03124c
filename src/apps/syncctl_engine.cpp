// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "apps/syncctl_engine.h"

#include "apps/syncctl_help.h"
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

/// What only who receives webhooks needs.
bool concernsListener(SettingKey key) {
    return key >= SettingKey::WebhookSecret && key <= SettingKey::DashboardKey;
}

QString listenerText(const ListenerView& listener) {
    if (!listener.wanted)
        return QStringLiteral("Webhooks: not listening; BLOOM_WEBHOOK_LISTEN is false.");
    if (listener.problem)
        return QStringLiteral("Webhooks: ") + listener.problem->message;
    return QStringLiteral("Webhooks: listening on %1://%2:%3, ")
               .arg(listener.tls ? QStringLiteral("https") : QStringLiteral("http"),
                    listener.address.contains(u':') ? u'[' + listener.address + u']' : listener.address)
               .arg(listener.port) +
           (listener.verifies ? QStringLiteral("every request is verified.")
                              : QStringLiteral("but every request is refused: set HALAXY_WEBHOOK_SECRET or "
                                               "HALAXY_WEBHOOK_AUTH_HEADER."));
}

void print(const QString& text) { QTextStream(stdout) << text << Qt::flush; }

}  // namespace

QString whoAsks() { return userName(); }

void tell(const QString& line) { QTextStream(stderr) << "bloom-syncctl: " << line << Qt::endl; }

engine::EngineOptions terminalOptions(const SyncctlCommand& command) {
    engine::EngineOptions options;
    options.commandLine = command.settings;
    options.environment = engine::environmentMap(QProcessEnvironment::systemEnvironment());
    options.schedule = command.verb == Verb::Serve;
    return options;
}

std::vector<Error> settingsProblems(const ResolvedSettings& resolved, Verb verb) {
    const bool syncs = verb == Verb::Sync || verb == Verb::Serve || verb == Verb::Audit || verb == Verb::Held;
    const auto needed = [syncs, verb](SettingKey key) {
        if (!syncs)
            return key == SettingKey::Database;
        return concernsTerminal(spec(key)) && (verb == Verb::Serve || !concernsListener(key));
    };
    std::vector<Error> problems;
    for (const SettingValue& value : resolved.values)
        if (value.problem && needed(value.key))
            problems.push_back(*value.problem);
    if (syncs)
        std::ranges::copy(engine::missingForHalaxy(resolved), std::back_inserter(problems));
    return problems;
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
        m_code = ExitSuccess;
    } else if (!m_ended && m_asked) {
        // Told to end in the middle: the run ends as cancelled, and its report is still told.
        m_host.cancelRun({});
        QTimer::singleShot(1500ms, QCoreApplication::instance(), &QCoreApplication::quit);
        QCoreApplication::exec();
    }
    if (!m_ended && m_command.verb != Verb::Serve)
        refuse(RunOutcome::Failed, {{ErrorKind::Cancelled, QStringLiteral("It was told to end first."), {}}},
               ExitFailed);
    if (!m_host.stop())
        std::_Exit(m_code);  // a thread that waits for a locked database would meet what main() takes down
    return m_code;
}

void EngineCommand::refuse(RunOutcome outcome, const std::vector<Error>& problems, int code) {
    for (const Error& problem : problems)
        tell(problemText(problem));
    if (m_command.json)
        print(QString::fromUtf8(jsonText(refusalJson(outcome, problems, m_host.now()), true)));
    end(code);
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
    if (m_command.verb != Verb::Serve || snapshot.facts.starting)
        return;
    tellListener(snapshot.listener);
    tellState(snapshot);
}

/// Where it listens, or why not; nothing while it is about to.
void EngineCommand::tellListener(const ListenerView& listener) {
    if (listener.wanted && !listener.listening && !listener.problem)
        return;
    if (const QString text = listenerText(listener); std::exchange(m_toldListener, text) != text)
        tell(text);
}

/// Not its words, which count and tell the time.
void EngineCommand::tellState(const engine::EngineSnapshot& snapshot) {
    if (std::exchange(m_told, snapshot.state.state) != snapshot.state.state)
        tell(snapshot.state.words);
}

void EngineCommand::checkSettings() {
    m_host.settings().then(this, [this](const Result<engine::SettingsView>& view) {
        if (!view)
            return refuse(RunOutcome::Failed, {view.error()}, ExitFailed);
        // The door blanks secrets, but says whether they are set.
        ResolvedSettings resolved;
        resolved.values = view->values;
        // To keep what is held asks nothing of Halaxy.
        const Verb verb = m_command.discard.isEmpty() ? m_command.verb : Verb::Status;
        if (const auto problems = settingsProblems(resolved, verb); !problems.empty())
            return refuse(RunOutcome::Failed, problems, ExitUsage);
        if (resolved.value(SettingKey::ContactEmail).text.isEmpty())
            tell(QStringLiteral("HALAXY_CONTACT_EMAIL is not set: Halaxy asks for a contact in every call."));
        begin();
    });
}

void EngineCommand::begin() {
    const engine::EngineSnapshot snapshot = m_host.snapshot();
    if (!snapshot.facts.databaseProblem.isEmpty())
        return refuse(RunOutcome::Failed, {{ErrorKind::Database, snapshot.facts.databaseProblem, {}}},
                      ExitFailed);
    if (m_command.verb == Verb::Serve)
        return;
    if (m_command.verb == Verb::Audit)
        return compare();
    if (m_command.verb == Verb::Held)
        return findHeld();
    if (m_command.practitioner.isEmpty())
        return requestSync();
    m_host.practitioners().then(this, [this](const Result<std::vector<PractitionerView>>& known) {
        if (!known)
            return refuse(RunOutcome::Failed, {known.error()}, ExitFailed);
        findPractitioner(*known);
    });
}

void EngineCommand::findPractitioner(const std::vector<PractitionerView>& known) {
    QStringList ids;
    for (const PractitionerView& p : known) {
        ids << p.halaxyId.value;
        if (p.id.value == m_command.practitioner || p.halaxyId.value == m_command.practitioner)
            m_scope.practitioner = p.id;
    }
    if (m_scope.practitioner)
        return requestSync();
    const QString sentence =
        QStringLiteral("--practitioner: \"%1\" is none; expected %2.")
            .arg(m_command.practitioner,
                 ids.isEmpty() ? QStringLiteral("a practitioner Bloom knows; run sync without it first")
                               : QStringLiteral("one of ") + ids.join(QStringLiteral(", ")));
    refuse(RunOutcome::Failed, {{ErrorKind::Usage, sentence, {}}}, ExitUsage);
}

void EngineCommand::requestSync() {
    m_host.requestSync({RunType::Manual, m_scope, userName()})
        .then(this, [this](const engine::SyncAnswer& answer) { onAnswer(answer); });
}

void EngineCommand::onAnswer(const engine::SyncAnswer& answer) {
    using Kind = engine::SyncAnswerKind;
    const auto refused = [&](RunOutcome outcome, int code) {
        refuse(outcome, {{ErrorKind::CallsHeld, answer.sentence, {}}}, code);
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
            return refused(RunOutcome::Held, ExitPartial);
        case Kind::NotSetUp:
            return refused(RunOutcome::Failed, ExitUsage);
        case Kind::NoDatabase:
        case Kind::Refused:
            return refused(RunOutcome::Failed, ExitFailed);
    }
    m_asked = true;
    if (m_early)
        onFinished(*m_early);
}

void EngineCommand::onFinished(const RunReport& report) {
    if (m_ended)
        return;
    if (m_command.verb == Verb::Serve) {
        tell(name(report.type) + QStringLiteral(": ") + outcomeText(report));
        for (const QString& problem : problemTexts(report))
            tell(QStringLiteral("  ") + problem);
        return;
    }
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
