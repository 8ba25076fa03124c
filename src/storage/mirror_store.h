// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The mirrored tables: rows are written only when they differ, and every write says what changed, field by
// field. Bloom's own columns are never touched.
#pragma once
#include "storage/rows.h"
#include "storage/scope.h"

#include <QVariantList>
#include <span>

namespace bloom::storage {

/// A client's row as derived columns need it.
struct HeldClient {
    ClientId id;
    HalaxyId patient;
    PractitionerId practitioner;  ///< may be empty
    QVariantList derived;         ///< the stored columns, in the order putDerived() writes them
};

class MirrorStore {
public:
    explicit MirrorStore(Scope& scope) : m_scope(scope) {}

    // Rows from records. `now` is only written to rows that change.
    RowWrite put(const PractitionerRow& row, UtcTime now);
    RowWrite put(const PractitionerRoleRow& row, UtcTime now);
    RowWrite put(const ClientRow& row, UtcTime now);
    RowWrite put(const InvoiceRow& row, UtcTime now);
    RowWrite put(const ReferralRow& row, UtcTime now);
    /// The sessions of an appointment, as one set: those no longer in it are soft-deleted.
    std::vector<RowWrite> putSessions(const HalaxyId& appointment, std::span<const SessionRow> rows,
                                      UtcTime now);
    RowWrite removePractitioner(const HalaxyId& practitioner, UtcTime now);
    RowWrite removeRole(const HalaxyId& role, UtcTime now);
    RowWrite removeClient(const ClientId& client, UtcTime now);
    RowWrite removeInvoice(const InvoiceId& id, const HalaxyId& invoice, UtcTime now);
    RowWrite removeReferral(const ReferralId& referral, UtcTime now);

    // Derived columns; both write only what differs and say how many rows they wrote.
    int putDerived(const HeldClient& held, const ClientDerived& derived, UtcTime now);
    int putSessionNumber(const SessionId& session, std::optional<int> number, UtcTime now);

    // What rows are made from.
    struct ClientState {
        bool exists = false;
        bool deleted = false;
        bool placeholder = false;
    };
    ClientState clientState(const ClientId& client);
    /// Patients of live placeholder clients whose record nobody holds, those asked for longest ago first.
    std::vector<HalaxyId> placeholders(int count);
    /// Those who left too: their sessions stay theirs.
    std::optional<PractitionerId> practitioner(const HalaxyId& practitioner);
    std::optional<PractitionerId> practitionerOfRole(const HalaxyId& role);
    std::vector<PractitionerRoleRow> rolesOf(const HalaxyId& practitioner);  ///< live, by id
    std::vector<SessionBrief> sessionsOf(const ClientId& client);            ///< live, by start and id
    bool hasSessions(const ClientId& client);                                ///< live ones
    std::vector<PractitionerId> practitionersOfAppointment(const HalaxyId& appointment);
    std::vector<ReferralRow> referralsOf(const ClientId& client);          ///< live, by start and id
    std::vector<HalaxyId> invoicesNaming(const HalaxyId& appointment);     ///< live invoices
    std::vector<HalaxyId> appointmentsOfInvoice(const HalaxyId& invoice);  ///< linked from either side
    /// Clients with a live session that starts in [from, to): their derived columns change as time passes.
    std::vector<ClientId> clientsStartingIn(UtcTime from, UtcTime to);
    /// Clients with a referral that starts, or is over since, on one of these days: [from, to].
    std::vector<ClientId> clientsWithPlanTurning(QDate from, QDate to);
    std::vector<ClientId> allClients();
    std::optional<ClientId> clientOfReferral(const ReferralId& referral);
    std::optional<HeldClient> heldClient(const ClientId& client);
    struct Whose {
        PractitionerId practitioner;
        HalaxyId patient;
    };
    Whose whose(const SessionId& session);
    QString timezoneOf(const PractitionerId& practitioner);

    // For listings: what is held and could be missing.
    /// Live appointments of a practitioner that start in [from, to) and were there before `existedBefore`.
    std::vector<HalaxyId> appointmentsIn(const PractitionerId& practitioner, UtcTime from, UtcTime to,
                                         UtcTime existedBefore);
    struct Counts {
        int practitioners = 0, clients = 0, sessions = 0, invoices = 0, referrals = 0;
    };
    Counts counts();

private:
    Scope& m_scope;
};

/// Records a complete listing did not show: marked, never deleted for that alone.
class NotConfirmedStore {
public:
    explicit NotConfirmedStore(Scope& scope) : m_scope(scope) {}
    /// Marks those not marked yet; how many that were.
    int mark(const std::vector<RecordKey>& keys, const RunId& run, UtcTime now);
    /// Takes the mark away, if there is one. True when there was.
    bool clear(const RecordKey& key);
    bool has(const RecordKey& key);
    int count();
    std::vector<RecordKey> all();
    /// Those marked by then.
    std::vector<RecordKey> until(UtcTime time);

private:
    Scope& m_scope;
};

}  // namespace bloom::storage
