// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// An appointment and its invoices as session rows.
#include "core/row_ids.h"
#include "sync/row_builders.h"

#include <algorithm>

namespace bloom::sync {

using namespace storage;

namespace {

/// What a session's money is made of; drafts, cancelled and written-off ones bill nothing.
bool bills(const InvoiceRecord& invoice) {
    switch (invoice.status) {
        case InvoiceStatus::WrittenOff:
        case InvoiceStatus::Cancelled:
        case InvoiceStatus::Draft:
            return false;
        case InvoiceStatus::Active:
        case InvoiceStatus::Issued:
        case InvoiceStatus::Balanced:
        case InvoiceStatus::Unknown:
            return true;
    }
    return true;
}

/// Named by the patient's place in the appointment, or naming the appointment (of a group: the patient too).
bool belongs(const InvoiceRecord& invoice, const AppointmentPatient& patient,
             const AppointmentRecord& record) {
    if (std::ranges::find(patient.invoiceIds, invoice.id) != patient.invoiceIds.end())
        return true;
    if (std::ranges::find(invoice.appointmentIds, record.id) == invoice.appointmentIds.end())
        return false;
    return invoice.patientId ? *invoice.patientId == patient.patientId : record.patients.size() == 1;
}

/// A credit of which nothing is open: there is nothing to pay.
bool isSettledCredit(const InvoiceRecord& invoice) {
    return invoice.gross.value < 0 && invoice.balance.value == 0;
}

void addMoney(SessionRow& row, std::vector<const InvoiceRecord*> invoices) {
    std::ranges::sort(invoices, [](const InvoiceRecord* a, const InvoiceRecord* b) {
        return std::pair(a->date.value_or(QDate()), a->id) < std::pair(b->date.value_or(QDate()), b->id);
    });
    Cents sum;
    bool anyBills = false, anyPaid = false, anyOpen = false;
    for (const InvoiceRecord* invoice : invoices) {
        if (!bills(*invoice))
            continue;
        anyBills = true;
        anyPaid = anyPaid || (invoice->isPaid && invoice->gross.value >= 0);
        anyOpen = anyOpen || !(invoice->isPaid || isSettledCredit(*invoice));
        sum += invoice->gross;
        if (row.billing == BillingType::Unknown)
            row.billing = invoice->billing;
    }
    if (anyBills)
        row.invoiceAmount = sum;
    row.paid = anyPaid && !anyOpen;
}

SessionRow sessionRow(const AppointmentRecord& record, const AppointmentPatient& patient,
                      const PractitionerId& practitioner, std::span<const InvoiceRecord> invoices) {
    SessionRow row;
    row.id = sessionRowId(record.id, patient.patientId);
    row.appointmentId = record.id;
    row.practitioner = practitioner;
    row.client = clientRowId(patient.patientId);
    row.start = record.start;
    row.end = record.end;
    row.minutes = record.minutes;
    row.sessionType = record.appointmentType.isEmpty() ? record.description : record.appointmentType;
    row.status = patient.status;
    row.rawStatus = patient.rawStatus;
    row.group = record.patients.size() > 1;
    row.location = record.location;
    row.locationDetails = record.locationDetails;
    row.notes = record.comment;
    row.invoices = patient.invoiceIds;
    std::vector<const InvoiceRecord*> own;
    for (const InvoiceRecord& invoice : invoices) {
        if (!belongs(invoice, patient, record))
            continue;
        own.push_back(&invoice);
        row.invoices.push_back(invoice.id);
    }
    std::ranges::sort(row.invoices);
    row.invoices.erase(std::ranges::unique(row.invoices).begin(), row.invoices.end());
    addMoney(row, std::move(own));
    return row;
}

}  // namespace

std::vector<SessionRow> sessionRows(const AppointmentRecord& record, const PractitionerId& practitioner,
                                    std::span<const InvoiceRecord> invoices) {
    std::vector<SessionRow> rows;
    if (record.enteredInError)
        return rows;
    for (const AppointmentPatient& patient : record.patients) {
        const bool twice = std::ranges::any_of(
            rows, [&](const SessionRow& row) { return row.client == clientRowId(patient.patientId); });
        if (!twice)
            rows.push_back(sessionRow(record, patient, practitioner, invoices));
    }
    return rows;
}

}  // namespace bloom::sync
