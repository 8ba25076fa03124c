// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "integration/expected_rows.h"

#include "integration/expected_money.h"
#include "sandbox/fhir_json.h"

#include <QTimeZone>

namespace bloom::test {

using namespace sandbox;

namespace {
QString orDash(const QString& text) { return text.isEmpty() ? QStringLiteral("-") : text; }
QString flag(bool value) { return value ? QStringLiteral("1") : QStringLiteral("0"); }
QString iso(UtcTime t) {
    return QDateTime::fromMSecsSinceEpoch(t.time_since_epoch().count(), Qt::UTC)
        .toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss.zzzZ"));
}
QString day(QDate date) { return date.isValid() ? date.toString(Qt::ISODate) : QStringLiteral("-"); }

struct Name {
    QString first, last, display;
};
Name nameOf(const std::vector<PersonName>& names) {
    const PersonName* chosen = nullptr;
    for (const char* use : {"official", "usual", ""})
        for (const PersonName& name : names)
            if (!chosen && (use[0] == '\0' || name.use == QLatin1String(use)))
                chosen = &name;
    if (!chosen)
        return {};
    const QString first = chosen->given.value(0);
    if (first.isEmpty() && chosen->family.isEmpty())
        return {{}, {}, chosen->text};
    return {first, chosen->family, {}};
}

/// The first of the best kind; what has ended is none.
QString contactOf(const std::vector<ContactPoint>& contacts, bool email, const char* order, UtcTime now) {
    const QDate today = QDateTime::fromMSecsSinceEpoch(now.time_since_epoch().count(), Qt::UTC).date();
    QString best;
    qsizetype bestPlace = 1000;
    for (const ContactPoint& contact : contacts) {
        const bool fits =
            email ? contact.system == QLatin1String("email")
                  : contact.system == QLatin1String("phone") || contact.system == QLatin1String("sms");
        if (!fits || (contact.ended && *contact.ended < today))
            continue;
        const QString use = contact.system == QLatin1String("sms") ? QStringLiteral("mobile") : contact.use;
        const qsizetype found = use.isEmpty() ? -1 : QString::fromLatin1(order).indexOf(use);
        const qsizetype place = found < 0 ? 999 : found;
        if (place < bestPlace) {
            best = contact.value;
            bestPlace = place;
        }
    }
    return best;
}

QString initialsOf(const Name& name) {
    QString letters = name.first.left(1) + name.last.left(1);
    if (letters.isEmpty()) {
        const QStringList words = name.display.split(u' ', Qt::SkipEmptyParts);
        letters = words.isEmpty()
                      ? QString()
                      : words.first().left(1) + (words.size() > 1 ? words.last().left(1) : QString());
    }
    return letters.isEmpty() ? QStringLiteral("?") : letters.toUpper();
}

QString genderOf(const QString& gender) {
    if (gender == QLatin1String("male") || gender == QLatin1String("female"))
        return gender;
    return gender == QLatin1String("other") || gender == QLatin1String("custom") ? QStringLiteral("other")
                                                                                 : QStringLiteral("unknown");
}

QString clientStatus(const Patient& patient) {
    if (patient.deceased || patient.status.contains(QLatin1String("discharge"), Qt::CaseInsensitive))
        return QStringLiteral("discharged");
    const bool inactive = !patient.active ||
                          patient.status.contains(QLatin1String("inactive"), Qt::CaseInsensitive) ||
                          patient.status.contains(QLatin1String("archive"), Qt::CaseInsensitive);
    return inactive ? QStringLiteral("inactive") : QStringLiteral("active");
}

/// The table of the service's description, written down again.
QString sessionStatus(const QString& code, Shape shape) {
    static const QMap<QString, QString> real{
        {QStringLiteral("booked"), QStringLiteral("scheduled")},
        {QStringLiteral("confirmed"), QStringLiteral("confirmed")},
        {QStringLiteral("arrived"), QStringLiteral("confirmed")},
        {QStringLiteral("attended"), QStringLiteral("completed")},
        {QStringLiteral("did not attend"), QStringLiteral("no_show")},
        {QStringLiteral("cancelled"), QStringLiteral("cancelled")},
        {QStringLiteral("cancelled (no charge)"), QStringLiteral("cancelled")},
        {QStringLiteral("rejected"), QStringLiteral("cancelled")},
        {QStringLiteral("declined"), QStringLiteral("cancelled")}};
    static const QMap<QString, QString> plain{{QStringLiteral("proposed"), QStringLiteral("scheduled")},
                                              {QStringLiteral("pending"), QStringLiteral("scheduled")},
                                              {QStringLiteral("booked"), QStringLiteral("scheduled")},
                                              {QStringLiteral("waitlist"), QStringLiteral("scheduled")},
                                              {QStringLiteral("arrived"), QStringLiteral("confirmed")},
                                              {QStringLiteral("checked-in"), QStringLiteral("confirmed")},
                                              {QStringLiteral("fulfilled"), QStringLiteral("completed")},
                                              {QStringLiteral("noshow"), QStringLiteral("no_show")},
                                              {QStringLiteral("cancelled"), QStringLiteral("cancelled")}};
    return (shape == Shape::Real ? real : plain).value(code.toLower(), QStringLiteral("unknown"));
}

QString place(LocationKind kind) {
    switch (kind) {
        case LocationKind::Clinic:
        case LocationKind::Organization:
            return QStringLiteral("in-person");
        case LocationKind::Telehealth:
        case LocationKind::Online:
            return QStringLiteral("telehealth");
        case LocationKind::Phone:
            return QStringLiteral("phone");
    }
    return {};
}

/// The window of a run, and the day more on each side that its queries ask for.
std::pair<UtcTime, UtcTime> asked(UtcTime now) {
    const QTimeZone sydney("Australia/Sydney");
    const QDate today = QDateTime::fromMSecsSinceEpoch(now.time_since_epoch().count(), sydney).date();
    const QDate from = std::min(today.addDays(-30), QDate(today.year(), today.month(), 1));
    const auto midnight = [&](QDate date) {
        return UtcTime(milliseconds(QDateTime(date, QTime(0, 0), sydney).toMSecsSinceEpoch()));
    };
    return {midnight(from) - std::chrono::hours(24), midnight(today.addDays(90)) + std::chrono::hours(24)};
}

class Expected {
public:
    Expected(const Practice& practice, Shape shape, UtcTime now)
        : m_practice(practice),
          m_shape(shape),
          m_now(now) {}
    QStringList lines;

