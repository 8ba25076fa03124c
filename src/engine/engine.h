// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The door between whoever shows and the engine: values in, values out, change signals. The window could sit
// on an engine in another process: nothing behind this header is visible to widgets and models.
#pragma once
#include "core/alerts.h"
#include "core/care.h"
#include "core/connection_views.h"
#include "core/dashboard.h"
#include "core/health.h"
#include "core/held.h"
#include "core/log_views.h"
#include "core/metrics.h"
#include "core/missing.h"
#include "core/overview.h"
#include "core/run_report.h"
#include "core/settings_schema.h"
#include "core/webhooks.h"

#include <QFuture>
#include <QObject>

namespace bloom::engine {

/// Everything the frame shows at a glance; copied to the GUI thread whenever it changes (at most 10 times a
/// second).
struct EngineSnapshot {
    StateView state;
    HealthFacts facts;                   ///< with `now` of the moment it was made
    std::optional<RunProgress> run;      ///< the run going on
    std::vector<SyncRequest> waiting;    ///< asked for, not begun
    std::optional<UtcTime> lastSuccess;  ///< start of the last complete success
    std::optional<UtcTime> nextRun;
    bool ready = false;  ///< the database is open; queries answer
    bool demo = false;
    int alertsFiring = 0;  ///< neither acknowledged nor silenced
    InboxCounts inbox;
    ListenerView listener;
    QString practiceZone;       ///< IANA name: whose days the practice's are
    MhcpPolicy mhcp;            ///< rules of mental-health plans that the practice set
    QString unprotectedSecret;  ///< where the client secret lies open; empty = it doesn't
};

/// What *Sync now* answers, within 100 ms.
enum class SyncAnswerKind {
    Started,
    Queued,
    Joined,
    ProbingFirst,
    WaitsForRateLimit,
    Paused,
    CallsHeld,
    NotSetUp,
    NoDatabase,
    Refused
};
struct SyncAnswer {
    SyncAnswerKind kind = SyncAnswerKind::Refused;
    QString sentence;  ///< "Already running, yours is next."
    std::optional<RunId> run;
    std::optional<UtcTime> at;              ///< when it starts, if it waits
    StateAction offer = StateAction::None;  ///< Resume, ReleaseCalls, OpenSettings …
};

enum class PauseFor { OneHour, UntilTomorrow, UntilResumed };

/// A change of what an admin may set for a practitioner; nothing = leave.
struct PractitionerPatch {
    PractitionerId practitioner;
    std::optional<PractitionerStatus> status;
    std::optional<bool> syncing;
    std::optional<QString> timezone;
    std::optional<int> weeklySessionTarget;
    std::optional<Cents> weeklyRevenueTarget;
    std::optional<Cents> monthlyRevenueTarget;
};

/// Texts to store; an empty text removes the setting. Secrets go to the secret store, the rest to the
/// settings file.
using SettingsPatch = QMap<SettingKey, QString>;

struct SettingsView {
    std::vector<SettingValue> values;  ///< secrets are blanked: text is "" or "set"
    QString settingsFile;              ///< shown, so that people find it
    QString databaseDescription;       ///< "SQLite, 12.4 MB, in …"
    QString secretStore;               ///< "system keychain", "file, not protected" …
    bool secretStoreProtected = true;
};

/// What changed in the mirror, so that views refresh only what they show.
struct ChangeSet {
    std::vector<PractitionerId> practitioners;
    bool everything = false;  ///< too many to name
    RunId run;
    int records = 0;
};

class Engine : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    ~Engine() override;

    /// Never blocks: the newest snapshot this thread has received.
    virtual EngineSnapshot snapshot() const = 0;
    /// The engine's own time (the demo has another than the machine).
    virtual UtcTime now() const = 0;

    // Commands. Each answers; none waits for the network unless its comment says so.
    virtual QFuture<SyncAnswer> requestSync(SyncRequest request) = 0;
    virtual QFuture<Result<bool>> cancelRun(RunId run) = 0;
    virtual QFuture<Result<bool>> pause(PauseFor duration) = 0;
    virtual QFuture<Result<bool>> resume() = 0;
    virtual QFuture<Result<bool>> holdCalls(bool hold, QString who) = 0;
    /// One probe through the breaker, at once; ends with its answer (network).
    virtual QFuture<Result<bool>> tryNow() = 0;
    /// Token, each resource, clock (network). With a patch: as if those settings were stored. Changes
    /// nothing.
    virtual QFuture<ConnectionReport> testConnection(SettingsPatch draft) = 0;
    virtual QFuture<Result<bool>> saveSettings(SettingsPatch patch) = 0;
    virtual QFuture<Result<bool>> savePractitioner(PractitionerPatch patch, QString who) = 0;
    /// Presenting issues and treatment plan; no sync touches them.
    virtual QFuture<Result<bool>> saveClient(ClientPatch patch, QString who) = 0;
    /// *Done*, *Snooze* and *Note* on a line of what to act on.
    virtual QFuture<Result<bool>> markCare(CareMark mark, QString who) = 0;
    /// Reads Halaxy now, beside what is held (network); fetches what is not here.
    virtual QFuture<Result<MissingAnswer>> findMissing(MissingQuestion question) = 0;

