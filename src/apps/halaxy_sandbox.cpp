// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// halaxy-sandbox: a Halaxy on this machine, for trying and testing Bloom Sync without a practice.
#include "sandbox/sandbox_server.h"
#include "sandbox/shifted_clock.h"

#include <fcntl.h>
#include <unistd.h>
#include <csignal>
#include <QCommandLineParser>
#include <QCoreApplication>
#include <QSaveFile>
#include <QSocketNotifier>
#include <QTextStream>

using namespace bloom;
using namespace bloom::sandbox;

namespace {

constexpr int usageError = 2;
int signalPipe[2] = {-1, -1};

void onSignal(int) {
    const char byte = 1;
    [[maybe_unused]] const auto written = ::write(signalPipe[1], &byte, 1);
}

/// A signal handler may do almost nothing: it writes a byte that the event loop reads.
void quitOnSignals(QCoreApplication& app) {
    if (::pipe2(signalPipe, O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    auto* notifier = new QSocketNotifier(signalPipe[0], QSocketNotifier::Read, &app);
    QObject::connect(notifier, &QSocketNotifier::activated, &app, &QCoreApplication::quit);
    std::signal(SIGTERM, onSignal);
    std::signal(SIGINT, onSignal);
}

int fail(const QString& why) {
    QTextStream(stderr) << "halaxy-sandbox: " << why << Qt::endl;
    return usageError;
}

struct Options {
    quint16 port = 0;
    QString portFile;
    GeneratorOptions generator;
    Quirks quirks;
    std::vector<Fault> faults;
};

QCommandLineOption option(const char* name, const char* what, const char* value = nullptr,
                          const char* normal = "") {
    return {QString::fromLatin1(name), QString::fromUtf8(what), QString::fromLatin1(value),
            QString::fromLatin1(normal)};
}

void describe(QCommandLineParser& parser) {
    parser.setApplicationDescription(
        QStringLiteral("A Halaxy on this machine: an invented practice behind the real service's API, on the "
                       "loopback interface.\n"
                       "Point Bloom Sync at http://127.0.0.1:PORT/main with client id \"sandbox\" and secret "
                       "\"sandbox-secret\"."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions({
        option("port", "Port to listen on; 0 takes a free one.", "number", "0"),
        option("port-file", "Write the port to this file once listening.", "file"),
        option("seed", "The practice this number stands for; the same seed and time give the same bytes.",
               "number", "1"),
        option("now", "The time it starts at, as 2026-11-24T09:40:00+11:00; the real time otherwise.",
               "time"),
        option("practitioners", "How many practitioners.", "number", "8"),
        option("patients", "How many patients.", "number", "600"),
        option("appointments", "How many appointments, from 1 January of last year to 90 days ahead.",
               "number", "12000"),
        option("in-window", "Put all appointments between 30 days back and 90 days ahead."),
        option("no-rate-limit", "Do not limit to 500 requests a minute."),
        option("shape", "real: as the live service; plain: as the specification has it, below /fhir.",
               "shape", "real"),
        option("no-meta", "Send no meta.versionId and meta.lastUpdated."),
        option("no-total", "Send no total in searchsets."),
        option("no-date", "Send no Date header."),
        option("still-status", "A participant's status does not move _lastUpdated."),
        option("still-invoice", "An invoice or payment does not move the appointment's _lastUpdated."),
        option("referrals-by-subject", "Refuse Referral searches without a subject."),
        option("ignore", "Silently ignore a search parameter, as Appointment.practitioner.", "parameter"),
        option("fault",
               "Start with a fault, as \"server-error,resource=Appointment,count=3,status=500\". Kinds: "
               "latency rate-limited server-error outage drop truncate html empty empty-searchset next-loops "
               "next-leaves-host hang drip expired-token credentials-refused shifted-pages repeated-rows "
               "missing-rows "
               "hidden-rows changing-total warning-entry unusable clock-skew. Members: resource practitioner "
               "skip "
               "count every for status milliseconds seconds amount.",
               "fault"),
        option("client-id", "Accepted client id.", "id", "sandbox"),
        option("client-secret", "Accepted client secret.", "secret", "sandbox-secret"),
    });
}

std::expected<int, QString> count(const QCommandLineParser& parser, const char* name, int high) {
    bool ok = false;
    const int value = parser.value(QString::fromLatin1(name)).toInt(&ok);
    if (!ok || value < 0 || value > high)
        return std::unexpected(
            QStringLiteral("--%1 must be a number from 0 to %2").arg(QLatin1String(name)).arg(high));
    return value;
}

std::expected<void, QString> readNumbers(const QCommandLineParser& parser, Options& options) {
    int port = 0, seed = 0;
    const std::tuple<const char*, int, int*> numbers[] = {
        {"port", 65535, &port},
        {"seed", 1'000'000'000, &seed},
        {"practitioners", 500, &options.generator.practitioners},
        {"patients", 1'000'000, &options.generator.patients},
        {"appointments", 5'000'000, &options.generator.appointments}};
    for (const auto& [name, high, target] : numbers) {
        const auto value = count(parser, name, high);
        if (!value)
            return std::unexpected(value.error());
        *target = *value;
    }
    options.port = quint16(port);
    options.generator.seed = quint64(seed);
    return {};
}

std::expected<void, QString> readTime(const QCommandLineParser& parser, Options& options) {
    const QString text = parser.value(QStringLiteral("now"));
    const QDateTime now =
        text.isEmpty() ? QDateTime::currentDateTimeUtc() : QDateTime::fromString(text, Qt::ISODate);
    if (!now.isValid())
        return std::unexpected(QStringLiteral("--now must be a time, as 2026-11-24T09:40:00+11:00"));
    options.generator.now = UtcTime(milliseconds(now.toMSecsSinceEpoch()));
    options.generator.inWindow = parser.isSet(QStringLiteral("in-window"));
    return {};
}

std::expected<void, QString> readQuirks(const QCommandLineParser& parser, Quirks& quirks) {
    const QString shape = parser.value(QStringLiteral("shape"));
    if (shape != QLatin1String("real") && shape != QLatin1String("plain"))
        return std::unexpected(QStringLiteral("--shape must be real or plain"));
    quirks.shape = shape == QLatin1String("plain") ? Shape::Plain : Shape::Real;
    if (parser.isSet(QStringLiteral("no-rate-limit")))
        quirks.requestsPerMinute = 0;
    quirks.withMeta = !parser.isSet(QStringLiteral("no-meta"));
    quirks.withTotal = !parser.isSet(QStringLiteral("no-total"));
    quirks.withDate = !parser.isSet(QStringLiteral("no-date"));
    quirks.statusMovesLastUpdated = !parser.isSet(QStringLiteral("still-status"));
    quirks.autoAttendedMovesLastUpdated = quirks.statusMovesLastUpdated;
    quirks.invoiceMovesLastUpdated = !parser.isSet(QStringLiteral("still-invoice"));
    if (parser.isSet(QStringLiteral("referrals-by-subject")))
        quirks.referrals = ReferralMode::BySubject;
    for (const QString& name : parser.values(QStringLiteral("ignore")))
        quirks.ignoredParameters.insert(name);
    quirks.clientId = parser.value(QStringLiteral("client-id"));
    quirks.clientSecret = parser.value(QStringLiteral("client-secret"));
    return {};
}

std::expected<Options, QString> readOptions(const QCommandLineParser& parser) {
    Options options;
    if (!parser.positionalArguments().isEmpty())
        return std::unexpected(
            QStringLiteral("unexpected argument \"%1\"").arg(parser.positionalArguments().front()));
    for (const auto& read :
         {readNumbers(parser, options), readTime(parser, options), readQuirks(parser, options.quirks)}) {
        if (!read)
            return std::unexpected(read.error());
    }
    options.portFile = parser.value(QStringLiteral("port-file"));
    for (const QString& text : parser.values(QStringLiteral("fault"))) {
        const auto fault = parseFault(text);
        if (!fault)
            return std::unexpected(fault.error());
        options.faults.push_back(*fault);
    }
    return options;
}

bool writePort(const QString& path, quint16 port) {
    QSaveFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(QByteArray::number(port) + '\n') > 0 &&
           file.commit();
}

}  // namespace

int main(int argc, char** argv) {
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("halaxy-sandbox"));
    QCoreApplication::setApplicationVersion(QStringLiteral(BLOOM_VERSION));
    QCommandLineParser parser;
    describe(parser);
    parser.process(app);
    const auto options = readOptions(parser);
    if (!options)
        return fail(options.error());
    quitOnSignals(app);
    ShiftedClock clock(options->generator.now);
    SandboxServer server(clock, generate(options->generator), options->quirks);
    for (const Fault& fault : options->faults)
        server.core().faults().add(fault, clock.utcNow());
    const auto port = server.start(options->port);
    if (!port)
        return fail(QStringLiteral("can't listen on port %1: %2").arg(options->port).arg(port.error()));
    if (!options->portFile.isEmpty() && !writePort(options->portFile, *port))
        return fail(QStringLiteral("can't write %1").arg(options->portFile));
    QTextStream(stdout) << "Listening on " << server.baseUrl() << Qt::endl;
    return QCoreApplication::exec();
}
