// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The words for webhooks: what the listener does, what became of an event, why a request was turned away.
#pragma once
#include "core/health.h"
#include "core/webhooks.h"
#include "engine/engine.h"
#include "models/words.h"

namespace bloom::models {

/// How soon changes come without any webhook: the schedule's minutes.
struct SyncRhythm {
    int deltaMinutes = 2;  ///< 0 = no runs for changes only
    int fullMinutes = 15;
    bool operator==(const SyncRhythm&) const = default;
};
SyncRhythm rhythmOf(const engine::SettingsView& settings);
/// "Changes arrive within 2 minutes."
QString arrivalText(const SyncRhythm& rhythm);

struct ListenerWords {
    Severity severity = Severity::Calm;
    QString icon;
    QString headline;
    QString sentence;
    QString mend;  ///< what the button to the settings says; empty = none is needed
};
ListenerWords describeListener(const ListenerView& listener, const SyncRhythm& rhythm);

QString words(InboxState state);
ChipTone tone(InboxState state);
QString iconOf(InboxState state);
/// "Appointment updated"; an event nobody knows as it came.
QString eventWords(const QString& event);
/// What is to be chosen in Halaxy for an address: "Appointment Update".
QString halaxyChoice(const WebhookAddress& address);

struct RejectionWords {
    QString reason;
    QString meaning;  ///< what it means and what to do
};
RejectionWords describeRejection(const QString& reason);

/// Of an event that is done: receipt → applied.
std::optional<milliseconds> delayOf(const InboxRow& row);
/// What happens to it next, or what became of it.
QString fateText(const InboxRow& row, UtcTime now);

}  // namespace bloom::models
