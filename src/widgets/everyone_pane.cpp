// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/everyone_pane.h"

#include "core/practice_time.h"
#include "models/plan_words.h"
#include "models/when_done.h"
#include "widgets/card.h"
#include "widgets/cell_delegate.h"
#include "widgets/chip_delegate.h"
#include "widgets/day_columns.h"
#include "widgets/kept_font.h"
#include "widgets/table_tools.h"
#include "widgets/theme.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>

namespace bloom::widgets {
namespace {
using models::CareModel;
using namespace std::chrono_literals;
constexpr auto kSoon = 60ms;

ChipContent reasonChip(const QModelIndex& index) {
    const auto item = index.data(CareModel::ItemRole).value<CareItem>();
    const bool handled = item.state != CareState::Open;
    return {models::words(item.reason), models::careIcon(item.reason),
            handled ? models::ChipTone::Faint : models::tone(item.reason)};
}

}  // namespace

EveryonePane::EveryonePane(engine::Engine& door, QSettings* memory, QWidget* parent)
    : QWidget(parent),
      m_engine(door),
      m_days(new DayColumns(this)),
      m_counts(new QLabel(this)),
      m_reason(new QComboBox(this)),
      m_whose(new QComboBox(this)),
      m_search(new QLineEdit(this)),
      m_handled(new QCheckBox(tr("Done and snoozed too"), this)),
      m_table(new QTableView(this)),
      m_empty(new QLabel(this)),
      m_done(new QPushButton(tr("Done"), this)),
      m_snooze(new QPushButton(tr("Snooze"), this)),
      m_note(new QPushButton(tr("Note…"), this)),
      m_open(new QPushButton(tr("Open day"), this)) {
    m_filter.setSourceModel(&m_items);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 0, 20, 20);
    auto* split = new QSplitter(Qt::Vertical, this);
    split->setChildrenCollapsible(false);
    auto* card = new Card(tr("What to act on"), this);
    auto* inside = new QVBoxLayout(card);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->setSpacing(space::s);
    card->setCorner(buildCorner());
    inside->addWidget(buildFilters());
    inside->addWidget(m_table, 1);
    inside->addWidget(m_empty, 1);
    inside->addWidget(buildActions());
    split->addWidget(m_days);
    split->addWidget(card);
    split->setStretchFactor(0, 2);
    split->setStretchFactor(1, 3);
    split->setHandleWidth(space::m);
    split->setStyleSheet(QStringLiteral("QSplitter::handle { background: transparent; }"));
    column->addWidget(split);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    setTone(m_empty, Tone::Muted);
    buildTable(memory);
    m_soon.setSingleShot(true);
    m_soon.setInterval(kSoon);
    connect(&m_soon, &QTimer::timeout, this, &EveryonePane::ask);
    connect(m_days, &DayColumns::openWanted, this, [this](const PractitionerId& id) {
        Q_EMIT linkWanted({.page = page::practitioners, .practitioner = id});
    });
    showState();
}

QWidget* EveryonePane::buildCorner() {
    auto* corner = new QWidget(this);
    auto* row = new QHBoxLayout(corner);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::s);
    m_counts->setObjectName(QStringLiteral("careCounts"));
    setTone(m_counts, Tone::Muted);
    row->addWidget(m_counts);
    row->addWidget(buildMore());
    return corner;
}

QWidget* EveryonePane::buildFilters() {
    auto* bar = new QWidget(this);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::s);
    m_reason->setAccessibleName(tr("What"));
    m_reason->addItem(tr("Everything"));
    for (int i = 0; i <= static_cast<int>(CareReason::Outstanding); ++i)
        m_reason->addItem(models::words(static_cast<CareReason>(i)), i);
    m_whose->setAccessibleName(tr("Practitioner"));
    m_whose->setMinimumWidth(180);
    m_reason->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_search->setPlaceholderText(tr("Find in the list"));
    m_search->setClearButtonEnabled(true);
    m_search->setAccessibleName(tr("Find in the list"));
    m_search->setMaximumWidth(220);
    for (QWidget* widget : {static_cast<QWidget*>(m_reason), static_cast<QWidget*>(m_whose),
                            static_cast<QWidget*>(m_search), static_cast<QWidget*>(m_handled)})
        row->addWidget(widget);
    row->addStretch(1);
    connect(m_reason, &QComboBox::currentIndexChanged, this, [this] {
        const QVariant reason = m_reason->currentData();
        m_filter.setReason(reason.isValid() ? std::optional(static_cast<CareReason>(reason.toInt()))
                                            : std::nullopt);
        showState();
    });
    connect(m_whose, &QComboBox::currentIndexChanged, this, [this] {
        m_filter.setPractitioner(PractitionerId(m_whose->currentData().toString()));
        showState();
    });
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_filter.setText(text);
        showState();
    });
    connect(m_handled, &QCheckBox::toggled, this, [this](bool on) {
        m_filter.setShowHandled(on);
        showState();
    });
    return bar;
}

