// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/slow_figures.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace bloom::test {

namespace {

QString s(const char* text) { return QString::fromLatin1(text); }

using Visit = SlowFigures::Visit;
using Bill = SlowFigures::Bill;
using Client = SlowFigures::Client;
using Letter = SlowFigures::Letter;

/// One answer, figure by figure.
class Slow {
public:
    Slow(const SlowFigures& all, const SlowQuestion& question) : m_all(all), m_q(question) {}

    QStringList lines() {
        day();
        week();
        month();
        upcoming();
        m_lines.sort();
        return m_lines;
    }

private:
    void add(const QString& name, const QString& value) { m_lines << name + u'=' + value; }
    void add(const QString& name, qint64 value) { add(name, QString::number(value)); }
    QDate localDay(const QDateTime& time) const { return time.toTimeZone(m_q.zone).date(); }
    QDate today() const { return localDay(m_q.now); }
    bool mine(const Visit& visit) const { return visit.practitioner == m_q.practitioner; }
    bool stillAhead(const Visit& visit) const { return visit.booked() && visit.end > m_q.now; }
    static bool counted(const Visit& visit) { return !visit.cancelled() && visit.status != s("unknown"); }
    static qint64 rounded(double value) { return std::llround(value); }

    static std::optional<qint64> medianOf(std::vector<qint64> values) {
        if (values.empty())
            return std::nullopt;
        std::sort(values.begin(), values.end());
        const std::size_t half = values.size() / 2;
        return values.size() % 2 ? values[half]
                                 : rounded((double(values[half - 1]) + double(values[half])) / 2);
    }

    // A client's practitioner, as of the last sync.
    QString practitionerOf(const Client& client) const {
        QString latest;
        for (const Visit& visit : client.visits) {
            if (visit.cancelled())
                continue;
            latest = visit.practitioner;
            if (visit.start > m_q.syncedAt)
                break;
        }
        return latest.isEmpty() ? client.firstPractitioner : latest;
    }

    struct Plan {
        bool known = true, active = false, expired = false, review = false, over = false;
        int used = 0, left = 0;
    };
    Plan planOf(const Client& client) const {
        Plan plan;
        int nobodysKnown = 0;
        for (const Visit& visit : client.visits) {
            const bool judged = visit.status == s("completed") && !visit.group &&
                                localDay(visit.start).year() == today().year();
            plan.used += judged && visit.billing == s("medicare") ? 1 : 0;
            nobodysKnown += judged && visit.billing.isEmpty() ? 1 : 0;
        }
        std::optional<Letter> chosen, ended;
        for (const Letter& letter : client.letters) {
            if (letter.end < today() && (!ended || letter.end > ended->end))
                ended = letter;
            if (!letter.active || letter.start > today() || letter.end < today())
                continue;
            const bool open = letter.used < letter.limit;
            const bool chosenOpen = chosen && chosen->used < chosen->limit;
            if (!chosen || (open && !chosenOpen) || (open == chosenOpen && letter.start > chosen->start))
                chosen = letter;
        }
        plan.active = chosen.has_value();
        plan.expired = !chosen && ended;
        const int limit = chosen ? chosen->limit : 6;
        // Whoever pays for the sessions nobody knows about: where each guess says the same, it is known.
        for (int guess = nobodysKnown; guess >= 0; --guess) {
            const int ofYear = plan.used + guess;
            const int usedOfIt = chosen ? chosen->used : ofYear > 6 ? ofYear - 6 : ofYear;
            const int year = std::max(0, 10 - ofYear), course = std::max(0, limit - usedOfIt);
            const Plan before = plan;
            plan.left = std::min(year, course);
            plan.review = course == 0 && year > 0;
            plan.over = ofYear > 10 || usedOfIt > limit;
            const bool first = guess == nobodysKnown;
            plan.known = plan.known && (first || (before.left == plan.left && before.review == plan.review &&
                                                  before.over == plan.over));
        }
        if (client.letters.empty() && plan.used == 0)
            plan.known = true;
        return plan;
    }
    QString urgencyOf(const Client& client, const Plan& plan) const {
        if (!plan.known)
            return s("unknown");
        if (!plan.active && !plan.expired && plan.used == 0)
            return {};
        return plan.over        ? s("over-limit")
               : plan.expired   ? s("expired")
               : plan.review    ? s("review-due")
               : plan.left == 0 ? s("used-up")
               : plan.left <= 2 ? s("ending-soon")
                                : s("fine");
        Q_UNUSED(client);
    }

