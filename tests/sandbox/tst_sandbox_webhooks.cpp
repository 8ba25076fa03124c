// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The webhooks of the sandbox: what is announced and how, what the way does to them, and that they arrive.
#include "sandbox/admin_webhooks.h"
#include "sandbox/live.h"
#include "sandbox/sandbox_client.h"
#include "sandbox/sandbox_server.h"
#include "sandbox/shifted_clock.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>
#include <QtTest>

using namespace bloom;
using namespace bloom::sandbox;
using namespace std::chrono_literals;

namespace {

QString text(const char* latin1) { return QString::fromLatin1(latin1); }

QByteArray header(const WebhookDelivery& delivery, const QByteArray& name) {
    for (const http::Header& h : delivery.headers)
        if (h.name.compare(name, Qt::CaseInsensitive) == 0)
            return h.value;
    return {};
}

QByteArray hmac(const QByteArray& message, const QByteArray& key) {
    return QMessageAuthenticationCode::hash(message, key, QCryptographicHash::Sha256);
}

QJsonObject statusOf(const QByteArray& body) {
    return QJsonDocument::fromJson(body)[QLatin1String("entry")][0][QLatin1String("resource")].toObject();
}

/// Everything that comes, sorted by when; without a limit of time.
std::vector<WebhookDelivery> all(Sandbox& sandbox, UtcTime now) {
    std::vector<WebhookDelivery> out;
    for (int i = 0; i < 200; ++i) {
        auto due = sandbox.dueWebhooks(now + i * 1min);
        std::move(due.begin(), due.end(), std::back_inserter(out));
    }
    return out;
}

}  // namespace

class TestSandboxWebhooks : public QObject {
    Q_OBJECT
    std::unique_ptr<SandboxClient> m_halaxy;

    Sandbox& sandbox() { return m_halaxy->sandbox; }
    UtcTime now() const { return m_halaxy->now; }
    void plan(std::initializer_list<std::pair<const char*, const char*>> members) {
        WebhookPlan plan;
        QVERIFY(setWebhookMember(plan, u"url", text("http://127.0.0.1:8787")));
        for (const auto& [name, value] : members)
            QVERIFY2(setWebhookMember(plan, text(name), text(value)), name);
        sandbox().webhooks().setPlan(plan, sandbox().practice());
    }
    QString session() {
        const auto& rows = sandbox().practice().appointments.rows();
        return std::ranges::find_if(rows, [](const Appointment& a) { return a.patients.size() == 1; })->id;
    }
    /// "appointment-updated 123", of what is due now.
    QStringList told() {
        QStringList lines;
        for (const WebhookDelivery& d : sandbox().dueWebhooks(now()))
            lines << d.url.path().section(u'/', -1) + u' ' + d.change.id;
        return lines;
    }

private Q_SLOTS:
    void init() { m_halaxy = std::make_unique<SandboxClient>(); }

