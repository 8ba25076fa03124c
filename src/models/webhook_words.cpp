// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/webhook_words.h"

#include <QCoreApplication>

namespace bloom::models {
namespace {
struct Words {
    Q_DECLARE_TR_FUNCTIONS(WebhookWords)
};

QString placeOf(const ListenerView& listener) {
    const bool v6 = listener.address.contains(u':');
    return QStringLiteral("%1:%2")
        .arg(v6 ? QStringLiteral("[%1]").arg(listener.address) : listener.address)
        .arg(listener.port);
}

QString reachText(const ListenerView& listener) {
    if (!listener.reachableFromOutside)
        return Words::tr(
            "Only programs on this computer reach it: a tunnel or a relay brings what Halaxy "
            "sends.");
    if (listener.tls)
        return Words::tr("It can be reached from outside, encrypted.");
    return Words::tr(
        "It can be reached from outside without encryption: set a certificate, or put a proxy "
        "with one before it.");
}
}  // namespace

SyncRhythm rhythmOf(const engine::SettingsView& settings) {
    SyncRhythm rhythm;
    for (const SettingValue& value : settings.values) {
        if (value.text.isEmpty() || value.problem)
            continue;
        if (value.key == SettingKey::DeltaIntervalMinutes)
            rhythm.deltaMinutes = value.text.toInt();
        if (value.key == SettingKey::SyncIntervalMinutes)
            rhythm.fullMinutes = value.text.toInt();
    }
    return rhythm;
}

QString arrivalText(const SyncRhythm& rhythm) {
    return Words::tr("Changes arrive within %Ln minute(s).", nullptr,
                     rhythm.deltaMinutes > 0 ? rhythm.deltaMinutes : rhythm.fullMinutes);
}

ListenerWords describeListener(const ListenerView& listener, const SyncRhythm& rhythm) {
    const QString arrival = arrivalText(rhythm);
    if (!listener.wanted)
        return {Severity::Calm, QStringLiteral("clock"), Words::tr("Webhooks are switched off"),
                arrival + u' ' + Words::tr("Bloom Sync asks Halaxy for them itself; nothing is missed."),
                Words::tr("Switch on…")};
    if (listener.problem)
        return {Severity::Problem, QStringLiteral("error"), Words::tr("Webhooks can't be received"),
                listener.problem->message + u' ' + arrival, Words::tr("Open settings")};
    if (!listener.listening)
        return {Severity::Busy, QStringLiteral("hourglass"), Words::tr("Starting to listen…"), arrival, {}};
    const QString headline = Words::tr("Listening at %1").arg(placeOf(listener));
    if (!listener.verifies)
        return {Severity::Attention, QStringLiteral("key"),
                Words::tr("No secret is set: every webhook is refused"),
                headline + u' ' + u'·' + u' ' +
                    Words::tr("Without a secret or an authentication header nobody can tell Halaxy from "
                              "a stranger. %1")
                        .arg(arrival),
                Words::tr("Set a secret…")};
    if (listener.reachableFromOutside && !listener.tls)
        return {Severity::Attention, QStringLiteral("warning"), headline, reachText(listener),
                Words::tr("Open settings")};
    return {Severity::Calm, QStringLiteral("check-circle"), headline, reachText(listener), {}};
}

QString words(InboxState state) {
    switch (state) {
        case InboxState::Received:
            return Words::tr("Waiting");
        case InboxState::Processing:
            return Words::tr("Reading");
        case InboxState::Done:
            return Words::tr("Done");
        case InboxState::Failed:
            return Words::tr("Failed");
        case InboxState::Dead:
            return Words::tr("Dead");
        case InboxState::Ignored:
            return Words::tr("Ignored");
    }
    return {};
}

ChipTone tone(InboxState state) {
    switch (state) {
        case InboxState::Received:
            return ChipTone::Neutral;
        case InboxState::Processing:
            return ChipTone::Busy;
        case InboxState::Done:
            return ChipTone::Good;
        case InboxState::Failed:
            return ChipTone::Attention;
        case InboxState::Dead:
            return ChipTone::Problem;
        case InboxState::Ignored:
            return ChipTone::Faint;
    }
    return ChipTone::Neutral;
}

QString iconOf(InboxState state) {
    switch (state) {
        case InboxState::Received:
            return QStringLiteral("hourglass");
        case InboxState::Processing:
            return QStringLiteral("sync");
        case InboxState::Done:
            return QStringLiteral("check-circle");
        case InboxState::Failed:
            return QStringLiteral("retry");
        case InboxState::Dead:
            return QStringLiteral("x-circle");
        case InboxState::Ignored:
            return QStringLiteral("minus-circle");
    }
    return {};
}

QString eventWords(const QString& event) {
    const QStringList parts = event.split(u'.');
    const QMap<QString, QString> things{{QStringLiteral("patient"), words(RecordKind::Patient)},
                                        {QStringLiteral("appointment"), words(RecordKind::Appointment)},
                                        {QStringLiteral("invoice"), words(RecordKind::Invoice)}};
    const QMap<QString, QString> deeds{{QStringLiteral("created"), Words::tr("%1 created")},
                                       {QStringLiteral("updated"), Words::tr("%1 updated")},
                                       {QStringLiteral("deleted"), Words::tr("%1 deleted")}};
    if (parts.size() != 2 || !things.contains(parts[0]) || !deeds.contains(parts[1]))
        return event;
    return deeds[parts[1]].arg(things[parts[0]]);
}

QString halaxyChoice(const WebhookAddress& address) {
    if (address.event.isEmpty())
        return Words::tr("Every event, from a relay");
    const QMap<QString, QString> names{{QStringLiteral("created"), Words::tr("%1 Create")},
                                       {QStringLiteral("updated"), Words::tr("%1 Update")},
                                       {QStringLiteral("deleted"), Words::tr("%1 Delete")}};
    return names.value(address.event.section(u'.', 1), QStringLiteral("%1")).arg(words(address.kind));
}

RejectionWords describeRejection(const QString& reason) {
    const auto is = [&](const char* text) { return reason == QLatin1String(text); };
    if (is("bad-signature"))
        return {Words::tr("Wrong signature"),
                Words::tr("The secret there is not the one here, or somebody else sent it.")};
    if (is("unsigned"))
        return {Words::tr("Not signed"),
                Words::tr("It came without a signature or the authentication header: enter that in Halaxy.")};
    if (is("wrong-method"))
        return {Words::tr("No webhook"),
                Words::tr("Somebody opened the address, as a browser does; webhooks are posted.")};
    if (is("no-secret"))
        return {Words::tr("No secret set"),
                Words::tr("Nothing can be verified until one is set in Settings.")};
    if (is("too-old"))
        return {Words::tr("Too old"),
                Words::tr("Signed more than 5 minutes from now: a clock is wrong, or it was sent again.")};
    if (is("too-large") || is("header-too-large"))
        return {Words::tr("Too large"), Words::tr("More than a notification ever needs; it was not read.")};
    if (is("malformed"))
        return {Words::tr("Not understood"), Words::tr("It is no webhook of Halaxy or of a relay.")};
    if (is("foreign-host"))
        return {Words::tr("Unknown host name"),
                Words::tr("It was sent to a name that is not among the host names of Settings.")};
    if (is("busy") || is("overload"))
        return {Words::tr("Database busy"), Words::tr("The sender was asked to try again shortly.")};
    if (is("unknown-address"))
        return {Words::tr("Unknown address"),
                Words::tr("Compare the URL in Halaxy with those under Set up.")};
    return {reason, {}};
}

std::optional<milliseconds> delayOf(const InboxRow& row) {
    if (row.state != InboxState::Done || !row.settled)
        return {};
    return std::chrono::duration_cast<milliseconds>(*row.settled - row.received);
}

QString fateText(const InboxRow& row, UtcTime now) {
    switch (row.state) {
        case InboxState::Received:
            return row.notBefore && *row.notBefore > now
                       ? Words::tr("Read again %1.").arg(untilText(*row.notBefore, now))
                       : Words::tr("Waits for its turn.");
        case InboxState::Processing:
            return Words::tr("The record is being read from Halaxy.");
        case InboxState::Done:
            return row.settled ? Words::tr("Applied at %1.").arg(localTimeText(*row.settled))
                               : Words::tr("Applied.");
        case InboxState::Failed:
            return row.notBefore && *row.notBefore > now
                       ? Words::tr("Tried again %1, by itself.").arg(untilText(*row.notBefore, now))
                       : Words::tr("Tried again by itself.");
        case InboxState::Dead:
            return Words::tr(
                "Not tried again by itself. The next full sync reads the record anyway; once "
                "the cause is mended, replay it.");
        case InboxState::Ignored:
            return Words::tr("An event Bloom Sync has no use for. It was answered, nothing was read.");
    }
    return {};
}

}  // namespace bloom::models