    void day() {
        QString upNext = s("none");
        std::vector<const Visit*> visits;
        for (const Visit& visit : m_all.visits())
            if (mine(visit) && localDay(visit.start) == m_q.date)
                visits.push_back(&visit);
        for (const Visit* visit : visits) {
            if (m_q.date == today() && upNext == s("none") && visit->booked() && visit->start > m_q.now)
                upNext = visit->start.toString(Qt::ISODate);
            m_lines << sessionLine(*visit, visits);
        }
        add(s("upNext"), upNext);
        add(s("sessions"), qint64(visits.size()));
    }

    QString sessionLine(const Visit& visit, const std::vector<const Visit*>& day) const {
        const Client& client = m_all.clients().at(visit.patient);
        int number = 0;
        QDate first;
        for (const Visit& other : client.visits)
            if (counted(other) && other.start <= visit.start) {
                ++number;
                first = first.isValid() ? first : localDay(other.start);
            }
        int months = 0;
        while (first.isValid() && first.addMonths(months + 1) <= localDay(visit.start))
            ++months;
        const bool atLeast = !m_q.wholeFrom || first < m_q.wholeFrom->addDays(180);
        bool overlaps = false;
        const auto happens = [](const Visit& v) { return !v.cancelled() && v.status != s("no_show"); };
        for (const Visit* other : day)
            overlaps = overlaps || (other->appointment != visit.appointment && happens(*other) &&
                                    happens(visit) && other->start < visit.end && visit.start < other->end);
        const Plan plan = planOf(client);
        const bool shown = plan.known && plan.active;
        QStringList parts{visit.appointment + u'/' + visit.patient,
                          QLocale::c().toString(visit.start.toTimeZone(m_q.zone).time(), s("h:mm AP")),
                          visit.status, client.initials};
        parts << (first.isValid() && counted(visit) ? s("n%1%2").arg(number).arg(atLeast ? s("+") : QString())
                                                    : s("n-"));
        parts << (first.isValid() ? s("m%1").arg(months) : s("m-"));
        parts << (shown ? s("plan%1/10").arg(plan.left) : s("plan-"));
        parts << (overlaps ? s("overlaps") : s("-"));
        parts << (visit.booked() && visit.end <= m_q.now ? s("still") : s("-"));
        parts << (visit.status == s("confirmed") && visit.start <= m_q.now && m_q.now < visit.end ? s("on")
                                                                                                  : s("-"));
        parts << (visit.group ? s("group") : s("-"));
        parts << (visit.billing.isEmpty() ? s("unknown") : visit.billing);
        parts << (visit.bills.empty() ? s("none") : QString::number(visit.amount()));
        return s("session=") + parts.join(u'|');
    }

    /// Of bills of this practitioner's visits whose earliest visit lies in these days.
    template <typename In> std::vector<std::pair<Bill, const Visit*>> earned(In in) const {
        std::vector<std::pair<Bill, const Visit*>> found;
        for (const Bill& bill : m_all.bills()) {
            const Visit* first = bill.counts() ? m_all.firstVisitOf(bill.id) : nullptr;
            if (first && mine(*first) && in(*first))
                found.push_back({bill, first});
        }
        return found;
    }

    void week() {
        const QDate monday = m_q.date.addDays(1 - m_q.date.dayOfWeek());
        const auto inWeek = [&](const Visit& visit) {
            const QDate day = localDay(visit.start);
            return day >= monday && day <= monday.addDays(6);
        };
        qint64 completed = 0, scheduled = 0, noShows = 0, cancellations = 0, unknown = 0, late = 0,
               revenue = 0;
        QStringList perDay;
        for (int offset = 0; offset < 7; ++offset) {
            int count = 0;
            for (const Visit& visit : m_all.visits())
                count += mine(visit) && localDay(visit.start) == monday.addDays(offset) &&
                                 (visit.status == s("completed") || stillAhead(visit))
                             ? 1
                             : 0;
            perDay << QString::number(count);
        }
        for (const Visit& visit : m_all.visits()) {
            if (!mine(visit) || !inWeek(visit))
                continue;
            completed += visit.status == s("completed") ? 1 : 0;
            scheduled += stillAhead(visit) ? 1 : 0;
            noShows += visit.status == s("no_show") ? 1 : 0;
            cancellations += visit.cancelled() ? 1 : 0;
            unknown += visit.status == s("unknown") ? 1 : 0;
            late += visit.cancelled() && visit.updated > visit.start.addDays(-1) ? 1 : 0;
        }
        for (const auto& [bill, first] : earned(inWeek))
            revenue += bill.gross;
        add(s("week.start"), monday.toString(Qt::ISODate));
        add(s("week.end"), monday.addDays(6).toString(Qt::ISODate));
        add(s("week.completed"), completed);
        add(s("week.scheduled"), scheduled);
        add(s("week.maximum"), m_q.weeklySessions);
        add(s("week.noShows"), noShows);
        add(s("week.cancellations"), cancellations);
        add(s("week.unknown"), unknown);
        add(s("week.revenue"), revenue);
        add(s("week.perDay"), perDay.join(u','));
        const qint64 judged = completed + noShows + late;
        add(s("week.rate"), judged ? QString::number(double(completed) / double(judged), 'f', 6) : s("none"));
    }

