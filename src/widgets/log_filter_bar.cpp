// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log_filter_bar.h"

#include "core/practice_time.h"
#include "models/practitioner_list_model.h"
#include "models/words.h"
#include "widgets/flow_layout.h"
#include "widgets/theme.h"
#include "widgets/themed_icon.h"

#include <QComboBox>
#include <QDateEdit>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

namespace bloom::widgets {
namespace {
using namespace std::chrono_literals;
constexpr RunType kTypes[] = {RunType::Full, RunType::Delta, RunType::Manual, RunType::Backfill};
constexpr RunOutcome kOutcomes[] = {RunOutcome::Running,  RunOutcome::Success, RunOutcome::Partial,
                                    RunOutcome::Held,     RunOutcome::Failed,  RunOutcome::Interrupted,
                                    RunOutcome::Cancelled};
enum Span { AnyTime, LastHour, LastDay, LastWeek, LastMonth, Days };

template <typename E, size_t N> QStringList wordsOf(const E (&all)[N]) {
    QStringList list;
    for (const E each : all)
        list.append(models::words(each));
    return list;
}
template <typename E, size_t N> std::vector<E> chosen(const E (&all)[N], quint32 bits) {
    std::vector<E> list;
    for (size_t i = 0; i < N; ++i) {
        if (bits & (1U << i))
            list.push_back(all[i]);
    }
    return list;
}
/// A local midnight of whoever looks.
UtcTime midnight(QDate day) { return fromQDateTime(day.startOfDay().toUTC()); }
}  // namespace

LogFilterBar::LogFilterBar(std::function<UtcTime()> now, QWidget* parent)
    : QWidget(parent),
      m_now(std::move(now)),
      m_text(new QLineEdit(this)),
      m_time(new QComboBox(this)),
      m_from(new QDateEdit(this)),
      m_to(new QDateEdit(this)),
      m_types(checkMenu(tr("All types"), wordsOf(kTypes), m_typeBits)),
      m_outcomes(checkMenu(tr("All outcomes"), wordsOf(kOutcomes), m_outcomeBits)),
      m_entity(new QComboBox(this)),
      m_practitioner(new QComboBox(this)),
      m_clear(new QPushButton(tr("Clear filters"), this)) {
    m_text->setPlaceholderText(tr("Cause, record or run id"));
    m_text->setClearButtonEnabled(true);
    m_text->setFixedWidth(176);
    m_text->setAccessibleName(tr("Search the log"));
    m_text->addAction(themedIcon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_practitioner->addItem(tr("All practitioners"));
    m_practitioner->setAccessibleName(tr("Practitioner"));
    m_types->setAccessibleName(tr("Types"));
    m_outcomes->setAccessibleName(tr("Outcomes"));
    setButtonKind(m_clear, ButtonKind::Link);
    buildTime();
    buildEntity();
    auto* row = new FlowLayout(this, space::s);
    for (QWidget* each : std::initializer_list<QWidget*>{m_text, m_time, m_from, m_to, m_types, m_outcomes,
                                                         m_entity, m_practitioner, m_clear})
        row->addWidget(each);
    m_typing.setSingleShot(true);
    m_typing.setInterval(250);
    connect(m_text, &QLineEdit::textChanged, this, [this] { m_typing.start(); });
    connect(&m_typing, &QTimer::timeout, this, &LogFilterBar::announce);
    m_minute.setInterval(60s);
    connect(&m_minute, &QTimer::timeout, this, &LogFilterBar::followTime);
    m_minute.start();
    for (QComboBox* each : {m_time, m_entity, m_practitioner})
        connect(each, &QComboBox::currentIndexChanged, this, &LogFilterBar::announce);
    connect(m_clear, &QPushButton::clicked, this, &LogFilterBar::clear);
    showChosen();
}

void LogFilterBar::buildTime() {
    m_time->addItems({tr("Any time"), tr("Last hour"), tr("Last 24 hours"), tr("Last 7 days"),
                      tr("Last 30 days"), tr("Choose days")});
    m_time->setAccessibleName(tr("Time"));
    const QDate today = toQDateTime(m_now()).toLocalTime().date();
    for (QDateEdit* edit : {m_from, m_to}) {
        edit->setCalendarPopup(true);
        edit->setDisplayFormat(QStringLiteral("d MMM yyyy"));
        edit->setDate(today);
        connect(edit, &QDateEdit::dateChanged, this, &LogFilterBar::announce);
    }
    m_from->setDate(today.addDays(-7));
    m_from->setAccessibleName(tr("First day"));
    m_to->setAccessibleName(tr("Last day"));
}

void LogFilterBar::buildEntity() {
    m_entity->addItem(tr("All records"));
    for (const RecordKind kind : kRecordKinds)
        m_entity->addItem(models::pluralWords(kind), static_cast<int>(kind));
    m_entity->setAccessibleName(tr("Kind of record"));
}

QToolButton* LogFilterBar::checkMenu(const QString& title, const QStringList& words, quint32& bits) {
    auto* button = new QToolButton(this);
    button->setText(title);
    button->setProperty("allWords", title);
    setButtonKind(button, ButtonKind::Plain);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    auto* menu = new QMenu(button);
    for (int i = 0; i < words.size(); ++i) {
        QAction* action = menu->addAction(words.at(i));
        action->setCheckable(true);
        connect(action, &QAction::toggled, this, [this, &bits, i](bool on) {
            bits = on ? bits | (1U << i) : bits & ~(1U << i);
            announce();
        });
    }
    button->setMenu(menu);
    return button;
}

LogFilter LogFilterBar::filter() const {
    LogFilter filter;
    filter.text = m_text->text().trimmed();
    filter.types = chosen(kTypes, m_typeBits);
    filter.outcomes = chosen(kOutcomes, m_outcomeBits);
    if (m_entity->currentData().isValid())
        filter.entity = static_cast<RecordKind>(m_entity->currentData().toInt());
    if (m_practitioner->currentData().isValid())
        filter.practitioner = PractitionerId(m_practitioner->currentData().toString());
    switch (static_cast<Span>(m_time->currentIndex())) {
        case AnyTime:
            break;
        case LastHour:
            filter.from = m_now() - 1h;
            break;
        case LastDay:
            filter.from = m_now() - 24h;
            break;
        case LastWeek:
            filter.from = m_now() - 7 * 24h;
            break;
        case LastMonth:
            filter.from = m_now() - 30 * 24h;
            break;
        case Days:
            filter.from = midnight(m_from->date());
            filter.to = midnight(m_to->date().addDays(1));
            break;
    }
    return filter;
}

void LogFilterBar::setPractitioners(const std::vector<PractitionerView>& practitioners) {
    const QSignalBlocker quiet(m_practitioner);
    const QVariant kept = m_practitioner->currentData();
    while (m_practitioner->count() > 1)
        m_practitioner->removeItem(1);
    for (const PractitionerView& each : models::inListOrder(practitioners))
        m_practitioner->addItem(models::shownName(each), each.id.value);
    m_practitioner->setCurrentIndex(kept.isValid() ? std::max(0, m_practitioner->findData(kept)) : 0);
}

void LogFilterBar::choosePractitioner(const PractitionerId& practitioner) {
    m_practitioner->setCurrentIndex(std::max(0, m_practitioner->findData(practitioner.value)));
}

void LogFilterBar::chooseOutcomes(const std::vector<RunOutcome>& outcomes) {
    {
        const QSignalBlocker quiet(this);  // one question, not one an outcome
        const auto actions = m_outcomes->menu()->actions();
        for (int i = 0; i < actions.size(); ++i)
            actions.at(i)->setChecked(std::find(outcomes.begin(), outcomes.end(), kOutcomes[i]) !=
                                      outcomes.end());
    }
    announce();
}

void LogFilterBar::showOnly(const std::vector<RunOutcome>& outcomes) {
    reset();
    chooseOutcomes(outcomes);
}

void LogFilterBar::reset() {
    const QSignalBlocker quiet(this);
    m_text->clear();
    for (QComboBox* each : {m_time, m_entity, m_practitioner})
        each->setCurrentIndex(0);
    for (QToolButton* each : {m_types, m_outcomes}) {
        for (QAction* action : each->menu()->actions())
            action->setChecked(false);
    }
}

void LogFilterBar::clear() {
    reset();
    announce();
}

void LogFilterBar::followTime() {
    const int span = m_time->currentIndex();
    if (span != AnyTime && span != Days)
        Q_EMIT filterChanged(filter());
}

void LogFilterBar::announce() {
    m_typing.stop();
    showChosen();
    Q_EMIT filterChanged(filter());
}

void LogFilterBar::showChosen() {
    for (QToolButton* each : {m_types, m_outcomes}) {
        QStringList on;
        for (const QAction* action : each->menu()->actions()) {
            if (action->isChecked())
                on.append(action->text());
        }
        each->setText(on.isEmpty()     ? each->property("allWords").toString()
                      : on.size() <= 2 ? on.join(QStringLiteral(", "))
                                       : tr("%1 and %2 more").arg(on.first()).arg(on.size() - 1));
    }
    const bool days = m_time->currentIndex() == Days;
    m_from->setVisible(days);
    m_to->setVisible(days);
    m_clear->setVisible(!isEmpty());
}

}  // namespace bloom::widgets
