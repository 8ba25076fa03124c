// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/workers.h"

#include <QCoreApplication>
#include <QProcess>
#include <cstdio>
#include <memory>

namespace bloom::simulation {

namespace {

QString escaped(const std::string& text) { return QString::fromStdString(text).replace(u'\n', u'\v'); }
std::string unescaped(QString text) { return text.replace(u'\v', u'\n').toStdString(); }

void tellCoverage(const Coverage& coverage) {
    for (const auto& [what, times] : coverage.met())
        std::printf("met\t%ld\t%s\n", times, what.c_str());
    std::fflush(stdout);
}

void take(Outcome& outcome, const QString& line) {
    const QStringList parts = line.split(u'\t');
    if (parts.value(0) == QLatin1String("passed"))
        ++outcome.passed;
    else if (parts.value(0) == QLatin1String("met"))
        outcome.coverage.meet(parts.value(2).toStdString(), parts.value(1).toLong());
    else if (parts.value(0) == QLatin1String("failed") && parts.size() >= 5)
        outcome.failures.push_back(
            {parts[1].toULongLong(),
             {unescaped(parts[3]), unescaped(parts[4]), UtcTime(milliseconds(parts[2].toLongLong()))}});
}

}  // namespace

Outcome runHere(const Wanted& wanted, Ground& ground, bool tell) {
    Outcome outcome;
    for (int i = 0; i < wanted.seeds; ++i) {
        const quint64 seed = wanted.from + quint64(i) * quint64(wanted.stride);
        const auto violation = runSeed(seed, ground, outcome.coverage);
        if (!violation) {
            ++outcome.passed;
            if (tell)
                std::printf("passed\t%llu\n", seed);
        } else {
            outcome.failures.push_back({seed, *violation});
            if (tell)
                std::printf("failed\t%llu\t%lld\t%s\t%s\n", seed,
                            static_cast<long long>(violation->at.time_since_epoch().count()),
                            qUtf8Printable(escaped(violation->rule)),
                            qUtf8Printable(escaped(violation->text)));
            if (wanted.firstOnly)
                break;
        }
        if (tell)
            std::fflush(stdout);
    }
    if (tell)
        tellCoverage(outcome.coverage);
    return outcome;
}

Outcome runWorkers(const Wanted& wanted) {
    std::vector<std::unique_ptr<QProcess>> workers;
    for (int job = 0; job < wanted.jobs; ++job) {
        const int share = wanted.seeds / wanted.jobs + (job < wanted.seeds % wanted.jobs ? 1 : 0);
        QStringList arguments{QStringLiteral("--worker"),
                              QStringLiteral("--from"),
                              QString::number(wanted.from + quint64(job)),
                              QStringLiteral("--seeds"),
                              QString::number(share),
                              QStringLiteral("--stride"),
                              QString::number(wanted.jobs)};
        if (!wanted.breakName.isEmpty())
            arguments << QStringLiteral("--break") << wanted.breakName;
        auto worker = std::make_unique<QProcess>();
        worker->setProcessChannelMode(QProcess::ForwardedErrorChannel);
        worker->start(QCoreApplication::applicationFilePath(), arguments);
        workers.push_back(std::move(worker));
    }
    Outcome outcome;
    for (const auto& worker : workers) {
        worker->waitForFinished(-1);
        const QStringList lines =
            QString::fromUtf8(worker->readAllStandardOutput()).split(u'\n', Qt::SkipEmptyParts);
        for (const QString& line : lines)
            take(outcome, line);
        if (worker->exitStatus() != QProcess::NormalExit)
            outcome.failures.push_back({0, {"a worker crashed", worker->errorString().toStdString(), {}}});
    }
    return outcome;
}

}  // namespace bloom::simulation
