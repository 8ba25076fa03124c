// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Every figure once more, by a slow obvious way: from the service's JSON alone, day by day in local dates,
// with loops over everything. Includes nothing of the engine's reading, rows, intervals or figures, so that
// no mistake of theirs can prove itself.
#pragma once
#include "core/clock.h"

#include <QDateTime>
#include <QJsonArray>
#include <QTimeZone>
#include <map>
#include <optional>
#include <vector>

namespace bloom::test {

/// The service's resources, as it writes them.
struct ServiceJson {
    QJsonArray practitioners, roles, patients, appointments, invoices, referrals;
};

/// What the figures are asked for, and the three facts about the engine they depend on.
struct SlowQuestion {
    QString practitioner;  ///< Halaxy's id
    QTimeZone zone;
    QDate date;
    QDateTime now;
    QDateTime syncedAt;              ///< clients belong to somebody as of then
    std::optional<QDate> wholeFrom;  ///< history is complete from this day on
    int weeklySessions = 25;
};

/// "week.completed=3" and so on, sorted.
class SlowFigures {
public:
    explicit SlowFigures(const ServiceJson& json);
    QStringList lines(const SlowQuestion& question) const;

    struct Bill {
        QString id, practitioner, status, payor;
        QDate date;
        qint64 gross = 0, paid = 0, balance = 0;
        bool counts() const;
        QString billing() const;  ///< empty = unknown
    };
    struct Visit {
        QString appointment, patient, practitioner, status;
        QDateTime start, end, updated;
        bool group = false;
        std::vector<Bill> bills;  ///< that count, by date and id
        QString billing;
        bool booked() const;
        bool cancelled() const;
        qint64 amount() const;
    };
    struct Letter {
        QString patient;
        bool active = true;
        int limit = 6, used = 0;
        QDate start, end;
    };
    struct Client {
        QString id, initials;
        bool active = true;
        QString firstPractitioner;  ///< first general practitioner of ours
        std::vector<Letter> letters;
        std::vector<Visit> visits;  ///< in time order
    };

    const std::vector<Visit>& visits() const { return m_visits; }
    const std::vector<Bill>& bills() const { return m_bills; }
    const std::map<QString, Client>& clients() const { return m_clients; }
    /// Of a bill, the earliest visit it is for; nothing = it belongs to none.
    const Visit* firstVisitOf(const QString& bill) const;

private:
    void readPeople(const ServiceJson& json);
    void readBills(const ServiceJson& json);
    void readVisits(const ServiceJson& json);
    std::map<QString, QString> m_practitionerOfRole;
    std::vector<Bill> m_bills;
    std::vector<Visit> m_visits;
    std::map<QString, Client> m_clients;
};

}  // namespace bloom::test
