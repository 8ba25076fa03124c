// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// One seed's world: a practice in an imitated Halaxy, the program, its database, and the oracle that watches.
#pragma once
#include "simulation/oracle_checks.h"
#include "simulation/process.h"
#include "simulation/service_rules.h"
#include "simulation/webhook_sender.h"

#include <QTemporaryDir>

namespace bloom::simulation {

/// What happens, when, and with which draws of its own.
struct Step {
    milliseconds at{0};
    int act = 0;  ///< of acts()
    quint64 seed = 0;
};

/// What a seed decides before anything happens.
struct Traits {
    quint64 seed = 0;
    UtcTime start{};
    int days = 2;
    int practitioners = 3;
    int patients = 30;
    int appointments = 170;
    bool inWindow = true;
    sandbox::Quirks quirks;
    std::chrono::seconds skew{0};
    SimTransport::Ways ways;
    struct Webhooks {
        bool on = true;
        double lost = 0.1;
        double doubled = 0.15;
        double late = 0.1;
    } webhooks;
    bool nightsOff = false;  ///< nobody leaves it on when the day is over
    int firstKill = 0;       ///< the first program dies after that many commits; 0: it does not
    sync::SyncSettings settings;
};
Traits traitsOf(quint64 seed);
std::vector<Step> stepsOf(const Traits& traits);

/// Where the files of worlds lie, and the schema that each begins with.
class Ground {
public:
    Ground();
    /// A fresh database, as after the first start.
    QString lay();

private:
    QTemporaryDir m_folder;
    QByteArray m_template;
};

class World {
public:
    World(Traits traits, Ground& ground, Coverage& coverage);
    ~World();

    /// Everything up to rest, or to the first violation. Rest begins then, however few the steps are.
    void run(const std::vector<Step>& steps, milliseconds end);
    const std::optional<Violation>& violation() const { return checks.violation(); }

    /// Says what happens, as it happens.
    std::function<void(const std::string&)> trace;
    void say(const std::string& what);

    const Traits traits;
    Coverage& coverage;
    SimClock clock;
    sandbox::Sandbox halaxy;
    SimTransport transport;
    Truth truth;
    const QString file;
    Mirror mirror;
    Checks checks;
    ServiceRules rules;
    WebhookSender webhooks;

    /// The appointment that people are busy with: what happens to one record at once is where order shows.
    QString focus;

    sandbox::Editor edit() { return halaxy.edit(clock.utcNow()); }
    sandbox::Practice& practice() { return halaxy.practice(); }
    bool isOn() const { return m_process != nullptr; }
    Process& process() { return *m_process; }
    void startProcess();
    void stopProcess();
    void killProcess();
    /// Nobody works, nothing runs until then.
    void switchOff(milliseconds lasting);
    void addFault(const QString& text, std::optional<milliseconds> lasting = {});
    /// What was just done in Halaxy becomes part of the truth, and the service announces it.
    void noteChanges();

private:
    void advanceTo(UtcTime when);
    void afterEvent();
    void sayAsides();
    void finished(const RunReport& report);
    void rest();
    void cycle();
    void runUntilIdle();
    void decideAll();
    void noteLies(const Exchange& exchange);
    void noteFirstPage(const Exchange& exchange);
    void noteShift(const Exchange& exchange);

    std::unique_ptr<Process> m_process;
    std::optional<UtcTime> m_offUntil;
    std::array<Truth::Moves, 6> m_listedAt;  ///< when the latest list of each resource was begun
    std::string m_asides;
    int m_starts = 0;
    int m_fullRuns = 0;
    bool m_resting = false;
};

}  // namespace bloom::simulation