void EveryonePane::buildTable(QSettings* memory) {
    m_table->setObjectName(QStringLiteral("careTable"));
    m_table->setModel(&m_filter);
    dressTable(m_table);
    m_table->setItemDelegateForColumn(CareModel::ReasonColumn, new ChipDelegate(reasonChip, m_table));
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setAccessibleName(tr("What to act on"));
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().height() + 16);
    const int letter = m_table->fontMetrics().averageCharWidth();
    for (const auto& [at, letters] : {std::pair{CareModel::ReasonColumn, 25},
                                      {CareModel::ClientColumn, 19},
                                      {CareModel::WhyColumn, 40},
                                      {CareModel::PractitionerColumn, 17},
                                      {CareModel::ReachColumn, 16}})
        m_table->horizontalHeader()->resizeSection(at, letter * letters);
    m_table->horizontalHeader()->setStretchLastSection(true);
    makeSortable(*m_table);
    new TableTools(
        *m_table, memory,
        {.key = QStringLiteral("everyone/care"),
         .alwaysShown = CareModel::ReasonColumn,
         .more = [this](QMenu& menu) {
             const auto items = selected();
             menu.addAction(tr("Open day"), this, &EveryonePane::openItem)->setEnabled(items.size() == 1);
             menu.addAction(tr("Presenting issues and plan…"), this,
                            [this, items] { Q_EMIT notesWanted(items.front().client); })
                 ->setEnabled(items.size() == 1 && !items.front().client.isEmpty());
             menu.addAction(tr("Sync this client now"), this,
                            [this, items] {
                                SyncRequest request;
                                request.scope.record = {RecordKind::Patient, items.front().patient};
                                Q_EMIT syncWanted(request);
                            })
                 ->setEnabled(items.size() == 1 && !items.front().patient.isEmpty());
             menu.addAction(tr("Something missing?"), this,
                            [this, items] { Q_EMIT missingWanted({{}, {}, items.front().client, {}}); })
                 ->setEnabled(items.size() == 1 && !items.front().client.isEmpty());
             menu.addSeparator();
         }});
    connect(m_table, &QTableView::activated, this, &EveryonePane::openItem);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &EveryonePane::showState);
}

void EveryonePane::refresh() {
    if (!m_soon.isActive())
        m_soon.start();
}

void EveryonePane::ask() {
    const quint64 token = ++m_token;
    models::whenDone(m_engine.everyone(), this, [this, token](const Result<EveryoneView>& answer) {
        if (token != m_token)
            return;
        if (answer)
            return adopt(*answer);
        if (answer.error().kind == ErrorKind::Cancelled)
            return refresh();
        m_failed = true;
        m_problem = answer.error().message;
        showState();
    });
}

void EveryonePane::adopt(const EveryoneView& view) {
    m_failed = false;
    m_view = view;
    m_days->showDays(view.days, practiceToday());
    m_items.setItems(view.items);
    fillPractitioners();
    showState();
}

void EveryonePane::fillPractitioners() {
    const QString chosen = m_whose->currentData().toString();
    const QSignalBlocker quiet(m_whose);
    m_whose->clear();
    m_whose->addItem(tr("All practitioners"), QString());
    for (const DayColumn& day : m_view->days)
        m_whose->addItem(day.practitioner.displayName, day.practitioner.id.value);
    m_whose->setCurrentIndex(std::max(0, m_whose->findData(chosen)));
}

QString EveryonePane::emptyWords() const {
    if (m_failed)
        return tr("The list can't be read. %1").arg(m_problem);
    if (!m_view)
        return tr("Reading …");
    if (m_view->stillLoading)
        return tr("The first sync has not ended: what is to be acted on is known after it.");
    if (m_items.rowCount() > 0)
        return tr("Nothing is left that fits these filters.");
    if (m_view->plansUnknown > 0)
        return tr("Nothing to act on, as far as is known: %Ln plan(s) were not read yet.", nullptr,
                  m_view->plansUnknown);
    return tr("Nothing to act on. Plans, bookings and invoices are all in order.");
}

void EveryonePane::showState() {
    const int open = static_cast<int>(std::ranges::count_if(
        m_items.rows(), [](const CareItem& item) { return item.state == CareState::Open; }));
    QString counts = m_view ? tr("%Ln open", nullptr, open) : QString();
    if (m_view && m_view->plansUnknown > 0)
        counts += QStringLiteral(" · ") + tr("%Ln plan(s) not read yet", nullptr, m_view->plansUnknown);
    m_counts->setText(counts);
    const bool any = m_filter.rowCount() > 0;
    m_table->setVisible(any);
    m_empty->setVisible(!any);
    m_empty->setText(emptyWords());
    const auto chosen = selected();
    const bool allDone = !chosen.empty() && std::ranges::all_of(chosen, [](const CareItem& item) {
        return item.state == CareState::Done;
    });
    m_done->setText(allDone ? tr("Not done") : tr("Done"));
    m_done->setEnabled(!chosen.empty());
    m_snooze->setEnabled(!chosen.empty());
    m_note->setEnabled(chosen.size() == 1);
    m_open->setEnabled(chosen.size() == 1);
}

void EveryonePane::setPrivacy(bool initialsOnly) {
    m_privacy = initialsOnly;
    m_items.setPrivacy(initialsOnly);
    m_days->setPrivacy(initialsOnly);
}

void EveryonePane::setNow(UtcTime now) { m_days->setNow(now); }

QDate EveryonePane::practiceToday() const {
    return PracticeZone::find(m_engine.snapshot().practiceZone)
        .value_or(PracticeZone::sydney())
        .localDate(m_engine.now());
}

}  // namespace bloom::widgets
