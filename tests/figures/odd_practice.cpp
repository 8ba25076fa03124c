// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/odd_practice.h"

#include <QDateTime>
#include <QTimeZone>
#include <set>

namespace bloom::test {

using namespace sandbox;
using std::chrono::days;
using std::chrono::minutes;

namespace {

int below(std::mt19937& random, int count) {
    return static_cast<int>(random() % static_cast<unsigned>(count));
}
bool chance(std::mt19937& random, int percent) { return below(random, 100) < percent; }
template <typename T> const T& oneOf(std::mt19937& random, const std::vector<T>& list) {
    return list[static_cast<std::size_t>(below(random, static_cast<int>(list.size())))];
}
QString s(const char* text) { return QString::fromLatin1(text); }

UtcTime at(QDate day, QTime time, const QString& zone) {
    return UtcTime(milliseconds(QDateTime(day, time, QTimeZone(zone.toLatin1())).toMSecsSinceEpoch()));
}
QTime oddTime(std::mt19937& random) {
    static const std::vector<QTime> kTimes{{0, 0},  {0, 30},  {2, 15},  {9, 0},   {10, 0},
                                           {12, 0}, {16, 45}, {23, 15}, {23, 30}, {23, 55}};
    return oneOf(random, kTimes);
}

class Maker {
public:
    Maker(std::mt19937& random, UtcTime now) : m_random(random), m_now(now) {}

    Practice make() {
        addStaff();
        const int patients = below(m_random, 7);
        for (int i = 0; i < patients; ++i)
            addPatient(i);
        const int appointments = chance(m_random, 8) ? 0 : below(m_random, 60);
        for (int i = 0; i < appointments; ++i)
            addAppointment(i);
        if (patients > 0 && chance(m_random, 35))
            addRegular(oneOf(m_random, m_patients));
        const int loose = below(m_random, 4);
        for (int i = 0; i < loose && patients > 0; ++i)
            addInvoice(oneOf(m_random, m_patients), oneOf(m_random, m_roles),
                       m_now - days(below(m_random, 50)));
        for (const QString& patient : m_patients)
            for (int left = below(m_random, 3); left > 0; --left)
                addReferral(patient);
        return std::move(m_practice);
    }

private:
    template <typename T> T fresh(const QString& id) {
        T record;
        record.id = id;
        record.created = record.lastUpdated = m_now - days(700);
        return record;
    }

    void addStaff() {
        const int count = 1 + below(m_random, 3);
        for (int i = 0; i < count; ++i) {
            auto practitioner = fresh<Practitioner>(s("PR-%1").arg(i + 1));
            PersonName name;
            name.use = s("official");
            name.given = QStringList{s("Pat")};
            name.family = s("Number%1").arg(i + 1);
            practitioner.names.push_back(name);
            m_practice.practitioners.add(practitioner);
            for (int r = 0; r <= below(m_random, 2); ++r) {
                auto role = fresh<PractitionerRole>(s("PR-%1%2").arg(i + 1).arg(r + 1));
                role.practitionerId = practitioner.id;
                m_roles.push_back(role.id);
                m_practice.roles.add(role);
            }
        }
    }

    void addPatient(int i) {
        static const std::vector<QString> kStates{s("Active"),   s("Active"),   s("Active"),
                                                  s("Inactive"), s("Archived"), QString()};
        auto patient = fresh<Patient>(QString::number(100 + i));
        PersonName name;
        name.use = s("official");
        name.given = QStringList{QString(QChar(u'A' + i)) + s("nn")};
        name.family = QString(QChar(u'K' + i)) + s("ee");
        patient.names.push_back(name);
        patient.status = oneOf(m_random, kStates);
        patient.active = !chance(m_random, 6);
        if (chance(m_random, 50))
            patient.generalPractitioners = QStringList{s("PR-1")};
        m_patients.push_back(patient.id);
        m_practice.patients.add(patient);
    }

