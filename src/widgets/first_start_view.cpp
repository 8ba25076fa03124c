// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/first_start_view.h"

#include "widgets/kept_font.h"
#include "widgets/setup_wizard.h"
#include "widgets/theme.h"
#include "widgets/themed_icon.h"

#include "ui_first_start_view.h"

#include <QEvent>
#include <QScrollArea>

namespace bloom::widgets {

FirstStartView::FirstStartView(engine::Engine& door, QWidget* parent)
    : QStackedWidget(parent),
      m_ui(std::make_unique<Ui::FirstStartView>()),
      m_wizard(new SetupWizard(door)) {
    ensureLookResources();
    m_ui->setupUi(this);
    auto* scroll = new QScrollArea(this);
    scroll->setWidget(m_wizard);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    addWidget(scroll);
    setCurrentIndex(0);
    m_ui->connectDoorIcon->setIcon(QStringLiteral("link"), 32);
    m_ui->demoDoorIcon->setIcon(QStringLiteral("flask"), 32);
    for (QLabel* title : {m_ui->connectDoorTitle, m_ui->demoDoorTitle})
        keepFont(title, TextRole::Heading);
    keepFont(m_ui->welcome, TextRole::Display);
    paintLogo();
    connect(m_ui->connectDoorButton, &QPushButton::clicked, this, [this] {
        setCurrentIndex(1);
        m_wizard->setFocus();
    });
    connect(m_ui->demoDoorButton, &QPushButton::clicked, this, &FirstStartView::demoWanted);
    connect(m_wizard, &SetupWizard::left, this, [this] { setCurrentIndex(0); });
    connect(m_wizard, &SetupWizard::finished, this, &FirstStartView::finished);
}

FirstStartView::~FirstStartView() = default;

void FirstStartView::setDemoOffered(bool offered) { m_ui->demoDoor->setVisible(offered); }

void FirstStartView::showDemoProblem(const QString& why) {
    m_ui->demoProblem->setText(why);
    m_ui->demoProblem->setVisible(!why.isEmpty());
}

void FirstStartView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange)
        paintLogo();
    QStackedWidget::changeEvent(event);
}

void FirstStartView::paintLogo() {
    m_ui->logo->setPixmap(
        QIcon(QStringLiteral(":/icons/bloom-sync.svg")).pixmap(QSize(72, 72), devicePixelRatioF()));
}

}  // namespace bloom::widgets