    /// Events of the inbox once more; empty = all failed and dead ones. How many that were.
    virtual QFuture<Result<int>> replay(std::vector<qint64> events, QString who) = 0;
    /// A signed event from Bloom Sync to its own listener, through the network stack (loopback).
    virtual QFuture<Result<bool>> sendTestWebhook(QString route) = 0;
    /// Apply deletes exactly the set's records, each confirmed again (network); discard keeps them.
    virtual QFuture<Result<bool>> decideHeld(QString heldSet, HeldDecision decision, QString who) = 0;
    /// With a time: silenced until then.
    virtual QFuture<Result<bool>> acknowledgeAlert(qint64 alert, std::optional<UtcTime> silenceUntil,
                                                   QString who) = 0;
    /// Blanks the personal fields of a client who is gone from Halaxy, at once.
    virtual QFuture<Result<bool>> forgetClient(ClientId client, QString who) = 0;

    // Queries: answered by the reader thread from the local database. A newer question of the same kind may
    // end the older one with ErrorKind::Cancelled.
    virtual QFuture<Result<OverviewView>> overview() = 0;
    virtual QFuture<Result<std::vector<PractitionerView>>> practitioners() = 0;
    virtual QFuture<Result<Dashboard>> dashboard(PractitionerId practitioner, QDate date) = 0;
    /// Today over all practitioners, and what to act on.
    virtual QFuture<Result<EveryoneView>> everyone() = 0;
    /// What Bloom owns of a client, with its history.
    virtual QFuture<Result<ClientNotes>> clientNotes(ClientId client) = 0;
    /// Changes of what Bloom owns of a practitioner, newest first.
    virtual QFuture<Result<std::vector<OwnedChange>>> ownedChanges(PractitionerId practitioner) = 0;
    virtual QFuture<Result<LogIndex>> logIndex(LogFilter filter) = 0;
    /// `count` rows from `from` on (itself included), newest first.
    virtual QFuture<Result<std::vector<RunRow>>> logRows(LogFilter filter, LogAnchor from, int count) = 0;
    virtual QFuture<Result<RunDetail>> runDetail(RunId run) = 0;
    virtual QFuture<Result<ConnectionView>> connection() = 0;
    virtual QFuture<Result<SettingsView>> settings() = 0;
    virtual QFuture<Result<InboxView>> inbox(InboxFilter filter) = 0;
    /// Open ones first, then those decided, newest first.
    virtual QFuture<Result<std::vector<HeldSet>>> heldSets() = 0;
    /// Firing ones, or all that are kept; newest first.
    virtual QFuture<Result<std::vector<Alert>>> alerts(bool alsoCleared) = 0;
    /// Run times, webhook times, records a cycle, errors, freshness: live, by the hour or by the day. Days
    /// are the practice's, unless the question names a zone.
    virtual QFuture<Result<MetricsView>> metrics(MetricsQuery query) = 0;
    /// What happened to the sessions of a practitioner's local day, newest first.
    virtual QFuture<Result<std::vector<DayChange>>> changesToDay(PractitionerId practitioner, QDate date) = 0;

Q_SIGNALS:
    void snapshotChanged(const bloom::engine::EngineSnapshot& snapshot);
    void connectionChanged(const bloom::ConnectionView& connection);  ///< at most 4 times a second
    void recordsChanged(const bloom::engine::ChangeSet& changes);
    void runFinished(const bloom::RunReport& report);
    void logChanged();
    void settingsChanged();
    void practitionersChanged();
    void careChanged();   ///< what Bloom owns of clients, or a mark on a line of what to act on
    void inboxChanged();  ///< at most 4 times a second
    void heldChanged();
    void alertsChanged();
};

}  // namespace bloom::engine

Q_DECLARE_METATYPE(bloom::engine::EngineSnapshot)
Q_DECLARE_METATYPE(bloom::engine::ChangeSet)