    void everyEditIsAnnouncedInTheRealShape() {
        plan({});
        const QString id = session();
        Editor edit = sandbox().edit(now());
        edit.reschedule(id, now() + 24h);
        edit.remove(Resource::Appointment, id);
        edit.restore(Resource::Appointment, id);
        const QString patient = edit.addPatient(text("Ada"), text("Testcase"));
        edit.renamePatient(patient, text("Ida"), text("Testcase"));
        edit.remove(Resource::Patient, patient);  // for this the service has no webhook
        edit.addPractitioner(text("New"), text("Doctor"));
        QCOMPARE(told(), QStringList({text("appointment-updated ") + id, text("appointment-deleted ") + id,
                                      text("appointment-created ") + id, text("patient-created ") + patient,
                                      text("patient-updated ") + patient}));
        QVERIFY(told().isEmpty());  // each once
    }
    void theRealShapeNamesTheRecordAndNothingElse() {
        plan({});
        const QString id = session();
        sandbox().edit(now()).cancel(id);
        const auto due = sandbox().dueWebhooks(now());
        QCOMPARE(due.size(), 1U);
        const QJsonObject status = statusOf(due[0].body);
        QCOMPARE(status.value(text("type")).toString(), text("event-notification"));
        const QJsonObject event = status.value(text("notificationEvent")).toArray().first().toObject();
        QCOMPARE(event.value(text("focus")).toObject().value(text("reference")).toString().section(u'/', -2),
                 text("Appointment/") + id);
        QVERIFY(!event.value(text("id")).toString().isEmpty());
        QVERIFY(!due[0].body.contains("cancelled"));
    }
    void theSpecificationsShapeKnowsItsSixEvents() {
        plan({{"shape", "specification"}});
        const QString id = session();
        const QString patient = sandbox().practice().appointments.find(id)->patients.front().patientId;
        Editor edit = sandbox().edit(now());
        const QString invoice = edit.addInvoice(id, patient, 10000, text("Private"));
        const auto events = [&] {
            QStringList names;
            for (const WebhookDelivery& d : sandbox().dueWebhooks(now())) {
                const QJsonObject body = QJsonDocument::fromJson(d.body).object();
                names << body.value(text("event")).toString();
                if (d.url.path() != text("/api/halaxy-webhook") ||
                    body.value(text("id")).toString() != d.change.id)
                    qFatal("not as the specification has it");
            }
            return names;
        };
        QCOMPARE(events(), QStringList({text("appointment.updated")}));  // an invoice is told when it is paid
        edit.pay(invoice, 10000);
        QCOMPARE(events(), QStringList({text("invoice.paid")}));
        edit.cancel(id);
        QCOMPARE(events(), QStringList({text("appointment.cancelled")}));
        edit.remove(Resource::Appointment, id);
        QVERIFY(events().isEmpty());
    }
    void theyAreSignedAsWhoeverListensWants() {
        const QString id = session();
        plan({{"secret", "letmein"}, {"header", "Authorization: fixed value"}});
        sandbox().edit(now()).reschedule(id, now() + 24h);
        auto due = sandbox().dueWebhooks(now());
        QCOMPARE(header(due[0], "X-Halaxy-Signature"), hmac(due[0].body, "letmein").toHex());
        QCOMPARE(header(due[0], "Authorization"), QByteArray("fixed value"));
        plan({{"secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}});
        sandbox().edit(now()).reschedule(id, now() + 48h);
        due = sandbox().dueWebhooks(now());
        const QByteArray at = header(due[0], "webhook-timestamp");
        QCOMPARE(at.toLongLong(), qint64(now().time_since_epoch().count() / 1000));
        const QByteArray key = QByteArray::fromBase64("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        QCOMPARE(header(due[0], "webhook-signature"),
                 "v1," + hmac(header(due[0], "webhook-id") + '.' + at + '.' + due[0].body, key).toBase64());
        QVERIFY(header(due[0], "X-Halaxy-Signature").isEmpty());
    }
    void whatTimeBringsIsAnnouncedToo() {
        plan({});
        Live({}).pass(sandbox().practice(), sandbox().quirks(), now(), now() + 10h);
        const QStringList lines = told();
        for (const char* event : {"appointment-updated", "appointment-created", "invoice-created"})
            QVERIFY2(!lines.filter(text(event)).isEmpty(), event);
    }
    void whatChangedBeforeIsNot() {
        sandbox().edit(now()).cancel(session());
        plan({});
        QVERIFY(told().isEmpty());
        sandbox().webhooks().setPlan({}, sandbox().practice());
        sandbox().edit(now()).cancel(session());
        QVERIFY(told().isEmpty());
    }
    void theWayLosesDoublesAndReorders() {
        plan({{"loss", "20"}, {"duplicates", "30"}, {"reorder", "25"}, {"delay", "100-500"}, {"seed", "5"}});
        burst(sandbox().practice(), Resource::Appointment, 1000, now());
        QVERIFY(sandbox().dueWebhooks(now()).empty());  // none comes before its delay
        const auto deliveries = all(sandbox(), now());
        const WebhookCounts& counts = sandbox().webhooks().counts();
        QCOMPARE(counts.noticed, 1000);
        QVERIFY(counts.lost > 150 && counts.lost < 250);
        QVERIFY(counts.doubled > 180 && counts.doubled < 300);
        QCOMPARE(deliveries.size(), std::size_t(1000 - counts.lost + counts.doubled));
        int overtaken = 0;
        UtcTime last{};
        for (std::size_t i = 0; i < deliveries.size(); ++i) {
            QVERIFY(deliveries[i].due >= now() + 100ms && deliveries[i].due >= last);
            last = deliveries[i].due;
            overtaken += deliveries[i].due > now() + 500ms ? 1 : 0;
        }
        QVERIFY(overtaken > 200 && overtaken < 320);
    }
    void theSameSeedGivesTheSameHoweverOftenSomebodyLooks() {
        const auto deliveries = [](int looks, const char* seed) {
            SandboxClient halaxy;
            WebhookPlan plan;
            plan.url = QUrl(text("http://127.0.0.1:1"));
            setWebhookMember(plan, u"seed", text(seed));
            plan.loss = plan.duplicates = 30;
            halaxy.sandbox.webhooks().setPlan(plan, halaxy.sandbox.practice());
            QByteArrayList bodies;
            for (int i = 0; i < looks; ++i) {
                burst(halaxy.sandbox.practice(), Resource::Invoice, 60 / looks, halaxy.now);
                for (const auto& d : halaxy.sandbox.dueWebhooks(halaxy.now))
                    bodies << QByteArray::number(d.change.number);
            }
            return bodies;
        };
        QCOMPARE(deliveries(1, "3"), deliveries(60, "3"));
        QVERIFY(deliveries(1, "3") != deliveries(1, "4"));
    }
    void noMoreThanTheRateAMinute() {
        plan({{"rate", "60"}});
        burst(sandbox().practice(), Resource::Appointment, 100, now());
        QCOMPARE(sandbox().dueWebhooks(now()).size(), 1U);
        QCOMPARE(sandbox().dueWebhooks(now() + 30s).size(), 30U);
        QCOMPARE(sandbox().dueWebhooks(now() + 60s).size(), 30U);
        QCOMPARE(all(sandbox(), now() + 60s).size(), 39U);
    }
    void membersThatCantBeAreRefused_data() {
        QTest::addColumn<QString>("member");
        QTest::addColumn<QString>("value");
        QTest::newRow("another machine") << text("url") << text("http://example.com/");
        QTest::newRow("no address") << text("url") << text("here");
        QTest::newRow("a shape") << text("shape") << text("round");
        QTest::newRow("a share") << text("loss") << text("101");
        QTest::newRow("a delay") << text("delay") << text("5-2");
        QTest::newRow("a header without a value") << text("header") << text("Authorization");
        QTest::newRow("no member") << text("colour") << text("red");
    }
    void membersThatCantBeAreRefused() {
        QFETCH(QString, member);
        QFETCH(QString, value);
        WebhookPlan plan;
        QVERIFY(!setWebhookMember(plan, member, value));
    }
    void theyArriveAndRefusedOnesAreTriedAgain() {
        ShiftedClock clock(tuesdayMorning());
        std::vector<http::Request> came;
        http::Server listener({}, [&](http::Request request, http::Responder responder) {
            came.push_back(request);
            responder.send({.status = came.size() == 1 ? 503 : 200, .headers = {}, .body = {}});
        });
        const auto port = listener.listen();
        QVERIFY(port.has_value());
        SandboxServer server(clock, generate(smallPractice()));
        QVERIFY(server.start().has_value());
        const auto admin = [&](const QJsonObject& asked) {
            return server.core().handle({.method = "POST",
                                         .target = "/sandbox/webhooks",
                                         .headers = {},
                                         .body = QJsonDocument(asked).toJson()},
                                        clock.utcNow());
        };
        QCOMPARE(admin({{text("burst"), 3}}).response.status, 400);  // nobody to tell
        QCOMPARE(admin({{text("url"), text("http://127.0.0.1:%1").arg(*port)},
                        {text("secret"), text("s")},
                        {text("burst"), 40}})
                     .response.status,
                 200);
        QTRY_COMPARE(came.size(), 41U);
        QSet<QByteArray> bodies;
        for (const http::Request& request : came) {
            bodies.insert(request.body);
            QCOMPARE(request.header("X-Halaxy-Signature"), hmac(request.body, "s").toHex());
            QVERIFY(request.target.endsWith("/appointment-updated"));
        }
        QCOMPARE(bodies.size(), 40);
        const auto shown = [&] { return QJsonDocument::fromJson(webhooksJson(server.core())).object(); };
        QTRY_COMPARE(shown().value(text("answers")).toObject().value(text("200")).toInt(), 40);
        QVERIFY(!webhooksJson(server.core()).contains("secret"));
    }
};

QTEST_GUILESS_MAIN(TestSandboxWebhooks)
#include "tst_sandbox_webhooks.moc"
