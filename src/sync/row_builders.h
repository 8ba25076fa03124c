// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Rows from records: functions of record content alone, never of which run, listing or order brought it.
#pragma once
#include "core/mhcp.h"
#include "core/practice_time.h"
#include "storage/rows.h"

#include <functional>
#include <span>

namespace bloom::sync {

/// Without a Practitioner record there is no row.
storage::PractitionerRow practitionerRow(const PractitionerRecord& record,
                                         std::span<const storage::PractitionerRoleRow> roles, UtcTime now);
storage::PractitionerRoleRow roleRow(const PractitionerRoleRecord& record);
storage::ClientRow clientRow(const PatientRecord& record);
/// For a patient that sessions name and nobody could read: initials "?", marked.
storage::ClientRow placeholderClient(const HalaxyId& patient);
storage::InvoiceRow invoiceRow(const InvoiceRecord& record,
                               const std::optional<PractitionerId>& practitioner);
storage::ReferralRow referralRow(const ReferralRecord& record);
/// One for each patient; none for a meeting, a blocker, or one entered in error.
/// `invoices`: those the participants name and those that name the appointment.
std::vector<storage::SessionRow> sessionRows(const AppointmentRecord& record,
                                             const PractitionerId& practitioner,
                                             std::span<const InvoiceRecord> invoices);

/// Letters of first and last name, whole grapheme clusters; "?" where unknown.
QString initials(const PersonName& name);

/// Everything a client's derived columns come from.
struct ClientFacts {
    std::span<const storage::SessionBrief> sessions;    ///< live, by start
    std::span<const storage::ReferralRow> referrals;    ///< live
    bool referralsKnown = false;                        ///< they were read, whole, at least once
    std::optional<PractitionerId> generalPractitioner;  ///< the first one of ours among the patient's
    PracticeZone zone = PracticeZone::sydney();
    UtcInterval year;  ///< the local calendar year of `now`
    UtcTime now;
    MhcpPolicy policy{};
};
storage::ClientDerived deriveClient(const ClientFacts& facts);
/// For each session in time order its number among those neither cancelled nor unknown.
std::vector<std::optional<int>> sessionNumbers(std::span<const storage::SessionBrief> sessions);
/// The practitioner of the next session, else of the latest non-cancelled one, else the general practitioner.
std::optional<PractitionerId> practitionerOfClient(const ClientFacts& facts);

}  // namespace bloom::sync
