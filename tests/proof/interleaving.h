// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Every order in which some reads of one record can be sent and answered, with every history of that record
// in the service that they can have seen. A case is a value; nothing here knows how records are applied.
#pragma once
#include <QString>
#include <functional>
#include <vector>

namespace bloom::test {

/// How a record was read. A page does not show what is gone; a read by id says so.
enum class ReadWay { Webhook, DeleteRead, DeltaPage, FullPage };
inline bool isPage(ReadWay way) { return way == ReadWay::DeltaPage || way == ReadWay::FullPage; }

struct ReadEvent {
    ReadWay way = ReadWay::Webhook;
    int sent = 0;  ///< places in the order of all sendings and answers
    int answered = 0;
    int state = 0;  ///< of the history: what the service had when it answered
};

struct Interleaving {
    std::vector<ReadEvent> events;  ///< in the order of sending
    /// What the record was, one letter a state: 'A', 'B' … contents, 'G' gone. The last one was seen by
    /// somebody.
    QString history;
    QString tell() const;
};

/// Which ways each read may take.
enum class Ways {
    All,      ///< each of the four
    Classes,  ///< a page or a read by id, whose names take turns
    InTurn,   ///< one combination a case, another in the next
};
/// Calls `take` for each case of so many reads.
void forEachInterleaving(int reads, Ways choice, const std::function<void(const Interleaving&)>& take);

}  // namespace bloom::test
