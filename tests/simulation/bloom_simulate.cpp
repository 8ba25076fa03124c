// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// bloom-simulate: days of a practice, thousands of times over, with everything that can go wrong. See
// docs/simulation.md.
#include "simulation/breaks.h"
#include "simulation/workers.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QLoggingCategory>
#include <cstdio>

using namespace bloom;
using namespace bloom::simulation;

namespace {

constexpr int kSeedsThatMeetAll = 500;
constexpr int kFailuresShown = 3;

struct Arguments {
    Wanted wanted;
    Chosen only;
    bool worker = false;
    bool listBreaks = false;
    bool verbose = false;
    bool trace = false;
    int tries = 150;
};

std::vector<int> placesFrom(const QString& text) {
    std::vector<int> places;
    for (const QString& part : text.split(u',', Qt::SkipEmptyParts))
        if (text != QLatin1String("none"))
            places.push_back(part.toInt());
    return places;
}

Arguments parse(const QCoreApplication& application) {
    QCommandLineParser parser;
    parser.addHelpOption();
    const auto option = [&](const char* name, const char* what, const char* value = nullptr,
                            const char* usual = nullptr) {
        parser.addOption({QString::fromLatin1(name), QString::fromLatin1(what),
                          QString::fromLatin1(value ? value : ""), QString::fromLatin1(usual ? usual : "")});
    };
    option("seeds", "how many", "N", "500");
    option("from", "the first one", "S", "1");
    option("jobs", "processes", "J", "1");
    option("stride", "every so-manieth seed", "K", "1");
    option("break", "plants this fault; found = exit 0", "NAME");
    option("list-breaks", "the names of all planted faults");
    option("only", "of one seed, these steps alone", "PLACES");
    option("tries", "how often a failing seed may be run to shorten it", "N", "150");
    option("worker", "for this program's own use");
    option("trace", "of one seed, all that happens");
    option("verbose", "what the engine logs");
    parser.process(application);
    const auto value = [&](const char* name) { return parser.value(QString::fromLatin1(name)); };
    const auto isSet = [&](const char* name) { return parser.isSet(QString::fromLatin1(name)); };
    Arguments arguments;
    arguments.wanted = {
        value("from").toULongLong(),          value("seeds").toInt(), std::max(1, value("jobs").toInt()),
        std::max(1, value("stride").toInt()), value("break"),         isSet("break")};
    if (isSet("only"))
        arguments.only = placesFrom(value("only"));
    arguments.worker = isSet("worker");
    arguments.listBreaks = isSet("list-breaks");
    arguments.verbose = isSet("verbose");
    arguments.trace = isSet("trace");
    arguments.tries = value("tries").toInt();
    return arguments;
}

void show(const Failure& failure, Ground& ground, const Arguments& arguments) {
    std::printf("seed %llu: %s\n  %s\n", static_cast<unsigned long long>(failure.seed),
                failure.violation.rule.c_str(), failure.violation.text.c_str());
    std::fflush(stdout);
    if (arguments.tries <= 0)
        return;
    const auto chosen = shrink(failure.seed, ground, failure.violation, arguments.tries);
    std::printf("%s", replayOf(failure.seed, chosen, arguments.wanted.breakName.toStdString()).c_str());
    std::fflush(stdout);
}

int runOnly(const Arguments& arguments) {
    Ground ground;
    Coverage coverage;
    const auto violation = runSeed(arguments.wanted.from, ground, coverage, arguments.only, arguments.trace);
    if (violation)
        std::printf("seed %llu: %s\n  %s\n", static_cast<unsigned long long>(arguments.wanted.from),
                    violation->rule.c_str(), violation->text.c_str());
    std::printf("%d passed, %d failed\n", violation ? 0 : 1, violation ? 1 : 0);
    return violation ? 1 : 0;
}

int conclude(const Outcome& outcome, const Arguments& arguments, qint64 elapsed) {
    for (const auto& [what, times] : outcome.coverage.met())
        std::printf("%10ld  %s\n", times, what.c_str());
    int missing = 0;
    if (arguments.wanted.seeds >= kSeedsThatMeetAll && outcome.failures.empty())
        for (const std::string& what : outcome.coverage.notMet())
            missing += std::printf("never met: %s\n", what.c_str()) > 0 ? 1 : 0;
    const auto run = outcome.passed + int(outcome.failures.size());
    std::printf("%.2f seeds a second\n", elapsed > 0 ? 1000.0 * run / double(elapsed) : 0.0);
    std::printf("%d passed, %d failed\n", outcome.passed, int(outcome.failures.size()));
    return outcome.failures.empty() && missing == 0 ? 0 : 1;
}

int runBroken(const Arguments& arguments) {
    Ground ground;
    const Outcome outcome = runHere(arguments.wanted, ground, false);
    if (outcome.failures.empty()) {
        std::printf("%s: not found in %d seeds\n", qUtf8Printable(arguments.wanted.breakName),
                    arguments.wanted.seeds);
        return 1;
    }
    show(outcome.failures.front(), ground, arguments);
    std::printf("%s: found after %d seeds\n", qUtf8Printable(arguments.wanted.breakName), outcome.passed + 1);
    return 0;
}

}  // namespace

int main(int argc, char* argv[]) {
    QCoreApplication application(argc, argv);
    const Arguments arguments = parse(application);
    if (!arguments.verbose)
        QLoggingCategory::setFilterRules(QStringLiteral("*=false"));
    if (arguments.listBreaks) {
        for (const Break& one : breaks())
            std::printf("%s\n", one.name);
        return 0;
    }
    if (!arguments.wanted.breakName.isEmpty()) {
        const auto fault = breakFrom(arguments.wanted.breakName.toStdString());
        if (!fault) {
            std::fprintf(stderr, "There is no planted fault of this name; --list-breaks has them.\n");
            return 2;
        }
        plantedFault = static_cast<int>(*fault);
    }
    if (arguments.only || arguments.trace)
        return runOnly(arguments);
    if (arguments.worker) {
        Ground ground;
        runHere(arguments.wanted, ground, true);
        return 0;
    }
    if (!arguments.wanted.breakName.isEmpty())
        return runBroken(arguments);
    QElapsedTimer timer;
    timer.start();
    Ground ground;
    const Outcome outcome =
        arguments.wanted.jobs > 1 ? runWorkers(arguments.wanted) : runHere(arguments.wanted, ground, false);
    const qint64 elapsed = timer.elapsed();
    for (std::size_t i = 0; i < outcome.failures.size(); ++i) {
        Arguments how = arguments;
        if (i >= std::size_t(kFailuresShown))
            how.tries = 0;
        show(outcome.failures[i], ground, how);
    }
    return conclude(outcome, arguments, elapsed);
}
