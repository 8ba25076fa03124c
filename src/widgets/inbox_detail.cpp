// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inbox_detail.h"

#include "models/webhook_words.h"
#include "widgets/chip.h"
#include "widgets/kept_font.h"
#include "widgets/theme.h"
#include "widgets/themed_icon.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace bloom::widgets {

InboxDetail::InboxDetail(QWidget* parent)
    : QFrame(parent),
      m_state(new Chip(this)),
      m_title(new QLabel(this)),
      m_facts(new QLabel(this)),
      m_cause(new QLabel(this)),
      m_replay(new QPushButton(tr("Replay"), this)),
      m_sync(new QPushButton(tr("Sync this record now"), this)),
      m_copy(new QPushButton(tr("Copy Halaxy id"), this)) {
    setAccessibleName(tr("The chosen event"));
    keepFont(m_title, TextRole::Strong);
    setTone(m_facts, Tone::Muted);
    m_facts->setWordWrap(true);
    m_cause->setWordWrap(true);
    m_cause->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_replay->setIcon(themedIcon(QStringLiteral("retry")));
    m_sync->setIcon(themedIcon(QStringLiteral("sync")));
    m_copy->setIcon(themedIcon(QStringLiteral("copy")));
    m_replay->setObjectName(QStringLiteral("replayThis"));
    m_sync->setObjectName(QStringLiteral("syncRecord"));
    m_copy->setObjectName(QStringLiteral("copyId"));
    auto* head = new QHBoxLayout;
    head->setSpacing(space::s);
    head->addWidget(m_state);
    head->addWidget(m_title, 1);
    head->addWidget(m_replay);
    head->addWidget(m_sync);
    head->addWidget(m_copy);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::m, space::m, space::m, space::m);
    column->setSpacing(space::s);
    column->addLayout(head);
    column->addWidget(m_facts);
    column->addWidget(m_cause);
    connect(m_replay, &QPushButton::clicked, this, &InboxDetail::replayWanted);
    connect(m_sync, &QPushButton::clicked, this, &InboxDetail::syncWanted);
    connect(m_copy, &QPushButton::clicked, this, &InboxDetail::copyWanted);
    hide();
}

void InboxDetail::showRow(const InboxRow* row, UtcTime now) {
    setVisible(row != nullptr);
    if (!row)
        return;
    m_state->setContent({models::words(row->state), models::iconOf(row->state), models::tone(row->state)});
    const QString event = row->isTest ? tr("Test of this computer") : models::eventWords(row->event);
    m_title->setText(row->key ? tr("%1: %2").arg(event, toText(*row->key)) : event);
    QStringList facts{tr("Received %1 at …/%2").arg(models::localTimeText(row->received), row->route)};
    if (row->tries > 0)
        facts.append(tr("Tried %Ln time(s)", nullptr, row->tries));
    if (const auto delay = models::delayOf(*row))
        facts.append(tr("Applied after %1").arg(models::durationText(*delay)));
    m_facts->setText(facts.join(QStringLiteral("  ·  ")));
    const QString fate = models::fateText(*row, now);
    m_cause->setText(row->error ? QString(row->error->message + u' ' + fate) : fate);
    m_replay->setEnabled(row->state != InboxState::Processing && row->state != InboxState::Ignored);
    m_sync->setEnabled(row->key.has_value());
    m_copy->setEnabled(row->key.has_value());
}

void InboxDetail::paintEvent(QPaintEvent*) {
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    p.setPen(Qt::NoPen);
    p.setBrush(currentTokens().sunken);
    p.drawRoundedRect(rect(), space::s, space::s);
}

}  // namespace bloom::widgets
