// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/attention_panel.h"

#include "core/practice_time.h"
#include "models/when_done.h"
#include "widgets/commander.h"

#include <QVBoxLayout>

namespace bloom::widgets {

using namespace std::chrono_literals;

AttentionPanel::AttentionPanel(QWidget* parent) : QWidget(parent), m_list(new AttentionList(this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_list);
    connect(m_list, &AttentionList::triggered, this, &AttentionPanel::triggered);
    connect(m_list, &AttentionList::acknowledgeWanted, this,
            [this](qint64 alert) { acknowledge(alert, std::nullopt); });
    connect(m_list, &AttentionList::silenceWanted, this,
            [this](qint64 alert, Silence silence) { acknowledge(alert, endOf(silence)); });
    m_again.setSingleShot(true);
    m_again.setInterval(1s);
    connect(&m_again, &QTimer::timeout, this, [this] {
        if (isVisible())
            refresh();
    });
    m_minute.setInterval(20s);
    connect(&m_minute, &QTimer::timeout, this, &AttentionPanel::show);
}

void AttentionPanel::follow(engine::Engine& door) {
    m_engine = &door;
    connect(m_engine, &engine::Engine::alertsChanged, this, &AttentionPanel::askAlerts);
    connect(m_engine, &engine::Engine::heldChanged, this, &AttentionPanel::askHeld);
    m_minute.start();
    refresh();
}

void AttentionPanel::refresh() {
    askAlerts();
    askHeld();
}

void AttentionPanel::setItems(const std::vector<AttentionItem>& items) {
    m_items = items;
    show();
}

void AttentionPanel::askAlerts() {
    models::whenDone(m_engine->alerts(false), this, [this](const Result<std::vector<Alert>>& answer) {
        if (!answer)
            return again(answer.error());
        m_alerts = *answer;
        show();
    });
}

void AttentionPanel::askHeld() {
    models::whenDone(m_engine->heldSets(), this, [this](const Result<std::vector<HeldSet>>& answer) {
        if (!answer)
            return again(answer.error());
        m_held = *answer;
        show();
    });
}

/// A newer question, as that of the dialog, took the answer away. What fails the database fails the page,
/// which says so.
void AttentionPanel::again(const Error& error) {
    if (error.kind == ErrorKind::Cancelled)
        m_again.start();
}

void AttentionPanel::show() {
    m_list->setEntries(models::mergeAttention(m_items, m_alerts, m_held, m_engine->now()));
    Q_EMIT changed();
}

/// Tomorrow is that of whoever clicks.
UtcTime AttentionPanel::endOf(Silence silence) const {
    const UtcTime now = m_engine->now();
    switch (silence) {
        case Silence::OneHour:
            return now + 1h;
        case Silence::UntilTomorrow:
            return fromQDateTime(toQDateTime(now).toLocalTime().date().addDays(1).startOfDay().toUTC());
    }
    return now;
}

void AttentionPanel::acknowledge(qint64 alert, std::optional<UtcTime> silenceUntil) {
    models::whenDone(m_engine->acknowledgeAlert(alert, silenceUntil, askingUser()), this,
                     [this](const Result<bool>& answer) {
                         if (!answer && answer.error().kind != ErrorKind::Cancelled)
                             Q_EMIT failed(answer.error().message);
                         askAlerts();
                     });
}

}  // namespace bloom::widgets
