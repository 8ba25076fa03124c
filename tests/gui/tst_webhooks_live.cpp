// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// From an edit in Halaxy to what somebody sees, on real widgets with the real engine: the sandbox announces
// its edits over HTTP to the engine's own listener, and nobody presses a button. Then deletions too many to
// believe, decided in the real dialog.
#include "apps/window_pages.h"
#include "core/row_ids.h"
#include "figures/service_json.h"
#include "models/held_model.h"
#include "models/inbox_model.h"
#include "models/session_feed_model.h"
#include "support/engine_practice.h"
#include "support/gui_main.h"
#include "support/shot.h"
#include "widgets/attention_list.h"
#include "widgets/card.h"
#include "widgets/commander.h"
#include "widgets/held_dialog.h"
#include "widgets/inbox_summary.h"
#include "widgets/main_window.h"
#include "widgets/small_widgets.h"
#include "widgets/theme.h"
#include "widgets/timeline.h"
#include "widgets/webhook_setup_dialog.h"

#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QRegularExpression>
#include <QSettings>
#include <QTableView>
#include <ranges>

using namespace bloom;
using namespace bloom::test;
using namespace bloom::widgets;
using bloom::models::HeldModel;
using bloom::models::InboxModel;
using bloom::models::SessionFeedModel;

namespace {

constexpr int kPatience = 60'000;  // a shared machine may be slow; nothing here asserts a time
const QByteArray kSecret("an-invented-secret");

QString s(const char* text) { return QString::fromLatin1(text); }

engine::EngineOptions listening(EnginePractice& practice) {
    engine::EngineOptions options = practice.options();
    options.environment.insert(s("HALAXY_WEBHOOK_SECRET"), QString::fromLatin1(kSecret));
    return options;
}

/// Engine and window on an empty database, until the first sync is over. From then on time passes as it does
/// for people: no scheduled run comes to take the webhooks' place.
struct Live {
    EnginePractice practice;
    QSettings memory{practice.folder.filePath(s("window.ini")), QSettings::IniFormat};
    engine::EngineHost host{listening(practice)};
    MainWindow window{host};
    FinishedRuns runs{host};
    QStringList sessions;  ///< of today, still to come

    Live() {
        bookThree();
        apps::addPages(window, host, memory);
        window.resize(1240, 1000);
        window.show();
        host.start();
    }
    ~Live() { host.stop(); }
    Q_DISABLE_COPY_MOVE(Live)

