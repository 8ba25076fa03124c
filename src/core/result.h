// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Expected failures are values: Result<T> carries either a T or an Error. Exceptions are for bugs.
#pragma once
#include <QString>
#include <expected>

namespace bloom {

/// What kind of trouble it is; decides who retries, what the breaker counts and which state is shown.
enum class ErrorKind {
    Usage,        ///< the caller asked for something that does not exist or is out of range
    Settings,     ///< a setting is missing or unusable
    Cancelled,    ///< somebody stopped it; says nothing about the service
    Network,      ///< no answer: refused, reset, name not found, broken off
    Timeout,      ///< no whole answer before the deadline
    Tls,          ///< the service's certificate could not be verified
    RateLimited,  ///< 429
    Credentials,  ///< the token was refused (401/403, or an "expired" outcome that a new token did not mend)
    Forbidden,    ///< 403 on a resource: the scope is missing
    NotFound,     ///< 404 or 410
    Rejected,     ///< another 4xx: the service understood and said no
    ServerError,  ///< 5xx
    Damaged,      ///< an answer that is not what was asked for (HTML, truncated, empty, looping pages)
    Incomplete,   ///< a listing that came, but not whole
    CircuitOpen,  ///< not sent: the breaker is open
    CallsHeld,    ///< not sent: an admin holds all calls
    Database,     ///< the database refused or failed
    DatabaseDamaged,  ///< the database is not whole; it is moved aside and made anew
    DatabaseBusy,     ///< the database stayed locked past the time-out and retries
    SchemaNewer,      ///< the database was written by a newer Bloom Sync
    SchemaChanged,    ///< a migration's checksum differs from the one applied
    Internal,         ///< a bug; should never be seen
};

/// One failure. `message` is a sentence for people and holds no personal data; `context` names the record,
/// setting or resource it happened at ("Appointment/123", "HALAXY_BASE_URL"), and may be empty.
struct Error {
    ErrorKind kind = ErrorKind::Internal;
    QString message;
    QString context;
    bool operator==(const Error&) const = default;
};

template <typename T> using Result = std::expected<T, Error>;

/// `return fail(ErrorKind::Settings, tr(…), …)` from any function that returns a Result.
inline std::unexpected<Error> fail(ErrorKind kind, QString message, QString context = {}) {
    return std::unexpected(Error{kind, std::move(message), std::move(context)});
}
inline std::unexpected<Error> fail(Error error) { return std::unexpected(std::move(error)); }

}  // namespace bloom
