// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The invariants that hold at every moment: each row stands somewhere in the life of its record and never
// goes back in it; freshness and cursors claim nothing that is not there.
#pragma once
#include "simulation/coverage.h"
#include "simulation/oracle_mirror.h"
#include "simulation/oracle_truth.h"

#include <optional>
#include <set>

namespace bloom::simulation {

struct Violation {
    std::string rule;
    std::string text;
    UtcTime at{};
};

/// An event of a webhook, as it was sent.
struct Announced {
    std::string route;
    std::string eventId;
    std::string event;
    std::string key;  ///< "Appointment/500001"
};

/// What the engine does about a record that vanished; the channels come one after the other.
struct Promises {
    bool deletesAreConfirmed = true;
};

class Checks {
public:
    Checks(const Truth& truth, const sandbox::Practice& practice, const sandbox::Quirks& quirks,
           Mirror& mirror, Coverage& coverage, Promises promises);

    /// To be called when somebody has committed.
    void look(UtcTime now);
    /// After a start: no run but these stands as going on.
    void lookAtRuns(const std::set<std::string>& goingOn);
    /// Nothing is wrong any more out there, and two full cycles have passed.
    void lookAtRest(UtcTime now);

    /// Somebody changed the rows of this record in our tables.
    void tampered(const std::string& key) { m_tampered.insert(key); }
    bool isTampered(const std::string& key) const { return m_tampered.contains(key); }
    /// … and took this one away: what becomes of it begins anew.
    void removed(const std::string& table, const std::string& id) { m_removed.insert(table + '/' + id); }
    /// A column that Bloom owns got this value.
    void owns(const std::string& table, const std::string& id, const std::string& column,
              const std::string& value);
    /// The service gave an answer that nobody can know to be short.
    void lied(sandbox::Resource resource, UtcTime now) { m_lied[std::size_t(resource)] = now; }

    /// The sender heard 200.
    void acknowledged(const Announced& event, UtcTime now);
    /// The service answered about this record itself.
    void wasRead(const std::string& key, UtcTime sent);
    /// It said "gone" of a record that is there.
    void wasDenied(const std::string& key, UtcTime sent) { m_denied[key] = sent; }
    /// A read by id said "gone" of a record that is there, so soon after it began to that no canary can have
    /// known.
    void deceived(const std::string& key) { m_deceived.insert(key); }
    /// So it says of everybody at present.
    bool serviceIsBlind = false;

    const std::optional<Violation>& violation() const { return m_violation; }
    void violate(const std::string& rule, const std::string& text);

private:
    static constexpr std::size_t kNowhere = ~std::size_t(0);
    bool wasDeniedLast(const std::string& key) const;
    bool fits(const Life& life, std::size_t index, const std::string& line);
    bool wasKnownAs(const Life& life, std::size_t before, const std::string& line);
    std::size_t find(const Life& life, std::size_t from, const std::string& line);
    void place(sandbox::Resource resource, const std::string& id);
    static std::string livedBy(const Life& life);
    void misplaced(const Life& life, const std::string& line, std::size_t at);
    std::size_t at(const std::string& key) const;

    void lookAtCursors();
    void lookAtFreshness();
    void checkCursor(sandbox::Resource resource, std::optional<UtcTime> before, UtcTime cursor);
    void checkWhole(sandbox::Resource resource, UtcTime began);
    void checkPractice(UtcTime fresh);
    void checkPractitioner(const std::string& rowId, UtcTime fresh);
    /// The mirror holds this record as it was at that index, or later.
    void require(const Life& life, std::size_t index, const std::string& rule);
    bool isExcused(const Life& life);
    /// The service itself gives less than there is and says nothing of it, or did since then.
    bool mayBeShort(sandbox::Resource resource, UtcTime since) const;
    bool roleIsKnown(const QString& role);

    void lookAtInbox(const std::string& since);
    void restOfInbox();
    void restOfDeletions();
    bool isKept(const Life& life);
    void restOf(const Life& life, UtcTime now);
    void restOfSession(const Life& life);
    void restOfPractitioner(const Life& life);
    void restOfHistory();
    void restOfOwned();

    const Truth& m_truth;
    const sandbox::Practice& m_practice;
    const sandbox::Quirks& m_quirks;
    Mirror& m_mirror;
    Coverage& m_coverage;
    const Promises m_promises;
    std::optional<Violation> m_violation;
    UtcTime m_now{};
    UtcTime m_looked{};
    int m_version = -1;
    std::unordered_map<std::string, std::size_t> m_at;
    std::unordered_map<std::string, std::size_t> m_known;  ///< the last place at which it showed anything
    std::set<std::string> m_tampered;
    std::set<std::string> m_removed;
    std::set<std::string> m_deceived;
    std::set<std::string> m_acknowledged;  ///< rows of the inbox
    std::set<std::string> m_settled;
    std::unordered_map<std::string, int> m_answers;
    std::unordered_map<std::string, UtcTime> m_denied;
    std::unordered_map<std::string, UtcTime> m_reads;  ///< when the last answered one was sent
    std::map<std::string, std::string> m_cursors;
    std::map<std::string, std::string> m_fresh;
    std::map<std::array<std::string, 3>, std::string> m_owned;  ///< table, id, column → its value
    std::array<UtcTime, 6> m_lied{};
    std::array<UtcTime, 6> m_whole{};
};

/// The window of a run, as the contract has it: by the practice's own days.
std::pair<UtcTime, UtcTime> windowAt(UtcTime now);
std::optional<UtcTime> timeFrom(const std::string& iso);

}  // namespace bloom::simulation
