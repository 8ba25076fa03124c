// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/generator.h"

#include "sandbox/billing.h"
#include "sandbox/calendar.h"
#include "sandbox/diary.h"
#include "sandbox/names.h"

#include <algorithm>

namespace bloom::sandbox {

namespace {

using std::chrono::days;

constexpr int firstPatientId = 41001;
constexpr qint64 firstAppointmentId = 500001;
constexpr qint64 firstEditId = 10'000'001;

enum Purpose : quint64 { People = 1, Clients, Diaries, Cases, Bills };

void addPractitioners(Practice& practice, const GeneratorOptions& options, Random random) {
    static constexpr std::array<const char16_t*, 4> titles = {u"Clinical Psychologist", u"Psychologist",
                                                              u"Counsellor", u"Mental Health Social Worker"};
    const UtcTime founded = utcOf(QDate(2022, 2, 1), QTime(9, 0));
    for (int i = 0; i < options.practitioners; ++i) {
        const InventedPerson person = inventPerson(random);
        Practitioner practitioner;
        practitioner.id = QStringLiteral("PR-%1").arg(1001 + i);
        practitioner.created = practitioner.lastUpdated = founded + days(30 * i);
        practitioner.names = {plainName(person, i % 3 ? QString() : QStringLiteral("Dr"))};
        practitioner.gender = person.gender;
        practitioner.contacts = {
            {QStringLiteral("email"), QStringLiteral("work"), emailOf(person, i + 1), {}},
            {QStringLiteral("sms"), QStringLiteral("mobile"), mobileNumber(random), {}}};
        practitioner.qualification = QString::fromUtf16(titles[std::size_t(i) % 4]);
        if (i % 4 < 2)  // counsellors and social workers are not registered with AHPRA
            practitioner.ahpra =
                QStringLiteral("PSY%1").arg(1'700'000 + random.below(99999), 10, 10, QLatin1Char('0'));
        for (int r = 0; r < (i % 4 == 1 ? 2 : 1); ++r) {
            PractitionerRole role;
            role.id = QStringLiteral("PR-%1").arg(2001 + 10 * i + r);
            role.created = role.lastUpdated = practitioner.created;
            role.practitionerId = practitioner.id;
            role.organizationId = QStringLiteral("CL-%1").arg(301 + r);
            role.specialty = practitioner.qualification;
            practice.roles.add(std::move(role));
        }
        practice.practitioners.add(std::move(practitioner));
    }
}

std::vector<ContactPoint> contactsOf(const InventedPerson& person, int number, Random& random) {
    std::vector<ContactPoint> contacts;
    if (random.chance(0.1))
        contacts.push_back(
            {QStringLiteral("sms"), QStringLiteral("mobile"), mobileNumber(random), QDate(2024, 6, 30)});
    if (!random.chance(0.03))
        contacts.push_back({QStringLiteral("sms"), QStringLiteral("mobile"), mobileNumber(random), {}});
    if (random.chance(0.15))
        contacts.push_back({QStringLiteral("phone"),
                            QStringLiteral("home"),
                            QStringLiteral("+61255501%1").arg(random.below(100), 2, 10, QLatin1Char('0')),
                            {}});
    if (!random.chance(0.08))
        contacts.push_back({QStringLiteral("email"), QStringLiteral("home"), emailOf(person, number), {}});
    return contacts;
}

QString birthDate(Random& random) {
    const QDate date = QDate(1944, 1, 1).addDays(random.below(365 * 70));
    const int draw = random.below(100);
    return draw == 0   ? QString()
           : draw == 1 ? date.toString(QStringLiteral("yyyy"))
           : draw == 2 ? date.toString(QStringLiteral("yyyy-MM"))
                       : date.toString(Qt::ISODate);
}

Patient makePatient(int number, bool oddities, Random random) {
    const InventedPerson person = inventPerson(random);
    Patient patient;
    patient.id = QString::number(firstPatientId + number);
    patient.contacts = contactsOf(person, number, random);
    patient.names = oddities ? namesOf(person, random) : std::vector{plainName(person, {})};
    patient.gender = random.chance(0.01) ? QStringLiteral("custom") : person.gender;
    patient.birthDate = birthDate(random);
    patient.suburb = inventSuburb(random);
    patient.status = QStringLiteral("Active");
    const int profile = random.below(100);
    patient.profileType = profile < 90   ? QStringLiteral("full")
                          : profile < 98 ? QStringLiteral("dependant")
                                         : QStringLiteral("contact only");
    return patient;
}

void addPatients(Practice& practice, const GeneratorOptions& options, Random random) {
    for (int i = 0; i < options.patients; ++i) {
        Patient patient = makePatient(i, options.oddities, random.fork(quint64(i) + 1));
        const int owner = i % std::max(1, options.practitioners);
        if (i % 7 != 3 && !practice.practitioners.rows().empty())
            patient.generalPractitioners = {practice.practitioners.rows()[std::size_t(owner)].id};
        practice.patients.add(std::move(patient));
    }
}

std::vector<QString> rolesOf(const Practice& practice, const QString& practitionerId) {
    std::vector<QString> ids;
    for (const PractitionerRole& role : practice.roles.rows()) {
        if (role.practitionerId == practitionerId)
            ids.push_back(role.id);
    }
    return ids;
}

void addAppointments(Practice& practice, const GeneratorOptions& options, const Random& random) {
    const QDate today = localDate(options.now);
    const int count = options.practitioners;
    std::vector<Appointment> all;
    for (int p = 0; p < count; ++p) {
        std::vector<QString> clients;
        for (int i = p; i < options.patients; i += count)
            clients.push_back(QString::number(firstPatientId + i));
        if (clients.empty())
            continue;
        DiaryPlan plan{
            .from = options.inWindow ? today.addDays(-30) : QDate(today.year() - 1, 1, 1),
            .to = today.addDays(options.inWindow ? 89 : 90),
            .now = options.now,
            .appointments = options.appointments / count + (p < options.appointments % count ? 1 : 0),
            .even = options.inWindow,
            .oddities = options.oddities,
            .practitioner = p,
            .roles = rolesOf(practice, practice.practitioners.rows()[std::size_t(p)].id)};
        Caseload caseload(std::move(clients), plan.appointments, random.fork(Cases * 1000 + quint64(p)));
        std::ranges::move(fillDiary(plan, caseload, random.fork(Diaries * 1000 + quint64(p))),
                          std::back_inserter(all));
    }
    std::vector<std::pair<UtcTime, std::size_t>>
        order;  // of equal starts the first practitioner's comes first
    for (std::size_t i = 0; i < all.size(); ++i)
        order.emplace_back(all[i].start, i);
    std::ranges::sort(order);
    qint64 id = firstAppointmentId;
    for (const auto& [start, at] : order) {
        all[at].id = QString::number(id++);
        practice.appointments.add(std::move(all[at]));
    }
}

/// A patient exists since shortly before the first appointment; who has nothing ahead for long is inactive.
void datePatients(Practice& practice, UtcTime now) {
    QHash<QString, std::pair<UtcTime, UtcTime>> spans;
    for (const Appointment& appointment : practice.appointments.rows()) {
        for (const Attendance& attendance : appointment.patients) {
            auto it = spans.find(attendance.patientId);
            if (it == spans.end())
                it = spans.insert(attendance.patientId, {appointment.created, appointment.start});
            it->first = std::min(it->first, appointment.created);
            it->second = std::max(it->second, appointment.start);
        }
    }
    for (Patient& patient : practice.patients.rows()) {
        const auto span = spans.constFind(patient.id);
        const UtcTime first = span == spans.constEnd() ? now - days(60) : span->first;
        patient.created = std::min(first, now) - std::chrono::hours(1);
        patient.lastUpdated = patient.created;
        if (span != spans.constEnd() && span->second < now - days(120)) {
            patient.status = QStringLiteral("Inactive");
            patient.active = false;
            patient.lastUpdated = std::min(now, span->second + days(60));
            patient.version = 2;
        }
    }
}

/// Doubles that were merged long ago: their ids answer 404 now, all they had belongs to the other.
void addMergedAway(Practice& practice, const GeneratorOptions& options, Random random) {
    for (int i = 0; i < options.patients / 150; ++i) {
        Patient twin = makePatient(options.patients + i, options.oddities, random.fork(quint64(90000 + i)));
        twin.created = options.now - days(200);
        twin.lastUpdated = options.now - days(150 - i % 100);
        twin.gone = true;
        practice.patients.add(std::move(twin));
    }
}

}  // namespace

Practice generate(const GeneratorOptions& options) {
    Practice practice;
    practice.name = QStringLiteral("Wattle Bay Psychology");
    practice.nextId = firstEditId;
    const Random random(options.seed);
    addPractitioners(practice, options, random.fork(People));
    addPatients(practice, options, random.fork(Clients));
    if (options.practitioners > 0)
        addAppointments(practice, options, random);
    datePatients(practice, options.now);
    addMergedAway(practice, options, random.fork(Clients));
    addInvoices(practice, options.now, random.fork(Bills));
    addReferrals(practice, options.now, random.fork(Bills));
    return practice;
}

}  // namespace bloom::sandbox
