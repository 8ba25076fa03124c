// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a webhook announces, in both shapes; what was expected where it announces nothing; and which address
// answers how.
#include "server/webhook_body.h"
#include "server/webhook_intake.h"
#include "webhook_samples.h"

#include <QtTest>

using namespace bloom;
using namespace bloom::server;
using namespace bloom::test;

namespace {

QString s(const char* text) { return QString::fromLatin1(text); }

WebhookAddress address(const char* route) {
    for (const WebhookAddress& known : webhookAddresses())
        if (known.route == QLatin1String(route))
            return known;
    qFatal("no such route");
}

/// "appointment.updated Appointment/12 [delete] [test] #event@subscription+position"
QString shown(const storage::NewInboxEvent& event) {
    QString text = event.event + u' ' + (event.key ? toText(*event.key) : s("-"));
    if (event.isDelete)
        text += s(" delete");
    if (event.isTest)
        text += s(" test");
    if (!event.eventId.isEmpty() || !event.subscription.isEmpty())
        text += s(" #") + event.eventId + u'@' + event.subscription;
    if (event.position > 0)
        text += u'+' + QString::number(event.position);
    return text;
}

QString shown(const std::expected<std::vector<storage::NewInboxEvent>, QString>& read) {
    if (!read)
        return read.error().left(8);
    QStringList lines;
    for (const auto& event : *read)
        lines << shown(event);
    return lines.join(s("; "));
}

QByteArray simple(const char* event, const char* rest) {
    return QByteArray("{\"event\":\"") + event + "\"," + rest + '}';
}
QByteArray status(const char* content) {
    return QByteArray(
               "{\"resourceType\":\"Bundle\",\"type\":\"history\",\"entry\":[{\"resource\":{\"resourceType\":"
               "\"SubscriptionStatus\",") +
           content + "}}]}";
}

}  // namespace

