// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "apps/sandbox_options.h"

namespace bloom::apps {

using namespace bloom::sandbox;

namespace {

QCommandLineOption option(const char* name, const char* what, const char* value = nullptr,
                          const char* normal = "") {
    return {QString::fromLatin1(name), QString::fromUtf8(what), QString::fromLatin1(value),
            QString::fromLatin1(normal)};
}

QCommandLineOption faultOption() {
    return {QStringLiteral("fault"),
            QStringLiteral(
                "Start with a fault, as \"server-error,resource=Appointment,count=3,status=500\"; may be "
                "given several times. Kinds: %1. Members: resource (or token), practitioner, skip, count, "
                "every, for (seconds), status, milliseconds, seconds, amount.")
                .arg(faultNames().join(u' ')),
            QStringLiteral("fault")};
}

bool isSet(const QCommandLineParser& parser, const char* name) {
    return parser.isSet(QString::fromLatin1(name));
}

std::expected<int, QString> number(const QCommandLineParser& parser, const char* name, int high) {
    bool ok = false;
    const int value = parser.value(QString::fromLatin1(name)).toInt(&ok);
    if (!ok || value < 0 || value > high)
        return std::unexpected(
            QStringLiteral("--%1 must be a number from 0 to %2").arg(QLatin1String(name)).arg(high));
    return value;
}

std::expected<void, QString> readNumbers(const QCommandLineParser& parser, SandboxOptions& options) {
    int port = 0, seed = 0;
    const std::tuple<const char*, int, int*> numbers[] = {
        {"port", 65535, &port},
        {"seed", 1'000'000'000, &seed},
        {"practitioners", 500, &options.generator.practitioners},
        {"patients", 1'000'000, &options.generator.patients},
        {"appointments", 5'000'000, &options.generator.appointments},
        {"others", 500, &options.quirks.othersPerMinute},
        {"token-seconds", 86'400, &options.quirks.tokenSeconds}};
    for (const auto& [name, high, target] : numbers) {
        const auto value = number(parser, name, high);
        if (!value)
            return std::unexpected(value.error());
        *target = *value;
    }
    options.port = quint16(port);
    options.generator.seed = quint64(seed);
    return {};
}

std::expected<void, QString> readTime(const QCommandLineParser& parser, SandboxOptions& options) {
    const QString text = parser.value(QStringLiteral("now"));
    const QDateTime now =
        text.isEmpty() ? QDateTime::currentDateTimeUtc() : QDateTime::fromString(text, Qt::ISODate);
    if (!now.isValid())
        return std::unexpected(QStringLiteral("--now must be a time, as 2026-11-24T09:40:00+11:00"));
    options.generator.now = UtcTime(milliseconds(now.toMSecsSinceEpoch()));
    return {};
}

std::expected<void, QString> readShape(const QCommandLineParser& parser, Quirks& quirks) {
    const QString shape = parser.value(QStringLiteral("shape"));
    if (shape != QLatin1String("real") && shape != QLatin1String("plain"))
        return std::unexpected(QStringLiteral("--shape must be real or plain"));
    quirks.shape = shape == QLatin1String("plain") ? Shape::Plain : Shape::Real;
    return {};
}

void readQuirks(const QCommandLineParser& parser, Quirks& quirks) {
    // Said in the headers: a client keeps to 500 where the service names no limit.
    if (isSet(parser, "no-rate-limit"))
        quirks.requestsPerMinute = 1'000'000;
    quirks.withMeta = !isSet(parser, "no-meta");
    quirks.withTotal = !isSet(parser, "no-total");
    quirks.withDate = !isSet(parser, "no-date");
    quirks.pathReferences = isSet(parser, "path-references");
    quirks.withDisplay = !isSet(parser, "no-display");
    quirks.retryAfterAsDate = isSet(parser, "retry-after-date");
    quirks.listsExternalPractitioners = !isSet(parser, "no-externals");
    quirks.statusMovesLastUpdated = !isSet(parser, "still-status");
    quirks.autoAttendedMovesLastUpdated = !isSet(parser, "still-attended");
    quirks.invoiceMovesLastUpdated = !isSet(parser, "still-invoice");
    quirks.paymentMovesLastUpdated = !isSet(parser, "still-payment");
    if (isSet(parser, "referrals-by-subject"))
        quirks.referrals = ReferralMode::BySubject;
    if (isSet(parser, "referrals-ignored"))
        quirks.referrals = ReferralMode::Ignored;
    for (const QString& name : parser.values(QStringLiteral("ignore")))
        quirks.ignoredParameters.insert(name);
    quirks.clientId = parser.value(QStringLiteral("client-id"));
    quirks.clientSecret = parser.value(QStringLiteral("client-secret"));
}

std::expected<void, QString> readFaults(const QCommandLineParser& parser, std::vector<Fault>& faults) {
    for (const QString& text : parser.values(QStringLiteral("fault"))) {
        const auto fault = parseFault(text);
        if (!fault)
            return std::unexpected(fault.error());
        faults.push_back(*fault);
    }
    return {};
}

/// --webhook-url and its like; without a url none are sent.
std::expected<void, QString> readWebhooks(const QCommandLineParser& parser, SandboxOptions& options) {
    WebhookPlan plan;
    plan.seed = options.generator.seed;
    bool any = false;
    for (const QString& member : webhookMembers()) {
        const QString name = QStringLiteral("webhook-") + member;
        if (!parser.optionNames().contains(name))
            continue;
        any = true;
        if (!setWebhookMember(plan, member, parser.value(name)))
            return std::unexpected(
                QStringLiteral("--%1: \"%2\" can't be read").arg(name, parser.value(name)));
    }
    if (any && plan.url.isEmpty())
        return std::unexpected(QStringLiteral("webhooks need --webhook-url, an address of this machine"));
    if (any)
        options.webhooks = plan;
    return {};
}

}  // namespace

void describeSandboxOptions(QCommandLineParser& parser) {
    parser.setApplicationDescription(QStringLiteral(
        "A Halaxy on this machine: an invented practice behind the real service's API, on the loopback "
        "interface.\n"
        "Point Bloom Sync at http://127.0.0.1:PORT/main with client id \"sandbox\" and secret "
        "\"sandbox-secret\".\n"
        "At run time: GET, POST and DELETE /sandbox/faults and /sandbox/webhooks, POST /sandbox/edit, GET "
        "/sandbox/counters and /sandbox/truth."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions({
        option("port", "Port to listen on; 0 takes a free one.", "number", "0"),
        option("port-file", "Write the port to this file once listening.", "file"),
        option("seed", "Which practice to invent; the same seed and time give the same bytes.", "number",
               "1"),
        option("now", "The time it starts at, as 2026-11-24T09:40:00+11:00; the real time otherwise.",
               "time"),
        option("practitioners", "How many practitioners.", "number", "8"),
        option("patients", "How many patients.", "number", "600"),
        option("appointments", "How many appointments, from 1 January of last year to 90 days ahead.",
               "number", "12000"),
        option("in-window", "Put all appointments between 30 days back and 90 days ahead."),
        option("live", "Time passes: sessions are attended, people book, move, cancel and pay."),
        option("no-rate-limit", "Allow (and announce) a million requests a minute instead of 500."),
        option("shape", "real: as the live service; plain: as the specification has it, below /fhir.",
               "shape", "real"),
        option("no-meta", "Send no meta.versionId and meta.lastUpdated."),
        option("no-total", "Send no total in searchsets."),
        option("no-date", "Send no Date header."),
        option("no-externals", "List no external practitioners (EP-…); the plain shape never does."),
        option("path-references", "References from the root, as /main/Patient/123."),
        option("no-display", "References without display."),
        option("retry-after-date", "Send Retry-After as an HTTP date instead of seconds."),
        option("others", "Calls of each minute that other programs of the practice use up.", "number", "0"),
        option("still-status", "A participant's status does not move _lastUpdated."),
        option("still-attended", "Nor does the automatic change from booked to attended."),
        option("still-invoice", "A new invoice does not move the appointment's _lastUpdated."),
        option("still-payment", "A payment does not move the invoice's _lastUpdated."),
        option("referrals-by-subject", "Refuse Referral searches without a subject."),
        option("referrals-ignored", "Answer Referral searches without a subject with nothing."),
        option("ignore", "Silently ignore a search parameter, as Appointment.practitioner.", "parameter"),
        option("token-seconds", "How long a token really lives.", "number", "900"),
        option("client-id", "Accepted client id.", "id", "sandbox"),
        option("client-secret", "Accepted client secret.", "secret", "sandbox-secret"),
        option("webhook-url", "Send webhooks there, as http://127.0.0.1:8787; only to this machine.", "url"),
        option("webhook-secret",
               "Sign them: as Standard Webhooks with \"whsec_…\", else as X-Halaxy-Signature.", "secret"),
        option("webhook-header", "Send a fixed header with them, as \"Authorization: letmein\".", "header"),
        option("webhook-shape", "real, specification or both.", "shape", "real"),
        option("webhook-duplicates", "How many of 100 come twice.", "share", "0"),
        option("webhook-loss", "How many of 100 never come.", "share", "0"),
        option("webhook-reorder", "How many of 100 are overtaken by later ones.", "share", "0"),
        option("webhook-delay", "How late they come, in milliseconds, as 200 or 200-5000.", "range", "0"),
        option("webhook-rate", "At most so many a minute; 0: no limit.", "number", "0"),
        faultOption(),
    });
}

std::expected<SandboxOptions, QString> readSandboxOptions(const QCommandLineParser& parser) {
    SandboxOptions options;
    if (!parser.positionalArguments().isEmpty())
        return std::unexpected(
            QStringLiteral("unexpected argument \"%1\"").arg(parser.positionalArguments().front()));
    for (const auto& read :
         {readNumbers(parser, options), readTime(parser, options), readShape(parser, options.quirks),
          readFaults(parser, options.faults), readWebhooks(parser, options)}) {
        if (!read)
            return std::unexpected(read.error());
    }
    readQuirks(parser, options.quirks);
    options.generator.inWindow = isSet(parser, "in-window");
    options.live = isSet(parser, "live");
    options.portFile = parser.value(QStringLiteral("port-file"));
    return options;
}

}  // namespace bloom::apps
