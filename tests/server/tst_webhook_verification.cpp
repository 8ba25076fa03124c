// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Who is believed: every scheme, with every live secret, against published test vectors; and everything else
// is not.
#include "halaxy/webhook_verification.h"

#include <QMap>
#include <QtTest>

using namespace bloom;
using namespace bloom::halaxy;

namespace {

// From the Standard Webhooks libraries and from RFC 4231 (test case 2).
const QByteArray kStandardBody = R"({"test": 2432232314})";
const QByteArray kStandardId = "msg_p5jXN8AQM9LWM0D4loKWxJek";
const QByteArray kStandardTime = "1614265330";
const QByteArray kWhsec = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const QByteArray kStandardSignature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
const QByteArray kRfcBody = "what do ya want for nothing?";
const QByteArray kRfcMac = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";

using Headers = QMap<QByteArray, QByteArray>;  // names in lower case

HeaderLookup in(const Headers& headers) {
    return [headers](QByteArrayView name) { return headers.value(name.toByteArray().toLower()); };
}
WebhookSecrets only(const QByteArray& secret) { return {{secret}, {}}; }
UtcTime at(qint64 seconds) { return UtcTime(std::chrono::seconds(seconds)); }
Headers standard(const QByteArray& time, const QByteArray& signature) {
    return {{"webhook-id", kStandardId}, {"webhook-timestamp", time}, {"webhook-signature", signature}};
}

}  // namespace

Q_DECLARE_METATYPE(bloom::halaxy::WebhookVerdict)

