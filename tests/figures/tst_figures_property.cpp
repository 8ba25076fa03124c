// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Every figure twice: through the whole product (client, apply, database, one read), and by the slow way from
// the service's JSON. Random practices, zones, days and moments; a failure prints the seed that repeats it:
// BLOOM_FIGURES_SEED.
#include "figures/odd_practice.h"
#include "figures/service_json.h"
#include "storage/practitioner_store.h"
#include "storage/readers/dashboard_reader.h"
#include "support/practice_bench.h"

#include <QtTest>

using namespace bloom;
using namespace bloom::test;

namespace {

constexpr int kCases = 2'400;
constexpr int kCasesOfOne = 8;  // of one practitioner in one world

QString s(const char* text) { return QString::fromLatin1(text); }

QString orNone(const std::optional<Cents>& amount) {
    return amount ? QString::number(amount->value) : s("none");
}
QString orUnknown(const std::optional<int>& count) { return count ? QString::number(*count) : s("unknown"); }

/// What the product says, in the words of SlowFigures.
class Lines {
public:
    explicit Lines(const Dashboard& dashboard) : m_d(dashboard) {
        sessions();
        week();
        month();
        upcoming();
        m_lines.sort();
    }
    QStringList take() { return m_lines; }

private:
    void add(const char* name, const QString& value) { m_lines << s(name) + u'=' + value; }
    void add(const char* name, std::int64_t value) { add(name, QString::number(value)); }
    void sessions() {
        QString upNext = s("none");
        for (const SessionView& v : m_d.sessions) {
            if (v.upNext)
                upNext = toQDateTime(v.start).toString(Qt::ISODate);
            QStringList parts{v.appointmentId.value + u'/' + v.patientId.value, v.localTime, name(v.status),
                              v.initials};
            parts << (v.sessionNumber
                          ? s("n%1%2").arg(*v.sessionNumber).arg(v.sessionNumberAtLeast ? s("+") : QString())
                          : s("n-"));
            parts << (v.relationshipMonths ? s("m%1").arg(*v.relationshipMonths) : s("m-"));
            parts << (v.mhcpRemaining ? s("plan%1/%2").arg(*v.mhcpRemaining).arg(*v.mhcpTotal) : s("plan-"));
            parts << (v.overlaps ? s("overlaps") : s("-")) << (v.stillBooked ? s("still") : s("-"))
                  << (v.inProgress ? s("on") : s("-")) << (v.group ? s("group") : s("-")) << name(v.billing)
                  << orNone(v.invoiceAmount);
            m_lines << s("session=") + parts.join(u'|');
        }
        add("upNext", upNext);
        add("sessions", std::int64_t(m_d.sessions.size()));
    }
    void week() {
        const WeeklyStats& w = m_d.week;
        QStringList perDay;
        for (const int count : w.perDay)
            perDay << QString::number(count);
        add("week.start", w.start.toString(Qt::ISODate));
        add("week.end", w.end.toString(Qt::ISODate));
        add("week.completed", w.completed);
        add("week.scheduled", w.scheduled);
        add("week.maximum", w.maximum);
        add("week.noShows", w.noShows);
        add("week.cancellations", w.cancellations);
        add("week.unknown", w.unknown);
        add("week.revenue", w.revenue.value);
        add("week.perDay", perDay.join(u','));
        add("week.rate", w.completionRate ? QString::number(*w.completionRate, 'f', 6) : s("none"));
    }
    void month() {
        const MonthlyStats& m = m_d.month;
        add("month.revenue", m.currentRevenue.value);
        add("month.paid", m.paid.value);
        add("month.outstanding", m.outstanding.value);
        add("month.withoutSession", m.withoutSession.value);
        add("month.completed", m.completed);
        add("month.scheduled", m.scheduled);
        add("month.unknown", m.unknown);
        add("month.average", orNone(m.averageSessionValue));
        add("month.projected", orNone(m.projected));
        add("month.atLeast", m.projectedAtLeast ? s("yes") : s("no"));
        for (const auto& [billing, amount] : m.revenueByBilling)
            add(qPrintable(s("month.billing.") + name(billing)), amount.value);
        add("month.yearly", orNone(m.yearlyProjection));
    }
    void upcoming() {
        const UpcomingStats& u = m_d.upcoming;
        add("up.tomorrow", u.tomorrow);
        add("up.rest", u.restOfWeek);
        add("up.next", u.nextWeek);
        add("up.ending", orUnknown(u.mhcpEndingSoon));
        add("up.follow", orUnknown(u.needFollowUp));
        add("up.regulars", orUnknown(u.regularsNotBooked));
        for (const PlanView& plan : m_d.plans)
            m_lines << s("plan=%1|%2|%3").arg(plan.patientId.value, name(plan.urgency)).arg(plan.count.used) +
                           (plan.count.known ? s("|%1").arg(plan.count.available) : s("|?"));
    }

