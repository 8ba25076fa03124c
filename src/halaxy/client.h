// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the sync asks of Halaxy: listings page by page with the completeness rule, and single records by id.
// Token, retry, breaker, budget and gates are behind it; every answer is typed records or an Error that names
// the cause.
#pragma once
#include "core/connection_views.h"
#include "core/practice_time.h"
#include "core/records.h"
#include "core/result.h"

#include <QCoroTask>
#include <QUrl>
#include <functional>
#include <memory>
#include <stop_token>

namespace bloom::halaxy {

/// Listings keep 100 of the minute's calls free for single reads.
enum class Priority { Listing, Single };

/// How Appointment is asked for a practitioner; the service may ignore a parameter it doesn't know, so the
/// sync filters again and counts strangers.
enum class PractitionerParameter { Practitioner, PractitionerRole, Actor };

struct ListingQuery {
    RecordKind kind = RecordKind::Patient;
    std::optional<UtcTime> updatedSince;  ///< _lastUpdated=ge…
    std::optional<UtcInterval> dates;     ///< Appointment: date=ge…&date=lt… (already widened by the caller)
    std::optional<UtcInterval> created;   ///< Invoice, Referral backfill
    std::vector<HalaxyId> practitionerRoles;  ///< all roles of one practitioner in one query
    std::optional<HalaxyId> practitioner;
    PractitionerParameter parameter = PractitionerParameter::PractitionerRole;
    std::optional<HalaxyId> subject;  ///< Referral by client
    QString sort;                     ///< "_lastUpdated", "date"; empty = none
    int count = 100;
};

/// One page, in the order it came. `records` has each key once over the whole listing; `seen` every id of
/// this page.
struct Page {
    std::vector<ReadRecord> records;
    std::vector<RecordKey> seen;  ///< unusable ones too
    std::optional<int> total;
    bool last = false;
    QUrl next;                          ///< for the checkpoint; empty on the last one
    std::optional<UtcTime> serverDate;  ///< Date header of this answer
    ReadStamp stamp;
    qint64 bytes = 0;
    int number = 0;  ///< 1-based
    QString doubt;   ///< why the listing will not be complete, as far as it has come; for the checkpoint
};

/// Whether a listing can be trusted to be whole, and if not, why.
struct Completeness {
    bool complete = false;
    QString reason;  ///< "41 of 60 came", "the total changed between pages" …
    int distinct = 0;
    std::optional<int> total;
    std::optional<UtcTime> firstServerDate;
    int pages = 0;
};

/// Pages one after another. Not restartable: ask the client for a new one.
class Listing {
public:
    virtual ~Listing() = default;
    /// The next page; nothing after the last; an Error ends the listing (what came before stays good).
    virtual QCoro::Task<Result<std::optional<Page>>> next(std::stop_token stop) = 0;
    /// Judged after the end.
    virtual Completeness completeness() const = 0;
};

enum class ReadState { Found, Gone, Unknown };
/// A record asked for by id.
struct ReadAnswer {
    RecordKey key;
    ReadState state = ReadState::Unknown;
    std::optional<ReadRecord> record;  ///< Found
    ReadStamp stamp;
    std::optional<Error> error;  ///< Unknown: why
};

/// Where a listing may go on after a checkpoint.
struct ListingResume {
    QUrl next;
    std::vector<RecordKey> seen;
    std::optional<int> total;
    int pages = 0;
    QString doubt;
};

class Client {
public:
    virtual ~Client() = default;
    virtual std::unique_ptr<Listing> list(ListingQuery query, std::optional<ListingResume> resume = {}) = 0;
    /// GET kind/id. Gone only on 404 or 410 with an OperationOutcome from the service.
    virtual QCoro::Task<Result<ReadAnswer>> read(RecordKey key, Priority priority, std::stop_token stop) = 0;
    /// By _id=…, at most 50 a call; what did not come back is Unknown, not Gone. An Error: a call had trouble
    /// that says nothing about the records.
    virtual QCoro::Task<Result<std::vector<ReadAnswer>>> readMany(std::vector<RecordKey> keys,
                                                                  Priority priority,
                                                                  std::stop_token stop) = 0;
    /// One probe through the breaker (Practitioner?_count=1), no retry.
    virtual QCoro::Task<Result<bool>> probe(std::stop_token stop) = 0;
    /// Token, each resource, clock offset.
    virtual QCoro::Task<std::vector<ConnectionCheck>> test(std::stop_token stop) = 0;

    virtual ConnectionView view() const = 0;
    virtual void setHeld(bool held, QString who) = 0;
    /// Takes over what keeps another client's calls back: *Hold calls*, and the wait after a 429.
    virtual void obey(const ConnectionView& other) = 0;
    virtual bool circuitOpen() const = 0;
    /// Counters since start; a run takes differences.
    struct Usage {
        quint64 calls = 0;
        quint64 bytes = 0;
        milliseconds rateLimitWait{0};
    };
    virtual Usage usage() const = 0;
    /// Ends what runs in the background (the probe of an open breaker); resumes when all of it has ended.
    virtual QCoro::Task<void> stop() = 0;
    /// Called, on the client's thread, whenever view() changes.
    virtual void onChange(std::function<void()> callback) = 0;
};

/// Gives read_seq numbers (a counter kept in the database).
using ReadCounter = std::function<std::int64_t()>;

struct ClientConfig {
    QUrl baseUrl;
    QString clientId;
    QString clientSecret;
    QString userAgent;
};
class Transport;
/// The real one. The background probe of an open breaker lives as long as the client; await stop() before it
/// dies.
std::unique_ptr<Client> makeClient(ClientConfig config, Transport& transport, Clock& clock,
                                   ReadCounter counter, quint32 seed);

}  // namespace bloom::halaxy
