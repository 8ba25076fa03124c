<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_AU" sourcelanguage="en">
    <context>
        <name>AlertNotices</name>
        <message numerus="yes">
            <source>%n alert(s)</source>
            <translation>
                <numerusform>%n alert</numerusform>
                <numerusform>%n alerts</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Alerts</name>
        <message numerus="yes">
            <source>%n practitioner record(s)</source>
            <translation>
                <numerusform>%n practitioner record</numerusform>
                <numerusform>%n practitioner records</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n client(s)</source>
            <translation>
                <numerusform>%n client</numerusform>
                <numerusform>%n clients</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n appointment(s)</source>
            <translation>
                <numerusform>%n appointment</numerusform>
                <numerusform>%n appointments</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n invoice(s)</source>
            <translation>
                <numerusform>%n invoice</numerusform>
                <numerusform>%n invoices</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n referral(s)</source>
            <translation>
                <numerusform>%n referral</numerusform>
                <numerusform>%n referrals</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Syncing fails for %n practitioner(s), for the same cause.</source>
            <translation>
                <numerusform>Syncing fails for %n practitioner, for the same cause.</numerusform>
                <numerusform>Syncing fails for %n practitioners, for the same cause.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The last %n sync(s) failed.</source>
            <translation>
                <numerusform>The last %n sync failed.</numerusform>
                <numerusform>The last %n syncs failed.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The last %n sync(s) of %1 failed.</source>
            <translation>
                <numerusform>The last %n sync of %1 failed.</numerusform>
                <numerusform>The last %n syncs of %1 failed.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n webhook(s) wait to be acted on.</source>
            <translation>
                <numerusform>%n webhook waits to be acted on.</numerusform>
                <numerusform>%n webhooks wait to be acted on.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n more failed for good and can be replayed.</source>
            <translation>
                <numerusform>%n more failed for good and can be replayed.</numerusform>
                <numerusform>%n more failed for good and can be replayed.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n record(s) can't be used and are set aside.</source>
            <translation>
                <numerusform>%n record can't be used and is set aside.</numerusform>
                <numerusform>%n records can't be used and are set aside.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Attention</name>
        <message numerus="yes">
            <source>%n run(s) failed in a row: %1</source>
            <translation>
                <numerusform>%n run failed in a row: %1</numerusform>
                <numerusform>%n runs failed in a row: %1</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n practitioner(s) are new: confirm them, or stop syncing them.</source>
            <translation>
                <numerusform>%n practitioner is new: confirm them, or stop syncing them.</numerusform>
                <numerusform>%n practitioners are new: confirm them, or stop syncing them.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n record(s) can't be used and are set aside.</source>
            <translation>
                <numerusform>%n record can't be used and is set aside.</numerusform>
                <numerusform>%n records can't be used and are set aside.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n record(s) no longer listed by Halaxy, not confirmed.</source>
            <translation>
                <numerusform>%n record no longer listed by Halaxy, not confirmed.</numerusform>
                <numerusform>%n records no longer listed by Halaxy, not confirmed.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Halaxy does not list what changed since a time, so changes arrive with full syncs, every %n minute(s).</source>
            <translation>
                <numerusform>Halaxy does not list what changed since a time, so changes arrive with full syncs, every %n minute.</numerusform>
                <numerusform>Halaxy does not list what changed since a time, so changes arrive with full syncs, every %n minutes.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DashboardCards</name>
        <message numerus="yes">
            <source>%n session(s) not confirmed by the last listing</source>
            <translation>
                <numerusform>%n session not confirmed by the last listing</numerusform>
                <numerusform>%n sessions not confirmed by the last listing</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n record(s) set aside</source>
            <translation>
                <numerusform>%n record set aside</numerusform>
                <numerusform>%n records set aside</numerusform>
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
        <name>SettingWords</name>
        <message numerus="yes">
            <source>A full sync starts every %n minute(s).</source>
            <translation>
                <numerusform>A full sync starts every %n minute.</numerusform>
                <numerusform>A full sync starts every %n minutes.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n min</source>
            <translation>
                <numerusform>%n min</numerusform>
                <numerusform>%n min</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n day(s)</source>
            <translation>
                <numerusform>%n day</numerusform>
                <numerusform>%n days</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Between them changes are asked for every %n minute(s).</source>
            <translation>
                <numerusform>Between them changes are asked for every %n minute.</numerusform>
                <numerusform>Between them changes are asked for every %n minutes.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Storage</name>
        <message numerus="yes">
            <source>Kept: the settings of %n practitioner(s),</source>
            <translation>
                <numerusform>Kept: the settings of %n practitioner,</numerusform>
                <numerusform>Kept: the settings of %n practitioners,</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>notes on %n client(s)</source>
            <translation>
                <numerusform>notes on %n client</numerusform>
                <numerusform>notes on %n clients</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n waiting webhook(s).</source>
            <translation>
                <numerusform>and %n waiting webhook.</numerusform>
                <numerusform>and %n waiting webhooks.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Time</name>
        <message numerus="yes">
            <source>%n min ago</source>
            <translation>
                <numerusform>%n min ago</numerusform>
                <numerusform>%n min ago</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n h ago</source>
            <translation>
                <numerusform>%n h ago</numerusform>
                <numerusform>%n h ago</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>in %n s</source>
            <translation>
                <numerusform>in %n s</numerusform>
                <numerusform>in %n s</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>in %n min</source>
            <translation>
                <numerusform>in %n min</numerusform>
                <numerusform>in %n min</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>WebhookWords</name>
        <message numerus="yes">
            <source>Changes arrive within %n minute(s).</source>
            <translation>
                <numerusform>Changes arrive within %n minute.</numerusform>
                <numerusform>Changes arrive within %n minutes.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Words</name>
        <message numerus="yes">
            <source>about %n second(s) left</source>
            <translation>
                <numerusform>about %n second left</numerusform>
                <numerusform>about %n seconds left</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>about %n minute(s) left</source>
            <translation>
                <numerusform>about %n minute left</numerusform>
                <numerusform>about %n minutes left</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>bloom::halaxy::Text</name>
        <message numerus="yes">
            <source>%n record(s)</source>
            <translation>
                <numerusform>%n record</numerusform>
                <numerusform>%n records</numerusform>
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
        <name>bloom::widgets::AttentionList</name>
        <message numerus="yes">
            <source>%n acknowledged or silenced</source>
            <translation>
                <numerusform>%n acknowledged or silenced</numerusform>
                <numerusform>%n acknowledged or silenced</numerusform>
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
            <source>Tried %n time(s)</source>
            <translation>
                <numerusform>Tried %n time</numerusform>
                <numerusform>Tried %n times</numerusform>
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
            <source>Hide %n cancelled</source>
            <translation>
                <numerusform>Hide %n cancelled</numerusform>
                <numerusform>Hide %n cancelled</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Show %n cancelled</source>
            <translation>
                <numerusform>Show %n cancelled</numerusform>
                <numerusform>Show %n cancelled</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n cancelled session(s) are hidden.</source>
            <translation>
                <numerusform>%n cancelled session is hidden.</numerusform>
                <numerusform>%n cancelled sessions are hidden.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>bloom::widgets::RunDetailPane</name>
        <message numerus="yes">
            <source>%n call(s)</source>
            <translation>
                <numerusform>%n call</numerusform>
                <numerusform>%n calls</numerusform>
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
            <source>%n change(s) not saved</source>
            <translation>
                <numerusform>%n change not saved</numerusform>
                <numerusform>%n changes not saved</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>bloom::widgets::SyncLogPage</name>
        <message numerus="yes">
            <source>%n new run(s)</source>
            <translation>
                <numerusform>%n new run</numerusform>
                <numerusform>%n new runs</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Not read yet, so not copied: %n row(s). Scroll to them first, or export them.</source>
            <translation>
                <numerusform>Not read yet, so not copied: %n row. Scroll to them first, or export them.</numerusform>
                <numerusform>Not read yet, so not copied: %n rows. Scroll to them first, or export them.</numerusform>
            </translation>
        </message>
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
    </context>
    <context>
        <name>bloom::widgets::SyncProgressView</name>
        <message numerus="yes">
            <source>%n record(s) so far</source>
            <translation>
                <numerusform>%n record so far</numerusform>
                <numerusform>%n records so far</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n call(s)</source>
            <translation>
                <numerusform>%n call</numerusform>
                <numerusform>%n calls</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Took %1, %n call(s)</source>
            <translation>
                <numerusform>Took %1, %n call</numerusform>
                <numerusform>Took %1, %n calls</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>bloom::widgets::WebhookSetupDialog</name>
        <message numerus="yes">
            <source>%n event(s), the last %1</source>
            <translation>
                <numerusform>%n event, the last %1</numerusform>
                <numerusform>%n events, the last %1</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>bloom::widgets::WebhooksPage</name>
        <message numerus="yes">
            <source>%n event(s) kept until then.</source>
            <translation>
                <numerusform>%n event kept until then.</numerusform>
                <numerusform>%n events kept until then.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Replay %n event(s)</source>
            <translation>
                <numerusform>Replay %n event</numerusform>
                <numerusform>Replay %n events</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n event(s) read once more.</source>
            <translation>
                <numerusform>%n event read once more.</numerusform>
                <numerusform>%n events read once more.</numerusform>
            </translation>
        </message>
    </context>
</TS>