    bool becomesFilled() {
        const bool synced = QTest::qWaitFor(
            [&] {
                const engine::EngineSnapshot now = host.snapshot();
                return now.lastSuccess && !now.run && now.waiting.empty() && now.listener.listening;
            },
            kPatience);
        practice.scale->setSpeed(1);
        return synced;
    }
    sandbox::Sandbox& halaxy() { return practice.server.core(); }
    sandbox::Editor edit() { return halaxy().edit(practice.clock.utcNow()); }
    /// From now on Halaxy tells what changes, signed with this secret.
    void announce(const QByteArray& secret) {
        sandbox::WebhookPlan plan;
        plan.url = QUrl(s("http://127.0.0.1:%1").arg(host.snapshot().listener.port));
        plan.secret = secret;
        halaxy().webhooks().setPlan(plan, halaxy().practice());
    }
    template <typename T> T* find(const QString& pageId, const char* name) {
        return window.page(pageId)->findChild<T*>(QString::fromLatin1(name));
    }
    /// Three sessions of the first practitioner, today from two o'clock on.
    void bookThree() {
        const UtcTime two = practice.clock.utcNow() + std::chrono::minutes(260);
        sandbox::Practice& booked = halaxy().practice();
        const QString role = booked.roles.rows().front().id;
        for (int i = 0; i < 3; ++i)
            sessions << edit().addAppointment({.roleId = role,
                                               .start = two + std::chrono::hours(i),
                                               .patients = {booked.patients.rows()[std::size_t(i)].id}});
    }
    void showTheirDay() {
        const HalaxyId whose(halaxy().practice().roles.rows().front().practitionerId);
        window.openLink({.page = page::practitioners, .practitioner = practitionerRowId(whose)});
    }
    QAbstractItemModel* feed() { return find<QListView>(page::practitioners, "feed")->model(); }
    /// The row of the day that somebody sees; nothing while it is not there.
    std::optional<SessionView> row(const QString& appointment) {
        for (int i = 0; i < feed()->rowCount(); ++i) {
            auto view = feed()->index(i, 0).data(SessionFeedModel::SessionRole).value<SessionView>();
            if (view.appointmentId.value == appointment)
                return view;
        }
        return {};
    }
    /// State of the newest event with these words in its row; nothing while there is none.
    std::optional<InboxState> event(const QString& words) {
        const QAbstractItemModel* events = find<QTableView>(page::webhooks, "events")->model();
        for (int i = 0; i < events->rowCount(); ++i)
            for (const int column : {InboxModel::EventColumn, InboxModel::RecordColumn})
                if (events->index(i, column).data().toString() == words)
                    return static_cast<InboxState>(events->index(i, 0).data(InboxModel::StateRole).toInt());
        return {};
    }
    QStringList changesToday() {
        const QAbstractItemModel* changes = find<QListView>(page::practitioners, "changes")->model();
        QStringList words;
        for (int i = 0; i < changes->rowCount(); ++i)
            words << changes->index(i, 0).data().toString();
        return words;
    }
    int rejectedLines() { return find<Timeline>(page::webhooks, "rejected")->count(); }
};

/// Every appointment from tomorrow on vanishes, unannounced; how many that were.
int vanishMany(Live& live) {
    const UtcTime now = live.practice.clock.utcNow();
    QStringList ids;
    for (const auto& row : live.halaxy().practice().appointments.rows())
        if (!row.gone && !row.patients.empty() && row.start > now + std::chrono::hours(24) &&
            row.start < now + std::chrono::hours(24 * 60))
            ids << row.id;
    for (const QString& id : ids)
        live.edit().remove(sandbox::Resource::Appointment, id);
    return static_cast<int>(ids.size());
}

void press(QWidget& in, const char* name) {
    QTest::mouseClick(in.findChild<QPushButton*>(QString::fromLatin1(name)), Qt::LeftButton);
}

}  // namespace

class TestWebhooksLive : public QObject {
    Q_OBJECT
    Theme* m_theme = nullptr;

private Q_SLOTS:
    void initTestCase() {
        m_theme = new Theme(qApp);
        m_theme->setAppearance(Appearance::Light);
    }

