// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// From a webhook to the row somebody sees, while everything is read: bench_live [webhooks a-second
// practitioners patients appointments] [--rate-limit]. The program's own session against halaxy-sandbox;
// sessions of the shown day move by a minute, each is announced over HTTP. Beside it, in the same run, its
// limit: one record read with nothing else going on. Nothing asserts a time.
#include "apps/window_session.h"
#include "bench/halaxy_process.h"
#include "core/practice_time.h"
#include "models/session_feed_model.h"
#include "server/webhook_samples.h"
#include "widgets/main_window.h"
#include "widgets/practitioners_page.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QListView>
#include <QLoggingCategory>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QTimer>
#include <algorithm>
#include <cstdio>
#include <list>

using namespace bloom;
using models::SessionFeedModel;
using Wall = std::chrono::steady_clock;
using Times = std::vector<double>;  // milliseconds

namespace {

constexpr auto kPatience = std::chrono::minutes(2);

double since(Wall::time_point begin) {
    return std::chrono::duration<double, std::milli>(Wall::now() - begin).count();
}

void print(const char* what, Times times) {
    if (times.empty())
        return;
    std::ranges::sort(times);
    const auto part = [&](double share) { return times[std::size_t(double(times.size() - 1) * share)]; };
    std::printf("%-58s %4zu   p50 %7.1f   p90 %7.1f   p99 %7.1f ms\n", what, times.size(), part(0.5),
                part(0.9), part(0.99));
    std::fflush(stdout);
}

void wait(std::chrono::milliseconds time) {
    QEventLoop loop;
    QTimer::singleShot(time, &loop, &QEventLoop::quit);
    loop.exec();
}
template <typename F> bool waitFor(F condition, std::chrono::milliseconds atMost = kPatience) {
    const auto begin = Wall::now();
    while (!condition() && Wall::now() - begin < atMost)
        wait(std::chrono::milliseconds(5));
    return condition();
}

template <typename T> T answerOf(QFuture<T> future) {
    waitFor([&] { return future.isFinished(); });
    return future.result();
}

/// Requests of the bench itself.
class Wire {
public:
    Wire() { m_network.setProxy(QNetworkProxy::NoProxy); }
    QNetworkReply* send(const QUrl& url, const QByteArray& body, const QByteArray& headerName = "Accept",
                        const QByteArray& headerValue = "application/json") {
        QNetworkRequest request(url);
        request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
        request.setRawHeader("Content-Type", "application/json");
        request.setRawHeader(headerName, headerValue);
        QNetworkReply* reply = body.isEmpty() ? m_network.get(request) : m_network.post(request, body);
        QObject::connect(reply, &QNetworkReply::finished, reply, &QObject::deleteLater);
        return reply;
    }
    QByteArray answer(QNetworkReply* reply) {
        QEventLoop loop;
        QByteArray body;
        QObject::connect(reply, &QNetworkReply::finished, &loop, [&] {
            if (reply->error() != QNetworkReply::NoError)
                qFatal("%s", qUtf8Printable(reply->errorString()));
            body = reply->readAll();
            loop.quit();
        });
        loop.exec();
        return body;
    }

private:
    QNetworkAccessManager m_network;
};

/// The limit: so many reads of one record, one after the other.
Times readAlone(Wire& wire, const bench::Halaxy& halaxy, const QString& appointment, int count) {
    const QJsonObject asked{{QStringLiteral("grant_type"), QStringLiteral("client_credentials")},
                            {QStringLiteral("client_id"), sandbox::Quirks{}.clientId},
                            {QStringLiteral("client_secret"), sandbox::Quirks{}.clientSecret}};
    const QByteArray given = wire.answer(
        wire.send(QUrl(halaxy.url() + QStringLiteral("/oauth/token")), QJsonDocument(asked).toJson()));
    const QByteArray token =
        QJsonDocument::fromJson(given)[QLatin1String("access_token")].toString().toUtf8();
    Times times;
    for (int i = 0; i < count; ++i) {
        const auto begin = Wall::now();
        wire.answer(wire.send(QUrl(halaxy.url() + QStringLiteral("/Appointment/") + appointment), {},
                              "Authorization", "Bearer " + token));
        times.push_back(since(begin));
    }
    return times;
}

/// The day that is shown: its rows, and when a row was last painted as it should be.
class ShownDay final : public QObject {
public:
    ShownDay(apps::WindowSession& session, std::size_t atLeast) {
        session.window().showPage(widgets::page::practitioners);
        auto* page = static_cast<widgets::PractitionersPage*>(session.window().currentPage());
        m_list = page->findChild<QListView*>(QStringLiteral("feed"));
        waitFor([&] { return page->state() == widgets::PageState::Filled; });
        for (int day = 0; day < 14 && inView().size() < atLeast; ++day) {
            if (day > 0)
                page->chooseDate(page->date().addDays(1));
            wait(std::chrono::milliseconds(500));
        }
        m_list->viewport()->installEventFilter(this);
    }
    /// Sessions that stand wholly in view and may still move.
    std::vector<SessionView> inView() const {
        std::vector<SessionView> found;
        for (int i = 0; i < m_list->model()->rowCount(); ++i) {
            const QModelIndex index = m_list->model()->index(i, 0);
            const SessionView session = view(index);
            if (m_list->viewport()->rect().contains(m_list->visualRect(index)) && !session.group &&
                (session.status == SessionStatus::Scheduled || session.status == SessionStatus::Confirmed))
                found.push_back(session);
        }
        return found;
    }
    std::function<void(const SessionView&)> painted;

protected:
    bool eventFilter(QObject*, QEvent* event) override {
        // Looked at when the painting is over: in the next turn of the loop.
        if (event->type() == QEvent::Paint)
            QMetaObject::invokeMethod(this, &ShownDay::look, Qt::QueuedConnection);
        return false;
    }

private:
    static SessionView view(const QModelIndex& index) {
        return index.data(SessionFeedModel::SessionRole).value<SessionView>();
    }
    void look() {
        for (int i = 0; painted && i < m_list->model()->rowCount(); ++i) {
            const QModelIndex index = m_list->model()->index(i, 0);
            if (m_list->viewport()->rect().intersects(m_list->visualRect(index)))
                painted(view(index));
        }
    }
    QListView* m_list;
};

/// Moves one session after the other by a minute, announces it, and notes what came of it.
class Announcer {
public:
    Announcer(Wire& wire, const bench::Halaxy& halaxy, apps::WindowSession& session, ShownDay& day)
        : m_wire(wire),
          m_halaxy(halaxy),
          m_session(session),
          m_day(day) {
        day.painted = [this](const SessionView& shown) { note(shown); };
    }
    ~Announcer() { m_day.painted = {}; }
    Q_DISABLE_COPY_MOVE(Announcer)

