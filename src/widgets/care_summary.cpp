// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/care_summary.h"

#include "models/plan_words.h"
#include "models/when_done.h"
#include "widgets/chip.h"
#include "widgets/flow_layout.h"
#include "widgets/kept_font.h"
#include "widgets/theme.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <map>

namespace bloom::widgets {
namespace {
using namespace std::chrono_literals;
constexpr auto kSoon = 1s;  // every run ends with this question, whoever looks
constexpr auto kOften = 5min;
}  // namespace

CareSummary::CareSummary(QWidget* parent)
    : QWidget(parent),
      m_chips(new QWidget(this)),
      m_words(new QLabel(this)),
      m_open(new QPushButton(tr("Open list"), this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::s);
    auto* row = new QHBoxLayout;
    auto* title = new QLabel(tr("With clients"), this);
    keepFont(title, TextRole::Strong);
    row->addWidget(title);
    row->addStretch(1);
    row->addWidget(m_open);
    column->addLayout(row);
    new FlowLayout(m_chips, space::s);
    column->addWidget(m_chips);
    setTone(m_words, Tone::Muted);
    m_words->setWordWrap(true);
    column->addWidget(m_words);
    setButtonKind(m_open, ButtonKind::Link);
    m_open->setObjectName(QStringLiteral("openCare"));
    connect(m_open, &QPushButton::clicked, this, &CareSummary::openWanted);
    m_soon.setSingleShot(true);
    m_soon.setInterval(kSoon);
    m_often.setInterval(kOften);
    connect(&m_soon, &QTimer::timeout, this, &CareSummary::ask);
    connect(&m_often, &QTimer::timeout, this, &CareSummary::ask);
    hide();  // until something is known
}

void CareSummary::follow(engine::Engine& engine) {
    m_engine = &engine;
    connect(&engine, &engine::Engine::runFinished, this, &CareSummary::askSoon);
    connect(&engine, &engine::Engine::careChanged, this, &CareSummary::askSoon);
    connect(&engine, &engine::Engine::practitionersChanged, this, &CareSummary::askSoon);
    m_often.start();
    askSoon();
}

void CareSummary::askSoon() {
    if (!m_soon.isActive())
        m_soon.start();
}

void CareSummary::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    askSoon();
}

void CareSummary::ask() {
    if (!m_engine || (parentWidget() && !parentWidget()->isVisible()))
        return;
    const quint64 token = ++m_token;
    models::whenDone(m_engine->everyone(), this, [this, token](const Result<EveryoneView>& answer) {
        if (token != m_token)
            return;
        if (answer)
            adopt(*answer);
        else if (answer.error().kind == ErrorKind::Cancelled)
            askSoon();  // another page asked the same
    });
}

void CareSummary::adopt(const EveryoneView& view) {
    std::map<CareReason, int> open;
    for (const CareItem& item : view.items)
        open[item.reason] += item.state == CareState::Open ? 1 : 0;
    std::erase_if(open, [](const auto& one) { return one.second == 0; });
    qDeleteAll(m_chips->findChildren<Chip*>(Qt::FindDirectChildrenOnly));
    for (const auto& [reason, count] : open) {
        auto* chip = new Chip(m_chips);
        chip->setContent({QStringLiteral("%1 %2").arg(models::countText(count), models::words(reason)),
                          models::careIcon(reason), models::tone(reason)});
        m_chips->layout()->addWidget(chip);
    }
    m_chips->setVisible(!open.empty());
    m_words->setVisible(open.empty());
    m_words->setText(view.stillLoading ? tr("Known after the first sync.")
                     : view.plansUnknown > 0
                         ? tr("Nothing to act on, as far as is known: %Ln plan(s) were not read yet.",
                              nullptr, view.plansUnknown)
                         : tr("Nothing to act on: plans, bookings and invoices are in order."));
    setVisible(!view.days.empty() || view.stillLoading);
}

QStringList CareSummary::counts() const {
    QStringList said;
    for (const Chip* chip : m_chips->findChildren<Chip*>(Qt::FindDirectChildrenOnly))
        said.append(chip->text());
    return said;
}

}  // namespace bloom::widgets
