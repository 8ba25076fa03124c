// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Mental-health treatment plans as a practice sees them: six sessions, a review with four more, a new plan
// when the year turns and the last one is used up.
#include "sandbox/billing.h"
#include "sandbox/calendar.h"
#include "sandbox/names.h"

#include <algorithm>

namespace bloom::sandbox {

namespace {

using std::chrono::days;

constexpr qint64 firstReferralId = 700001;

struct Course {
    QString roleId;
    std::vector<UtcTime> attended;
};

class ReferralMaker {
public:
    ReferralMaker(Practice& practice, UtcTime now, Random random)
        : m_practice(practice),
          m_now(now),
          m_random(random) {}
    void follow(const QString& patient, const Course& course);

private:
    Referral start(const QString& patient, const Course& course, UtcTime first, bool review, Random& random);

    Practice& m_practice;
    UtcTime m_now;
    Random m_random;
    qint64 m_next = firstReferralId;
};

Referral ReferralMaker::start(const QString& patient, const Course& course, UtcTime first, bool review,
                              Random& random) {
    Referral referral;
    referral.id = QString::number(m_next++);
    referral.patientId = patient;
    referral.roleId = course.roleId;
    const int requester = 3000 + random.below(60);
    referral.requesterId = QStringLiteral("EP-%1").arg(requester);
    Random doctor = m_random.fork(quint64(requester));
    referral.requesterName = inventDoctor(doctor);
    referral.definition = review ? QStringLiteral("Medicare: MHTP (Review 1) Referral")
                                 : QStringLiteral("Medicare: MHTP Referral");
    referral.limit = review ? 4 : 6;
    referral.start = localDate(first).addDays(-random.between(2, 21));
    referral.end = referral.start.addYears(1);
    referral.created = std::min(utcOf(referral.start, QTime(12, 0)), m_now);
    referral.lastUpdated = referral.created;
    return referral;
}

void ReferralMaker::follow(const QString& patient, const Course& course) {
    Random random = m_random.fork(quint64(patient.toLongLong()));
    const bool forgotten = random.chance(0.03);  // nobody asked for the review: used exceeds the limit
    std::vector<Referral> referrals;
    int year = 0, usedThisYear = 0;
    for (const UtcTime when : course.attended) {
        if (localDate(when).year() != year)
            usedThisYear = 0;
        year = localDate(when).year();
        const bool full = referrals.empty() || referrals.back().used >= referrals.back().limit;
        if (full && usedThisYear < 10 && (referrals.empty() || !forgotten))
            referrals.push_back(
                start(patient, course, when, !referrals.empty() && usedThisYear >= 6, random));
        else if (full && !forgotten)
            continue;  // the year's ten are used up: privately paid
        ++referrals.back().used;
        ++usedThisYear;
        referrals.back().lastUpdated = std::min(when + std::chrono::hours(2), m_now);
        ++referrals.back().version;
    }
    for (Referral& referral : referrals)
        m_practice.referrals.add(std::move(referral));
}

/// The doctors who wrote them: no colleagues, but practitioners with an id of their own.
void addRequesters(Practice& practice) {
    for (const Referral& referral : practice.referrals.rows()) {
        if (practice.practitioners.find(referral.requesterId))
            continue;
        Practitioner doctor;
        doctor.id = referral.requesterId;
        doctor.created = doctor.lastUpdated = referral.created;
        doctor.names = {{.use = QStringLiteral("official"),
                         .prefix = QStringLiteral("Dr"),
                         .given = {referral.requesterName.section(u' ', 1, 1)},
                         .family = referral.requesterName.section(u' ', 2),
                         .text = {}}};
        doctor.qualification = QStringLiteral("General Practitioner");
        practice.practitioners.add(std::move(doctor));
    }
}

}  // namespace

void addReferrals(Practice& practice, UtcTime now, Random random) {
    std::vector<QString> order;
    QHash<QString, Course> courses;
    for (const Appointment& appointment : practice.appointments.rows()) {
        if (appointment.patients.size() != 1 || appointment.end() > now)
            continue;
        const Attendance& attendance = appointment.patients.front();
        if (attendance.status.compare(QLatin1String("attended"), Qt::CaseInsensitive) != 0 ||
            payorOf(attendance.patientId, random) != QLatin1String("Medicare"))
            continue;
        Course& course = courses[attendance.patientId];
        if (course.attended.empty()) {
            course.roleId = appointment.roleId;
            order.push_back(attendance.patientId);
        }
        course.attended.push_back(appointment.start);
    }
    ReferralMaker maker(practice, now, random);
    for (const QString& patient : order)
        maker.follow(patient, courses[patient]);
    addRequesters(practice);
}

}  // namespace bloom::sandbox
