// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Invoices as the rules have them, from the sandbox's truth (see expected_rows.h).
#pragma once
#include "sandbox/practice.h"
#include "sandbox/quirks.h"

namespace bloom::test {

QString billingOf(const QString& payorType);  ///< empty = none of ours
QString invoiceStatus(const sandbox::Invoice& invoice, sandbox::Shape shape);
bool isPaid(const sandbox::Invoice& invoice, sandbox::Shape shape);

struct SessionMoney {
    QString billing = QStringLiteral("-");
    QString amount = QStringLiteral("-");
    bool paid = false;
};
/// What a session row says about money: gross of all its invoices but the written off, the first one's payor.
SessionMoney sessionMoney(const sandbox::Practice& practice, const sandbox::Attendance& attendance,
                          sandbox::Shape shape);

}  // namespace bloom::test
