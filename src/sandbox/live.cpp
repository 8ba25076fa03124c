// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/live.h"

#include "sandbox/billing.h"
#include "sandbox/calendar.h"

#include <QDateTime>
#include <algorithm>

namespace bloom::sandbox {

namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

bool isWorkingHour(UtcTime when) {
    const auto local = QDateTime::fromMSecsSinceEpoch(when.time_since_epoch().count(), practiceZone());
    return isWorkday(local.date()) && local.time().hour() >= 8 && local.time().hour() < 18;
}

class Minute {
public:
    Minute(Practice& practice, const Quirks& quirks, UtcTime now, quint64 seed)
        : m_practice(practice),
          m_editor(practice, quirks, now),
          m_now(now),
          m_bills(seed),
          m_random(Random(seed).fork(quint64(std::chrono::floor<minutes>(now).time_since_epoch().count()))) {}

    void begin();  ///< who arrives
    void end();    ///< what is over
    void office(const LiveOptions& options);

private:
    void over(const Appointment& appointment);
    void book();
    void payOne();
    QString someUpcoming();
    UtcTime someFreeTime();
    bool happens(double perHour) { return m_random.chance(perHour / 60); }

    Practice& m_practice;
    Editor m_editor;
    UtcTime m_now;
    Random m_bills;
    Random m_random;
};

void Minute::begin() {
    for (const Appointment& appointment : m_practice.appointments.rows()) {
        if (appointment.gone || appointment.start != m_now)
            continue;
        for (const Attendance& attendance : std::vector(appointment.patients)) {
            if (attendance.status.compare(QLatin1String("confirmed"), Qt::CaseInsensitive) == 0)
                m_editor.setStatus(appointment.id, QStringLiteral("arrived"), attendance.patientId);
        }
    }
}

void Minute::end() {
    std::vector<QString> ended;
    for (const Appointment& appointment : m_practice.appointments.rows()) {
        if (!appointment.gone && appointment.end() == m_now)
            ended.push_back(appointment.id);
    }
    for (const QString& id : ended)
        over(*m_practice.appointments.find(id));
}

void Minute::over(const Appointment& appointment) {
    const QString id = appointment.id;
    const std::vector<Attendance> before = appointment.patients;
    if (before.size() == 1 && before.front().status.toLower() == QLatin1String("booked") &&
        m_random.chance(0.12)) {
        m_editor.setStatus(id, QStringLiteral("did not attend"));
        return;
    }
    if (!m_editor.attendByItself(id))
        return;
    for (const Attendance& attendance : before) {
        if (attendance.invoices.isEmpty() && m_random.chance(0.9))
            m_editor.addInvoice(id, attendance.patientId, before.size() > 1 ? 7500 : 21000,
                                payorOf(attendance.patientId, m_bills));
    }
}

/// On a quarter-hour of one of the next working days.
UtcTime Minute::someFreeTime() {
    QDate day = localDate(m_now).addDays(m_random.between(0, 20));
    while (!isWorkday(day))
        day = day.addDays(1);
    const UtcTime start = utcOf(day, QTime(m_random.between(9, 16), 15 * m_random.below(4)));
    return start > m_now + hours(1) ? start : start + days(7);
}

QString Minute::someUpcoming() {
    const auto& rows = m_practice.appointments.rows();
    for (int tries = 0; tries < 200 && !rows.empty(); ++tries) {
        const Appointment& row = rows[std::size_t(m_random.below(int(rows.size())))];
        const bool soon = !row.gone && row.start > m_now + hours(1) && row.start < m_now + days(30);
        if (soon && row.patients.size() == 1 &&
            row.patients.front().status.toLower() == QLatin1String("booked"))
            return row.id;
    }
    return {};
}

void Minute::book() {
    const auto& roles = m_practice.roles.rows();
    const auto& patients = m_practice.patients.rows();
    if (roles.empty() || patients.empty())
        return;
    const PractitionerRole& role = roles[std::size_t(m_random.below(int(roles.size())))];
    const Patient& patient = patients[std::size_t(m_random.below(int(patients.size())))];
    if (role.active && !role.gone && !patient.gone)
        m_editor.addAppointment({.roleId = role.id, .start = someFreeTime(), .patients = {patient.id}});
}

void Minute::payOne() {
    const auto& rows = m_practice.invoices.rows();
    for (std::size_t i = rows.size(); i > 0 && i + 400 > rows.size(); --i) {
        const Invoice& invoice = rows[i - 1];
        if (!invoice.gone && invoice.balanceCents() > 0 && m_random.chance(0.2)) {
            m_editor.pay(QString(invoice.id), invoice.balanceCents());
            return;
        }
    }
}

void Minute::office(const LiveOptions& options) {
    if (!isWorkingHour(m_now))
        return;
    if (happens(options.bookingsPerHour))
        book();
    if (happens(options.movesPerHour))
        m_editor.reschedule(someUpcoming(), someFreeTime());
    if (happens(options.cancellationsPerHour))
        m_editor.cancel(someUpcoming());
    if (happens(options.paymentsPerHour))
        payOne();
}

}  // namespace

void Live::minute(Practice& practice, const Quirks& quirks, UtcTime now) const {
    Minute minute(practice, quirks, now, m_options.seed);
    minute.begin();
    minute.end();
    minute.office(m_options);
}

void Live::pass(Practice& practice, const Quirks& quirks, UtcTime from, UtcTime to) const {
    UtcTime next = std::chrono::floor<minutes>(std::max(from, to - days(1))) + minutes(1);
    for (; next <= to; next += minutes(1))
        minute(practice, quirks, next);
}

}  // namespace bloom::sandbox
