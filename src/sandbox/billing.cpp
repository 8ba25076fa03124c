// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/billing.h"

#include "sandbox/calendar.h"

#include <algorithm>

namespace bloom::sandbox {

namespace {

using std::chrono::days;
using std::chrono::hours;

constexpr qint64 firstInvoiceId = 900001;

qint64 feeCents(const QString& payor, bool group, Random& random) {
    const qint64 fee = payor == QLatin1String("Medicare")    ? 14525
                       : payor == QLatin1String("DVA")       ? 18345
                       : payor == QLatin1String("WorkCover") ? 19680
                       : payor == QLatin1String("NDIS")      ? 23299
                       : random.chance(0.3)                  ? 23000
                                                             : 21000;
    return group ? fee / 3 : fee;
}

void pay(Invoice& invoice, UtcTime issued, UtcTime now, Random& random) {
    const int draw = random.below(1000);
    const auto delay = hours(random.between(0, 24 * 12));
    const bool old = now - issued > days(14);
    const UtcTime paidAt = issued + delay;
    if (old && draw >= 990) {
        invoice.status = QStringLiteral("write-off");
    } else if (draw < (old ? 920 : 600)) {
        if (paidAt <= now)
            invoice.paidCents = invoice.grossCents();
    } else if (draw < (old ? 960 : 700) && paidAt <= now) {
        invoice.paidCents = invoice.grossCents() / 2;
    }
    invoice.lastUpdated = std::min(paidAt, now);
    invoice.version = 2;
}

class InvoiceMaker {
public:
    InvoiceMaker(Practice& practice, UtcTime now, Random random)
        : m_practice(practice),
          m_now(now),
          m_random(random) {}

    void bill(Appointment& appointment, Attendance& attendance);

private:
    Invoice draft(const Appointment& appointment, const Attendance& attendance, qint64 cents,
                  const QString& payor);
    void credit(const Invoice& original, Attendance& attendance, Random& random);

    Practice& m_practice;
    UtcTime m_now;
    Random m_random;
    qint64 m_next = firstInvoiceId;
};

Invoice InvoiceMaker::draft(const Appointment& appointment, const Attendance& attendance, qint64 cents,
                            const QString& payor) {
    Invoice invoice;
    invoice.id = QString::number(m_next++);
    invoice.patientId = attendance.patientId;
    invoice.roleId = appointment.roleId;
    invoice.date = localDate(appointment.start);
    invoice.payorType = payor;
    invoice.status = m_next % 3 ? QStringLiteral("issued") : QStringLiteral("active");
    invoice.netCents = cents;
    if (payor == QLatin1String("WorkCover"))
        invoice.taxCents = cents / 10;
    invoice.created = std::min(appointment.end() + std::chrono::minutes(20), m_now);
    invoice.lastUpdated = invoice.created;
    const Patient* patient = m_practice.patients.find(attendance.patientId);
    if (patient && !patient->names.empty()) {
        const PersonName& name = patient->names.back();
        invoice.title =
            name.text.isEmpty() ? QString(name.given.join(u' ') + u' ' + name.family).trimmed() : name.text;
    }
    return invoice;
}

void InvoiceMaker::credit(const Invoice& original, Attendance& attendance, Random& random) {
    Invoice credit = original;
    credit.id = QString::number(m_next++);
    credit.netCents = random.chance(0.5) ? -original.netCents : -original.netCents / 2;
    credit.taxCents = -original.taxCents * (credit.netCents == -original.netCents ? 1 : 0);
    credit.paidCents = credit.grossCents();
    credit.created = std::min(original.created + days(random.between(1, 20)), m_now);
    credit.date = localDate(credit.created);
    credit.lastUpdated = credit.created;
    credit.version = 1;
    attendance.invoices.append(credit.id);
    m_practice.invoices.add(credit);
}

void InvoiceMaker::bill(Appointment& appointment, Attendance& attendance) {
    Random random = m_random.fork(quint64(appointment.id.toLongLong()) * 8 + quint64(m_next % 8));
    const QString status = attendance.status.toLower();
    const bool attended = status == QLatin1String("attended");
    const bool missed = status == QLatin1String("did not attend") && random.chance(0.4);
    if (!missed && (!attended || random.chance(0.06)))
        return;
    const QString payor = missed ? QStringLiteral("Patient") : payorOf(attendance.patientId, m_random);
    const qint64 cents = missed ? 8000 : feeCents(payor, appointment.patients.size() > 1, random);
    Invoice invoice = draft(appointment, attendance, cents, payor);
    pay(invoice, invoice.created, m_now, random);
    attendance.invoices.append(invoice.id);
    m_practice.invoices.add(invoice);
    if (random.chance(0.012))
        credit(invoice, attendance, random);
}

}  // namespace

QString payorOf(const QString& patientId, Random random) {
    const int draw = random.fork(quint64(patientId.toLongLong()) ^ 0x7061796fULL).below(100);
    return draw < 45   ? QStringLiteral("Medicare")
           : draw < 83 ? QStringLiteral("Patient")
           : draw < 90 ? QStringLiteral("NDIS")
           : draw < 94 ? QStringLiteral("DVA")
                       : QStringLiteral("WorkCover");
}

void addInvoices(Practice& practice, UtcTime now, Random random) {
    InvoiceMaker maker(practice, now, random);
    for (Appointment& appointment : practice.appointments.rows()) {
        if (appointment.end() > now)
            continue;
        for (Attendance& attendance : appointment.patients)
            maker.bill(appointment, attendance);
    }
}

}  // namespace bloom::sandbox
