// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The engine's thread: owns clock, settings, database and the connection to Halaxy, answers commands and says
// what changed. Thread-free itself: the host places it; everything here runs where it lives.
#pragma once
#include "engine/coalescer.h"
#include "engine/link.h"
#include "engine/listener_thread.h"
#include "engine/mirror.h"
#include "engine/reply.h"
#include "engine/settings_keeper.h"
#include "engine/switches.h"
#include "sync/alert_keeper.h"
#include "sync/comparer.h"

#include <QNetworkAccessManager>
#include <set>

namespace bloom::engine {

class EngineWorker : public QObject {
    Q_OBJECT
public:
    explicit EngineWorker(EngineOptions options);
    ~EngineWorker() override;

    void start();
    /// Ends everything, then the thread's event loop.
    void stop();

    void requestSync(SyncRequest request, Reply<SyncAnswer> reply);
    void cancelRun(RunId run, Reply<Result<bool>> reply);
    void pause(PauseFor duration, Reply<Result<bool>> reply);
    void resume(Reply<Result<bool>> reply);
    void holdCalls(bool hold, QString who, Reply<Result<bool>> reply);
    void tryNow(Reply<Result<bool>> reply);
    void testConnection(SettingsPatch draft, Reply<ConnectionReport> reply);
    void saveSettings(SettingsPatch patch, Reply<Result<bool>> reply);
    void savePractitioner(PractitionerPatch patch, QString who, Reply<Result<bool>> reply);
    void saveClient(ClientPatch patch, QString who, Reply<Result<bool>> reply);
    void markCare(CareMark mark, QString who, Reply<Result<bool>> reply);
    void findMissing(MissingQuestion question, Reply<Result<MissingAnswer>> reply);
    void replay(std::vector<qint64> events, QString who, Reply<Result<int>> reply);
    void decideHeld(QString heldSet, HeldDecision decision, QString who, Reply<Result<bool>> reply);
    void compare(Reply<Result<sync::Comparison>> reply);
    void forgetClient(ClientId client, QString who, Reply<Result<bool>> reply);
    /// A reader met damage.
    void suspectDatabase();
    void connection(Reply<Result<ConnectionView>> reply);
    void settings(Reply<Result<SettingsView>> reply);
    void sendTestWebhook(QString route, Reply<Result<bool>> reply);
    /// Events came into the inbox: whoever works on them is woken.
    void inboxWoken();
    void alerts(bool alsoCleared, Reply<Result<std::vector<Alert>>> reply);
    void acknowledgeAlert(qint64 alert, std::optional<UtcTime> silenceUntil, QString who,
                          Reply<Result<bool>> reply);

Q_SIGNALS:
    void snapshotChanged(const bloom::engine::EngineSnapshot& snapshot);
    void connectionChanged(const bloom::ConnectionView& connection);
    void recordsChanged(const bloom::engine::ChangeSet& changes);
    void runFinished(const bloom::RunReport& report);
    void logChanged();
    void settingsChanged();
    void practitionersChanged();
    void careChanged();
    void inboxChanged();
    void heldChanged();
    void alertsChanged();
    void databaseOpened(const bloom::storage::DatabaseTarget& target);
    void databaseClosed(const bloom::Error& reason);

private:
    HealthFacts facts() const;
    EngineSnapshot makeSnapshot() const;
    void tellSnapshot();
    std::optional<RunProgress> progress() const;
    void refreshFacts();
    /// "Began 3 min ago" and "in 11 min" go on while nothing happens: in this clock's time, as they are told.
    void tick();
    void noteSleep();
    /// At least each minute: some facts are only time that passes.
    void alertMinute();
    void lookAtAlerts();
    LiveAlertFacts alertFacts() const;
    void onConnectionChanged();
    void openDatabase();
    void lookForDamage(const RunReport& report);
    QCoro::Task<void> emptyLog();
    void lookAgain();  ///< at a database that failed, or that another engine has
    bool mayLink() const;
    void relink();
    QCoro::Task<void> relinkLoop();
    QCoro::Task<void> endLink();
    void makeLink();
    sync::SyncHooks syncHooks();
    void onProgress(const RunProgress& progress);
    void onChanged(const sync::SyncChange& change);
    void onFinished(const RunReport& report);
    SyncAnswer ask(SyncRequest request);
    Result<bool> decide(const QString& heldSet, HeldDecision decision, const QString& who);
    void tellHeld(const RunReport& report, int heldBefore);
    void tellRecords();
    void tellWhatOthersDid();  ///< another engine on this database
    void changeSettings(const Settings& before);
    QCoro::Task<void> probe(Link& link, Reply<Result<bool>> reply);
    QCoro::Task<void> test(ResolvedSettings settings, Reply<ConnectionReport> reply);
    QCoro::Task<void> compareNow(Reply<Result<sync::Comparison>> reply);
    QCoro::Task<void> findMissingNow(MissingQuestion question, Reply<Result<MissingAnswer>> reply);
    void fetch(const MissingAnswer& answer);
    QCoro::Task<void> finish();
    void makeListener();
    void keepLiveFacts(const EngineSnapshot& snapshot);
    void relisten();  ///< with the settings and the database as they are now
    void readInboxCounts();

    EngineOptions m_options;
    QString m_dataFolder;
    std::unique_ptr<Clock> m_clock;
    std::unique_ptr<TaskScope> m_tasks;    ///< of the worker's own work; ended by stop()
    std::unique_ptr<TaskScope> m_closing;  ///< finish() alone
    std::unique_ptr<SettingsKeeper> m_settings;
    std::unique_ptr<Mirror> m_mirror;
    std::unique_ptr<Link> m_link;
    std::unique_ptr<ListenerThread> m_listener;
    std::unique_ptr<QNetworkAccessManager> m_testSender;  ///< of test webhooks
    InboxCounts m_inboxCounts;
    struct LiveBox;
    std::shared_ptr<LiveBox> m_live;  ///< what the endpoint's thread may know of the engine
    std::unique_ptr<Coalescer> m_snapshotSoon;
    std::unique_ptr<Coalescer> m_connectionSoon;
    std::unique_ptr<Coalescer> m_changesSoon;  ///< the log
    std::unique_ptr<Coalescer> m_recordsSoon;
    std::unique_ptr<Coalescer> m_inboxSoon;
    std::unique_ptr<Coalescer> m_alertsSoon;
    std::unique_ptr<QTimer> m_lookAgain;
    Clock::TimerId m_tick = 0;
    Clock::TimerId m_alertTimer = 0;
    std::unique_ptr<sync::AlertKeeper> m_alerts;
    TokenState m_tokenSeen = TokenState::None;
    std::optional<milliseconds> m_wallAhead;  ///< of monotonic time, at the last tick
    Switches m_switches;
    MirrorFacts m_mirrorFacts;
    UtcTime m_started;
    std::optional<UtcTime> m_suspectedAt;   ///< when the database was last looked at for damage
    std::optional<RunProgress> m_progress;  ///< of the run going on
    ChangeSet m_changes;                    ///< not told yet
    std::set<PractitionerId> m_changed;
    bool m_settingsLoaded = false;
    bool m_runEnded = false;  ///< since the start
    bool m_relinking = false;
    bool m_relinkAgain = false;
    bool m_reopen = false;  ///< another database is named now
    bool m_stopping = false;
};

}  // namespace bloom::engine
