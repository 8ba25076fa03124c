// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/page.h"

#include "widgets/page_states.h"
#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QStackedLayout>

namespace bloom::widgets {

Page::Page(QString pageId, QString title, QString icon, QWidget* parent)
    : QWidget(parent),
      m_id(std::move(pageId)),
      m_title(std::move(title)),
      m_icon(std::move(icon)) {
    setObjectName(m_id);
    setAccessibleName(m_title);
    m_heading = new QWidget(this);
    auto* heading = new QHBoxLayout(m_heading);
    heading->setContentsMargins(space::xl, space::l, space::xl, space::m);
    heading->setSpacing(space::s);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    auto* titleLabel = new QLabel(m_title, m_heading);
    titleLabel->setFont(textFont(TextRole::Title));
    m_subtitle = new QLabel(m_heading);
    setTone(m_subtitle, Tone::Muted);
    m_subtitle->hide();
    words->addWidget(titleLabel);
    words->addWidget(m_subtitle);
    heading->addLayout(words, 1);
    m_headerControls = new QHBoxLayout;
    m_headerControls->setSpacing(space::s);
    heading->addLayout(m_headerControls);

    m_strip = new StaleStrip(this);
    m_strip->hide();
    m_skeleton = new Skeleton(this);
    m_message = new MessageView(this);
    m_stack = new QStackedLayout;
    m_stack->addWidget(m_skeleton);
    m_stack->addWidget(m_message);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_heading);
    column->addWidget(m_strip);
    column->addLayout(m_stack, 1);
    connect(m_message, &MessageView::triggered, this, &Page::onMessageAction);
    connect(m_strip, &StaleStrip::triggered, this, &Page::onMessageAction);
}

Page::~Page() = default;

void Page::openLink(const PageLink&) {}
void Page::refresh() {}

void Page::setContent(QWidget* content) {
    m_content = content;
    m_stack->addWidget(content);
}

void Page::addHeaderWidget(QWidget* widget) { m_headerControls->addWidget(widget); }

void Page::setSubtitle(const QString& text) {
    m_subtitle->setText(text);
    m_subtitle->setVisible(!text.isEmpty());
}

void Page::setHeadingVisible(bool visible) { m_heading->setVisible(visible); }

void Page::showLoading() {
    if (m_hasData)
        return;
    m_strip->hide();
    m_stack->setCurrentWidget(m_skeleton);
    setState(PageState::Loading);
}

void Page::showEmpty(const PageMessage& message) {
    m_hasData = false;
    m_strip->hide();
    m_message->show(message, Severity::Calm);
    m_stack->setCurrentWidget(m_message);
    setState(PageState::Empty);
}

void Page::showFailed(const PageMessage& message) {
    if (m_hasData) {
        m_strip->say(Severity::Problem, message.headline + u' ' + message.text, message.actionText,
                     message.action);
        m_strip->show();
    } else {
        m_message->show(message, Severity::Problem);
        m_stack->setCurrentWidget(m_message);
    }
    setState(PageState::Failed);
}

void Page::showStale(const QString& sentence, const QString& actionText, StateAction action) {
    m_hasData = true;
    m_strip->say(Severity::Attention, sentence, actionText, action);
    m_strip->show();
    if (m_content)
        m_stack->setCurrentWidget(m_content);
    setState(PageState::Stale);
}

void Page::showFilled() {
    m_hasData = true;
    m_strip->hide();
    if (m_content)
        m_stack->setCurrentWidget(m_content);
    setState(PageState::Filled);
}

void Page::setState(PageState state) {
    if (state == m_state)
        return;
    m_state = state;
    Q_EMIT stateChanged(state);
}

void Page::onMessageAction(StateAction action) {
    if (action == StateAction::None)
        Q_EMIT messageActionTriggered();
    else
        Q_EMIT actionWanted(action);
}

QWidget* makeScrolling(QWidget* content) {
    auto* area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    content->setAutoFillBackground(false);
    area->setWidget(content);
    area->viewport()->setAutoFillBackground(false);
    area->setFocusPolicy(Qt::NoFocus);
    return area;
}

}  // namespace bloom::widgets