    /// No two sessions of a client begin together: which comes first would be anybody's guess.
    UtcTime oddStart() {
        const QDate today = QDateTime::fromMSecsSinceEpoch(m_now.time_since_epoch().count(), Qt::UTC).date();
        for (;;) {
            UtcTime start;
            if (chance(m_random, 40))
                start = at(oddDay(m_random, today), oddTime(m_random), oneOf(m_random, zones()));
            else if (chance(m_random, 80))
                start = m_now + minutes(5 * (below(m_random, 16'000) - 12'000));
            else
                start = m_now + minutes(5 * (below(m_random, 260'000) - 222'000));
            start = std::chrono::floor<minutes>(start);
            if (start > m_now - days(780) && start < m_now + days(400) && m_starts.insert(start).second)
                return start;
        }
    }
    static const std::vector<QString>& zones() {
        static const std::vector<QString> kZones(oddZones().begin(), oddZones().end());
        return kZones;
    }

    QString oddStatus(UtcTime start) {
        static const std::vector<QString> kPast{
            s("attended"), s("Attended"),       s("attended"),
            s("attended"), s("did not attend"), s("cancelled"),
            s("booked"),   s("arrived"),        s("Cancelled (no charge)"),
            s("mystery")};
        static const std::vector<QString> kAhead{s("booked"),  s("Booked"),    s("confirmed"),
                                                 s("arrived"), s("cancelled"), s("declined"),
                                                 s("mystery"), s("attended")};
        return oneOf(m_random, start < m_now ? kPast : kAhead);
    }

    void addAppointment(int i) {
        Appointment appointment = fresh<Appointment>(QString::number(1000 + i));
        appointment.start = oddStart();
        static const std::vector<int> kMinutes{50, 50, 50, 15, 60, 90, 180};
        appointment.minutes = oneOf(m_random, kMinutes);
        appointment.roleId = oneOf(m_random, m_roles);
        appointment.created = std::min(m_now, appointment.start) - days(5);
        appointment.lastUpdated = std::chrono::floor<std::chrono::seconds>(
            std::min(m_now, appointment.start + minutes(below(m_random, 6'000) - 3'000)));
        const int places = m_patients.empty() || chance(m_random, 5) ? 0 : chance(m_random, 12) ? 2 : 1;
        std::set<QString> who;
        for (int place = 0; place < places; ++place)
            who.insert(oneOf(m_random, m_patients));
        for (const QString& patient : who) {
            Attendance attendance{patient, oddStatus(appointment.start), {}};
            const int invoices = chance(m_random, 35) ? 0 : chance(m_random, 20) ? 2 : 1;
            for (int n = 0; n < invoices; ++n)
                attendance.invoices << invoiceFor(patient, appointment);
            attendance.invoices.removeDuplicates();
            appointment.patients.push_back(attendance);
        }
        m_practice.appointments.add(appointment);
    }

    /// Weekly, attended, paid for by Medicare: somebody whose year runs out.
    void addRegular(const QString& patient) {
        const QString role = oneOf(m_random, m_roles);
        UtcTime start = oddStart();
        while (start > m_now)
            start -= days(100);
        for (int left = 6 + below(m_random, 6), i = 0; i < left; ++i, start -= days(7)) {
            if (!m_starts.insert(start - minutes(1)).second)
                continue;
            Appointment appointment = fresh<Appointment>(QString::number(9000 + i));
            appointment.start = start - minutes(1);
            appointment.roleId = role;
            Invoice invoice = fresh<Invoice>(QString::number(80'000 + i));
            invoice.patientId = patient;
            invoice.roleId = role;
            invoice.date = QDateTime::fromMSecsSinceEpoch(start.time_since_epoch().count(), Qt::UTC).date();
            invoice.payorType = s("Medicare");
            invoice.status = s("issued");
            invoice.netCents = invoice.paidCents = 9'780;
            appointment.patients.push_back({patient, s("attended"), {invoice.id}});
            m_practice.invoices.add(invoice);
            m_practice.appointments.add(appointment);
        }
    }

    QString invoiceFor(const QString& patient, const Appointment& appointment) {
        const auto& known = m_invoices[patient];
        if (!known.isEmpty() && chance(m_random, 12))
            return known[below(m_random, int(known.size()))];  // one invoice for several sessions
        return addInvoice(patient, appointment.roleId, appointment.start);
    }

    QString addInvoice(const QString& patient, const QString& role, UtcTime when) {
        static const std::vector<QString> kPayors{s("Medicare"), s("Medicare"),  s("Private"), s("Patient"),
                                                  s("DVA"),      s("WorkCover"), s("NDIS"),    s("Bartered")};
        static const std::vector<QString> kStates{s("active"), s("issued"), s("issued"), s("issued"),
                                                  s("write-off")};
        Invoice invoice = fresh<Invoice>(QString::number(50'000 + m_nextInvoice++));
        invoice.patientId = patient;
        invoice.roleId = role;
        invoice.date = QDateTime::fromMSecsSinceEpoch(when.time_since_epoch().count(), Qt::UTC).date();
        invoice.created = std::min(when, m_now);
        invoice.lastUpdated = invoice.created;
        invoice.payorType = oneOf(m_random, kPayors);
        invoice.status = oneOf(m_random, kStates);
        invoice.netCents = chance(m_random, 8) ? -below(m_random, 30'000) : below(m_random, 30'000);
        if (chance(m_random, 10))
            invoice.taxCents = invoice.netCents / 10;
        invoice.paidCents = chance(m_random, 40)   ? 0
                            : chance(m_random, 70) ? invoice.grossCents()
                                                   : invoice.grossCents() / 3;
        m_invoices[patient] << invoice.id;
        return m_practice.invoices.add(invoice).id;
    }

    void addReferral(const QString& patient) {
        Referral referral = fresh<Referral>(QString::number(90'000 + m_nextReferral++));
        referral.patientId = patient;
        referral.roleId = m_roles.front();
        referral.requesterId = s("EP-1");
        referral.requesterName = s("Dr Invented");
        referral.definition = chance(m_random, 80)   ? s("Medicare: MHTP Referral")
                              : chance(m_random, 50) ? s("Medicare: MHTP (Review 1) Referral")
                                                     : s("Physiotherapy");
        referral.limit = chance(m_random, 70) ? 6 : 4;
        referral.used = below(m_random, 8);
        const QDate today = QDateTime::fromMSecsSinceEpoch(m_now.time_since_epoch().count(), Qt::UTC).date();
        // No two of a client begin on one day: the newest is to be one.
        referral.start = today.addDays(20 - 7 * m_nextReferral);
        referral.end = referral.start.addDays(chance(m_random, 60) ? 365 : below(m_random, 90));
        referral.active = !chance(m_random, 10);
        m_practice.referrals.add(referral);
    }

    std::mt19937& m_random;
    const UtcTime m_now;
    Practice m_practice;
    std::vector<QString> m_roles, m_patients;
    std::set<UtcTime> m_starts;
    std::map<QString, QStringList> m_invoices;
    int m_nextInvoice = 1, m_nextReferral = 0;
};

}  // namespace

const QStringList& oddZones() {
    static const QStringList kZones{
        s("Australia/Sydney"),   s("Australia/Perth"),     s("Australia/Lord_Howe"),
        s("Australia/Adelaide"), s("Australia/Brisbane"),  s("Pacific/Auckland"),
        s("Pacific/Chatham"),    s("America/Los_Angeles"), s("Asia/Kathmandu")};
    return kZones;
}

UtcTime oddNow(std::mt19937& random) {
    static const std::vector<QDate> kDays{{2025, 12, 31}, {2026, 1, 1},  {2026, 1, 31}, {2026, 2, 28},
                                          {2026, 3, 1},   {2026, 3, 31}, {2026, 4, 5},  {2026, 4, 4},
                                          {2026, 10, 4},  {2026, 6, 30}, {2026, 7, 1},  {2026, 8, 31},
                                          {2026, 11, 24}, {2028, 2, 29}, {2027, 1, 28}, {2026, 1, 27}};
    const QString zone = oneOf(random, std::vector<QString>{s("Australia/Sydney"), s("Australia/Perth")});
    return at(oneOf(random, kDays), oddTime(random), zone);
}

QDate oddDay(std::mt19937& random, QDate today) {
    const QDate first(today.year(), today.month(), 1);
    const std::vector<QDate> edges{today,
                                   today.addDays(1),
                                   today.addDays(-1),
                                   first,
                                   first.addDays(-1),
                                   first.addMonths(1),
                                   first.addMonths(1).addDays(-1),
                                   {today.year(), 1, 1},
                                   {today.year(), 12, 31},
                                   {today.year() - 1, 12, 31},
                                   {2026, 4, 5},
                                   {2026, 10, 4},
                                   today.addDays(1 - today.dayOfWeek()),
                                   today.addDays(7 - today.dayOfWeek()),
                                   today.addDays(8 - today.dayOfWeek()),
                                   today.addDays(below(random, 60) - 40)};
    return oneOf(random, edges);
}

Practice oddPractice(std::mt19937& random, UtcTime now) { return Maker(random, now).make(); }

}  // namespace bloom::test