class TestWebhookVerification : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theSignatureOfTheSpecification_data() {
        QTest::addColumn<QByteArray>("sent");
        QTest::addColumn<bool>("believed");
        QTest::newRow("as the RFC has it") << kRfcMac << true;
        QTest::newRow("in capitals") << kRfcMac.toUpper() << true;
        QTest::newRow("with its algorithm") << QByteArray("sha256=" + kRfcMac) << true;
        QTest::newRow("with its algorithm, in capitals") << QByteArray("SHA256=" + kRfcMac.toUpper()) << true;
        QTest::newRow("spaces around") << QByteArray("  " + kRfcMac + " ") << true;
        QTest::newRow("one digit more") << QByteArray(kRfcMac + "0") << false;
        QTest::newRow("one digit less") << kRfcMac.chopped(1) << false;
        QTest::newRow("the last digit another") << QByteArray(kRfcMac.chopped(1) + "4") << false;
        QTest::newRow("the first digit another") << QByteArray("6" + kRfcMac.mid(1)) << false;
        QTest::newRow("another algorithm") << QByteArray("sha1=" + kRfcMac) << false;
        QTest::newRow("the secret itself") << QByteArray("Jefe") << false;
        QTest::newRow("in base64") << QByteArray::fromHex(kRfcMac).toBase64() << false;
        QTest::newRow("only the algorithm") << QByteArray("sha256=") << false;
    }
    void theSignatureOfTheSpecification() {
        QFETCH(QByteArray, sent);
        QFETCH(bool, believed);
        const auto verdict = verifyWebhook(kRfcBody, in({{"x-halaxy-signature", sent}}), only("Jefe"), at(0));
        QCOMPARE(verdict, believed ? WebhookVerdict::HalaxySignature : WebhookVerdict::WrongSignature);
    }
    void standardWebhooks_data() {
        QTest::addColumn<QByteArray>("signature");
        QTest::addColumn<int>("seconds");  // our clock, from the sender's
        QTest::addColumn<WebhookVerdict>("verdict");
        using V = WebhookVerdict;
        QTest::newRow("as published") << kStandardSignature << 0 << V::StandardWebhooks;
        QTest::newRow("five minutes later") << kStandardSignature << 300 << V::StandardWebhooks;
        QTest::newRow("five minutes before") << kStandardSignature << -300 << V::StandardWebhooks;
        QTest::newRow("later than that") << kStandardSignature << 301 << V::OutOfTime;
        QTest::newRow("sooner than that") << kStandardSignature << -301 << V::OutOfTime;
        QTest::newRow("second of a list")
            << QByteArray("v1,AAAA " + kStandardSignature) << 0 << V::StandardWebhooks;
        QTest::newRow("beside another version")
            << QByteArray("v1a,abc " + kStandardSignature + " v2,x") << 0 << V::StandardWebhooks;
        QTest::newRow("another version alone")
            << QByteArray("v1a" + kStandardSignature.mid(2)) << 0 << V::WrongSignature;
        QTest::newRow("without its version") << kStandardSignature.mid(3) << 0 << V::WrongSignature;
        QTest::newRow("nothing after the version") << QByteArray("v1,") << 0 << V::WrongSignature;
    }
    void standardWebhooks() {
        QFETCH(QByteArray, signature);
        QFETCH(int, seconds);
        QFETCH(WebhookVerdict, verdict);
        const UtcTime now = at(kStandardTime.toLongLong() + seconds);
        QCOMPARE(verifyWebhook(kStandardBody, in(standard(kStandardTime, signature)), only(kWhsec), now),
                 verdict);
    }
    void everyPartOfAStandardWebhookIsSigned() {
        const UtcTime now = at(kStandardTime.toLongLong());
        for (const char* changed : {"webhook-id", "webhook-timestamp"}) {
            for (const QByteArray& value : {QByteArray("1614265331"), QByteArray()}) {
                Headers headers = standard(kStandardTime, kStandardSignature);
                headers[changed] = value;
                QCOMPARE(verifyWebhook(kStandardBody, in(headers), only(kWhsec), now),
                         WebhookVerdict::WrongSignature);
            }
        }
        QCOMPARE(verifyWebhook(kStandardBody + ' ', in(standard(kStandardTime, kStandardSignature)),
                               only(kWhsec), now),
                 WebhookVerdict::WrongSignature);
    }
    void aTimeThatIsNoneIsNotBelieved_data() {
        QTest::addColumn<QByteArray>("time");
        for (const char* time :
             {"-1", "now", "1614265330.5", "99999999999999999999", "9223372036854775807", " "})
            QTest::newRow(time) << QByteArray(time);
    }
    void aTimeThatIsNoneIsNotBelieved() {
        QFETCH(QByteArray, time);
        const QByteArray signature = standardSignature(kStandardBody, kStandardId, time, kWhsec);
        QCOMPARE(verifyWebhook(kStandardBody, in(standard(time, signature)), only(kWhsec), at(1614265330)),
                 WebhookVerdict::OutOfTime);
    }
    void aRawSecretSignsStandardWebhooksToo() {
        const QByteArray signature =
            standardSignature(kStandardBody, kStandardId, kStandardTime, "raw secret");
        QCOMPARE(verifyWebhook(kStandardBody, in(standard(kStandardTime, signature)), only("raw secret"),
                               at(kStandardTime.toLongLong())),
                 WebhookVerdict::StandardWebhooks);
    }
    void aDamagedKeySignsNothing() {
        // Were it taken for an empty key, anybody could sign.
        for (const QByteArray& secret : {QByteArray("whsec_"), QByteArray("whsec_***")}) {
            QVERIFY(standardSignature(kStandardBody, kStandardId, kStandardTime, secret).isEmpty());
            const QByteArray empty = standardSignature(kStandardBody, kStandardId, kStandardTime, "");
            QVERIFY(empty.isEmpty());
            for (const QByteArray& sent : {QByteArray("v1,"), QByteArray(" "), QByteArray("  v1, ")})
                QCOMPARE(verifyWebhook(kStandardBody, in(standard(kStandardTime, sent)), only(secret),
                                       at(kStandardTime.toLongLong())),
                         WebhookVerdict::WrongSignature);
        }
    }
    void theFixedHeader_data() {
        QTest::addColumn<QString>("set");
        QTest::addColumn<QByteArray>("sent");
        QTest::addColumn<WebhookVerdict>("verdict");
        using V = WebhookVerdict;
        const QString set = QStringLiteral("X-Key: Bearer abc:def");
        QTest::newRow("the same") << set << QByteArray("Bearer abc:def") << V::FixedHeader;
        QTest::newRow("spaces around") << set << QByteArray(" Bearer abc:def ") << V::FixedHeader;
        QTest::newRow("another case") << set << QByteArray("bearer abc:def") << V::WrongSignature;
        QTest::newRow("its beginning") << set << QByteArray("Bearer abc") << V::WrongSignature;
        QTest::newRow("more than it") << set << QByteArray("Bearer abc:defg") << V::WrongSignature;
        QTest::newRow("not sent") << set << QByteArray() << V::Unsigned;
        QTest::newRow("none is set") << QString() << QByteArray("Bearer abc:def") << V::NoSecret;
        QTest::newRow("what is set is none") << QStringLiteral("X-Key") << QByteArray("") << V::NoSecret;
    }
    void theFixedHeader() {
        QFETCH(QString, set);
        QFETCH(QByteArray, sent);
        QFETCH(WebhookVerdict, verdict);
        QCOMPARE(verifyWebhook("{}", in({{"x-key", sent}}), webhookSecrets({}, set), at(0)), verdict);
    }
    void twoSecretsLiveAndAnyOneSchemeIsEnough() {
        const auto secrets =
            webhookSecrets(QStringLiteral("old-one, Jefe\n"), QStringLiteral("Authorization: key"));
        QCOMPARE(secrets.secrets.size(), 2U);
        const auto judge = [&](const Headers& headers) {
            return verifyWebhook(kRfcBody, in(headers), secrets, at(0));
        };
        QCOMPARE(judge({{"x-halaxy-signature", kRfcMac}}), WebhookVerdict::HalaxySignature);
        QCOMPARE(judge({{"x-halaxy-signature", halaxySignature(kRfcBody, "old-one")}}),
                 WebhookVerdict::HalaxySignature);
        QCOMPARE(judge({{"x-halaxy-signature", halaxySignature(kRfcBody, "older-one")}}),
                 WebhookVerdict::WrongSignature);
        QCOMPARE(judge({{"x-halaxy-signature", "wrong"}, {"authorization", "key"}}),
                 WebhookVerdict::FixedHeader);
        QCOMPARE(judge({{"webhook-signature", "v1,wrong"}, {"x-halaxy-signature", kRfcMac}}),
                 WebhookVerdict::HalaxySignature);
        QCOMPARE(judge({}), WebhookVerdict::Unsigned);
    }
    void withoutASecretNobodyIsBelieved() {
        for (const QByteArray& key : {QByteArray(""), QByteArray("Jefe")})
            QCOMPARE(verifyWebhook(kRfcBody, in({{"x-halaxy-signature", halaxySignature(kRfcBody, key)}}), {},
                                   at(0)),
                     WebhookVerdict::NoSecret);
        QVERIFY(webhookSecrets(QStringLiteral(" , \n"), QStringLiteral(" ")).isEmpty());
    }
    void equalTakesTheWholeTexts() {
        QVERIFY(equalInConstantTime("", ""));
        QVERIFY(equalInConstantTime("abc", "abc"));
        QVERIFY(!equalInConstantTime("abc", "abd"));
        QVERIFY(!equalInConstantTime("abc", "abcd"));
        QVERIFY(!equalInConstantTime("", "a"));
    }
};

QTEST_GUILESS_MAIN(TestWebhookVerification)
#include "tst_webhook_verification.moc"