class TestWebhookBody : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyBody_data() {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("events");
        const auto row = [](const char* what, const QByteArray& body, const char* events) {
            QTest::newRow(what) << body << s(events);
        };
        // The specification's six.
        row("created", simpleBody("appointment.created", "12"), "appointment.created Appointment/12");
        row("updated", simpleBody("appointment.updated", "12"), "appointment.updated Appointment/12");
        row("cancelled is no deletion", simpleBody("appointment.cancelled", "12"),
            "appointment.cancelled Appointment/12");
        row("patient created", simpleBody("patient.created", "5"), "patient.created Patient/5");
        row("patient updated", simpleBody("patient.updated", "5"), "patient.updated Patient/5");
        row("paid", simpleBody("invoice.paid", "9"), "invoice.paid Invoice/9");
        row("deleted", simpleBody("appointment.deleted", "12"), "appointment.deleted Appointment/12 delete");
        row("invoice deleted", simpleBody("invoice.deleted", "9"), "invoice.deleted Invoice/9 delete");
        row("id as a number", simple("patient.updated", "\"id\":77"), "patient.updated Patient/77");
        row("the record itself",
            simple("patient.updated", "\"id\":\"e-1\",\"data\":{\"resourceType\":\"Patient\",\"id\":\"77\"}"),
            "patient.updated Patient/77");
        row("a record of another kind",
            simple("patient.updated", "\"id\":\"77\",\"data\":{\"resourceType\":\"Invoice\",\"id\":\"9\"}"),
            "patient.updated Patient/77");
        row("data without its type", simple("patient.updated", "\"data\":{\"id\":\"77\"}"),
            "patient.updated Patient/77");
        row("resource as a record",
            simple("patient.updated", "\"resource\":{\"resourceType\":\"Patient\",\"id\":\"77\"}"),
            "patient.updated Patient/77");
        row("resource as a reference",
            simple("patient.updated", "\"resource\":\"https://x.example/main/Patient/77\""),
            "patient.updated Patient/77");
        row("id as a reference", simple("patient.updated", "\"id\":\"Patient/77\""),
            "patient.updated Patient/77");
        row("an event nobody knows", simpleBody("claim.lodged", "3"), "claim.lodged -");
        row("markup in a name", simple("<b>claim</b> \\u0007x", "\"id\":\"3\""), "bclaimbx -");
        row("a test", simpleBody("bloom.test", "3"), "bloom.test - test");
        row("no id", simple("patient.updated", "\"resource\":\"Patient\""), "Expected");
        row("an id that is none", simple("patient.updated", "\"id\":\"a b/c\""), "Expected");
        row("an event that is no text", "{\"event\":5,\"id\":\"1\"}", "Expected");
        row("no event", "{\"id\":\"1\"}", "Expected");
        row("a list", "[]", "Expected");
        row("no JSON", "event=patient.updated", "Expected");
        row("nothing", "", "Expected");
        row("cut short", simpleBody("patient.updated", "5").chopped(3), "Expected");
        // The service's.
        row("a notification", bundleBody({{"e1", "https://au-api.halaxy.com/main/Appointment/12"}}),
            "appointment.updated Appointment/12 #e1@Subscription/7");
        row("with a path", bundleBody({{"e1", "/main/Appointment/12"}}),
            "appointment.updated Appointment/12 #e1@Subscription/7");
        row("as FHIR has it", bundleBody({{"e1", "Appointment/12"}}),
            "appointment.updated Appointment/12 #e1@Subscription/7");
        row("of a version", bundleBody({{"e1", "Appointment/12/_history/3"}}),
            "appointment.updated Appointment/12 #e1@Subscription/7");
        row("several", bundleBody({{"e1", "Appointment/12"}, {"e2", "Appointment/13"}}),
            "appointment.updated Appointment/12 #e1@Subscription/7; appointment.updated Appointment/13 "
            "#e2@Subscription/7+1");
        row("one of them unusable", bundleBody({{"e1", ""}, {"e2", "Appointment/13"}}),
            "appointment.updated - #e1@Subscription/7; appointment.updated Appointment/13 "
            "#e2@Subscription/7+1");
        row("its own kind counts", bundleBody({{"e1", "Patient/5"}}),
            "appointment.updated Patient/5 #e1@Subscription/7");
        row("a kind nobody reads", bundleBody({{"e1", "Organization/5"}}),
            "appointment.updated - #e1@Subscription/7");
        row("without ids",
            status("\"notificationEvent\":[{\"focus\":{\"reference\":\"12\",\"type\":\"Appointment\"}}]"),
            "appointment.updated Appointment/12");
        row("an id as a number",
            status("\"notificationEvent\":[{\"id\":4,\"focus\":{\"reference\":\"Appointment/12\"}}]"),
            "appointment.updated Appointment/12 #4@");
        row("a handshake", status("\"type\":\"handshake\""), "subscription.handshake -");
        row("no event in it", status("\"type\":\"event-notification\""), "Expected");
        row("no status", "{\"resourceType\":\"Bundle\",\"type\":\"history\",\"entry\":[]}", "Expected");
        row("an appointment instead", "{\"resourceType\":\"Appointment\",\"id\":\"12\"}", "Expected");
    }
    void everyBody() {
        QFETCH(QByteArray, body);
        QFETCH(QString, events);
        QCOMPARE(shown(readWebhookBody(address("appointment-updated"), body, {})), events);
    }
    void theAddressSaysWhatHappened_data() {
        QTest::addColumn<QString>("route");
        QTest::addColumn<QString>("event");
        for (const WebhookAddress& known : webhookAddresses()) {
            if (known.event.isEmpty())
                continue;
            const bool deletes = known.event.endsWith(s(".deleted"));
            QTest::newRow(qPrintable(known.route))
                << known.route
                << known.event + u' ' + name(known.kind) + s("/1") + (deletes ? s(" delete") : QString());
        }
    }
    void theAddressSaysWhatHappened() {
        QFETCH(QString, route);
        QFETCH(QString, event);
        const WebhookAddress known = address(qPrintable(route));
        const auto read =
            readWebhookBody(known, bundleBody({{"", name(known.kind).toLatin1() + "/1"}}, ""), {});
        QCOMPARE(shown(read), event);
    }
    void aDeletionOfAnotherKindIsOnlyRead() {
        QCOMPARE(
            shown(readWebhookBody(address("appointment-deleted"), bundleBody({{"", "Patient/5"}}, ""), {})),
            s("appointment.deleted Patient/5"));
    }
    void aBundleAtTheRelaysAddressIsReadToo() {
        QCOMPARE(shown(readWebhookBody(address("halaxy-webhook"), bundleBody({{"", "Invoice/5"}}, ""), {})),
                 s("invoice.updated Invoice/5"));
    }
    void timesIdsAndHashesAreKept() {
        const QByteArray body = simpleBody("patient.updated", "5");
        const auto read = readWebhookBody(address("halaxy-webhook"), body, "msg_1");
        QCOMPARE(read->front().eventId, s("msg_1"));
        QCOMPARE(read->front().route, s("halaxy-webhook"));
        QVERIFY(read->front().eventAt.has_value());
        QCOMPARE(read->front().bodyHash, QCryptographicHash::hash(body, QCryptographicHash::Sha256));
        // However long an id is, two that differ stay two.
        const QByteArray longId(5000, 'x');
        const auto a = readWebhookBody(address("halaxy-webhook"), body, longId + 'a');
        const auto b = readWebhookBody(address("halaxy-webhook"), body, longId + 'b');
        QVERIFY(a->front().eventId.size() <= 200);
        QVERIFY(a->front().eventId != b->front().eventId);
    }
    void whatIsExpectedIsSaidWithoutWhatCame() {
        const auto read = readWebhookBody(address("halaxy-webhook"), "{\"name\":\"Imogen Example\"}", {});
        QVERIFY(!read.error().contains(s("Imogen")));
    }

    void requestsAreJudged_data() {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("rejection");
        const auto row = [](const char* method, const char* target, int status, const char* rejection) {
            QTest::addRow("%s %s", method, target)
                << QByteArray(method) << QByteArray(target) << status << s(rejection);
        };
        for (const WebhookAddress& known : webhookAddresses()) {
            row("POST", webhookPath(known).toLatin1(), 0, "");
            row("GET", webhookPath(known).toLatin1(), 405, "wrong-method");
            row("PUT", webhookPath(known).toLatin1(), 405, "wrong-method");
        }
        row("POST", "/api/halaxy-webhook?token=x", 0, "");
        row("POST", "/api/halaxy-webhook/", 404, "unknown-address");
        row("POST", "/api/halaxy-webhook/patient-deleted", 404, "unknown-address");
        row("POST", "/api/Halaxy-Webhook", 404, "unknown-address");
        row("POST", "/api/../api/halaxy-webhook", 404, "unknown-address");
        row("GET", "/", 404, "unknown-address");
        row("GET", "/healthz", -1, "");
        row("HEAD", "/healthz", -1, "");
        row("POST", "/healthz", 405, "wrong-method");
    }
    void requestsAreJudged() {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, target);
        QFETCH(int, status);
        QFETCH(QString, rejection);
        http::Request request{method, target, {}, simpleBody("patient.updated", "5")};
        request.headers.push_back(
            {"x-halaxy-signature", halaxy::halaxySignature(request.body, kWebhookSecret)});
        const Intake intake = takeIn(request, {{kWebhookSecret}, {}}, {});
        QCOMPARE(intake.answer ? intake.answer->status : intake.isHealthCheck ? -1 : 0, status);
        QCOMPARE(intake.rejection, rejection);
        QCOMPARE(intake.events.size(), status == 0 ? 1U : 0U);
        QCOMPARE(status == 405, intake.answer && !intake.answer->header("Allow").isEmpty());
    }
    void theBodiesOfTheSpecification() {
        QCOMPARE(acceptedResponse().status, 200);
        QCOMPARE(acceptedResponse().body, QByteArray("OK"));
        http::Request request{"POST", "/api/halaxy-webhook", {{"X-Halaxy-Signature", "0"}}, "{}"};
        const Intake wrong = takeIn(request, {{kWebhookSecret}, {}}, {});
        QCOMPARE(wrong.answer->status, 401);
        QCOMPARE(wrong.answer->body, QByteArray("Invalid signature"));
        QCOMPARE(wrong.rejection, s("bad-signature"));
        const Intake none = takeIn(request, {}, {});
        QCOMPARE(none.answer->status, 401);
        QCOMPARE(none.rejection, s("no-secret"));
    }
    void aBadBodyIsOnlyLookedAtOnceItsSenderIsBelieved() {
        const http::Request request{"POST", "/api/halaxy-webhook", {}, "nonsense"};
        QCOMPARE(takeIn(request, {{kWebhookSecret}, {}}, {}).answer->status, 401);
    }
};

QTEST_GUILESS_MAIN(TestWebhookBody)
#include "tst_webhook_body.moc"
