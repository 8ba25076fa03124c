// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/queries.h"

#include "core/attention.h"
#include "storage/owned_store.h"
#include "storage/practitioner_store.h"
#include "storage/readers/care_reader.h"
#include "storage/readers/day_changes_reader.h"
#include "storage/readers/freshness_reader.h"
#include "storage/readers/inbox_reader.h"
#include "storage/readers/metrics_reader.h"
#include "storage/readers/overview_reader.h"
#include "storage/sync_log_store.h"
#include "storage/transaction.h"

#include <QCoreApplication>

namespace bloom::engine {
namespace {

/// What people read: where lupdate finds it.
class Words {
    Q_DECLARE_TR_FUNCTIONS(Engine)
};

/// What a reader found, or that there is no such thing.
template <typename T>
Result<T> found(Result<std::optional<T>> read, const QString& message, const QString& id) {
    if (!read)
        return std::unexpected(read.error());
    if (!*read)
        return fail(ErrorKind::NotFound, message, id);
    return std::move(**read);
}

}  // namespace

Query<OverviewView> queryOverview(HealthFacts facts, QString unprotectedSecret, UtcTime now) {
    return [facts, unprotectedSecret, now](storage::Database& database) {
        return storage::read(database, [&](storage::Scope& scope) {
            const storage::LiveFacts live{now, facts.nextRun, facts.circuitOpen};
            OverviewView view = storage::readOverview(scope, live);
            view.attention = attentionItems(
                view.practitioners, {storage::readSyncStatus(scope, {}, live), facts, unprotectedSecret});
            return view;
        });
    };
}

Query<std::vector<PractitionerView>> queryPractitioners() {
    return [](storage::Database& database) {
        return storage::read(database,
                             [](storage::Scope& scope) { return storage::PractitionerStore(scope).all(); });
    };
}

Query<Dashboard> queryDashboard(QString practitioner, QDate date, storage::LiveFacts live) {
    return [practitioner, date, live](storage::Database& database) {
        auto read = storage::read(database, [&](storage::Scope& scope) {
            return storage::readDashboard(scope, practitioner, date, live);
        });
        return found<Dashboard>(std::move(read), Words::tr("There is no such practitioner."), practitioner);
    };
}

Query<EveryoneView> queryEveryone(storage::LiveFacts live, QString practiceZone) {
    return [live, practiceZone](storage::Database& database) {
        return storage::read(database, [&](storage::Scope& scope) {
            return storage::readEveryone(scope, live,
                                         PracticeZone::find(practiceZone).value_or(PracticeZone::sydney()));
        });
    };
}

Query<ClientNotes> queryClientNotes(ClientId client) {
    return [client](storage::Database& database) {
        auto read = storage::read(
            database, [&](storage::Scope& scope) { return storage::readClientNotes(scope, client); });
        return found<ClientNotes>(std::move(read), Words::tr("There is no such client."), client.value);
    };
}

Query<std::vector<OwnedChange>> queryOwnedChanges(PractitionerId practitioner) {
    constexpr int kNewest = 100;
    return [practitioner](storage::Database& database) {
        return storage::read(database, [&](storage::Scope& scope) {
            return storage::readOwnedChanges(scope, practitioner.value, kNewest);
        });
    };
}

Query<std::vector<DayChange>> queryDayChanges(PractitionerId practitioner, QDate date) {
    return [practitioner, date](storage::Database& database) {
        return storage::read(database, [&](storage::Scope& scope) {
            return storage::readDayChanges(scope, practitioner, date);
        });
    };
}

Query<RunDetail> queryRunDetail(RunId run) {
    return [run](storage::Database& database) {
        auto read = storage::read(
            database, [&](storage::Scope& scope) { return storage::LogReader(scope).runDetail(run); });
        return found<RunDetail>(std::move(read), Words::tr("There is no such run in the log."), run.value);
    };
}

Query<LogIndex> queryLogIndex(LogFilter filter) {
    return [filter](storage::Database& database) {
        return storage::read(
            database, [&](storage::Scope& scope) { return storage::LogReader(scope).logIndex(filter); });
    };
}

Query<std::vector<RunRow>> queryLogRows(LogFilter filter, LogAnchor from, int count) {
    return [filter, from, count](storage::Database& database) {
        return storage::read(database, [&](storage::Scope& scope) {
            storage::LogReader reader(scope);
            return from.id.isEmpty() ? reader.newest(filter, count) : reader.logRows(filter, from, count);
        });
    };
}

Query<InboxView> queryInbox(InboxFilter filter, ListenerView listener, UtcTime now) {
    return [filter, listener, now](storage::Database& database) {
        return storage::read(database, [&](storage::Scope& scope) {
            InboxView view = storage::readInbox(scope, filter, now);
            view.listener = listener;
            for (WebhookAddressView& address : view.addresses)
                address.url = listener.publicBase + webhookPath(address.address);
            return view;
        });
    };
}

Query<MetricsView> queryMetrics(MetricsQuery query, UtcTime now) {
    return [query, now](storage::Database& database) {
        return storage::read(database,
                             [&](storage::Scope& scope) { return storage::readMetrics(scope, query, now); });
    };
}

}  // namespace bloom::engine