    const Dashboard& m_d;
    QStringList m_lines;
};

/// What one says and the other doesn't.
QString difference(const QStringList& product, const QStringList& slow) {
    QStringList told;
    for (const QString& line : product)
        if (product.count(line) != slow.count(line))
            told << s("  product ") + line;
    for (const QString& line : slow)
        if (product.count(line) != slow.count(line))
            told << s("  slow    ") + line;
    told.removeDuplicates();
    return told.join(u'\n');
}

/// What the cases must have met at least a few times, or they prove nothing: parts of lines.
const QStringList& wanted() {
    static const QStringList kWanted{
        s("|overlaps|"),
        s("|still|"),
        s("|on|"),
        s("|group|"),
        s("+|m"),
        s("|plan0/10"),
        s("upNext=20"),
        s("week.noShows=1"),
        s("week.rate=0.5"),
        s("month.atLeast=yes"),
        s("month.billing.dva"),
        s("month.billing.unknown"),
        s("month.revenue=-"),
        s("|over-limit"),
        s("|expired"),
        s("|review-due"),
        s("|ending-soon"),
        s("|unknown|"),
        s("|used-up"),
        s("up.ending=unknown"),
        s("up.follow=1"),
        s("up.regulars=1"),
        s("up.next=2"),
        s("month.projected=none"),
        s("month.yearly=1"),
        s("month.yearly=none"),
        s("month.withoutSession=1"),
        s("sessions=0"),
        s("sessions=3"),
        s("month.outstanding=1"),
    };
    return kWanted;
}

/// One practice, synced once.
class World {
public:
    explicit World(unsigned seed) : m_random(seed), m_now(oddNow(m_random)), m_bench(tiny(m_now)) {
        const quint64 revision = m_bench.halaxy.practice().revision;
        m_bench.halaxy.practice() = oddPractice(m_random, m_now);
        m_bench.halaxy.practice().revision = revision + 1;
        m_bench.settings.historyDays = 800;
        m_bench.settings.futureDays = 500;
        m_bench.restart();
        m_report = m_bench.run();
        // Clients belong to somebody as of the run: each page is applied at its own moment of it.
        m_syncedAt = m_bench.clock.utcNow();
        m_slow = std::make_unique<SlowFigures>(jsonOf(m_bench.halaxy));
    }
    const RunReport& report() const { return m_report; }

    /// How many cases were compared; the first that differs is told.
    int compare(QString& failure) {
        int cases = 0;
        const auto staff = m_bench.database.read(
            [](storage::Scope& scope) { return storage::PractitionerStore(scope).all(); });
        for (const PractitionerView& one : staff) {
            const QString zone = oddZones().at(int(m_random() % unsigned(oddZones().size())));
            m_bench.database.write([&](storage::Scope& scope) {
                return storage::PractitionerStore(scope).save(one.id, {{}, {}, zone, {}, {}, {}}, m_now);
            });
            for (int i = 0; i < kCasesOfOne && failure.isEmpty(); ++i, ++cases)
                failure = compareOne(one, zone);
        }
        return cases;
    }

