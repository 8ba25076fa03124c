// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/top_bar.h"

#include "models/words.h"
#include "widgets/state_pill.h"
#include "widgets/theme.h"
#include "widgets/themed_icon.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QToolButton>

namespace bloom::widgets {

TopBar::TopBar(QWidget* parent)
    : QWidget(parent),
      m_pill(new StatePill(this)),
      m_last(new QLabel(this)),
      m_next(new QLabel(this)),
      m_find(new QToolButton(this)),
      m_pause(new QToolButton(this)),
      m_sync(new QToolButton(this)),
      m_syncMenu(new QMenu(this)),
      m_pauseMenu(new QMenu(this)) {
    setObjectName(QStringLiteral("topBar"));
    m_pill->setObjectName(QStringLiteral("statePill"));
    m_last->setObjectName(QStringLiteral("lastSuccess"));
    m_next->setObjectName(QStringLiteral("nextRun"));
    setTone(m_last, Tone::Muted);
    setTone(m_next, Tone::Muted);
    m_find->setObjectName(QStringLiteral("find"));
    m_find->setIcon(themedIcon(QStringLiteral("search")));
    m_find->setAccessibleName(tr("Find"));
    m_find->setToolTip(tr("Find a page, a practitioner, a run or a command (Ctrl+K)"));
    setButtonKind(m_find, ButtonKind::Quiet);
    makePauseButton();
    makeSyncButton();
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(space::xl, space::m, space::xl, space::m);
    row->setSpacing(space::m);
    row->addWidget(m_pill);
    row->addWidget(m_last);
    row->addWidget(m_next);
    row->addStretch(1);
    row->addWidget(m_find);
    row->addWidget(m_pause);
    row->addWidget(m_sync);
    connect(m_pill, &StatePill::clicked, this, &TopBar::stateClicked);
    connect(m_find, &QToolButton::clicked, this, &TopBar::finderWanted);
}

void TopBar::makeSyncButton() {
    m_sync->setObjectName(QStringLiteral("syncNow"));
    m_sync->setText(tr("Sync now"));
    m_sync->setToolTip(tr("Sync everything now (F5)"));
    m_sync->setPopupMode(QToolButton::MenuButtonPopup);
    m_sync->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_sync->setProperty("mirrored", isRightToLeft());  // paddings of a stylesheet don't mirror by themselves
    setButtonKind(m_sync, ButtonKind::Primary);
    m_sync->setMenu(m_syncMenu);
    m_syncMenu->addAction(themedIcon(QStringLiteral("sync")), tr("Everything"), this,
                          [this] { Q_EMIT syncAllWanted(); });
    m_syncPractitioner =
        m_syncMenu->addAction(themedIcon(QStringLiteral("practitioners")), QString(), this, [this] {
            if (m_practitioner)
                Q_EMIT syncPractitionerWanted(*m_practitioner);
        });
    m_syncPractitioner->setVisible(false);
    m_syncMenu->addAction(themedIcon(QStringLiteral("filter")), tr("Choose what to sync…"), this,
                          [this] { Q_EMIT chooseWanted(); });
    m_syncMenu->addSeparator();
    m_cancel = m_syncMenu->addAction(themedIcon(QStringLiteral("stop")), tr("Cancel the run (Esc)"), this,
                                     [this] { Q_EMIT cancelWanted(); });
    connect(m_sync, &QToolButton::clicked, this, &TopBar::syncAllWanted);
}

void TopBar::makePauseButton() {
    m_pause->setObjectName(QStringLiteral("pause"));
    m_pause->setPopupMode(QToolButton::InstantPopup);
    setButtonKind(m_pause, ButtonKind::Quiet);
    m_pause->setMenu(m_pauseMenu);
    const auto add = [this](const QString& text, engine::PauseFor duration) {
        m_pauseMenu->addAction(text, this, [this, duration] { Q_EMIT pauseWanted(duration); });
    };
    add(tr("Pause for 1 hour"), engine::PauseFor::OneHour);
    add(tr("Pause until tomorrow"), engine::PauseFor::UntilTomorrow);
    add(tr("Pause until I resume"), engine::PauseFor::UntilResumed);
    m_pauseMenu->addSeparator();
    m_pauseMenu->addAction(tr("Resume"), this, [this] { Q_EMIT resumeWanted(); })
        ->setObjectName(QStringLiteral("resume"));
}

void TopBar::showSnapshot(const engine::EngineSnapshot& snapshot) {
    m_snapshot = snapshot;
    m_pill->setState(snapshot.state);
    const bool paused = snapshot.facts.paused;
    m_pause->setIcon(themedIcon(paused ? QStringLiteral("play") : QStringLiteral("pause")));
    m_pause->setAccessibleName(paused ? tr("Paused: resume or change") : tr("Pause syncing"));
    m_pause->setToolTip(m_pause->accessibleName());
    for (QAction* action : m_pauseMenu->actions())
        if (action->objectName() == QLatin1String("resume"))
            action->setEnabled(paused);
    m_cancel->setEnabled(snapshot.run.has_value() && !snapshot.run->cancelling);
    tick(snapshot.facts.now);
}

void TopBar::tick(UtcTime now) {
    const auto set = [](QLabel* label, const QString& text, const QString& tip) {
        if (label->text() != text)
            label->setText(text);
        label->setToolTip(tip);
    };
    const bool setUp = m_snapshot.facts.configured;
    const auto& last = m_snapshot.lastSuccess;
    set(m_last,
        last ? tr("In step %1").arg(agoText(*last, now)) : (setUp ? tr("No complete sync yet") : QString()),
        last ? tr("The last complete success began %1.").arg(models::localTimeText(*last)) : QString());
    const auto& next = m_snapshot.nextRun;
    const bool shown = next && setUp && !m_snapshot.run && !m_snapshot.facts.paused;
    set(m_next, shown ? tr("Next run %1").arg(untilText(*next, now)) : QString(),
        shown ? tr("The next run starts %1.").arg(models::localTimeText(*next)) : QString());
    fit();
}

/// The state is never cut while the times beside it could give way.
void TopBar::fit() {
    int room = width() - 2 * space::xl - m_pill->sizeHint().width() - space::m;
    for (const QToolButton* button : {m_find, m_pause, m_sync})
        room -= button->sizeHint().width() + space::m;
    for (QLabel* label : {m_last, m_next}) {
        room -= label->sizeHint().width() + space::m;
        label->setVisible(!label->text().isEmpty() && room >= 0);
    }
}

void TopBar::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fit();
}

void TopBar::setPractitioner(const std::optional<PractitionerId>& id, const QString& name) {
    m_practitioner = id;
    m_syncPractitioner->setVisible(id.has_value());
    m_syncPractitioner->setText(tr("Only %1").arg(name));
}

void TopBar::paintEvent(QPaintEvent*) {
    QPainter p(this);
    const Tokens& t = currentTokens();
    p.fillRect(rect(), t.surface);
    p.fillRect(0, height() - 1, width(), 1, t.border);
}

}  // namespace bloom::widgets