    std::optional<qint64> expectedOf(const Visit& visit) const {
        if (!visit.bills.empty())
            return visit.amount();
        const Client& client = m_all.clients().at(visit.patient);
        std::vector<qint64> own;
        for (auto other = client.visits.rbegin(); other != client.visits.rend(); ++other)
            if (!other->bills.empty() && other->start < m_q.now && own.size() < 6)
                own.push_back(other->amount());
        if (!own.empty())
            return medianOf(own);
        // Who has a plan with sessions left is billed to Medicare.
        const Plan plan = planOf(client);
        const bool medicare = client.active && practitionerOf(client) == m_q.practitioner && plan.known &&
                              plan.active && plan.left > 0;
        if (!medicare)
            return std::nullopt;
        const QDate first(m_q.date.year(), m_q.date.month(), 1);
        const QDate monday = m_q.date.addDays(1 - m_q.date.dayOfWeek());
        const QDateTime since = std::min(m_q.zone.isValid() ? first.startOfDay(m_q.zone) : QDateTime(),
                                         monday.startOfDay(m_q.zone))
                                    .addDays(0)
                                    .toUTC()
                                    .addDays(-90);
        const QDateTime until =
            std::max(first.addMonths(1).startOfDay(m_q.zone), monday.addDays(14).startOfDay(m_q.zone));
        std::vector<qint64> usual;
        for (const Visit& other : m_all.visits())
            if (mine(other) && !other.bills.empty() && other.start < m_q.now && other.start >= since &&
                other.start < until && other.billing == s("medicare"))
                usual.push_back(other.amount());
        return medianOf(usual);
    }

    void month() {
        const auto inMonth = [&](const Visit& visit) {
            const QDate day = localDay(visit.start);
            return day.year() == m_q.date.year() && day.month() == m_q.date.month();
        };
        qint64 revenue = 0, paid = 0, open = 0, loose = 0, completed = 0, scheduled = 0, unknown = 0;
        qint64 billed = 0, expected = 0, valueless = 0;
        std::map<QString, qint64> byBilling;
        for (const auto& [bill, first] : earned(inMonth)) {
            revenue += bill.gross;
            paid += bill.paid;
            open += bill.balance;
            QString billing = bill.billing().isEmpty() ? first->billing : bill.billing();
            byBilling[billing.isEmpty() ? s("unknown") : billing] += bill.gross;
        }
        for (const Bill& bill : m_all.bills())
            if (bill.counts() && bill.practitioner == m_q.practitioner && !m_all.firstVisitOf(bill.id) &&
                bill.date.year() == m_q.date.year() && bill.date.month() == m_q.date.month())
                loose += bill.gross;
        for (const Visit& visit : m_all.visits()) {
            if (!mine(visit) || !inMonth(visit))
                continue;
            completed += visit.status == s("completed") ? 1 : 0;
            unknown += visit.status == s("unknown") ? 1 : 0;
            billed += visit.status == s("completed") && !visit.bills.empty() ? 1 : 0;
            if (!stillAhead(visit))
                continue;
            ++scheduled;
            const auto value = expectedOf(visit);
            valueless += value ? 0 : 1;
            expected += value && visit.bills.empty() ? *value : 0;
        }
        add(s("month.revenue"), revenue);
        add(s("month.paid"), paid);
        add(s("month.outstanding"), open);
        add(s("month.withoutSession"), loose);
        add(s("month.completed"), completed);
        add(s("month.scheduled"), scheduled);
        add(s("month.unknown"), unknown);
        add(s("month.average"),
            billed ? QString::number(rounded(double(revenue) / double(billed))) : s("none"));
        const bool projected = valueless == 0 || valueless < scheduled;
        add(s("month.projected"), projected ? QString::number(revenue + expected) : s("none"));
        add(s("month.atLeast"), projected && valueless > 0 ? s("yes") : s("no"));
        for (const auto& [billing, amount] : byBilling)
            add(s("month.billing.") + billing, amount);
        add(s("month.yearly"), yearly());
    }

