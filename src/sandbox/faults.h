// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What can go wrong, on demand: which fault, for whom, how often, how long. Pure values and a set that hands
// out those that strike a given call.
#pragma once
#include "core/clock.h"
#include "sandbox/practice.h"

#include <QSet>
#include <expected>

namespace bloom::sandbox {

enum class FaultKind {
    Latency,             ///< the answer waits `milliseconds`
    RateLimited,         ///< 429 with retry-after `seconds`
    ServerError,         ///< `status` with an OperationOutcome
    Outage,              ///< every connection closes without an answer
    Drop,                ///< this connection closes without an answer
    Truncate,            ///< the body breaks off after `amount` bytes, or in its middle
    Html,                ///< 200 with a page of HTML
    Empty,               ///< 200 without a body
    EmptySearchset,      ///< a valid searchset of nothing; also what a missing scope looks like
    NextLoops,           ///< `next` leads to the page itself
    NextLeavesHost,      ///< `next` leads to another host
    Hang,                ///< no answer, ever
    Drip,                ///< `amount` bytes every `milliseconds`
    ExpiredToken,        ///< the token is said to have expired, and is forgotten
    RevokedToken,        ///< the token is forgotten: 401
    CredentialsRefused,  ///< the token endpoint answers 401
    ShiftedPages,        ///< from page 2 on, rows have moved by `amount` (forward when negative)
    RepeatedRows,        ///< from page 2 on, `amount` rows of the page before come again
    MissingRows,         ///< `amount` rows are left out of each page; the total stays
    HiddenRows,          ///< every `amount`-th row is left out of the listing, and of its total
    ChangingTotal,       ///< the total grows by one with each page
    WarningEntry,        ///< an OperationOutcome among the entries
    Unusable,            ///< every `amount`-th Appointment comes without a start
    ClockSkew,           ///< the server's clock is off by `seconds`
};

QString faultName(FaultKind kind);  ///< "next-loops"
QStringList faultNames();
std::optional<FaultKind> faultFromName(QStringView name);

struct Fault {
    FaultKind kind = FaultKind::ServerError;
    QString resource = {};      ///< "Appointment", "token"; empty: all
    QString practitioner = {};  ///< strikes only calls about this practitioner (or role) id
    int skip = 0;               ///< so many fitting calls pass first
    int count = -1;             ///< strikes so often; −1: without end
    int every = 1;              ///< strikes each n-th fitting call
    std::optional<milliseconds> lasting = {};
    int status = 503;
    int delayMs = 1000;
    int seconds = 30;
    int amount = 0;  ///< 0 takes what is usual for the kind

    int amountOr(int usual) const { return amount ? amount : usual; }
};

/// "next-loops,resource=Appointment,count=2,seconds=60,for=120": the form of the command line.
std::expected<Fault, QString> parseFault(const QString& text);
/// One member by its name: resource, practitioner, skip, count, every, for, status, milliseconds, seconds,
/// amount.
bool setFaultMember(Fault& fault, QStringView name, const QString& value);

/// A call as faults see it.
struct Called {
    QString resource;  ///< "token" for the token endpoint
    bool isSearch = false;
    int page = 1;
    QSet<QString> practitioners;  ///< own ids of whom it asks about
};

class FaultSet {
public:
    int add(Fault fault, UtcTime now);
    bool remove(int id);
    void clear() { m_active.clear(); }
    /// The faults that strike this call; counts it for all that fit.
    std::vector<Fault> strike(const Called& called, UtcTime now);
    std::vector<std::pair<int, Fault>> active(UtcTime now) const;
    std::chrono::seconds skew(UtcTime now) const;

private:
    struct Active {
        int id;
        Fault fault;
        std::optional<UtcTime> until;
        int fitted = 0;
        int struck = 0;
        bool over(UtcTime now) const {
            return (until && now >= *until) || (fault.count >= 0 && struck >= fault.count);
        }
    };
    std::vector<Active> m_active;
    int m_next = 1;
};

const Fault* findFault(const std::vector<Fault>& faults, FaultKind kind);

}  // namespace bloom::sandbox