    void theFirstSyncShowsWhatHalaxyHolds() {
        Live live;
        QVERIFY(live.becomesFilled());
        const SlowFigures truth(jsonOf(live.halaxy()));
        const auto staff = answerOf(live.host.practitioners());
        QVERIFY(staff && staff->size() >= 3);
        int sessions = 0;
        for (const PractitionerView& who : *staff) {
            live.window.openLink({.page = page::practitioners, .practitioner = who.id});
            const QDateTime now = toQDateTime(live.practice.clock.utcNow());
            const QTimeZone zone(who.timezone.toLatin1());
            const QStringList wanted = truth.lines({who.halaxyId.value,
                                                    zone,
                                                    now.toTimeZone(zone).date(),
                                                    now,
                                                    now,
                                                    {},
                                                    who.weeklySessionTarget});
            const auto figure = [&](const char* name) {
                return wanted.filter(QRegularExpression(s("^") + QRegularExpression::escape(s(name)) + u'='))
                    .value(0)
                    .section(u'=', 1);
            };
            const auto label = [&](const char* name) {
                return live.find<QLabel>(page::practitioners, name)->text();
            };
            QTRY_COMPARE_WITH_TIMEOUT(label("weekCompleted"), figure("week.completed") + s(" of 25"),
                                      kPatience);
            QTRY_COMPARE(QString::number(live.feed()->rowCount()), figure("sessions"));
            QCOMPARE(label("weekScheduled"), figure("week.scheduled"));
            QCOMPARE(label("weekNoShows"), figure("week.noShows"));
            QCOMPARE(label("weekCancellations"), figure("week.cancellations"));
            QCOMPARE(label("upTomorrow"), figure("up.tomorrow"));
            QCOMPARE(label("upRest"), figure("up.rest"));
            QCOMPARE(label("upNext"), figure("up.next"));
            for (const QString& line : wanted.filter(s("session="))) {
                const QStringList parts = line.section(u'=', 1).split(u'|');
                const auto shown = live.row(parts[0].section(u'/', 0, 0));
                QVERIFY2(shown, qPrintable(line));
                QCOMPARE(shown->localTime, parts[1]);
                if (!parts.contains(s("group")))
                    QCOMPARE(name(shown->status), parts[2]);
                ++sessions;
            }
        }
        QVERIFY(sessions > 3);
    }
    void whatIsAnnouncedShowsWithoutAButton() {
        Live live;
        QVERIFY(live.becomesFilled());
        const QString moved = live.sessions[0], cancelled = live.sessions[1], deleted = live.sessions[2];
        const std::size_t runsBefore = live.runs.reports().size();
        live.announce(kSecret);

        live.showTheirDay();
        for (const QString& id : live.sessions)
            QTRY_VERIFY_WITH_TIMEOUT(live.row(id), kPatience);
        const UtcTime later = live.row(moved)->start + std::chrono::minutes(20);
        QVERIFY(live.edit().reschedule(moved, later));
        QTRY_VERIFY_WITH_TIMEOUT(live.row(moved) && live.row(moved)->start == later, kPatience);
        QTRY_VERIFY(live.changesToday().join(u'\n').contains(s("by webhook")));

        QVERIFY(live.edit().cancel(cancelled));
        QTRY_VERIFY_WITH_TIMEOUT(
            live.row(cancelled) && live.row(cancelled)->status == SessionStatus::Cancelled, kPatience);
        QTRY_VERIFY(live.changesToday().filter(s("Cancelled")).join(u'\n').contains(s("by webhook")));
        QVERIFY(live.find<Card>(page::practitioners, "changesCard")->isVisible());

        QVERIFY(live.edit().remove(sandbox::Resource::Appointment, deleted));
        QTRY_VERIFY_WITH_TIMEOUT(!live.row(deleted), kPatience);
        QTRY_VERIFY(live.changesToday().filter(s("Deleted")).join(u'\n').contains(s("by webhook")));
        shot(live.window, s("live-day-with-changes"));

        for (const RunReport& run : live.runs.reports() | std::views::drop(runsBefore))
            QVERIFY2(run.type == RunType::Webhook || run.type == RunType::Backfill,
                     qPrintable(name(run.type)));

        live.window.openLink({.page = page::webhooks});
        for (const QString& id : {moved, cancelled, deleted})
            QTRY_COMPARE_WITH_TIMEOUT(live.event(id), std::optional(InboxState::Done), kPatience);
        shot(live.window, s("live-webhooks"));
    }
    void setUpShowsWhatArrivedAndItsTestEndsDone() {
        Live live;
        QVERIFY(live.becomesFilled());
        live.announce(kSecret);
        live.window.openLink({.page = page::webhooks, .section = s("setup")});
        auto* dialog = live.window.findChild<WebhookSetupDialog*>();
        QVERIFY(dialog);
        const auto received = [&] {
            const auto* label = dialog->findChild<QLabel*>(s("received-appointment-updated"));
            return label ? label->text() : QString();
        };
        QTRY_COMPARE(received(), s("never received"));
        QVERIFY(live.edit().cancel(live.sessions.front()));
        QTRY_VERIFY_WITH_TIMEOUT(received().startsWith(s("last ")), kPatience);

        press(*dialog, "test-patient-created");
        auto* result = dialog->findChild<QLabel*>(s("result-patient-created"));
        QTRY_VERIFY_WITH_TIMEOUT(result->text().startsWith(s("Arrived")), kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(live.event(s("Test of this computer")), std::optional(InboxState::Done),
                                  kPatience);
        shot(*dialog, s("live-setup"));
    }
    void whatIsSignedWronglyChangesNothingAndIsShownAsTurnedAway() {
        Live live;
        QVERIFY(live.becomesFilled());
        const QString id = live.sessions.front();
        live.showTheirDay();
        QTRY_VERIFY_WITH_TIMEOUT(live.row(id), kPatience);
        live.announce("another-secret");
        QVERIFY(live.edit().cancel(id));
        live.window.openLink({.page = page::webhooks});
        QTRY_COMPARE_WITH_TIMEOUT(live.rejectedLines(), 1, kPatience);
        QCOMPARE(live.find<QTableView>(page::webhooks, "events")->model()->rowCount(), 0);
        QTRY_COMPARE(live.halaxy().webhooks().counts().answers.value(401), 1);
        QCOMPARE(live.row(id)->status == SessionStatus::Cancelled, false);
    }

    void tooManyDeletionsAreDecidedInTheDialog_data() {
        QTest::addColumn<bool>("applies");
        QTest::newRow("discard keeps all") << false;
        QTest::newRow("apply deletes all") << true;
    }
    void tooManyDeletionsAreDecidedInTheDialog() {
        QFETCH(bool, applies);
        Live live;
        QVERIFY(live.becomesFilled());
        const int vanished = vanishMany(live);
        QVERIFY(vanished > 10);
        live.window.showPage(page::overview);
        live.window.commander().syncAll();
        auto* attention = live.window.page(page::overview)->findChild<AttentionList*>();
        QTRY_VERIFY_WITH_TIMEOUT(live.host.snapshot().state.state == AppState::HeldNeedsYou, kPatience);
        const auto decide = [&]() -> QPushButton* {
            for (auto* button : attention->findChildren<QPushButton*>())
                if (button->isVisible() && button->text().startsWith(s("Decide")))
                    return button;
            return nullptr;
        };
        QTRY_VERIFY_WITH_TIMEOUT(decide(), kPatience);
        shot(live.window, s("live-overview-held"));
        QTest::mouseClick(decide(), Qt::LeftButton);
        QTRY_VERIFY(live.window.findChild<HeldDialog*>());
        auto* dialog = live.window.findChild<HeldDialog*>();
        const auto* records = dialog->findChild<QTableView*>(s("records"));
        QTRY_COMPARE(records->model()->rowCount(), vanished);
        if (applies)
            press(*dialog, "applyButton");
        QTRY_VERIFY(dialog->findChild<QPushButton*>(s("discardButton"))->isVisible() != applies);
        press(*dialog, applies ? "reallyApplyButton" : "discardButton");
        const auto* outcome = dialog->findChild<QLabel*>(s("outcome"));
        const QString begins = applies ? s("Applied by ") : s("Discarded by ");
        QTRY_VERIFY_WITH_TIMEOUT(outcome->text().startsWith(begins), kPatience);
        shot(*dialog, applies ? s("live-held-applied") : s("live-held-discarded"));
        const QString word = records->model()->index(0, HeldModel::OutcomeColumn).data().toString();
        for (int i = 0; i < vanished; ++i)
            QCOMPARE(records->model()->index(i, HeldModel::OutcomeColumn).data().toString(), word);
        QTRY_VERIFY_WITH_TIMEOUT(live.host.snapshot().facts.heldRuns == 0, kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(!decide(), kPatience);
    }
};

BLOOM_GUI_TEST_MAIN(TestWebhooksLive)
#include "tst_webhooks_live.moc"
