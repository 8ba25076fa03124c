<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_AU" sourcelanguage="en">
    <context>
        <name>AlertNotices</name>
        <message numerus="yes">
            <source>%Ln alert(s)</source>
            <translation>
                <numerusform>%Ln alert</numerusform>
                <numerusform>%Ln alerts</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Alerts</name>
        <message numerus="yes">
            <source>%Ln practitioner record(s)</source>
            <translation>
                <numerusform>%Ln practitioner record</numerusform>
                <numerusform>%Ln practitioner records</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln client(s)</source>
            <translation>
                <numerusform>%Ln client</numerusform>
                <numerusform>%Ln clients</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln appointment(s)</source>
            <translation>
                <numerusform>%Ln appointment</numerusform>
                <numerusform>%Ln appointments</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln invoice(s)</source>
            <translation>
                <numerusform>%Ln invoice</numerusform>
                <numerusform>%Ln invoices</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln referral(s)</source>
            <translation>
                <numerusform>%Ln referral</numerusform>
                <numerusform>%Ln referrals</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Syncing fails for %Ln practitioner(s), for the same cause.</source>
            <translation>
                <numerusform>Syncing fails for %Ln practitioner, for the same cause.</numerusform>
                <numerusform>Syncing fails for %Ln practitioners, for the same cause.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The last %Ln sync(s) failed.</source>
            <translation>
                <numerusform>The last %Ln sync failed.</numerusform>
                <numerusform>The last %Ln syncs failed.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The last %Ln sync(s) of %1 failed.</source>
            <translation>
                <numerusform>The last %Ln sync of %1 failed.</numerusform>
                <numerusform>The last %Ln syncs of %1 failed.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln webhook(s) wait to be acted on.</source>
            <translation>
                <numerusform>%Ln webhook wait to be acted on.</numerusform>
                <numerusform>%Ln webhooks wait to be acted on.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln more failed for good and can be replayed.</source>
            <translation>
                <numerusform>%Ln more failed for good and can be replayed.</numerusform>
                <numerusform>%Ln more failed for good and can be replayed.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln record(s) can't be used and are set aside.</source>
            <translation>
                <numerusform>%Ln record can't be used and are set aside.</numerusform>
                <numerusform>%Ln records can't be used and are set aside.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Attention</name>
        <message numerus="yes">
            <source>Halaxy does not list what changed since a time, so changes arrive with full syncs, every %n minute(s).</source>
            <translation>
                <numerusform>Halaxy does not list what changed since a time, so changes arrive with full syncs, every %n minute.</numerusform>
                <numerusform>Halaxy does not list what changed since a time, so changes arrive with full syncs, every %n minutes.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln run(s) failed in a row: %1</source>
            <translation>
                <numerusform>%Ln run failed in a row: %1</numerusform>
                <numerusform>%Ln runs failed in a row: %1</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln practitioner(s) are new: confirm them, or stop syncing them.</source>
            <translation>
                <numerusform>%Ln practitioner are new: confirm them, or stop syncing them.</numerusform>
                <numerusform>%Ln practitioners are new: confirm them, or stop syncing them.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln record(s) can't be used and are set aside.</source>
            <translation>
                <numerusform>%Ln record can't be used and are set aside.</numerusform>
                <numerusform>%Ln records can't be used and are set aside.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln record(s) no longer listed by Halaxy, not confirmed.</source>
            <translation>
                <numerusform>%Ln record no longer listed by Halaxy, not confirmed.</numerusform>
                <numerusform>%Ln records no longer listed by Halaxy, not confirmed.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Care</name>
        <message numerus="yes">
            <source>Expected at most %Ln presenting issue(s). Put the rest into the treatment plan.</source>
            <translation>
                <numerusform>Expected at most %Ln presenting issue. Put the rest into the treatment plan.</numerusform>
                <numerusform>Expected at most %Ln presenting issues. Put the rest into the treatment plan.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Expected a few words for each presenting issue, at most %Ln character(s).</source>
            <translation>
                <numerusform>Expected a few words for each presenting issue, at most %Ln character.</numerusform>
                <numerusform>Expected a few words for each presenting issue, at most %Ln characters.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Expected a treatment plan of at most %Ln character(s). Shorten it.</source>
            <translation>
                <numerusform>Expected a treatment plan of at most %Ln character. Shorten it.</numerusform>
                <numerusform>Expected a treatment plan of at most %Ln characters. Shorten it.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln session(s) left</source>
            <translation>
                <numerusform>%Ln session left</numerusform>
                <numerusform>%Ln sessions left</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Last seen %Ln day(s) ago, nothing booked</source>
            <translation>
                <numerusform>Last seen %Ln day ago, nothing booked</numerusform>
                <numerusform>Last seen %Ln days ago, nothing booked</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Comes regularly, last %Ln day(s) ago, nothing booked</source>
            <translation>
                <numerusform>Comes regularly, last %Ln day ago, nothing booked</numerusform>
                <numerusform>Comes regularly, last %Ln days ago, nothing booked</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DashboardCards</name>
        <message numerus="yes">
            <source>%Ln session(s) not confirmed by the last listing</source>
            <translation>
                <numerusform>%Ln session not confirmed by the last listing</numerusform>
                <numerusform>%Ln sessions not confirmed by the last listing</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln record(s) set aside</source>
            <translation>
                <numerusform>%Ln record set aside</numerusform>
                <numerusform>%Ln records set aside</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln session(s) in blossom</source>
            <translation>
                <numerusform>%Ln session in blossom</numerusform>
                <numerusform>%Ln sessions in blossom</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln bud(s) to come</source>
            <translation>
                <numerusform>%Ln bud to come</numerusform>
                <numerusform>%Ln buds to come</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln session(s) completed</source>
            <translation>
                <numerusform>%Ln session completed</numerusform>
                <numerusform>%Ln sessions completed</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Engine</name>
        <message numerus="yes">
            <source>Expected a target from 0 to %Ln session(s) a week.</source>
            <translation>
                <numerusform>Expected a target from 0 to %Ln session a week.</numerusform>
                <numerusform>Expected a target from 0 to %Ln sessions a week.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Expected a note of at most %Ln character(s). Shorten it.</source>
            <translation>
                <numerusform>Expected a note of at most %Ln character. Shorten it.</numerusform>
                <numerusform>Expected a note of at most %Ln characters. Shorten it.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Figures</name>
        <message numerus="yes">
            <source>%Ln more session(s) of unknown status, not counted</source>
            <translation>
                <numerusform>%Ln more session of unknown status, not counted</numerusform>
                <numerusform>%Ln more sessions of unknown status, not counted</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Health</name>
        <message numerus="yes">
            <source>%Ln record so far</source>
            <translation>
                <numerusform>%Ln record so far</numerusform>
                <numerusform>%Ln record so far</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln records so far</source>
            <translation>
                <numerusform>%Ln records so far</numerusform>
                <numerusform>%Ln records so far</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Failing: %Ln runs in a row</source>
            <translation>
                <numerusform>Failing: %Ln runs in a row</numerusform>
                <numerusform>Failing: %Ln runs in a row</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Catching up after %Ln h off</source>
            <translation>
                <numerusform>Catching up after %Ln h off</numerusform>
                <numerusform>Catching up after %Ln h off</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Catching up after %Ln days off</source>
            <translation>
                <numerusform>Catching up after %Ln days off</numerusform>
                <numerusform>Catching up after %Ln days off</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln record needs attention</source>
            <translation>
                <numerusform>%Ln record needs attention</numerusform>
                <numerusform>%Ln record needs attention</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln records need attention</source>
            <translation>
                <numerusform>%Ln records need attention</numerusform>
                <numerusform>%Ln records need attention</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln run is held and needs you</source>
            <translation>
                <numerusform>%Ln run is held and needs you</numerusform>
                <numerusform>%Ln run is held and needs you</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln runs are held and need you</source>
            <translation>
                <numerusform>%Ln runs are held and need you</numerusform>
                <numerusform>%Ln runs are held and need you</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Missing</name>
        <message numerus="yes">
            <source>%Ln in step</source>
            <translation>
                <numerusform>%Ln in step</numerusform>
                <numerusform>%Ln in step</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln being fetched</source>
            <translation>
                <numerusform>%Ln being fetched</numerusform>
                <numerusform>%Ln being fetched</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln for other reasons</source>
            <translation>
                <numerusform>%Ln for other reasons</numerusform>
                <numerusform>%Ln for other reasons</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Plans</name>
        <message numerus="yes">
            <source>%Ln session(s) left, %1</source>
            <translation>
                <numerusform>%Ln session left, %1</numerusform>
                <numerusform>%Ln sessions left, %1</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>At most %Ln session(s) left</source>
            <translation>
                <numerusform>At most %Ln session left</numerusform>
                <numerusform>At most %Ln sessions left</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln session(s) left</source>
            <translation>
                <numerusform>%Ln session left</numerusform>
                <numerusform>%Ln sessions left</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SettingWords</name>
        <message numerus="yes">
            <source>%Ln min</source>
            <translation>
                <numerusform>%Ln min</numerusform>
                <numerusform>%Ln min</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln day(s)</source>
            <translation>
                <numerusform>%Ln day</numerusform>
                <numerusform>%Ln days</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>A full sync starts every %Ln minute(s).</source>
            <translation>
                <numerusform>A full sync starts every %Ln minute.</numerusform>
                <numerusform>A full sync starts every %Ln minutes.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Between them changes are asked for every %Ln minute(s).</source>
            <translation>
                <numerusform>Between them changes are asked for every %Ln minute.</numerusform>
                <numerusform>Between them changes are asked for every %Ln minutes.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln month(s)</source>
            <translation>
                <numerusform>%Ln month</numerusform>
                <numerusform>%Ln months</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Sheets</name>
        <message numerus="yes">
            <source>%Ln line(s)</source>
            <translation>
                <numerusform>%Ln line</numerusform>
                <numerusform>%Ln lines</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Storage</name>
        <message numerus="yes">
            <source>Kept: the settings of %Ln practitioner(s),</source>
            <translation>
                <numerusform>Kept: the settings of %Ln practitioner,</numerusform>
                <numerusform>Kept: the settings of %Ln practitioners,</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>notes on %Ln client(s)</source>
            <translation>
                <numerusform>notes on %Ln client</numerusform>
                <numerusform>notes on %Ln clients</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %Ln waiting webhook(s).</source>
            <translation>
                <numerusform>and %Ln waiting webhook.</numerusform>
                <numerusform>and %Ln waiting webhooks.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Time</name>
        <message numerus="yes">
            <source>%Ln min ago</source>
            <translation>
                <numerusform>%Ln min ago</numerusform>
                <numerusform>%Ln min ago</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln h ago</source>
            <translation>
                <numerusform>%Ln h ago</numerusform>
                <numerusform>%Ln h ago</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>in %Ln s</source>
            <translation>
                <numerusform>in %Ln s</numerusform>
                <numerusform>in %Ln s</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>in %Ln min</source>
            <translation>
                <numerusform>in %Ln min</numerusform>
                <numerusform>in %Ln min</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>WebhookWords</name>
        <message numerus="yes">
            <source>Changes arrive within %Ln minute(s).</source>
            <translation>
                <numerusform>Changes arrive within %Ln minute.</numerusform>
                <numerusform>Changes arrive within %Ln minutes.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Words</name>
        <message numerus="yes">
            <source>about %Ln second(s) left</source>
            <translation>
                <numerusform>about %Ln second left</numerusform>
                <numerusform>about %Ln seconds left</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>about %Ln minute(s) left</source>
            <translation>
                <numerusform>about %Ln minute left</numerusform>
                <numerusform>about %Ln minutes left</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>bloom::halaxy::Text</name>
        <message numerus="yes">
            <source>%Ln record(s)</source>
            <translation>
                <numerusform>%Ln record</numerusform>
                <numerusform>%Ln records</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>bloom::models::HeldModel</name>
        <message numerus="yes">
            <source>%Ln practitioner(s)</source>
            <translation>
                <numerusform>%Ln practitioner</numerusform>
                <numerusform>%Ln practitioners</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln practitioner role(s)</source>
            <translation>
                <numerusform>%Ln practitioner role</numerusform>
                <numerusform>%Ln practitioner roles</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln client(s)</source>
            <translation>
                <numerusform>%Ln client</numerusform>
                <numerusform>%Ln clients</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln session(s)</source>
            <translation>
                <numerusform>%Ln session</numerusform>
                <numerusform>%Ln sessions</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln invoice(s)</source>
            <translation>
                <numerusform>%Ln invoice</numerusform>
                <numerusform>%Ln invoices</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln referral(s)</source>
            <translation>
                <numerusform>%Ln referral</numerusform>
                <numerusform>%Ln referrals</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>bloom::models::OverviewModel</name>
        <message numerus="yes">
            <source>%Ln record(s) in %1</source>
            <translation>
                <numerusform>%Ln record in %1</numerusform>
                <numerusform>%Ln records in %1</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>bloom::models::SessionFeedModel</name>
        <message numerus="yes">
            <source>With the practice for at least %Ln month(s)</source>
            <translation>
                <numerusform>With the practice for at least %Ln month</numerusform>
                <numerusform>With the practice for at least %Ln months</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>With the practice for %Ln month(s)</source>
            <translation>
                <numerusform>With the practice for %Ln month</numerusform>
                <numerusform>With the practice for %Ln months</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>bloom::widgets::AttentionList</name>
        <message numerus="yes">
            <source>%Ln acknowledged or silenced</source>
            <translation>
                <numerusform>%Ln acknowledged or silenced</numerusform>
                <numerusform>%Ln acknowledged or silenced</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>bloom::widgets::CareSummary</name>
        <message numerus="yes">
            <source>Nothing to act on, as far as is known: %Ln plan(s) were not read yet.</source>
            <translation>
                <numerusform>Nothing to act on, as far as is known: %Ln plan were not read yet.</numerusform>
                <numerusform>Nothing to act on, as far as is known: %Ln plans were not read yet.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>bloom::widgets::DayColumnView</name>
        <message numerus="yes">
            <source>%Ln session(s)</source>
            <translation>
                <numerusform>%Ln session</numerusform>
                <numerusform>%Ln sessions</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>bloom::widgets::EveryonePane</name>
        <message numerus="yes">
            <source>%Ln open</source>
            <translation>
                <numerusform>%Ln open</numerusform>
                <numerusform>%Ln open</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln plan(s) not read yet</source>
            <translation>
                <numerusform>%Ln plan not read yet</numerusform>
                <numerusform>%Ln plans not read yet</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Done: %Ln line(s). They come back when their facts change.</source>
            <translation>
                <numerusform>Done: %Ln line. They come back when their facts change.</numerusform>
                <numerusform>Done: %Ln lines. They come back when their facts change.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Nothing to act on, as far as is known: %Ln plan(s) were not read yet.</source>
            <translation>
                <numerusform>Nothing to act on, as far as is known: %Ln plan were not read yet.</numerusform>
                <numerusform>Nothing to act on, as far as is known: %Ln plans were not read yet.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>bloom::widgets::HeldDialog</name>
        <message numerus="yes">
            <source>%Ln more record(s) not listed here; the decision is about all.</source>
            <translation>
                <numerusform>%Ln more record not listed here; the decision is about all.</numerusform>
                <numerusform>%Ln more records not listed here; the decision is about all.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>bloom::widgets::InboxDetail</name>
        <message numerus="yes">
            <source>Tried %Ln time(s)</source>
            <translation>
                <numerusform>Tried %Ln time</numerusform>
                <numerusform>Tried %Ln times</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>bloom::widgets::OverviewPage</name>
        <message numerus="yes">
            <source>%Ln client(s)</source>
            <translation>
                <numerusform>%Ln client</numerusform>
                <numerusform>%Ln clients</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln session(s)</source>
            <translation>
                <numerusform>%Ln session</numerusform>
                <numerusform>%Ln sessions</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln invoice(s)</source>
            <translation>
                <numerusform>%Ln invoice</numerusform>
                <numerusform>%Ln invoices</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>bloom::widgets::PractitionersPage</name>
        <message numerus="yes">
            <source>Hide %Ln cancelled</source>
            <translation>
                <numerusform>Hide %Ln cancelled</numerusform>
                <numerusform>Hide %Ln cancelled</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Show %Ln cancelled</source>
            <translation>
                <numerusform>Show %Ln cancelled</numerusform>
                <numerusform>Show %Ln cancelled</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln cancelled session(s) are hidden.</source>
            <translation>
                <numerusform>%Ln cancelled session are hidden.</numerusform>
                <numerusform>%Ln cancelled sessions are hidden.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln need attention</source>
            <translation>
                <numerusform>%Ln need attention</numerusform>
                <numerusform>%Ln need attention</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Show all %Ln</source>
            <translation>
                <numerusform>Show all %Ln</numerusform>
                <numerusform>Show all %Ln</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>bloom::widgets::RunDetailPane</name>
        <message numerus="yes">
            <source>%Ln call(s)</source>
            <translation>
                <numerusform>%Ln call</numerusform>
                <numerusform>%Ln calls</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>bloom::widgets::RunProgressView</name>
        <message numerus="yes">
            <source>%Ln record(s)</source>
            <translation>
                <numerusform>%Ln record</numerusform>
                <numerusform>%Ln records</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>bloom::widgets::SettingsPage</name>
        <message numerus="yes">
            <source>%Ln change(s) not saved</source>
            <translation>
                <numerusform>%Ln change not saved</numerusform>
                <numerusform>%Ln changes not saved</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>bloom::widgets::SyncLogPage</name>
        <message numerus="yes">
            <source>%Ln run(s), newest first</source>
            <translation>
                <numerusform>%Ln run, newest first</numerusform>
                <numerusform>%Ln runs, newest first</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln matching run(s)</source>
            <translation>
                <numerusform>%Ln matching run</numerusform>
                <numerusform>%Ln matching runs</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Exporting %1 of %Ln run(s)</source>
            <translation>
                <numerusform>Exporting %1 of %Ln run</numerusform>
                <numerusform>Exporting %1 of %Ln runs</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln run(s) exported to %1.</source>
            <translation>
                <numerusform>%Ln run exported to %1.</numerusform>
                <numerusform>%Ln runs exported to %1.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Not read yet, so not copied: %Ln row(s). Scroll to them first, or export them.</source>
            <translation>
                <numerusform>Not read yet, so not copied: %Ln row. Scroll to them first, or export them.</numerusform>
                <numerusform>Not read yet, so not copied: %Ln rows. Scroll to them first, or export them.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln new run(s)</source>
            <translation>
                <numerusform>%Ln new run</numerusform>
                <numerusform>%Ln new runs</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>bloom::widgets::SyncProgressView</name>
        <message numerus="yes">
            <source>%Ln record(s) so far</source>
            <translation>
                <numerusform>%Ln record so far</numerusform>
                <numerusform>%Ln records so far</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln call(s)</source>
            <translation>
                <numerusform>%Ln call</numerusform>
                <numerusform>%Ln calls</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Took %1, %Ln call(s)</source>
            <translation>
                <numerusform>Took %1, %Ln call</numerusform>
                <numerusform>Took %1, %Ln calls</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>bloom::widgets::WebhookSetupDialog</name>
        <message numerus="yes">
            <source>%Ln event(s), the last %1</source>
            <translation>
                <numerusform>%Ln event, the last %1</numerusform>
                <numerusform>%Ln events, the last %1</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>bloom::widgets::WebhooksPage</name>
        <message numerus="yes">
            <source>%Ln event(s) kept until then.</source>
            <translation>
                <numerusform>%Ln event kept until then.</numerusform>
                <numerusform>%Ln events kept until then.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Replay %Ln event(s)</source>
            <translation>
                <numerusform>Replay %Ln event</numerusform>
                <numerusform>Replay %Ln events</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln event(s) read once more.</source>
            <translation>
                <numerusform>%Ln event read once more.</numerusform>
                <numerusform>%Ln events read once more.</numerusform>
            </translation>
        </message>
    </context>
</TS>
