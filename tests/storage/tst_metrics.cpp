// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Roll-ups: written twice they count once, live samples add up.
#include "storage/metrics_store.h"
#include "support/temp_database.h"

#include "core/practice_time.h"

#include <QTest>

using namespace bloom;
using namespace bloom::storage;
using bloom::test::TempDatabase;

namespace {

QString L(const char* text) { return QString::fromLatin1(text); }
UtcTime at(const char* text) { return parseUtc(L(text)).value(); }

}  // namespace

class TestMetrics : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void writtenTwiceCountsOnce();
    void liveSamplesAddUp();
    void readsWhatStartsInTheInterval();
};

void TestMetrics::writtenTwiceCountsOnce() {
    TempDatabase database;
    Rollup line{Metric::RunErrors, {}, RollupPeriod::Hour, {at("2026-11-24T10:00:00Z"), 4, 1, 0, 1}};
    database.write([&](Scope& scope) { MetricsStore(scope).put(line); });
    line.point.samples = 5;
    database.write([&](Scope& scope) { MetricsStore(scope).put(line); });
    const auto read = database.read([&](Scope& scope) {
        return MetricsStore(scope).read(Metric::RunErrors, {}, RollupPeriod::Hour, at("2026-11-24T00:00:00Z"),
                                        at("2026-11-25T00:00:00Z"));
    });
    QCOMPARE(read, std::vector{line});
    QCOMPARE(read.front().point.mean(), std::optional(0.2));
}

void TestMetrics::liveSamplesAddUp() {
    TempDatabase database;
    database.write([](Scope& scope) {
        MetricsStore store(scope);
        store.add(Metric::WebhookAnswer, {}, {at("2026-11-24T10:59:59.999Z"), 2, 50, 20, 30});
        store.add(Metric::WebhookAnswer, {}, {at("2026-11-24T10:00:00Z"), 1, 10, 10, 10});
        store.add(Metric::WebhookAnswer, {}, {at("2026-11-24T11:00:00Z"), 1, 7, 7, 7});
    });
    const auto hours = database.read([](Scope& scope) {
        return MetricsStore(scope).hours(at("2026-11-24T10:00:00Z"), at("2026-11-24T12:00:00Z"));
    });
    QCOMPARE(hours.size(), std::size_t(2));
    QCOMPARE(
        hours[0],
        (Rollup{Metric::WebhookAnswer, {}, RollupPeriod::Hour, {at("2026-11-24T10:00:00Z"), 3, 60, 10, 30}}));
    QCOMPARE(hours[1].point.samples, 1);
}

void TestMetrics::readsWhatStartsInTheInterval() {
    TempDatabase database;
    const PractitionerId anna(L("anna"));
    const auto starts = [&](const PractitionerId& whose, RollupPeriod period) {
        return database.read([&](Scope& scope) {
            QStringList texts;
            for (const Rollup& line :
                 MetricsStore(scope).read(Metric::Freshness, whose, period, at("2026-11-24T00:00:00Z"),
                                          at("2026-11-25T00:00:00Z")))
                texts << toIsoText(line.point.start).left(13);
            return texts.join(u' ');
        });
    };
    database.write([&](Scope& scope) {
        MetricsStore store(scope);
        for (const char* hour : {"2026-11-25T00:00:00Z", "2026-11-24T23:00:00Z", "2026-11-24T00:00:00Z"})
            store.put({Metric::Freshness, {}, RollupPeriod::Hour, {at(hour), 1, 1, 1, 1}});
        store.put({Metric::Freshness, anna, RollupPeriod::Hour, {at("2026-11-24T05:00:00Z"), 1, 1, 1, 1}});
        store.put({Metric::Freshness, {}, RollupPeriod::Day, {at("2026-11-24T13:00:00Z"), 1, 1, 1, 1}});
        store.put({Metric::RunErrors, {}, RollupPeriod::Hour, {at("2026-11-24T05:00:00Z"), 1, 1, 1, 1}});
    });
    QCOMPARE(starts({}, RollupPeriod::Hour), L("2026-11-24T00 2026-11-24T23"));
    QCOMPARE(starts(anna, RollupPeriod::Hour), L("2026-11-24T05"));
    QCOMPARE(starts({}, RollupPeriod::Day), L("2026-11-24T13"));
}

QTEST_GUILESS_MAIN(TestMetrics)
#include "tst_metrics.moc"
