// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/world.h"

#include "sandbox/generator.h"
#include "simulation/acts.h"
#include "simulation/oracle_lines.h"

#include <QDir>
#include <QFile>

namespace bloom::simulation {

namespace {

sandbox::Practice practiceOf(const Traits& traits) {
    sandbox::GeneratorOptions options;
    options.seed = traits.seed;
    options.now = traits.start;
    options.practitioners = traits.practitioners;
    options.patients = traits.patients;
    options.appointments = traits.appointments;
    options.inWindow = traits.inWindow;
    sandbox::Practice practice = sandbox::generate(options);
    // Nothing was stamped in what is still to come for the service's own clock.
    const UtcTime latest = std::chrono::floor<std::chrono::seconds>(traits.start + traits.skew);
    const auto clamp = [&](auto& table) {
        for (auto& record : table.rows())
            record.lastUpdated = std::min(record.lastUpdated, latest);
    };
    clamp(practice.practitioners);
    clamp(practice.roles);
    clamp(practice.patients);
    clamp(practice.appointments);
    clamp(practice.invoices);
    clamp(practice.referrals);
    return practice;
}

/// In memory where the machine has such a folder.
QString groundFolder() {
    const QString memory = QStringLiteral("/dev/shm");
    return (QFileInfo(memory).isWritable() ? memory : QDir::tempPath()) +
           QStringLiteral("/bloom-simulate-XXXXXX");
}

}  // namespace

Ground::Ground() : m_folder(groundFolder()) {
    const QString file = m_folder.filePath(QStringLiteral("template.sqlite"));
    {
        const auto made = storage::Database::open({file});
        if (!made)
            qFatal("simulation: %s", qUtf8Printable(made.error().message));
        (*made)->checkpoint(true).value_or(false);
    }
    QFile written(file);
    if (!written.open(QIODevice::ReadOnly))
        qFatal("simulation: no template");
    m_template = written.readAll();
}

QString Ground::lay() {
    const QString path = m_folder.filePath(QStringLiteral("world.sqlite"));
    for (const char* suffix : {"", "-wal", "-shm"})
        QFile::remove(path + QLatin1String(suffix));
    QFile fresh(path);
    if (!fresh.open(QIODevice::WriteOnly) || fresh.write(m_template) != m_template.size())
        qFatal("simulation: %s can't be written", qUtf8Printable(path));
    fresh.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    return path;
}

World::World(Traits wanted, Ground& ground, Coverage& met)
    : traits(std::move(wanted)),
      coverage(met),
      clock(traits.start, traits.seed),
      halaxy(practiceOf(traits), traits.quirks),
      transport(clock, halaxy, coverage, traits.seed),
      truth(halaxy.practice(), halaxy.quirks()),
      file(ground.lay()),
      mirror(file.toStdString()),
      checks(truth, halaxy.practice(), halaxy.quirks(), mirror, coverage, Promises()),
      rules(coverage,
            [this](const std::string& rule, const std::string& text) { checks.violate(rule, text); }),
      webhooks(*this) {
    transport.ways = traits.ways;
    transport.sent = [this](const Exchange& exchange) {
        say("-> " + std::to_string(exchange.number) + ' ' + exchange.target.toStdString());
        rules.sent(exchange);
        noteFirstPage(exchange);
    };
    transport.answered = [this](const Exchange& exchange) {
        say("<- " + std::to_string(exchange.number) + ' ' + std::to_string(exchange.status) +
            (exchange.cancelled ? " cancelled" : "") + ' ' +
            QStringList(exchange.faults.values()).join(u',').toStdString());
        rules.answered(exchange);
        noteLies(exchange);
        noteShift(exchange);
        const auto resource = sandbox::resourceFromName(exchange.resource());
        const bool about = exchange.status == 200 || exchange.status == 404 || exchange.status == 410;
        if (about && exchange.isRead() && resource && !exchange.byProxy)
            checks.wasRead(keyOf(*resource, QString::fromUtf8(
                                                exchange.target.mid(exchange.target.lastIndexOf('/') + 1))),
                           exchange.sent);
    };
    if (traits.skew.count() != 0)
        addFault(QStringLiteral("clock-skew,seconds=%1").arg(traits.skew.count()));
    truth.look(clock.utcNow());
}

void World::say(const std::string& what) {
    if (trace)
        trace(isoOf(clock.utcNow()) + ' ' + what);
}

World::~World() {
    if (m_process)
        m_process->kill();
}

void World::addFault(const QString& text, std::optional<milliseconds> lasting) {
    auto fault = sandbox::parseFault(text);
    if (!fault)
        qFatal("simulation: %s", qUtf8Printable(fault.error()));
    fault->lasting = lasting;
    halaxy.faults().add(*fault, clock.utcNow());
}

/// Rows left out of a list and of its total: nothing can tell, and no claim is held against the program.
void World::noteLies(const Exchange& exchange) {
    checks.serviceIsBlind = clock.utcNow() < transport.blindUntil;
    if (exchange.blind)
        checks.lied(sandbox::Resource::Appointment, exchange.served);
    if (exchange.blind && exchange.isRead())
        checks.wasDenied(
            "Appointment/" + exchange.target.mid(exchange.target.lastIndexOf('/') + 1).toStdString(),
            exchange.sent);
    if (exchange.blind && exchange.isRead() &&
        exchange.served < transport.blindSince + std::chrono::minutes(3))
        checks.deceived("Appointment/" +
                        exchange.target.mid(exchange.target.lastIndexOf('/') + 1).toStdString());
    if (exchange.faults.isEmpty())
        return;
    const auto has = [&](const char* fault) { return exchange.faults.contains(QLatin1String(fault)); };
    const bool quiet = has("hidden-rows") || has("empty-searchset") ||
                       (!traits.quirks.withTotal && (has("missing-rows") || has("shifted-pages")));
    const auto resource = sandbox::resourceFromName(exchange.resource());
    if (quiet && resource)
        checks.lied(*resource, exchange.served);
}

void World::noteFirstPage(const Exchange& exchange) {
    const auto resource = sandbox::resourceFromName(exchange.resource());
    if (exchange.isSearch() && resource && !exchange.target.contains("page="))
        m_listedAt[std::size_t(*resource)] = truth.moves(*resource);
}

/// A record that leaves an earlier page while a list is read pulls another over the edge of a page. The total
/// tells, unless there is none or another record came meanwhile; then nobody can know.
void World::noteShift(const Exchange& exchange) {
    const auto resource = sandbox::resourceFromName(exchange.resource());
    if (!exchange.isSearch() || !resource || !exchange.target.contains("page="))
        return;
    const Truth::Moves& now = truth.moves(*resource);
    const Truth::Moves& then = m_listedAt[std::size_t(*resource)];
    if (now.left == then.left || (traits.quirks.withTotal && now.taken == then.taken))
        return;
    coverage.meet("state: shifted unseen");
    checks.lied(*resource, exchange.served);
}

void World::startProcess() {
    sync::SyncSettings settings = traits.settings;
    settings.seed = quint32(traits.seed * 1000 + quint64(++m_starts));
    rules.restarted();
    m_process = std::make_unique<Process>(
        Process::Surroundings{clock, transport, file, settings, halaxy.quirks(),
                              [this](const RunReport& report) { finished(report); }});
    m_offUntil.reset();
    checks.lookAtRuns(m_process->runsGoingOn());
}

void World::stopProcess() {
    if (!m_process)
        return;
    const bool ended = m_process->stop();
    checks.look(clock.utcNow());
    if (!ended)
        checks.violate("the program does not end", "stop");
    m_process.reset();
}

void World::killProcess() {
    const bool ended = m_process->kill();
    if (!ended)
        checks.violate("the program does not end", "kill");
    m_process.reset();
    checks.look(clock.utcNow());
}

void World::switchOff(milliseconds lasting) {
    stopProcess();
    m_offUntil = clock.utcNow() + lasting;
}

void World::finished(const RunReport& report) {
    say("run " + name(report.type).toStdString() + ' ' + name(report.outcome).toStdString() + " of " +
        isoOf(report.started) + ' ' +
        (report.problems.empty() ? std::string() : report.problems.front().message.toStdString()));
    if (report.scope.record) {
        rules.readByHand();
        return;
    }
    coverage.meet("run: " + name(report.type).toStdString() + ' ' + name(report.outcome).toStdString());
    if (report.outcome == RunOutcome::Success && !rules.failedForGood().empty() && !m_process->isDead())
        checks.violate("a success though something failed", rules.failedForGood());
    rules.runEnded(report.type == RunType::Full && !traits.webhooks.on);
    m_fullRuns += report.type == RunType::Full ? 1 : 0;
}

void World::afterEvent() {
    if (m_process && m_process->isDead()) {
        killProcess();
        coverage.meet("state: killed");
        say("killed");
        startProcess();
    }
    if (m_process && m_process->hasCommitted()) {
        checks.look(clock.utcNow());
        sayAsides();
    }
}

void World::sayAsides() {
    if (!trace)
        return;
    std::string all;
    for (const char* table : {"set_aside", "not_confirmed"})
        for (const auto& row : mirror.rows(std::string("SELECT kind || '/' || halaxy_id FROM ") + table))
            all += std::string(" ") + table + ' ' + row.front();
    if (std::exchange(m_asides, all) != all)
        say("aside:" + all);
}

void World::advanceTo(UtcTime when) {
    while (!violation()) {
        if (!m_process && m_offUntil && *m_offUntil <= when) {
            clock.moveTo(*m_offUntil);
            startProcess();
        }
        if (!clock.next(when))
            break;
        afterEvent();
    }
    clock.moveTo(when);
}

void World::noteChanges() {
    truth.look(clock.utcNow());
    for (const std::string& key : truth.changed())
        webhooks.announce(*truth.find(key));
}

void World::run(const std::vector<Step>& steps, milliseconds end) {
    startProcess();
    if (traits.firstKill > 0)
        m_process->killAfterCommit(traits.firstKill);
    for (const Step& step : steps) {
        advanceTo(traits.start + step.at);
        if (violation())
            return;
        sandbox::Random draws(step.seed);
        const Act& act = acts()[std::size_t(step.act)];
        say(std::string("== ") + act.name);
        if (act.act(*this, draws))
            coverage.meet(std::string("step: ") + act.name);
        noteChanges();
        clock.settle();
        afterEvent();
        checks.look(clock.utcNow());
    }
    advanceTo(traits.start + end);
    if (!violation())
        rest();
}

/// Until a full run has ended and nothing is left to do.
void World::runUntilIdle() {
    const int before = m_fullRuns;
    const UtcTime limit = clock.utcNow() + std::chrono::hours(6);
    while (!violation() && clock.next(limit)) {
        afterEvent();
        const auto state = m_process->engine().state();
        if (m_fullRuns > before && !state.running && state.waiting.empty())
            break;
    }
    if (m_fullRuns == before)
        checks.violate("no run comes", "nothing is wrong any more, and no full run ended in six hours");
    // What is held by an admin's word, what history and audit still want, and events that wait for their
    // time.
    const UtcTime end = clock.utcNow() + std::chrono::minutes(12);
    while (!violation() && clock.next(end))
        afterEvent();
}

void World::decideAll() {
    for (const auto& row : mirror.rows("SELECT id FROM held_sets WHERE state = 'open' ORDER BY id")) {
        coverage.meet("state: held at rest");
        static_cast<void>(m_process->engine().decideHeld(QString::fromStdString(row.front()),
                                                         HeldDecision::Apply, QStringLiteral("admin")));
    }
}

/// A night passes while the program is off; then it runs until it has nothing to do.
void World::cycle() {
    stopProcess();
    clock.moveTo(clock.utcNow() + std::chrono::hours(24));
    startProcess();
    runUntilIdle();
}

void World::rest() {
    m_resting = true;
    halaxy.faults().clear();
    if (traits.skew.count() != 0)
        addFault(QStringLiteral("clock-skew,seconds=%1").arg(traits.skew.count()));
    transport.proxyUntil = transport.blindUntil = {};
    transport.snatch = {};
    if (m_process) {
        m_process->disarm();
        m_process->client().setHeld(false, {});
        m_process->engine().resume();
    }
    truth.look(clock.utcNow());
    cycle();
    if (!violation())
        decideAll();
    if (!violation())
        cycle();
    if (!violation() &&
        mirror.cell("SELECT count(*) FROM held_sets WHERE state IN ('open', 'applying')") != "0") {
        decideAll();
        cycle();
    }
    checks.look(clock.utcNow());
    if (!violation())
        checks.lookAtRest(clock.utcNow());
}

}  // namespace bloom::simulation