    /// False when one of them never showed.
    bool run(const std::vector<SessionView>& sessions, int count, double perSecond,
             const std::function<void()>& each) {
        QMap<QString, UtcTime> starts;
        for (int i = 0; i < count; ++i) {
            const SessionView& session = sessions[std::size_t(i) % sessions.size()];
            UtcTime& start = starts[session.appointmentId.value];
            start = (start == UtcTime{} ? session.start : start) + std::chrono::minutes(1);
            edit(session.appointmentId.value, start);
            each();
            wait(std::chrono::milliseconds(int(1000 / perSecond)));
        }
        return waitFor([&] { return m_open.empty() && int(m_painted.size()) == count; });
    }
    /// Receipt → the change is committed, as the inbox has it: its newest events.
    Times committed(int count) const {
        Times times;
        const auto inbox = answerOf(m_session.engine().inbox({.states = {}, .limit = count}));
        for (const InboxRow& row : inbox ? inbox->rows : std::vector<InboxRow>())
            if (row.settled)
                times.push_back(double((*row.settled - row.received).count()));
        return times;
    }
    /// The change is committed → its row is painted: the two in order, of each session.
    Times committedToPainted(int count) const {
        QMap<QString, std::vector<UtcTime>> commits;
        const auto inbox = answerOf(m_session.engine().inbox({.states = {}, .limit = count}));
        for (const InboxRow& row : inbox ? inbox->rows : std::vector<InboxRow>())
            if (row.settled && row.key)
                commits[row.key->id.value].insert(commits[row.key->id.value].begin(), *row.settled);
        Times times;
        for (auto each = m_paintedAt.begin(); each != m_paintedAt.end(); ++each) {
            const std::vector<UtcTime>& committed = commits.value(each.key());
            for (std::size_t i = 0; i < std::min(committed.size(), each.value().size()); ++i)
                times.push_back(double((each.value()[i] - committed[i]).count()));
        }
        return times;
    }
    const Times& answered() const { return m_answered; }
    const Times& painted() const { return m_painted; }

private:
    struct Open {
        QString appointment;
        UtcTime start;
        std::optional<Wall::time_point> answered{}, painted{};
    };
    void edit(const QString& appointment, UtcTime start) {
        const QJsonObject asked{{QStringLiteral("edit"), QStringLiteral("reschedule")},
                                {QStringLiteral("id"), appointment},
                                {QStringLiteral("start"), toIsoText(start)}};
        const auto open = m_open.insert(m_open.end(), {appointment, start});
        m_wire.answer(m_wire.send(QUrl(m_halaxy.origin() + QStringLiteral("/sandbox/edit")),
                                  QJsonDocument(asked).toJson()));
        const QByteArray body =
            QJsonDocument(QJsonObject{{QStringLiteral("event"), QStringLiteral("appointment.updated")},
                                      {QStringLiteral("resource"), QStringLiteral("Appointment")},
                                      {QStringLiteral("id"), appointment},
                                      {QStringLiteral("timestamp"), toIsoText(m_session.engine().now())},
                                      {QStringLiteral("data"), QJsonObject()}})
                .toJson(QJsonDocument::Compact);
        const QUrl listener(QStringLiteral("http://127.0.0.1:%1/api/halaxy-webhook")
                                .arg(m_session.engine().snapshot().listener.port));
        const auto sent = Wall::now();
        m_wire.answer(m_wire.send(listener, body, "X-Halaxy-Signature",
                                  halaxy::halaxySignature(body, test::kWebhookSecret)));
        m_answered.push_back(since(sent));
        open->answered = Wall::now();
        settle();
    }
    /// A row may be painted before the answer is here.
    void note(const SessionView& shown) {
        for (Open& open : m_open)
            if (!open.painted && open.appointment == shown.appointmentId.value && shown.start >= open.start) {
                open.painted = Wall::now();
                m_paintedAt[open.appointment].push_back(m_session.engine().now());
            }
        settle();
    }
    void settle() {
        std::erase_if(m_open, [&](const Open& open) {
            if (!open.answered || !open.painted)
                return false;
            const auto took = std::max(Wall::duration(0), *open.painted - *open.answered);
            m_painted.push_back(std::chrono::duration<double, std::milli>(took).count());
            return true;
        });
    }

