// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/small_widgets.h"

#include "widgets/theme.h"
#include "widgets/themed_icon.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace bloom::widgets {

IconLabel::IconLabel(QWidget* parent) : QLabel(parent) { setFixedSize(m_size, m_size); }

IconLabel::IconLabel(const QString& name, int size, QWidget* parent) : QLabel(parent) { setIcon(name, size); }

void IconLabel::setIcon(const QString& name, int size) {
    m_name = name;
    m_size = size;
    setFixedSize(size, size);
    draw();
}

void IconLabel::setSeverity(std::optional<Severity> severity) {
    m_severity = severity;
    draw();
}

void IconLabel::changeEvent(QEvent* event) {
    if (isThemeChange(event))
        draw();
    QLabel::changeEvent(event);
}

void IconLabel::draw() {
    if (m_name.isEmpty())
        return;
    const Tokens& t = currentTokens();
    setPixmap(iconPixmap(m_name, m_size, m_severity ? severityColour(t, *m_severity) : t.textMuted,
                         devicePixelRatioF()));
}

SeverityLabel::SeverityLabel(QWidget* parent)
    : QWidget(parent),
      m_icon(new IconLabel(this)),
      m_words(new QLabel(this)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    row->addWidget(m_icon);
    row->addWidget(m_words, 1);
}

void SeverityLabel::setContent(Severity severity, const QString& icon, const QString& words) {
    m_icon->setIcon(icon, 18);
    m_icon->setSeverity(severity);
    m_words->setText(words);
    setTone(m_words, toneOf(severity));
    setAccessibleName(words);
}

QString SeverityLabel::text() const { return m_words->text(); }

StatBlock::StatBlock(QWidget* parent)
    : QWidget(parent),
      m_figure(new QLabel(QStringLiteral("–"), this)),
      m_caption(new QLabel(this)),
      m_detail(new QLabel(this)) {
    m_figure->setFont(textFont(TextRole::Title));
    m_detail->setFont(textFont(TextRole::Caption));
    setTone(m_caption, Tone::Muted);
    setTone(m_detail, Tone::Muted);
    m_detail->hide();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addWidget(m_caption);
    column->addWidget(m_figure);
    column->addWidget(m_detail);
    column->addStretch();  // beside a taller one, the captions stand in one line
}

StatBlock::StatBlock(const QString& caption, QWidget* parent) : StatBlock(parent) { setCaption(caption); }

QString StatBlock::caption() const { return m_caption->text(); }

void StatBlock::setCaption(const QString& caption) {
    m_caption->setText(caption);
    setAccessibleName(caption);
}

void StatBlock::setFigure(const QString& figure, const QString& detail) {
    m_figure->setText(figure);
    m_detail->setText(detail);
    m_detail->setVisible(!detail.isEmpty());
    setAccessibleDescription(figure + u' ' + detail);
}

QString StatBlock::figure() const { return m_figure->text(); }

Notice::Notice(QWidget* parent)
    : QFrame(parent),
      m_icon(new IconLabel(this)),
      m_sentence(new QLabel(this)),
      m_button(new QPushButton(this)) {
    setObjectName(QStringLiteral("notice"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(space::l, space::s, space::s, space::s);
    row->setSpacing(space::s);
    m_sentence->setWordWrap(true);
    auto* close = new QToolButton(this);
    close->setIcon(themedIcon(QStringLiteral("close")));
    close->setIconSize({16, 16});
    close->setAccessibleName(tr("Close this message"));
    close->setToolTip(tr("Close"));
    setButtonKind(close, ButtonKind::Quiet);
    row->addWidget(m_icon);
    row->addWidget(m_sentence, 1);
    row->addWidget(m_button);
    row->addWidget(close);
    connect(m_button, &QPushButton::clicked, this, [this] { Q_EMIT triggered(m_action); });
    connect(close, &QToolButton::clicked, this, [this] { Q_EMIT closed(); });
}

void Notice::say(Severity severity, const QString& sentence, const QString& actionWords, StateAction action) {
    m_severity = severity;
    m_action = action;
    const bool trouble = severity == Severity::Attention || severity == Severity::Problem;
    m_icon->setIcon(trouble ? QStringLiteral("warning") : QStringLiteral("info"), 18);
    m_icon->setSeverity(severity);
    m_sentence->setText(sentence);
    m_button->setText(actionWords);
    m_button->setVisible(!actionWords.isEmpty());
    setAccessibleName(sentence);
    update();
}

QString Notice::sentence() const { return m_sentence->text(); }

void Notice::paintEvent(QPaintEvent*) {
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    const Tokens& t = currentTokens();
    QColor edge = severityColour(t, m_severity);
    edge.setAlpha(80);
    p.setPen(edge);
    p.setBrush(severitySoft(t, m_severity));
    p.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), space::s, space::s);
}

QString actionText(StateAction action) {
    switch (action) {
        case StateAction::None:
            return {};
        case StateAction::OpenSettings:
            return Notice::tr("Open settings");
        case StateAction::TestConnection:
            return Notice::tr("Test connection");
        case StateAction::TryNow:
            return Notice::tr("Try now");
        case StateAction::SyncNow:
            return Notice::tr("Sync now");
        case StateAction::Resume:
            return Notice::tr("Resume");
        case StateAction::ReleaseCalls:
            return Notice::tr("Release calls");
        case StateAction::ShowProblems:
            return Notice::tr("Show what needs attention");
        case StateAction::Cancel:
            return Notice::tr("Cancel");
        case StateAction::ShowHeld:
            return Notice::tr("Decide");
        case StateAction::OpenInbox:
            return Notice::tr("Open inbox");
        case StateAction::ShowForecast:
            return Notice::tr("Show forecast");
    }
    return {};
}

}  // namespace bloom::widgets
