// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/rail.h"

#include "widgets/theme.h"
#include "widgets/themed_icon.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QKeyEvent>
#include <QPainter>
#include <QStyle>
#include <QSvgRenderer>
#include <QVBoxLayout>

namespace bloom::widgets {

namespace {

class RailButton final : public QAbstractButton {
public:
    RailButton(const QString& id, const QString& title, QString icon, QWidget* parent)
        : QAbstractButton(parent),
          m_icon(std::move(icon)) {
        setObjectName(QStringLiteral("rail-") + id);
        setProperty("page", id);
        setText(title);
        setAccessibleName(title);
        setCheckable(true);
        setCursor(Qt::PointingHandCursor);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        setAttribute(Qt::WA_Hover);
    }
    QSize sizeHint() const override {
        const QFontMetrics fm(textFont(TextRole::Strong));
        return {fm.horizontalAdvance(text()) + 20 + space::m * 3 + space::s * 2,
                std::max(fm.height(), 20) + 18};
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter p(this);
        p.setRenderHint(QPainter::Antialiasing);
        const Tokens& t = currentTokens();
        const QRectF body = QRectF(rect()).adjusted(space::s, 1, -space::s, -1);
        p.setPen(hasFocus() ? QPen(t.focus, 2) : QPen(Qt::NoPen));
        p.setBrush(isChecked() ? t.accentSoft : (underMouse() ? t.hover : QColor(Qt::transparent)));
        p.drawRoundedRect(body.adjusted(1, 0, -1, 0), space::s, space::s);
        const QColor colour = isChecked() ? t.accent : t.textMuted;
        const QRect icon(space::s + space::m, (height() - 20) / 2, 20, 20);
        const QRect words(icon.right() + space::m, 0, width() - icon.right() - space::m - space::s, height());
        p.drawPixmap(QStyle::visualRect(layoutDirection(), rect(), icon).topLeft(),
                     iconPixmap(m_icon, 20, colour, devicePixelRatioF()));
        p.setFont(textFont(isChecked() ? TextRole::Strong : TextRole::Body));
        p.setPen(isChecked() ? t.accent : t.text);
        p.drawText(QStyle::visualRect(layoutDirection(), rect(), words), Qt::AlignVCenter | Qt::AlignLeading,
                   text());
    }

private:
    QString m_icon;
};

class Logo final : public QWidget {
public:
    explicit Logo(QWidget* parent) : QWidget(parent) { setFixedHeight(60); }
    bool demo = false;

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter p(this);
        p.setRenderHint(QPainter::Antialiasing);
        const Tokens& t = currentTokens();
        const QRect mark = QStyle::visualRect(layoutDirection(), rect(), QRect(space::l, 16, 28, 28));
        QSvgRenderer(QStringLiteral(":/icons/bloom-sync.svg")).render(&p, mark);
        if (demo) {
            p.setBrush(t.attention);
            p.setPen(QPen(t.surface, 2));
            p.drawEllipse(mark.bottomRight(), 5, 5);
        }
        p.setFont(textFont(TextRole::Heading));
        p.setPen(t.text);
        const QRect words = rect().adjusted(space::l + 28 + 10, 0, 0, 0);
        p.drawText(QStyle::visualRect(layoutDirection(), rect(), words), Qt::AlignVCenter | Qt::AlignLeading,
                   QStringLiteral("Bloom Sync"));
    }
};

}  // namespace

Rail::Rail(QWidget* parent) : QWidget(parent), m_group(new QButtonGroup(this)), m_logo(new Logo(this)) {
    setObjectName(QStringLiteral("rail"));
    setAccessibleName(tr("Pages"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 1, space::m);
    column->setSpacing(2);
    column->addWidget(m_logo);
    m_top = new QVBoxLayout;
    m_top->setSpacing(2);
    m_bottom = new QVBoxLayout;
    m_bottom->setSpacing(2);
    column->addLayout(m_top);
    column->addStretch(1);
    column->addLayout(m_bottom);
    setMinimumWidth(188);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    connect(m_group, &QButtonGroup::buttonClicked, this,
            [this](QAbstractButton* button) { Q_EMIT chosen(button->property("page").toString()); });
}

void Rail::addEntry(const QString& id, const QString& title, const QString& icon, bool atBottom) {
    auto* button = new RailButton(id, title, icon, this);
    m_group->addButton(button);
    (atBottom ? m_bottom : m_top)->addWidget(button);
    setShortcuts();
}

void Rail::setShortcuts() {
    int number = 1;
    for (const QString& id : ids())
        if (auto* button = findChild<QAbstractButton*>(QStringLiteral("rail-") + id))
            button->setToolTip(tr("%1 (Ctrl+%2)").arg(button->text()).arg(number++));
}

void Rail::setCurrent(const QString& id) {
    if (auto* button = findChild<QAbstractButton*>(QStringLiteral("rail-") + id))
        button->setChecked(true);
}

QStringList Rail::ids() const {
    QStringList list;
    for (const QVBoxLayout* part : {m_top, m_bottom})
        for (int i = 0; i < part->count(); ++i)
            list.append(part->itemAt(i)->widget()->property("page").toString());
    return list;
}

void Rail::setDemo(bool demo) {
    static_cast<Logo*>(m_logo)->demo = demo;
    m_logo->update();
}

void Rail::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Down || event->key() == Qt::Key_Up)
        focusNextPrevChild(event->key() == Qt::Key_Down);
    else
        QWidget::keyPressEvent(event);
}

void Rail::paintEvent(QPaintEvent*) {
    QPainter p(this);
    const Tokens& t = currentTokens();
    p.fillRect(rect(), t.surface);
    const int edge = layoutDirection() == Qt::RightToLeft ? 0 : width() - 1;
    p.fillRect(edge, 0, 1, height(), t.border);
}

}  // namespace bloom::widgets
