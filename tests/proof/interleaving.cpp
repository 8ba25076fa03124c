// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "proof/interleaving.h"

#include <QStringList>
#include <algorithm>

namespace bloom::test {

namespace {

QString nameOf(ReadWay way) {
    switch (way) {
        case ReadWay::Webhook:
            return QStringLiteral("webhook");
        case ReadWay::DeleteRead:
            return QStringLiteral("delete");
        case ReadWay::DeltaPage:
            return QStringLiteral("delta");
        case ReadWay::FullPage:
            return QStringLiteral("full");
    }
    Q_UNREACHABLE();
}

class Enumeration {
public:
    Enumeration(int reads, Ways choice, const std::function<void(const Interleaving&)>& take)
        : m_choice(choice),
          m_take(take) {
        m_case.events.resize(std::size_t(reads));
        for (ReadEvent& event : m_case.events)
            event.answered = -1;
        orders(0, 0);
    }

private:
    std::vector<ReadEvent>& events() { return m_case.events; }

    /// At each place the next read is sent, or one under way is answered.
    void orders(std::size_t sent, int place) {
        if (place == 2 * int(events().size())) {
            states(0);
            return;
        }
        for (std::size_t i = 0; i < sent; ++i) {
            if (events()[i].answered >= 0)
                continue;
            events()[i].answered = place;
            orders(sent, place + 1);
            events()[i].answered = -1;
        }
        if (sent < events().size()) {
            events()[sent].sent = place;
            orders(sent + 1, place + 1);
        }
    }

    /// What was read before another was sent can't have seen a later state.
    bool possible(std::size_t upTo) {
        for (std::size_t i = 0; i < upTo; ++i)
            for (std::size_t j = 0; j < upTo; ++j)
                if (events()[i].answered < events()[j].sent && events()[i].state > events()[j].state)
                    return false;
        return true;
    }
    void states(std::size_t event) {
        if (!possible(event))
            return;
        if (event < events().size()) {
            for (int state = 0; state < int(events().size()); ++state) {
                events()[event].state = state;
                states(event + 1);
            }
            return;
        }
        int count = 0;
        for (const ReadEvent& each : events())
            count = std::max(count, each.state + 1);
        for (int state = 0; state < count; ++state)  // states that nobody saw don't matter
            if (std::ranges::none_of(events(), [&](const ReadEvent& each) { return each.state == state; }))
                return;
        m_case.history.clear();
        histories(count);
    }

    /// Contents may come back: "ABA", "AGA".
    void histories(int count) {
        if (m_case.history.size() == count) {
            ways(0);
            return;
        }
        QChar newest(u'A');
        for (const QChar letter : std::as_const(m_case.history))
            if (letter != QLatin1Char('G') && letter >= newest)
                newest = QChar(letter.unicode() + 1);
        QString letters(QLatin1Char('G'));
        for (QChar letter(u'A'); letter <= newest; letter = QChar(letter.unicode() + 1))
            letters += letter;
        for (const QChar letter : std::as_const(letters)) {
            if (m_case.history.endsWith(letter))
                continue;
            m_case.history += letter;
            histories(count);
            m_case.history.chop(1);
        }
    }

    void ways(std::size_t event) {
        if (event == events().size()) {
            ++m_number;
            m_take(m_case);
            return;
        }
        ReadEvent& each = events()[event];
        for (const ReadWay way : choices(event)) {
            each.way = way;
            // A page without the record is no reading of it.
            if (!isPage(way) || m_case.history[each.state] != QLatin1Char('G'))
                ways(event + 1);
        }
    }
    std::vector<ReadWay> choices(std::size_t event) const {
        const auto turn = m_number >> event;
        const ReadWay byId = turn & 1 ? ReadWay::Webhook : ReadWay::DeleteRead;
        const ReadWay page = turn & 1 ? ReadWay::DeltaPage : ReadWay::FullPage;
        switch (m_choice) {
            case Ways::All:
                return {ReadWay::Webhook, ReadWay::DeleteRead, ReadWay::DeltaPage, ReadWay::FullPage};
            case Ways::Classes:
                return {byId, page};
            case Ways::InTurn:
                if (turn & 2 && m_case.history[m_case.events[event].state] != QLatin1Char('G'))
                    return {page};
                return {byId};
        }
        Q_UNREACHABLE();
    }

    Ways m_choice;
    const std::function<void(const Interleaving&)>& m_take;
    Interleaving m_case;
    unsigned m_number = 0;
};

}  // namespace

QString Interleaving::tell() const {
    QStringList story;
    for (int place = 0; place < 2 * int(events.size()); ++place) {
        for (std::size_t i = 0; i < events.size(); ++i) {
            const QString read = nameOf(events[i].way) + QString::number(i + 1);
            if (events[i].sent == place)
                story.append(read + QStringLiteral(" sent"));
            if (events[i].answered == place)
                story.append(read + QStringLiteral(" saw ") + history[events[i].state] +
                             QString::number(events[i].state));
        }
    }
    return history + QStringLiteral(": ") + story.join(QStringLiteral(", "));
}

void forEachInterleaving(int reads, Ways choice, const std::function<void(const Interleaving&)>& take) {
    Enumeration all(reads, choice, take);
}

}  // namespace bloom::test
