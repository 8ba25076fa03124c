// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "integration/expected_money.h"

#include <algorithm>

namespace bloom::test {

using namespace sandbox;

QString billingOf(const QString& payorType) {
    const QString payor = payorType.toLower();
    for (const char* known : {"medicare", "dva", "ndis", "workcover"})
        if (payor.contains(QLatin1String(known)))
            return QString::fromLatin1(known);
    return payor.contains(QLatin1String("private")) || payor.contains(QLatin1String("patient"))
               ? QStringLiteral("private")
               : QString();
}

QString invoiceStatus(const Invoice& invoice, Shape shape) {
    if (shape == Shape::Real)
        return invoice.status;
    if (invoice.balanceCents() == 0 && invoice.paidCents != 0)
        return QStringLiteral("balanced");
    return invoice.status == QLatin1String("write-off") ? QStringLiteral("cancelled")
                                                        : QStringLiteral("issued");
}

bool isPaid(const Invoice& invoice, Shape shape) {
    return (invoice.balanceCents() == 0 && invoice.paidCents > 0) ||
           invoiceStatus(invoice, shape) == QLatin1String("balanced");
}

SessionMoney sessionMoney(const Practice& practice, const Attendance& attendance, Shape shape) {
    std::vector<const Invoice*> invoices;
    for (const QString& id : attendance.invoices)
        if (const Invoice* invoice = practice.invoices.findLive(id))
            invoices.push_back(invoice);
    std::sort(invoices.begin(), invoices.end(), [](const Invoice* a, const Invoice* b) {
        return std::pair(a->date, a->id) < std::pair(b->date, b->id);
    });
    SessionMoney money;
    qint64 sum = 0;
    int counted = 0;
    int paid = 0;
    int open = 0;
    for (const Invoice* invoice : invoices) {
        const QString status = invoiceStatus(*invoice, shape);
        if (status == QLatin1String("write-off") || status == QLatin1String("cancelled"))
            continue;
        ++counted;
        const bool credit = invoice->grossCents() < 0;
        const bool settled = isPaid(*invoice, shape) || (credit && invoice->balanceCents() == 0);
        open += settled ? 0 : 1;
        paid += settled && !credit ? 1 : 0;
        sum += invoice->grossCents();
        if (money.billing == QLatin1String("-") && !billingOf(invoice->payorType).isEmpty())
            money.billing = billingOf(invoice->payorType);
    }
    if (counted > 0)
        money.amount = QString::number(sum);
    money.paid = paid > 0 && open == 0;
    return money;
}

}  // namespace bloom::test