    Wire& m_wire;
    const bench::Halaxy& m_halaxy;
    apps::WindowSession& m_session;
    ShownDay& m_day;
    std::list<Open> m_open;
    Times m_answered, m_painted;
    QMap<QString, std::vector<UtcTime>> m_paintedAt;
};

/// Keeps everything being read, one run after the other.
void keepReading(apps::WindowSession& session) {
    const engine::EngineSnapshot now = session.engine().snapshot();
    if (!now.run && now.waiting.empty())
        session.engine().requestSync({RunType::Manual, {}, QStringLiteral("bench")});
}

bool measure(apps::WindowSession& session, const bench::Halaxy& halaxy, int count, double perSecond) {
    Wire wire;
    ShownDay day(session, 6);
    const std::vector<SessionView> sessions = day.inView();
    if (sessions.empty())
        return false;
    std::printf("%zu sessions in view; %d webhooks, %.1f a second\n", sessions.size(), count, perSecond);
    print("limit: one record read, nothing else going on",
          readAlone(wire, halaxy, sessions.front().appointmentId.value, count));
    {
        Announcer idle(wire, halaxy, session, day);
        if (!idle.run(sessions, count / 4, perSecond, [] {}))
            return false;
        print("nothing else: receipt -> committed", idle.committed(count / 4));
        print("nothing else: 200 answered -> row painted", idle.painted());
    }
    keepReading(session);
    waitFor([&] { return session.engine().snapshot().run.has_value(); });
    Announcer busy(wire, halaxy, session, day);
    const bool all = busy.run(day.inView(), count, perSecond, [&] { keepReading(session); });
    print("everything is read: webhook sent -> 200 answered", busy.answered());
    print("everything is read: receipt -> committed", busy.committed(count));
    print("everything is read: 200 answered -> row painted", busy.painted());
    print("everything is read: committed -> row painted (limit 250)", busy.committedToPainted(count));
    return all;
}

}  // namespace

int main(int argc, char** argv) {
    const QTemporaryDir folder;
    qputenv("XDG_CONFIG_HOME", folder.path().toUtf8());
    qputenv("XDG_DATA_HOME", folder.path().toUtf8());
    QApplication app(argc, argv);
    QLoggingCategory::setFilterRules(QStringLiteral("bloom.*.info=false"));
    QStringList given = QCoreApplication::arguments().mid(1);
    const bool limited = given.removeAll(QStringLiteral("--rate-limit")) > 0;
    const auto number = [&](int at, const char* otherwise) {
        return given.value(at, QString::fromLatin1(otherwise));
    };
    const bench::Halaxy halaxy(
        bench::practiceOf(number(2, "20"), number(3, "5000"), number(4, "100000"), limited), folder);
    if (!halaxy.runs())
        return 1;
    widgets::Theme theme(&app);
    apps::SyncOptions options = bench::optionsFor(halaxy);
    options.environment.insert(spec(SettingKey::WebhookSecret).environment,
                               QString::fromLatin1(test::kWebhookSecret));
    apps::WindowSession session(options, theme);
    if (!session.problem().isEmpty())
        return 1;
    session.window().resize(1280, 1400);
    session.show();
    // Older years are read in pieces, with pauses between.
    auto lastRun = Wall::now();
    const auto quiet = [&] {
        if (session.engine().snapshot().run)
            lastRun = Wall::now();
        return Wall::now() - lastRun > std::chrono::seconds(10);
    };
    const auto filled = [&] {
        const engine::EngineSnapshot now = session.engine().snapshot();
        return now.lastSuccess && !now.run && now.listener.listening;
    };
    if (!waitFor(filled, std::chrono::minutes(30)) || !waitFor(quiet, std::chrono::minutes(30)))
        return 1;
    return measure(session, halaxy, std::max(4, number(0, "200").toInt()), number(1, "5").toDouble()) ? 0 : 1;
}