    std::map<QString, int> met;  ///< cases, by part of a line

private:
    static sandbox::GeneratorOptions tiny(UtcTime now) {
        auto options = PracticeBench::small();
        options.now = now;
        options.practitioners = 1;
        options.patients = 1;
        options.appointments = 1;
        return options;
    }

    UtcTime oddMoment() {
        const int kind = int(m_random() % 5);
        const auto& appointments = m_bench.halaxy.practice().appointments.rows();
        if (kind == 4 && !appointments.empty())  // in the middle of one
            return appointments[m_random() % appointments.size()].start + std::chrono::minutes(10);
        if (kind < 2)
            return m_syncedAt;
        const auto minutes = std::chrono::minutes(int(m_random() % 20'000) - 10'000);
        return kind == 2 ? m_syncedAt + minutes : m_syncedAt + minutes * 40;
    }

    QString compareOne(const PractitionerView& practitioner, const QString& zone) {
        const UtcTime now = oddMoment();
        const QTimeZone timeZone(zone.toLatin1());
        const QDate today = toQDateTime(now).toTimeZone(timeZone).date();
        const QDate date = m_random() % 4 == 0 ? QDate() : oddDay(m_random, today);
        const auto dashboard = m_bench.database.read([&](storage::Scope& scope) {
            return storage::readDashboard(scope, practitioner.halaxyId.value, date, {now, {}, false, {}});
        });
        if (!dashboard)
            return s("no dashboard");
        const SlowQuestion question{practitioner.halaxyId.value,     timeZone,
                                    date.isValid() ? date : today,   toQDateTime(now),
                                    toQDateTime(m_syncedAt),         dashboard->historyCompleteFrom,
                                    practitioner.weeklySessionTarget};
        const QStringList slow = m_slow->lines(question);
        for (const QString& part : wanted())
            met[part] += slow.filter(part).isEmpty() ? 0 : 1;
        const QString told = difference(Lines(*dashboard).take(), slow);
        if (told.isEmpty())
            return {};
        return s("%1 in %2 on %3, now %4:\n%5")
            .arg(practitioner.halaxyId.value, zone, question.date.toString(Qt::ISODate), toIsoText(now),
                 told);
    }

    std::mt19937 m_random;
    UtcTime m_now;
    PracticeBench m_bench;
    RunReport m_report;
    UtcTime m_syncedAt;
    std::unique_ptr<SlowFigures> m_slow;
};

}  // namespace

class TestFiguresProperty : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyFigureIsWhatTheServiceSays() {
        const bool one = qEnvironmentVariableIsSet("BLOOM_FIGURES_SEED");
        const int first = one ? qEnvironmentVariableIntValue("BLOOM_FIGURES_SEED") : 1;
        int cases = 0, seed = first;
        std::map<QString, int> met;
        for (; cases < kCases && (!one || seed == first); ++seed) {
            World world(static_cast<unsigned>(seed));
            QVERIFY2(world.report().outcome == RunOutcome::Success,
                     qPrintable(messages(world.report()).join(u'\n')));
            QString failure;
            cases += world.compare(failure);
            for (const auto& [part, count] : world.met)
                met[part] += count;
            QVERIFY2(failure.isEmpty(),
                     qPrintable(s("BLOOM_FIGURES_SEED=%1, %2").arg(QString::number(seed), failure)));
        }
        qInfo("%d cases in %d practices", cases, seed - first);
        QVERIFY(one || cases >= 2'000);
        for (const QString& part : wanted())
            QVERIFY2(one || met[part] >= 3,
                     qPrintable(s("\"%1\" was met %2 times").arg(part).arg(met[part])));
    }
};

QTEST_GUILESS_MAIN(TestFiguresProperty)
#include "tst_figures_property.moc"
