// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/diary.h"

#include "sandbox/calendar.h"

#include <algorithm>

namespace bloom::sandbox {

namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

constexpr std::array<int, 8> startHours = {9, 10, 11, 14, 15, 16, 13, 8};  // the last two fill up first ahead
constexpr std::array<const char16_t*, 5> blockers = {u"Team meeting", u"Supervision", u"Admin", u"Blocked",
                                                     u"Case conference"};

bool works(const DiaryPlan& plan, QDate day) {
    if (!isWorkday(day) || day.dayOfWeek() == 1 + plan.practitioner % 7)
        return false;
    const bool christmas = (day.month() == 12 && day.day() >= 24) || (day.month() == 1 && day.day() <= 4);
    // Two weeks of leave a year, at another time for each.
    const int leaveWeek = 6 + (plan.practitioner * 5) % 38;
    const int week = day.weekNumber();
    return plan.even || (!christmas && week != leaveWeek && week != leaveWeek + 1);
}

/// How busy a day is, 1 being a full present.
double weight(const DiaryPlan& plan, QDate day, QDate today) {
    if (!works(plan, day))
        return 0;
    if (plan.even)
        return 1;
    const auto ahead = today.daysTo(day);
    if (ahead <= 0)
        return 0.35 +
               0.65 * double(plan.from.daysTo(day)) / double(std::max<qint64>(1, plan.from.daysTo(today)));
    return ahead <= 7 ? 0.95 : ahead <= 14 ? 0.8 : ahead <= 30 ? 0.5 : ahead <= 60 ? 0.25 : 0.12;
}

/// Start times of a day with so many sessions; past eight they share an hour, a quarter apart.
std::vector<QTime> startTimes(int count, Random& random) {
    std::vector<QTime> times;
    std::array<int, 8> order = startHours;
    for (std::size_t i = 6; i > 1; --i)
        std::swap(order[i - 1], order[std::size_t(random.below(int(i)))]);
    for (int i = 0; i < count; ++i)
        times.push_back(QTime(order[std::size_t(i % 8)], i / 8 * 15 % 60));
    std::ranges::sort(times);
    return times;
}

QString inTitleCase(QString code) {
    code[0] = code[0].toUpper();
    return code;
}

QString pastStatus(int draw, bool oddities) {
    if (draw < 840)
        return QStringLiteral("attended");
    if (draw < 890)
        return QStringLiteral("did not attend");
    if (draw < 965)
        return QStringLiteral("cancelled");
    if (draw < 985)
        return QStringLiteral("cancelled (no charge)");
    if (draw < 990)
        return draw % 2 ? QStringLiteral("rejected") : QStringLiteral("declined");
    return draw == 990 && oddities ? QStringLiteral("on hold") : QStringLiteral("attended");
}

/// Draws the same numbers whatever `now` is, so that another now changes no one else's fate.
QString statusOf(const Appointment& appointment, const DiaryPlan& plan, Random& random) {
    const int fate = random.below(1000);
    const int plans = random.below(100);
    const bool odd = random.chance(0.03) && plan.oddities;
    QString code;
    if (appointment.end() <= plan.now)
        code = pastStatus(fate, plan.oddities);
    else if (appointment.start <= plan.now)
        code = plans < 70 ? QStringLiteral("arrived") : QStringLiteral("confirmed");
    else if (fate >= 925 && fate < 985)
        code = QStringLiteral("cancelled");
    else if (appointment.start - plan.now < days(2))
        code = plans < 60 ? QStringLiteral("confirmed") : QStringLiteral("booked");
    else
        code = plans < 15 ? QStringLiteral("confirmed") : QStringLiteral("booked");
    return odd ? inTitleCase(code) : code;
}

void date(Appointment& appointment, UtcTime now, Random& random) {
    const auto lead = days(random.between(3, 45)) + minutes(random.between(0, 600));
    const auto later = minutes(random.between(2, 240));
    const auto change = hours(random.between(1, 48));
    appointment.created = std::min(appointment.start - lead, now - later - hours(1));
    appointment.lastUpdated = appointment.end() + later <= now
                                  ? appointment.end() + later
                                  : std::min<UtcTime>(appointment.created + change, now - minutes(5));
    appointment.version = appointment.lastUpdated == appointment.created ? 1 : 2;
}

void seat(Appointment& appointment, Caseload& caseload, QDate day, Random& random) {
    const int draw = random.below(1000);
    if (draw < 30) {
        appointment.description = QString::fromUtf16(random.pick(blockers));
        return;
    }
    appointment.patients.push_back({caseload.next(day), {}, {}});
    if (draw >= 42)
        return;
    appointment.service = QStringLiteral("Group session");
    appointment.minutes = 90;
    for (int seats = random.between(2, 5); seats > 0; --seats) {
        const QString patient = caseload.any();
        if (std::ranges::none_of(appointment.patients,
                                 [&](const Attendance& a) { return a.patientId == patient; }))
            appointment.patients.push_back({patient, {}, {}});
    }
}

void furnish(Appointment& appointment, Random& random) {
    const int place = random.below(100);
    appointment.location = place < 62   ? LocationKind::Clinic
                           : place < 88 ? LocationKind::Telehealth
                           : place < 94 ? LocationKind::Phone
                           : place < 98 ? LocationKind::Online
                                        : LocationKind::Organization;
    if (appointment.service.isEmpty())
        appointment.service =
            random.chance(0.08) ? QStringLiteral("Initial consultation") : QStringLiteral("Standard session");
    if (random.chance(0.05))
        appointment.minutes = 80;
    if (random.chance(0.04))
        appointment.comment = QStringLiteral("Please park at the rear.");
}

Appointment makeAppointment(const DiaryPlan& plan, QDate day, QTime time, Caseload& caseload,
                            Random& random) {
    Appointment appointment;
    appointment.start = utcOf(day, time);
    const bool second = plan.roles.size() > 1 && day.dayOfWeek() == 3;  // Wednesdays at the other clinic
    appointment.roleId = plan.roles[second ? 1 : 0];
    seat(appointment, caseload, day, random);
    furnish(appointment, random);
    for (Attendance& attendance : appointment.patients)
        attendance.status = statusOf(appointment, plan, random);
    date(appointment, plan.now, random);
    return appointment;
}

}  // namespace

std::vector<Appointment> fillDiary(const DiaryPlan& plan, Caseload& caseload, Random random) {
    const QDate today = localDate(plan.now);
    double total = 0;
    for (QDate day = plan.from; day <= plan.to; day = day.addDays(1))
        total += weight(plan, day, today);
    std::vector<Appointment> diary;
    if (total <= 0)
        return diary;
    diary.reserve(std::size_t(plan.appointments));
    double owed = 0.5;
    for (QDate day = plan.from; day <= plan.to; day = day.addDays(1)) {
        owed += weight(plan, day, today) / total * plan.appointments;
        const int left = plan.appointments - int(diary.size());
        const int count = std::min(left, int(owed));
        owed -= count;
        for (const QTime time : startTimes(count, random))
            diary.push_back(makeAppointment(plan, day, time, caseload, random));
    }
    return diary;
}

}  // namespace bloom::sandbox