    QString yearly() const {
        const QDate firstDay(m_q.date.year(), 1, 1);
        if (!m_q.wholeFrom || *m_q.wholeFrom > firstDay || today().year() < m_q.date.year())
            return s("none");
        const int elapsed =
            today().year() > m_q.date.year() ? m_q.date.daysInYear() : int(firstDay.daysTo(today())) + 1;
        if (elapsed < 28)
            return s("none");
        qint64 sum = 0;
        for (const auto& [bill, first] : earned([&](const Visit& visit) {
                 return localDay(visit.start).year() == m_q.date.year() && visit.start < m_q.now;
             }))
            sum += bill.gross;
        return QString::number(rounded(double(sum) / elapsed * m_q.date.daysInYear()));
    }

    void upcoming() {
        qint64 tomorrow = 0, rest = 0, next = 0;
        const QDate sunday = m_q.date.addDays(7 - m_q.date.dayOfWeek());
        for (const Visit& visit : m_all.visits()) {
            if (!mine(visit) || !stillAhead(visit))
                continue;
            const QDate day = localDay(visit.start);
            tomorrow += day == m_q.date.addDays(1) ? 1 : 0;
            rest += day > m_q.date && day <= sunday ? 1 : 0;
            next += day > sunday && day <= sunday.addDays(7) ? 1 : 0;
        }
        add(s("up.tomorrow"), tomorrow);
        add(s("up.rest"), rest);
        add(s("up.next"), next);
        clientLists();
    }

    void clientLists() {
        qint64 ending = 0, follow = 0, regular = 0;
        bool plansKnown = true;
        for (const auto& [id, client] : m_all.clients()) {
            if (!client.active || practitionerOf(client) != m_q.practitioner)
                continue;
            const Plan plan = planOf(client);
            plansKnown = plansKnown && plan.known;
            ending += plan.known && plan.active && plan.left <= 2 ? 1 : 0;
            follow += needsFollowUp(client) ? 1 : 0;
            regular += isRegular(client) ? 1 : 0;
            if (const QString urgency = urgencyOf(client, plan); !urgency.isEmpty())
                m_lines << s("plan=%1|%2|%3").arg(id, urgency).arg(plan.used) +
                               (plan.known ? s("|%1").arg(plan.left) : s("|?"));
        }
        add(s("up.ending"), plansKnown ? QString::number(ending) : s("unknown"));
        add(s("up.follow"), follow);
        add(s("up.regulars"), regular);
    }

    bool isBooked(const Client& client) const {
        return std::any_of(client.visits.begin(), client.visits.end(),
                           [&](const Visit& visit) { return stillAhead(visit); });
    }
    static std::vector<QDateTime> lastCompleted(const Client& client) {
        std::vector<QDateTime> starts;
        for (auto visit = client.visits.rbegin(); visit != client.visits.rend(); ++visit)
            if (visit->status == s("completed") && starts.size() < 6)
                starts.push_back(visit->start);
        return starts;
    }
    bool needsFollowUp(const Client& client) const {
        const auto starts = lastCompleted(client);
        QString last;
        for (const Visit& visit : client.visits)
            if (visit.start < m_q.now && visit.status != s("unknown"))
                last = visit.status;
        if (isBooked(client) || last != s("completed"))
            return false;
        double rhythm = 14.0 * 86'400'000;
        if (starts.size() >= 3) {
            std::vector<double> gaps;
            for (std::size_t i = 0; i + 1 < starts.size(); ++i)
                gaps.push_back(double(starts[i + 1].msecsTo(starts[i])));
            std::sort(gaps.begin(), gaps.end());
            const std::size_t half = gaps.size() / 2;
            rhythm = gaps.size() % 2 ? gaps[half] : std::floor((gaps[half - 1] + gaps[half]) / 2);
        }
        return double(starts.front().msecsTo(m_q.now)) > 1.5 * rhythm;
    }
    bool isRegular(const Client& client) const {
        int recent = 0;
        QDateTime newest;
        for (const Visit& visit : client.visits)
            if (visit.status == s("completed")) {
                recent += visit.start >= m_q.now.addMSecs(-qint64(90) * 86'400'000) ? 1 : 0;
                newest = visit.start;
            }
        return !isBooked(client) && recent >= 3 && newest <= m_q.now.addMSecs(-qint64(14) * 86'400'000);
    }

    const SlowFigures& m_all;
    const SlowQuestion& m_q;
    QStringList m_lines;
};

}  // namespace

QStringList SlowFigures::lines(const SlowQuestion& question) const { return Slow(*this, question).lines(); }

}  // namespace bloom::test
