// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/sample_values.h"

#include "core/practice_time.h"

namespace bloom::test {
namespace {
using namespace std::chrono_literals;

QString text(const char* words) { return QString::fromUtf8(words); }

PractitionerView practitioner(const char* id, const char* name, const char* zone, PractitionerStatus status) {
    PractitionerView view;
    view.id = PractitionerId(text(id));
    view.halaxyId = HalaxyId(text(id));
    view.displayName = text(name);
    view.timezone = text(zone);
    view.status = status;
    return view;
}

struct Line {
    int hour, minute, minutes;
    const char* initials;
    const char* name;
    SessionStatus status;
    int number;
    std::optional<int> plan;
};

SessionView session(const Line& line, QDate date, const PracticeZone& zone, int at) {
    SessionView view;
    view.id = SessionId(QStringLiteral("session-%1-%2").arg(date.toString(Qt::ISODate)).arg(at));
    view.appointmentId = HalaxyId(QString::number(4000 + at));
    view.start = zone.startOfDay(date) + std::chrono::hours(line.hour) + std::chrono::minutes(line.minute);
    view.end = view.start + std::chrono::minutes(line.minutes);
    view.localDate = date;
    view.localTime = QTime(line.hour, line.minute).toString(QStringLiteral("h:mm AP"));
    view.minutes = line.minutes;
    view.initials = text(line.initials);
    view.clientName = text(line.name);
    view.sessionNumber = line.number;
    view.mhcpRemaining = line.plan;
    if (line.plan)
        view.mhcpTotal = 10;
    view.status = line.status;
    view.location = at % 3 == 1   ? LocationType::Telehealth
                    : at % 3 == 2 ? LocationType::Phone
                                  : LocationType::InPerson;
    view.billing = at % 2 ? BillingType::Private : BillingType::Medicare;
    return view;
}

std::vector<SessionView> sessions(QDate date, const PracticeZone& zone) {
    using S = SessionStatus;
    const Line lines[] = {
        {8, 0, 50, "MW", "Maeve Willowbank", S::Completed, 12, 4},
        {9, 0, 50, "TO", "Tobias Oakhollow", S::Confirmed, 3, 7},
        {10, 0, 50, "PF", "Primrose Fernsby", S::Scheduled, 1, std::nullopt},
        {11, 0, 50, "HB", "Hugo Bracken", S::Cancelled, 8, 2},
        {11, 30, 80, "AS", "Ada & Silas Thistledown-Marigold of Upper Meadow", S::Scheduled, 21,
         std::nullopt},
        {13, 30, 50, "LR", "Lark Rushmere", S::NoShow, 5, 5},
        {14, 30, 50, "EC", "Ember Cloverfield", S::Unknown, 2, 9},
        {15, 30, 50, "JV", "Juniper Vale", S::Confirmed, 17, 0},
        {16, 30, 50, "RD", "Rowan Dell", S::Scheduled, 6, 1},
    };
    std::vector<SessionView> all;
    for (const Line& line : lines)
        all.push_back(session(line, date, zone, static_cast<int>(all.size())));
    all[1].inProgress = true;
    all[2].upNext = true;
    all[4].sessionNumberAtLeast = true;
    all[4].group = true;
    all[7].notConfirmed = true;
    return all;
}

void fillFigures(Dashboard& d) {
    d.week = {d.date.addDays(1 - d.date.dayOfWeek()),
              d.date.addDays(7 - d.date.dayOfWeek()),
              9,
              14,
              25,
              1,
              2,
              1,
              Cents{187500},
              Cents{550000},
              0.75,
              {6, 7, 5, 4, 3, 0, 0}};
    d.month.month = QDate(d.date.year(), d.date.month(), 1);
    d.month.currentRevenue = Cents{1642000};
    d.month.targetRevenue = Cents{2200000};
    d.month.paid = Cents{1391000};
    d.month.outstanding = Cents{251000};
    d.month.projected = Cents{2089000};
    d.month.averageSessionValue = Cents{19830};
    d.month.completed = 83;
    d.month.scheduled = 22;
    d.month.revenueByBilling = {{BillingType::Medicare, Cents{902000}},
                                {BillingType::Private, Cents{531000}},
                                {BillingType::Ndis, Cents{141000}},
                                {BillingType::Unknown, Cents{68000}}};
    d.month.withoutSession = Cents{18000};
    d.upcoming = {5, 7, 19, std::nullopt, std::nullopt, std::nullopt};
}

RunRow run(int number, int newest, UtcTime now) {
    RunRow row;
    row.id = RunId(QStringLiteral("run-%1").arg(number, 8, 10, QLatin1Char('0')));
    row.started = now - 15min * (newest - number) - 4min;
    row.ended = row.started + milliseconds(2400 + 1730 * (number % 7));
    row.type = number % 11 == 3 ? RunType::Manual : number % 5 == 2 ? RunType::Delta : RunType::Full;
    row.outcome = number % 17 == 5  ? RunOutcome::Failed
                  : number % 9 == 4 ? RunOutcome::Partial
                                    : RunOutcome::Success;
    row.processed = 420 + number % 37;
    row.created = number % 4;
    row.updated = number % 13;
    row.calls = 11 + number % 5;
    if (row.type == RunType::Manual) {
        row.askedBy = text("kerry");
        row.practitioner = samplePractitioners()[0].id;
        row.practitionerName = samplePractitioners()[0].displayName;
        row.entity = RecordKind::Appointment;
    }
    if (row.outcome == RunOutcome::Failed)
        row.message = text("Halaxy can't be reached: HTTP 503 from Appointment.");
    if (row.outcome == RunOutcome::Partial)
        row.message = text("3 records set aside.");
    return row;
}
}  // namespace

std::vector<PractitionerView> samplePractitioners() {
    return {practitioner("p-1", "Dr Willa Ashgrove", "Australia/Sydney", PractitionerStatus::Active),
            practitioner("p-2", "Fern Larkspur", "Australia/Perth", PractitionerStatus::Onboarding),
            practitioner("p-3", "Basil Hawthorne", "Australia/Lord_Howe", PractitionerStatus::Active)};
}

Dashboard sampleDashboard(const PractitionerView& practitioner, QDate date, UtcTime now) {
    Dashboard d;
    d.practitioner = practitioner;
    d.date = date;
    d.sessions = sessions(date, PracticeZone::find(practitioner.timezone).value_or(PracticeZone::sydney()));
    fillFigures(d);
    d.sync.connected = true;
    d.sync.health = SyncHealth::Healthy;
    d.sync.lastSuccess = now - 3min;
    d.sync.nextScheduled = now + 12min;
    d.sync.notConfirmed = 1;
    d.lastUpdated = now;
    return d;
}

std::vector<RunRow> sampleLog(int runs, UtcTime now) {
    std::vector<RunRow> rows;
    for (int at = 0; at < runs; ++at)
        rows.push_back(run(runs - 1 - at, runs - 1, now));
    return rows;
}

RunDetail sampleDetail(const RunRow& row) {
    RunDetail detail;
    detail.run = row;
    const auto add = [&](RecordKind kind, int who, int read, int setAside) {
        LogEntry entry;
        entry.id = QStringLiteral("%1-%2").arg(row.id.value).arg(detail.entries.size());
        entry.run = row.id;
        entry.entity = kind;
        entry.outcome = setAside ? RunOutcome::Partial : RunOutcome::Success;
        entry.operation = text("sync");
        entry.processed = read;
        entry.unchanged = read - setAside;
        entry.setAside = setAside;
        if (who >= 0) {
            entry.practitioner = samplePractitioners()[static_cast<size_t>(who)].id;
            entry.practitionerName = samplePractitioners()[static_cast<size_t>(who)].displayName;
        }
        detail.entries.push_back(entry);
    };
    add(RecordKind::PractitionerRole, -1, 3, 0);
    add(RecordKind::Patient, -1, 212, 1);
    for (int who = 0; who < 3; ++who)
        add(RecordKind::Appointment, who, 70 + who, who == 1 ? 2 : 0);
    add(RecordKind::Invoice, -1, 154, 0);
    if (row.outcome == RunOutcome::Success)
        return detail;
    detail.errors = {{text("HTTP 503 from Appointment"),
                      4,
                      row.started,
                      {text("Appointment/4711"), text("Appointment/4712")},
                      text("Halaxy had trouble. The next run reads it again by itself.")}};
    detail.setAside = {{{RecordKind::Appointment, HalaxyId(text("4020"))},
                        text("No start time"),
                        {},
                        row.started,
                        row.started,
                        true},
                       {{RecordKind::Appointment, HalaxyId(text("4021"))},
                        text("No start time"),
                        {},
                        row.started,
                        row.started,
                        false},
                       {{RecordKind::Patient, HalaxyId(text("991"))},
                        text("No usable id"),
                        {},
                        row.started,
                        row.started,
                        false}};
    return detail;
}

engine::SettingsView sampleSettings() {
    engine::SettingsView view;
    for (const SettingSpec& spec : settingSpecs())
        view.values.push_back({spec.key, spec.defaultText, SettingOrigin::Default, {}, {}});
    const auto set = [&](SettingKey key, const char* value, SettingOrigin origin, const char* from) {
        for (SettingValue& each : view.values) {
            if (each.key == key)
                each = {key, text(value), origin, text(from), {}};
        }
    };
    set(SettingKey::ClientId, "bloom-practice-7f3a", SettingOrigin::File, "settings file");
    set(SettingKey::ClientSecret, "set", SettingOrigin::SecretStore, "system keychain");
    set(SettingKey::BaseUrl, "https://au-api.halaxy.com/main", SettingOrigin::Environment, "HALAXY_BASE_URL");
    set(SettingKey::ContactEmail, "admin@willowbank.example", SettingOrigin::File, "settings file");
    view.settingsFile = text("~/.config/bloom-sync/bloom-sync.conf");
    view.databaseDescription = text("SQLite, 12.4 MB, in ~/.local/share/bloom-sync");
    view.secretStore = text("system keychain");
    return view;
}

ConnectionReport sampleConnectionReport(bool ok) {
    ConnectionReport report;
    report.ok = ok;
    report.checks = {{text("Token"), ok, false,
                      ok ? text("Valid for 15 minutes") : text("Refused: check client id and secret"),
                      212ms}};
    if (!ok)
        return report;
    for (const char* name : {"Practitioner", "Patient", "Appointment", "Invoice"})
        report.checks.push_back({text(name), true, false, text("Readable"), 95ms});
    report.checks.push_back(
        {text("Referral"), true, true, text("Not allowed for this client: plans stay unknown"), 88ms});
    report.checks.push_back({text("Clock"), true, false, text("0.4 s apart"), 1ms});
    return report;
}

}  // namespace bloom::test
