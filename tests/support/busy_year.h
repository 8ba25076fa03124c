// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a busy practice leaves in log, inbox and history, hour by hour, through the production stores, with
// the keeper at work after each hour as it is when the engine has nothing else to do.
#pragma once
#include "storage/history_store.h"
#include "storage/statement.h"
#include "storage/sync_log_store.h"
#include "support/applied_practice.h"
#include "sync/keeper.h"

#include <QElapsedTimer>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QUuid>
#include <algorithm>

namespace bloom::test {

struct BusyRate {
    int fullRuns = 4;    ///< an hour
    int deltas = 30;     ///< two of them bring something
    int webhooks = 114;  ///< a million a year; each a read, and a change
    int practitioners = 5;
};

class BusyYear {
public:
    BusyYear(storage::Database& database, UtcTime start, BusyRate rate, storage::RetentionLimits limits = {})
        : m_database(database),
          m_rate(rate),
          m_keeper(database, {L("Australia/Sydney"), std::chrono::days(90), limits}),
          m_now(start) {
        // Years are to be over within minutes; what is kept does not depend on the disk.
        for (const QString& connection : QSqlDatabase::connectionNames())
            QSqlQuery(QSqlDatabase::database(connection)).exec(L("PRAGMA synchronous = OFF"));
    }

    UtcTime now() const { return m_now; }
    /// Keeping steps that took longest, and how many there were.
    milliseconds longestStep{0};
    int steps = 0;

    void hour() {
        const auto written = storage::write(m_database, [&](storage::Scope& scope) { writeHour(scope); });
        if (!written)
            qFatal("%s", qUtf8Printable(written.error().message));
        m_now += std::chrono::hours(1);
        for (bool more = true; more; ++steps) {
            QElapsedTimer watch;
            watch.start();
            more = m_keeper.keep(m_now);
            longestStep = std::max(longestStep, milliseconds(watch.elapsed()));
        }
    }

private:
    void writeHour(storage::Scope& scope) {
        using namespace std::chrono;
        for (int i = 0; i < m_rate.fullRuns; ++i)
            run(scope, RunType::Full, m_now + minutes(60 / m_rate.fullRuns * i), 400, 6);
        for (int i = 0; i < m_rate.deltas; ++i)
            run(scope, RunType::Delta, m_now + seconds(3600 / m_rate.deltas * i), i < 2 ? 3 : 0, 3);
        for (int i = 0; i < m_rate.webhooks; ++i)
            webhook(scope, m_now + milliseconds(3'600'000 / m_rate.webhooks * i));
    }
    RunReport run(storage::Scope& scope, RunType type, UtcTime at, int received, int kinds) {
        RunReport report;
        report.id =
            RunId(QUuid::createUuidV5(QUuid(), QString::number(++m_runs)).toString(QUuid::WithoutBraces));
        report.type = type;
        report.started = at;
        report.outcome = m_runs % 200 == 0 ? RunOutcome::Failed : RunOutcome::Success;
        if (report.outcome == RunOutcome::Failed)
            report.problems = {{ErrorKind::ServerError, L("Halaxy answered 503."), L("Appointment")}};
        report.calls = 12;
        report.duration = milliseconds(4000);
        report.ended = at + report.duration;
        for (int kind = 0; kind < kinds; ++kind)
            report.kinds[kRecordKinds[kind]] = {received, 0, received / 40, received - received / 40, 0,
                                                0,        0};
        if (type == RunType::Full)
            for (int who = 0; who < m_rate.practitioners; ++who)
                report.practitioners.push_back(
                    {PractitionerId(L("practitioner-%1").arg(who)), {}, RunOutcome::Success, {}, {}});
        storage::SyncLogStore log(scope);
        log.begin(report);
        log.finish(report);
        return report;
    }
    void webhook(storage::Scope& scope, UtcTime at) {
        const RunReport read = run(scope, RunType::Webhook, at, 40, 1);
        const QString id = QString::number(700000 + m_runs % 9000);
        storage::Statement(
            scope, L("INSERT INTO webhook_inbox (route, event_id, body_hash, event, kind, halaxy_id, "
                     "state, run_id, event_at, received_at, applied_at) VALUES ('appointment-updated', "
                     "?, ?, 'appointment.updated', 'Appointment', ?, 'done', ?, ?, ?, ?)"))
            .bind(L("event-%1").arg(m_runs), QByteArray(32, char(m_runs)), id, read.id.value, at, at,
                  at + milliseconds(900))
            .run();
        storage::RowWrite change{
            storage::RowChange::Updated,
            L("sessions"),
            L("0b0f6d1e-2a86-5f3b-9f3e-%1").arg(m_runs % 9000, 12, 10, QLatin1Char('0')),
            {{L("status"), L("scheduled"), L("completed")}, {L("raw_status"), L("booked"), L("fulfilled")}}};
        storage::HistoryStore(scope).add({RunType::Webhook, read.id, at},
                                         {RecordKind::Appointment, HalaxyId(id)},
                                         {at, QString::number(m_runs)}, change);
    }

    storage::Database& m_database;
    BusyRate m_rate;
    sync::Keeper m_keeper;
    UtcTime m_now;
    int m_runs = 0;
};

}  // namespace bloom::test
