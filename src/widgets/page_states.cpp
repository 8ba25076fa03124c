// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/page_states.h"

#include "widgets/theme.h"
#include "widgets/themed_icon.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace bloom::widgets {

Skeleton::Skeleton(QWidget* parent) : QWidget(parent) {
    setAccessibleName(tr("Loading"));
    setObjectName(QStringLiteral("skeleton"));
}

void Skeleton::paintEvent(QPaintEvent*) {
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    const Tokens& t = currentTokens();
    p.setPen(Qt::NoPen);
    const QRectF all = QRectF(rect()).adjusted(space::xl, 0, -space::xl, -space::xl);
    const auto block = [&](double x, double y, double w, double h, const QColor& colour) {
        p.setBrush(colour);
        p.drawRoundedRect(QRectF(all.x() + x, all.y() + y, w, h), space::s, space::s);
    };
    block(0, 0, all.width(), 112, t.surface);
    block(space::l, 24, all.width() * 0.24, 22, t.skeleton);
    block(space::l, 62, all.width() * 0.46, 14, t.skeleton);
    double y = 112 + space::l;
    block(0, y, all.width(), std::max(40.0, all.height() - y), t.surface);
    for (y += space::l; y + 30 < all.height(); y += 46) {
        block(space::l, y, all.width() * 0.18, 14, t.skeleton);
        block(all.width() * 0.3, y, all.width() * 0.42, 14, t.skeleton);
        block(all.width() * 0.82, y, all.width() * 0.12, 14, t.skeleton);
    }
}

MessageView::MessageView(QWidget* parent)
    : QWidget(parent),
      m_icon(new QLabel(this)),
      m_headline(new QLabel(this)),
      m_text(new QLabel(this)),
      m_stillTrue(new QLabel(this)),
      m_button(new QPushButton(this)) {
    m_headline->setFont(textFont(TextRole::Title));
    setTone(m_stillTrue, Tone::Muted);
    // Words that wrap need a width of their own: a label placed by alignment is cut.
    auto* words = new QWidget(this);
    words->setFixedWidth(520);
    auto* column = new QVBoxLayout(words);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::m);
    for (QLabel* label : {m_icon, m_headline, m_text, m_stillTrue}) {
        label->setAlignment(Qt::AlignCenter);
        label->setWordWrap(label != m_icon);
        column->addWidget(label);
    }
    column->addSpacing(space::s);
    setButtonKind(m_button, ButtonKind::Primary);
    column->addWidget(m_button, 0, Qt::AlignHCenter);
    auto* outer = new QVBoxLayout(this);
    // Between stretches, not by alignment: its height must be that of its own width, not of the page's.
    auto* middle = new QHBoxLayout;
    middle->addStretch(1);
    middle->addWidget(words);
    middle->addStretch(1);
    outer->addStretch(2);
    outer->addLayout(middle);
    outer->addStretch(3);
    connect(m_button, &QPushButton::clicked, this, [this] { Q_EMIT triggered(m_action); });
}

void MessageView::show(const PageMessage& message, Severity severity) {
    m_severity = severity;
    m_iconName = message.icon;
    m_action = message.action;
    m_headline->setText(message.headline);
    m_text->setText(message.text);
    m_text->setVisible(!message.text.isEmpty());
    m_stillTrue->setText(message.stillTrue);
    m_stillTrue->setVisible(!message.stillTrue.isEmpty());
    m_button->setText(message.actionText);
    m_button->setVisible(!message.actionText.isEmpty());
    setAccessibleName(message.headline);
    setAccessibleDescription(message.text);
    paintIcon();
}

QString MessageView::headline() const { return m_headline->text(); }
QString MessageView::text() const { return m_text->text(); }

void MessageView::changeEvent(QEvent* event) {
    if (isThemeChange(event))
        paintIcon();
    QWidget::changeEvent(event);
}

void MessageView::paintIcon() {
    if (m_iconName.isEmpty())
        return;
    const Tokens& t = currentTokens();
    const QColor colour = m_severity == Severity::Calm ? t.accent : severityColour(t, m_severity);
    m_icon->setPixmap(iconPixmap(m_iconName, 48, colour, devicePixelRatioF()));
}

StaleStrip::StaleStrip(QWidget* parent)
    : QFrame(parent),
      m_icon(new QLabel(this)),
      m_sentence(new QLabel(this)),
      m_button(new QPushButton(this)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(space::xl + space::m, space::s, space::xl + space::s, space::s + space::m);
    row->setSpacing(space::s);
    m_sentence->setWordWrap(true);
    setButtonKind(m_button, ButtonKind::Plain);
    row->addWidget(m_icon);
    row->addWidget(m_sentence, 1);
    row->addWidget(m_button);
    connect(m_button, &QPushButton::clicked, this, [this] { Q_EMIT triggered(m_action); });
}

void StaleStrip::say(Severity severity, const QString& sentence, const QString& actionText,
                     StateAction action) {
    m_severity = severity;
    m_action = action;
    m_sentence->setText(sentence);
    m_button->setText(actionText);
    m_button->setVisible(!actionText.isEmpty());
    setAccessibleName(sentence);
    paintIcon();
    update();
}

QString StaleStrip::sentence() const { return m_sentence->text(); }

void StaleStrip::paintEvent(QPaintEvent*) {
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    p.setPen(Qt::NoPen);
    p.setBrush(severitySoft(currentTokens(), m_severity));
    p.drawRoundedRect(rect().adjusted(space::xl, 0, -space::xl, -space::m), space::s, space::s);
}

void StaleStrip::changeEvent(QEvent* event) {
    if (isThemeChange(event))
        paintIcon();
    QFrame::changeEvent(event);
}

void StaleStrip::paintIcon() {
    const QString name = m_severity == Severity::Problem ? QStringLiteral("error") : QStringLiteral("clock");
    m_icon->setPixmap(iconPixmap(name, 18, severityColour(currentTokens(), m_severity), devicePixelRatioF()));
}

}  // namespace bloom::widgets