    void practitioner(const Practitioner& one) {
        const Name name = nameOf(one.names);
        const char* order = "work mobile home";
        const QString words = one.qualification.toLower();
        const QString kind = words.contains(QLatin1String("clinical"))  ? QStringLiteral("clinical")
                             : words.contains(QLatin1String("counsel")) ? QStringLiteral("counselling")
                                                                        : QStringLiteral("general");
        add({QStringLiteral("practitioner"), one.id, orDash(name.first), orDash(name.last),
             orDash(contactOf(one.contacts, true, order, m_now)),
             orDash(contactOf(one.contacts, false, order, m_now)), orDash(one.ahpra), kind});
    }
    void role(const PractitionerRole& one) {
        add({QStringLiteral("role"), one.id, one.practitionerId, flag(one.active)});
    }
    void client(const Patient& one) {
        const Name name = nameOf(one.names);
        const char* order = "mobile home work";
        add({QStringLiteral("client"), one.id, orDash(name.first), orDash(name.last), orDash(name.display),
             initialsOf(name), orDash(contactOf(one.contacts, true, order, m_now)),
             orDash(contactOf(one.contacts, false, order, m_now)), orDash(one.birthDate),
             genderOf(one.gender), clientStatus(one)});
    }
    void sessions(const Appointment& one) {
        const auto [from, to] = asked(m_now);
        if (one.start < from || one.start >= to || (m_shape == Shape::Plain && one.enteredInError))
            return;
        for (const Attendance& attendance : one.patients) {
            const QString code = m_shape == Shape::Real ? attendance.status : plainStatus(one);
            const SessionMoney money = sessionMoney(m_practice, attendance, m_shape);
            add({QStringLiteral("session"), one.id, attendance.patientId,
                 m_practice.practitionerOf(one.roleId), iso(one.start), iso(one.end()),
                 QString::number(one.minutes), orDash(one.service.isEmpty() ? one.description : one.service),
                 sessionStatus(code, m_shape), orDash(code), flag(one.patients.size() > 1),
                 one.service.isEmpty() ? QStringLiteral("unknown") : place(one.location), orDash(one.comment),
                 money.billing, money.amount, flag(money.paid)});
        }
    }
    void invoice(const Invoice& one) {
        add({QStringLiteral("invoice"), one.id, m_practice.practitionerOf(one.roleId), one.patientId,
             day(one.date), invoiceStatus(one, m_shape), orDash(one.payorType),
             orDash(billingOf(one.payorType)), QString::number(one.netCents),
             QString::number(one.netCents + one.taxCents), QString::number(one.taxCents),
             QString::number(one.paidCents), QString::number(one.balanceCents()),
             flag(isPaid(one, m_shape))});
    }
    void referral(const Referral& one) {
        const bool plan = one.definition.contains(QLatin1String("MHTP"));
        add({QStringLiteral("referral"), one.id, one.patientId, orDash(one.definition), flag(plan),
             flag(one.definition.contains(QLatin1String("Review"))), QString::number(one.limit),
             QString::number(one.used), day(one.start), day(one.end), orDash(one.requesterName),
             flag(one.active)});
    }

private:
    void add(const QStringList& fields) { lines << fields.join(u'|'); }
    const Practice& m_practice;
    Shape m_shape;
    UtcTime m_now;
};

template <typename T, typename F> void each(const Table<T>& table, F fn) {
    for (const T& row : table.rows())
        if (!row.gone)
            fn(row);
}
}  // namespace

QStringList expectedRows(const Practice& practice, Shape shape, UtcTime now) {
    Expected expected(practice, shape, now);
    each(practice.practitioners, [&](const Practitioner& one) {
        if (!one.id.startsWith(QLatin1String("EP-")))  // the doctors who refer are no colleagues
            expected.practitioner(one);
    });
    each(practice.roles, [&](const PractitionerRole& one) { expected.role(one); });
    each(practice.patients, [&](const Patient& one) { expected.client(one); });
    each(practice.appointments, [&](const Appointment& one) { expected.sessions(one); });
    each(practice.invoices, [&](const Invoice& one) { expected.invoice(one); });
    each(practice.referrals, [&](const Referral& one) { expected.referral(one); });
    expected.lines.sort();
    return expected.lines;
}

QStringList storedRows(TempDatabase& database) {
    QStringList lines = database.rows(QStringLiteral(R"(
        SELECT 'practitioner', halaxy_practitioner_id, first_name, last_name, email, phone, ahpra_number,
               qualification_type FROM practitioners WHERE deleted_at IS NULL)"));
    lines +=
        database.rows(QStringLiteral("SELECT 'role', halaxy_role_id, halaxy_practitioner_id, active FROM "
                                     "practitioner_roles WHERE deleted_at IS NULL"));
    lines += database.rows(QStringLiteral(R"(
        SELECT 'client', halaxy_patient_id, first_name, last_name, display_name, initials, email, phone, date_of_birth,
               gender, status FROM clients WHERE deleted_at IS NULL)"));
    lines += database.rows(QStringLiteral(R"(
        SELECT 'session', s.halaxy_appointment_id, c.halaxy_patient_id, p.halaxy_practitioner_id, s.scheduled_start_time,
               s.scheduled_end_time, s.duration_minutes, s.session_type, s.status, s.raw_status, s.is_group,
               s.location_type, s.notes, s.billing_type, s.invoice_amount, s.is_paid
        FROM sessions s JOIN clients c ON c.id = s.client_id JOIN practitioners p ON p.id = s.practitioner_id
        WHERE s.deleted_at IS NULL)"));
    lines += database.rows(QStringLiteral(R"(
        SELECT 'invoice', i.halaxy_invoice_id, p.halaxy_practitioner_id, c.halaxy_patient_id, i.invoice_date, i.status,
               i.payor_type, i.billing_type, i.total_net, i.total_gross, i.total_tax, i.total_paid, i.total_balance,
               i.is_paid
        FROM invoices i LEFT JOIN clients c ON c.id = i.client_id LEFT JOIN practitioners p ON p.id = i.practitioner_id
        WHERE i.deleted_at IS NULL)"));
    lines += database.rows(QStringLiteral(R"(
        SELECT 'referral', r.halaxy_referral_id, c.halaxy_patient_id, r.definition, r.is_mental_health_plan, r.is_review,
               r.session_limit, r.sessions_used, r.start_date, r.end_date, r.requester, r.is_active
        FROM referrals r LEFT JOIN clients c ON c.id = r.client_id WHERE r.deleted_at IS NULL)"));
    lines.sort();
    return lines;
}

std::map<QString, QString> wholeRows(TempDatabase& database) {
    std::map<QString, QString> rows;
    for (const char* table :
         {"practitioners", "practitioner_roles", "clients", "sessions", "invoices", "referrals"}) {
        const QString name = QString::fromLatin1(table);
        for (const QString& line : database.rows(QStringLiteral("SELECT * FROM ") + name))
            rows.emplace(name + u'|' + line.section(u'|', 0, 0), line);
    }
    return rows;
}

}  // namespace bloom::test
