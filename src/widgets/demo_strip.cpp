// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/demo_strip.h"

#include "core/practice_time.h"
#include "widgets/small_widgets.h"
#include "widgets/theme.h"
#include "widgets/themed_icon.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLocale>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace bloom::widgets {

DemoStrip::DemoStrip(const QList<DemoSceneWords>& scenes, double speed, QWidget* parent)
    : QWidget(parent),
      m_time(new QLabel(this)),
      m_scene(new QLabel(this)),
      m_sceneRow(new QWidget(this)),
      m_next(new QPushButton(tr("Next scene"), this)),
      m_end(new QPushButton(tr("End this scene"), this)),
      m_menu(new QMenu(this)) {
    setObjectName(QStringLiteral("demoStrip"));
    setAccessibleName(tr("Demo"));
    makeMenu(scenes);
    auto* invented = new QLabel(tr("Demo: all data is invented"), this);
    invented->setFont(textFont(TextRole::Strong));
    auto* demo = new QToolButton(this);
    demo->setText(tr("Scenes"));
    demo->setObjectName(QStringLiteral("scenes"));
    demo->setPopupMode(QToolButton::InstantPopup);
    demo->setMenu(m_menu);
    demo->setToolTip(tr("Plays what can happen to a practice, and says what to look at"));
    setButtonKind(demo, ButtonKind::Plain);
    auto* first = new QHBoxLayout;
    first->setSpacing(space::m);
    auto* flask = new IconLabel(QStringLiteral("flask"), 18, this);
    flask->setSeverity(Severity::Attention);
    first->addWidget(flask);
    first->addWidget(invented);
    first->addWidget(m_time);
    first->addStretch(1);
    first->addWidget(makeSpeeds(speed));
    first->addWidget(demo);
    m_scene->setWordWrap(true);
    m_scene->setObjectName(QStringLiteral("scene"));
    auto* second = new QHBoxLayout(m_sceneRow);
    second->setContentsMargins(0, 0, 0, 0);
    second->addWidget(m_scene, 1);
    second->addWidget(m_next);
    second->addWidget(m_end);
    m_sceneRow->hide();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::l, 6, space::xl, 6);
    column->setSpacing(6);
    column->addLayout(first);
    column->addWidget(m_sceneRow);
    connect(m_end, &QPushButton::clicked, this, &DemoStrip::sceneEndWanted);
    connect(m_next, &QPushButton::clicked, this, &DemoStrip::nextWanted);
}

QWidget* DemoStrip::makeSpeeds(double speed) {
    auto* box = new QWidget(this);
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2);
    auto* group = new QButtonGroup(box);
    for (const int times : {1, 10, 60}) {
        auto* button = new QToolButton(box);
        button->setText(tr("%1×").arg(times));
        button->setAccessibleName(tr("The demo's time runs %1 times as fast").arg(times));
        button->setToolTip(button->accessibleName());
        button->setCheckable(true);
        button->setChecked(qFuzzyCompare(speed, double(times)));
        setButtonKind(button, ButtonKind::Quiet);
        group->addButton(button);
        row->addWidget(button);
        connect(button, &QToolButton::clicked, this, [this, times] { Q_EMIT speedWanted(times); });
    }
    return box;
}

void DemoStrip::makeMenu(const QList<DemoSceneWords>& scenes) {
    for (const DemoSceneWords& scene : scenes)
        m_menu->addAction(scene.title, this, [this, id = scene.id] { Q_EMIT sceneWanted(id); })
            ->setObjectName(scene.id);
    m_menu->addSeparator();
    m_menu->addAction(themedIcon(QStringLiteral("play")), tr("Tour of all scenes"), this,
                      [this] { Q_EMIT tourWanted(); });
    m_menu->addAction(themedIcon(QStringLiteral("retry")), tr("Restart the demo"), this,
                      [this] { Q_EMIT restartWanted(); });
}

void DemoStrip::showTime(UtcTime now) {
    const PracticeZone zone = PracticeZone::sydney();
    const QLocale locale;
    const QString text = tr("%1, %2 in Sydney")
                             .arg(locale.toString(zone.localDate(now), QStringLiteral("dddd d MMMM yyyy")),
                                  zone.localTime(now).toString(QStringLiteral("HH:mm")));
    if (m_time->text() != text)
        m_time->setText(text);
}

void DemoStrip::showScene(const QString& title, const QString& look, int step, int steps) {
    m_sceneRow->setVisible(!title.isEmpty());
    if (title.isEmpty())
        return;
    const QString head = steps > 0 ? tr("%1 of %2 · %3").arg(step).arg(steps).arg(title) : title;
    m_scene->setText(QStringLiteral("<b>%1</b>: %2").arg(head.toHtmlEscaped(), look.toHtmlEscaped()));
    m_next->setVisible(steps > 0);
    m_next->setText(step < steps ? tr("Next scene") : tr("Finish the tour"));
    m_end->setText(steps > 0 ? tr("End the tour") : tr("End this scene"));
}

void DemoStrip::paintEvent(QPaintEvent*) {
    QPainter p(this);
    p.fillRect(rect(), currentTokens().attentionSoft);
}

}  // namespace bloom::widgets
