// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/held_dialog.h"

#include "models/when_done.h"
#include "ui_held_dialog.h"
#include "widgets/cell_delegate.h"
#include "widgets/commander.h"
#include "widgets/kept_font.h"
#include "widgets/table_tools.h"
#include "widgets/theme.h"

#include <QHeaderView>
#include <QTimer>
#include <algorithm>

namespace bloom::widgets {

using models::HeldModel;

namespace {

class OutcomeDelegate final : public CellDelegate {
public:
    using CellDelegate::CellDelegate;

protected:
    CellMark mark(const QModelIndex& index) const override {
        if (index.data().toString().isEmpty())
            return {};
        const auto severity = static_cast<Severity>(index.data(HeldModel::SeverityRole).toInt());
        return {severity == Severity::Calm ? QStringLiteral("check") : QStringLiteral("warning"), severity};
    }
};

bool isPending(const HeldSet& set) {
    return set.state == HeldState::Open || set.state == HeldState::Applying;
}

}  // namespace

HeldDialog::HeldDialog(engine::Engine& door, QWidget* parent)
    : QDialog(parent),
      m_engine(door),
      m_ui(std::make_unique<Ui::HeldDialog>()) {
    m_ui->setupUi(this);
    setAttribute(Qt::WA_DeleteOnClose);
    keepFont(m_ui->heading, TextRole::Title);
    keepFont(m_ui->sentence, TextRole::Heading);
    buildTable();
    connect(m_ui->heldSets, &QListWidget::currentRowChanged, this, [this](int row) {
        if (row < 0)
            return;
        m_chosen = m_ui->heldSets->item(row)->data(Qt::UserRole).toString();
        m_confirming = false;
        showSet();
    });
    connect(m_ui->applyButton, &QPushButton::clicked, this, [this] {
        m_confirming = true;
        showSet();
        m_ui->notYetButton->setFocus();
    });
    connect(m_ui->notYetButton, &QPushButton::clicked, this, [this] {
        m_confirming = false;
        showSet();
    });
    connect(m_ui->reallyApplyButton, &QPushButton::clicked, this, [this] { decide(HeldDecision::Apply); });
    connect(m_ui->discardButton, &QPushButton::clicked, this, [this] { decide(HeldDecision::Discard); });
    connect(m_ui->runButton, &QPushButton::clicked, this, [this] {
        if (const HeldSet* shown = set())
            Q_EMIT runWanted(shown->run);
    });
    connect(m_ui->closeButton, &QPushButton::clicked, this, &QDialog::close);
    connect(&m_engine, &engine::Engine::heldChanged, this, &HeldDialog::ask);
    connect(&m_engine, &engine::Engine::settingsChanged, this, &HeldDialog::followSettings);
    for (QPushButton* button : findChildren<QPushButton*>())
        button->setAutoDefault(false);  // Enter in the list must decide nothing
    showNothing(tr("Reading…"));
    followSettings();
    ask();
}

HeldDialog::~HeldDialog() = default;

void HeldDialog::buildTable() {
    QTableView* table = m_ui->records;
    m_sorted.setSourceModel(&m_records);
    m_sorted.setSortRole(HeldModel::SortRole);
    table->setModel(&m_sorted);
    dressTable(table);
    table->setItemDelegateForColumn(HeldModel::OutcomeColumn, new OutcomeDelegate(table));
    table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    table->setAccessibleName(tr("The records that are held"));
    table->verticalHeader()->setDefaultSectionSize(table->fontMetrics().height() + 14);
    const int letter = table->fontMetrics().averageCharWidth();
    for (const auto& [column, letters] : {std::pair{HeldModel::WhenColumn, 30},
                                          {HeldModel::PractitionerColumn, 18},
                                          {HeldModel::ClientColumn, 16},
                                          {HeldModel::IdColumn, 13}})
        table->horizontalHeader()->resizeSection(column, letter * letters);
    table->horizontalHeader()->setStretchLastSection(true);
    makeSortable(*table);
    new TableTools(*table, nullptr, {.key = {}, .alwaysShown = HeldModel::IdColumn});
}

void HeldDialog::followSettings() {
    models::whenDone(m_engine.settings(), this, [this](const Result<engine::SettingsView>& answer) {
        if (!answer)
            return;
        for (const SettingValue& value : answer->values)
            if (value.key == SettingKey::PrivacyMode)
                m_records.setPrivacy(value.text == QLatin1String("true"));
    });
}

void HeldDialog::choose(const QString& heldSet) {
    m_chosen = heldSet;
    showSets(m_sets);
}

const HeldSet* HeldDialog::set() const {
    const auto found = std::ranges::find(m_sets, m_chosen, &HeldSet::id);
    return found == m_sets.end() ? nullptr : &*found;
}

void HeldDialog::ask() {
    models::whenDone(m_engine.heldSets(), this, [this](const Result<std::vector<HeldSet>>& answer) {
        if (answer)
            showSets(*answer);
        else if (answer.error().kind == ErrorKind::Cancelled)
            QTimer::singleShot(1000, this, &HeldDialog::ask);  // a newer question took the answer away
        else if (m_sets.empty())
            showNothing(answer.error().message);
    });
}

/// The door gives those to be decided first.
void HeldDialog::showSets(const std::vector<HeldSet>& sets) {
    m_sets = sets;
    if (!set() && !sets.empty())
        m_chosen = sets.front().id;
    const QSignalBlocker quiet(m_ui->heldSets);
    m_ui->heldSets->clear();
    for (const HeldSet& each : sets) {
        const QString when = isPending(each) ? tr("held %1").arg(agoText(each.raised, m_engine.now()))
                                             : agoText(each.raised, m_engine.now());
        auto* item = new QListWidgetItem(
            tr("%1\n%2, %3")
                .arg(models::countedWords(each.kind, each.count), models::words(each.state), when),
            m_ui->heldSets);
        item->setData(Qt::UserRole, each.id);
        item->setSizeHint({0, 2 * fontMetrics().height() + 18});
        if (each.id == m_chosen)
            m_ui->heldSets->setCurrentItem(item);
    }
    m_ui->heldSets->setVisible(sets.size() > 1);
    showSet();
}

void HeldDialog::showNothing(const QString& words) {
    m_ui->heldSets->hide();
    m_ui->setColumn->hide();
    for (QPushButton* button :
         {m_ui->applyButton, m_ui->discardButton, m_ui->reallyApplyButton, m_ui->notYetButton})
        button->hide();
    m_ui->nothing->setText(words);
    m_ui->nothing->show();
}

void HeldDialog::showSet() {
    const HeldSet* shown = set();
    if (!shown) {
        showNothing(tr("No deletion is held, and none has been."));
        return;
    }
    const bool first = m_ui->setColumn->isHidden();
    m_ui->nothing->hide();
    m_ui->setColumn->show();
    if (first)
        m_ui->closeButton->setFocus();
    if (const auto zone = PracticeZone::find(m_engine.snapshot().practiceZone))
        m_records.setZone(*zone);
    m_records.setRecords(shown->records);
    m_ui->records->setColumnHidden(HeldModel::WhenColumn, shown->kind != RecordKind::Appointment);
    m_ui->records->setColumnHidden(HeldModel::OutcomeColumn, shown->state == HeldState::Open);
    showWords(*shown);
    showDecision(*shown);
}

void HeldDialog::showWords(const HeldSet& shown) {
    m_ui->sentence->setText(models::heldSentence(shown));
    m_ui->meaning->setText(
        tr("A complete list of %1 did not hold them any more. That is more than Bloom Sync deletes without "
           "asking: a fault in Halaxy or a changed permission looks the same. Everything else was brought "
           "up to date; these stay as they were until somebody decides.")
            .arg(models::localTimeText(shown.lastSeen)));
    const int missing = shown.count - static_cast<int>(shown.records.size());
    m_ui->more->setText(
        tr("%Ln more record(s) not listed here; the decision is about all.", nullptr, missing));
    m_ui->more->setVisible(missing > 0);
}

void HeldDialog::showDecision(const HeldSet& shown) {
    const bool open = shown.state == HeldState::Open;
    const bool applying = shown.state == HeldState::Applying;
    m_ui->explanation->setVisible(open);
    m_ui->discardWords->setVisible(!m_confirming);
    m_ui->applyWords->setText(
        tr("<b>Apply</b> asks Halaxy for each of them once more and deletes here only "
           "those Halaxy says are gone. What comes back there comes back "
           "here."));
    m_ui->discardWords->setText(
        tr("<b>Discard</b> deletes nothing: all of them stay as they are, and Halaxy "
           "is not asked."));
    m_ui->confirmBox->setVisible(open && m_confirming);
    m_ui->confirmWords->setText(tr("Ask Halaxy for %1 and delete here what is gone?")
                                    .arg(models::countedWords(shown.kind, shown.count)));
    m_ui->applyButton->setVisible(open && !m_confirming);
    m_ui->discardButton->setVisible(open && !m_confirming);
    m_ui->reallyApplyButton->setVisible(open && m_confirming);
    m_ui->notYetButton->setVisible(open && m_confirming);
    for (QPushButton* button : {m_ui->applyButton, m_ui->discardButton, m_ui->reallyApplyButton})
        button->setEnabled(!m_deciding);
    m_ui->progress->setVisible(applying);
    m_ui->progress->setRange(0, std::max(1, shown.count));
    m_ui->progress->setValue(models::settledCount(shown));
    const QString decided = models::decidedText(shown, m_engine.now());
    const bool asked = applying || shown.state == HeldState::Applied;
    m_ui->outcome->setText(
        asked ? (decided.isEmpty() ? models::progressText(shown)
                                   : QString(decided + QStringLiteral("  ·  ") + models::progressText(shown)))
              : decided);
    m_ui->outcome->setVisible(!open);
}

void HeldDialog::decide(HeldDecision decision) {
    m_confirming = false;
    m_deciding = true;
    m_ui->problem->hide();
    showSet();
    models::whenDone(m_engine.decideHeld(m_chosen, decision, askingUser()), this,
                     [this](const Result<bool>& answer) {
                         m_deciding = false;
                         if (!answer && answer.error().kind != ErrorKind::Cancelled) {
                             m_ui->problem->setText(answer.error().message);
                             m_ui->problem->show();
                         }
                         ask();
                     });
}

}  // namespace bloom::widgets
