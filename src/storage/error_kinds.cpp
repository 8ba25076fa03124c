// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/error_kinds.h"

#include <QCoreApplication>

namespace bloom::storage {

namespace {

/// What people read: where lupdate finds it.
class Words {
    Q_DECLARE_TR_FUNCTIONS(Storage)
};

constexpr ErrorKind kAll[] = {ErrorKind::Usage,          ErrorKind::Settings,      ErrorKind::Cancelled,
                              ErrorKind::Network,        ErrorKind::Timeout,       ErrorKind::Tls,
                              ErrorKind::RateLimited,    ErrorKind::Credentials,   ErrorKind::Forbidden,
                              ErrorKind::NotFound,       ErrorKind::Rejected,      ErrorKind::ServerError,
                              ErrorKind::Damaged,        ErrorKind::Incomplete,    ErrorKind::CircuitOpen,
                              ErrorKind::CallsHeld,      ErrorKind::Database,      ErrorKind::DatabaseBusy,
                              ErrorKind::SchemaNewer,    ErrorKind::SchemaChanged, ErrorKind::Internal,
                              ErrorKind::DatabaseDamaged};

}  // namespace

QString name(ErrorKind kind) {
    switch (kind) {
        case ErrorKind::Usage:
            return QStringLiteral("usage");
        case ErrorKind::Settings:
            return QStringLiteral("settings");
        case ErrorKind::Cancelled:
            return QStringLiteral("cancelled");
        case ErrorKind::Network:
            return QStringLiteral("network");
        case ErrorKind::Timeout:
            return QStringLiteral("timeout");
        case ErrorKind::Tls:
            return QStringLiteral("tls");
        case ErrorKind::RateLimited:
            return QStringLiteral("rate-limited");
        case ErrorKind::Credentials:
            return QStringLiteral("credentials");
        case ErrorKind::Forbidden:
            return QStringLiteral("forbidden");
        case ErrorKind::NotFound:
            return QStringLiteral("not-found");
        case ErrorKind::Rejected:
            return QStringLiteral("rejected");
        case ErrorKind::ServerError:
            return QStringLiteral("server-error");
        case ErrorKind::Damaged:
            return QStringLiteral("damaged");
        case ErrorKind::Incomplete:
            return QStringLiteral("incomplete");
        case ErrorKind::CircuitOpen:
            return QStringLiteral("circuit-open");
        case ErrorKind::CallsHeld:
            return QStringLiteral("calls-held");
        case ErrorKind::Database:
            return QStringLiteral("database");
        case ErrorKind::DatabaseDamaged:
            return QStringLiteral("database-damaged");
        case ErrorKind::DatabaseBusy:
            return QStringLiteral("database-busy");
        case ErrorKind::SchemaNewer:
            return QStringLiteral("schema-newer");
        case ErrorKind::SchemaChanged:
            return QStringLiteral("schema-changed");
        case ErrorKind::Internal:
            return QStringLiteral("internal");
    }
    return {};
}

std::optional<ErrorKind> errorKind(const QString& text) {
    for (const ErrorKind kind : kAll)
        if (name(kind) == text)
            return kind;
    return std::nullopt;
}

QString adviceFor(ErrorKind kind) {
    switch (kind) {
        case ErrorKind::Network:
        case ErrorKind::Timeout:
        case ErrorKind::ServerError:
        case ErrorKind::Damaged:
        case ErrorKind::Incomplete:
        case ErrorKind::CircuitOpen:
            return Words::tr("Nothing to do: the next sync tries again. If it goes on, test the connection.");
        case ErrorKind::Tls:
            return Words::tr("Check this computer's clock and its proxy settings.");
        case ErrorKind::RateLimited:
            return Words::tr(
                "Nothing to do: calls go on within the minute. Other programs may share this Halaxy client.");
        case ErrorKind::Credentials:
        case ErrorKind::Settings:
            return Words::tr("Check the client id and secret in the settings.");
        case ErrorKind::Forbidden:
            return Words::tr(
                "Give this Halaxy client access to the resource, in Halaxy's developer settings.");
        case ErrorKind::NotFound:
        case ErrorKind::Rejected:
            return Words::tr("Open the record in Halaxy and check it.");
        case ErrorKind::CallsHeld:
            return Words::tr("Release the calls on the Connection page.");
        case ErrorKind::Database:
        case ErrorKind::DatabaseBusy:
            return Words::tr("Check the disk and who else uses the database.");
        case ErrorKind::DatabaseDamaged:
            return Words::tr("Nothing to do: Bloom Sync makes a new database. Look after the disk.");
        case ErrorKind::SchemaNewer:
        case ErrorKind::SchemaChanged:
            return Words::tr("Update Bloom Sync, or choose another database.");
        case ErrorKind::Internal:
            return Words::tr("Please report this with the details of the run.");
        case ErrorKind::Usage:
        case ErrorKind::Cancelled:
            return {};
    }
    return {};
}

}  // namespace bloom::storage
