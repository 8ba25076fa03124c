// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Everything the service ever said about each record, with the time from which it said it: looked up after
// every edit, so that a row of the mirror can be placed in the life of its record.
#pragma once
#include "sandbox/practice.h"
#include "sandbox/quirks.h"

#include <string>
#include <unordered_map>
#include <vector>

namespace bloom::simulation {

/// What a record was from `from` on.
struct Entry {
    UtcTime from{};
    UtcTime stamped{};  ///< its lastUpdated, of the service's own clock
    std::string line;   ///< empty: no row
    QString role;       ///< of an appointment
    UtcTime start{};    ///< of an appointment
    bool gone = false;
    bool silent = false;    ///< changed without moving lastUpdated
    bool unusable = false;  ///< the service gives it in a form that nobody can use
};

struct Life {
    sandbox::Resource resource = sandbox::Resource::Patient;
    QString id;
    std::vector<Entry> entries;
};

class Truth {
public:
    Truth(const sandbox::Practice& practice, const sandbox::Quirks& quirks)
        : m_practice(practice),
          m_quirks(quirks) {}

    /// Notes what changed since the last look, as having changed just now.
    void look(UtcTime now);
    const std::unordered_map<std::string, Life>& lives() const { return m_lives; }
    const Life* find(const std::string& key) const;
    /// What the last look found changed.
    const std::vector<std::string>& changed() const { return m_changed; }
    /// How often a record of that type left its place in a list, and took one.
    struct Moves {
        int left = 0;
        int taken = 0;
    };
    const Moves& moves(sandbox::Resource resource) const { return m_moves[std::size_t(resource)]; }

private:
    template <typename T>
    void lookAt(sandbox::Resource resource, const std::vector<T>& rows, std::vector<T>& before, UtcTime now);
    template <typename T> void add(sandbox::Resource resource, const T& row, UtcTime now);
    void countMoves(const Life& life, const Entry& entry);

    const sandbox::Practice& m_practice;
    const sandbox::Quirks& m_quirks;
    quint64 m_revision = ~0ULL;
    std::unordered_map<std::string, Life> m_lives;
    std::vector<std::string> m_changed;
    std::array<Moves, 6> m_moves{};
    std::vector<sandbox::Practitioner> m_practitioners;
    std::vector<sandbox::PractitionerRole> m_roles;
    std::vector<sandbox::Patient> m_patients;
    std::vector<sandbox::Appointment> m_appointments;
    std::vector<sandbox::Invoice> m_invoices;
    std::vector<sandbox::Referral> m_referrals;
};

}  // namespace bloom::simulation
