// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/missing_dialog.h"

#include "core/practice_time.h"
#include "models/when_done.h"
#include "widgets/cell_delegate.h"
#include "widgets/chip_delegate.h"
#include "widgets/commander.h"
#include "widgets/kept_font.h"
#include "widgets/table_tools.h"
#include "widgets/theme.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QDateEdit>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>

namespace bloom::widgets {
namespace {
using models::MissingModel;

ChipContent verdictChip(const QModelIndex& index) {
    return {index.data().toString(),
            {},
            models::tone(index.data(MissingModel::LineRole).value<MissingLine>().verdict)};
}

}  // namespace

MissingDialog::MissingDialog(engine::Engine& door, MissingQuestion question, bool initialsOnly,
                             QWidget* parent)
    : QDialog(parent),
      m_engine(door),
      m_question(std::move(question)),
      m_whose(new QComboBox(this)),
      m_day(new QDateEdit(this)),
      m_pasted(new QLineEdit(this)),
      m_ask(new QPushButton(tr("Look now"), this)),
      m_summary(new QLabel(this)),
      m_table(new QTableView(this)),
      m_sync(new QPushButton(tr("Sync these now"), this)) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Something missing?"));
    resize(860, 520);
    m_lines.setPrivacy(initialsOnly);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::xl, space::xl, space::xl, space::l);
    column->setSpacing(space::m);
    auto* title = new QLabel(tr("Something missing?"), this);
    keepFont(title, TextRole::Title);
    column->addWidget(title);
    auto* words =
        new QLabel(tr("Bloom Sync asks Halaxy now, lays both sides next to each other and says of each "
                      "appointment what became of it. What is missing here is fetched."),
                   this);
    words->setWordWrap(true);
    setTone(words, Tone::Muted);
    column->addWidget(words);
    column->addWidget(buildQuestion());
    m_summary->setWordWrap(true);
    m_summary->setObjectName(QStringLiteral("missingSummary"));
    column->addWidget(m_summary);
    buildTable();
    column->addWidget(m_table, 1);
    auto* buttons = new QHBoxLayout;
    auto* close = new QPushButton(tr("Close"), this);
    buttons->addWidget(m_sync);
    buttons->addStretch(1);
    buttons->addWidget(close);
    column->addLayout(buttons);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_sync, &QPushButton::clicked, this, &MissingDialog::syncChosen);
    loadPractitioners();
    showAnswer();
    if (!m_question.client.isEmpty() || !m_question.practitioner.isEmpty() || !m_question.pasted.isEmpty())
        ask();
}

QWidget* MissingDialog::buildQuestion() {
    auto* bar = new QWidget(this);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::s);
    m_whose->setModel(&m_practitioners);
    m_whose->setMinimumWidth(200);
    m_whose->setAccessibleName(tr("Practitioner"));
    m_day->setCalendarPopup(true);
    m_day->setDisplayFormat(QStringLiteral("ddd d MMM yyyy"));
    m_day->setMinimumWidth(160);
    m_day->setAccessibleName(tr("Day"));
    m_day->setDate(m_question.date.isValid() ? m_question.date
                                             : PracticeZone::sydney().localDate(m_engine.now()));
    m_pasted->setPlaceholderText(tr("or paste an id from Halaxy"));
    m_pasted->setText(m_question.pasted);
    m_pasted->setClearButtonEnabled(true);
    m_pasted->setAccessibleName(tr("Id from Halaxy"));
    m_pasted->setObjectName(QStringLiteral("missingId"));
    m_ask->setObjectName(QStringLiteral("missingAsk"));
    m_ask->setDefault(true);
    setButtonKind(m_ask, ButtonKind::Primary);
    for (QWidget* widget : {static_cast<QWidget*>(m_whose), static_cast<QWidget*>(m_day)})
        row->addWidget(widget);
    row->addWidget(m_pasted, 1);
    row->addWidget(m_ask);
    // Whoever chooses anew asks about that, not about the client it began with.
    const auto anew = [this] { m_question.client = {}; };
    connect(m_whose, &QComboBox::activated, this, anew);
    connect(m_day, &QDateEdit::dateChanged, this, anew);
    connect(m_pasted, &QLineEdit::textEdited, this, anew);
    connect(m_ask, &QPushButton::clicked, this, &MissingDialog::ask);
    return bar;
}

void MissingDialog::buildTable() {
    m_table->setModel(&m_lines);
    m_table->setObjectName(QStringLiteral("missingLines"));
    m_table->setAccessibleName(tr("Appointments and what they are"));
    dressTable(m_table);
    m_table->setItemDelegateForColumn(MissingModel::VerdictColumn, new ChipDelegate(verdictChip, m_table));
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().height() + 16);
    const int letter = m_table->fontMetrics().averageCharWidth();
    m_table->horizontalHeader()->resizeSection(MissingModel::TimeColumn, letter * 20);
    m_table->horizontalHeader()->resizeSection(MissingModel::ClientColumn, letter * 22);
    m_table->horizontalHeader()->resizeSection(MissingModel::IdColumn, letter * 12);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    new TableTools(*m_table, nullptr,
                   {.key = QStringLiteral("missing"), .alwaysShown = MissingModel::VerdictColumn});
}

void MissingDialog::loadPractitioners() {
    models::whenDone(
        m_engine.practitioners(), this, [this](const Result<std::vector<PractitionerView>>& answer) {
            if (!answer)
                return;
            m_practitioners.setPractitioners(*answer);
            m_whose->setCurrentIndex(std::max(0, m_practitioners.rowOfKey(m_question.practitioner)));
        });
}

MissingQuestion MissingDialog::question() const {
    if (!m_question.client.isEmpty())
        return {.practitioner = {}, .date = {}, .client = m_question.client, .pasted = {}};
    const QString pasted = m_pasted->text().trimmed();
    if (!pasted.isEmpty())
        return {.practitioner = {}, .date = {}, .client = {}, .pasted = pasted};
    const QString chosen = m_whose->currentData(models::PractitionerListModel::IdRole).toString();
    return {.practitioner = chosen.isEmpty() ? m_question.practitioner : PractitionerId(chosen),
            .date = m_day->date(),
            .client = {},
            .pasted = {}};
}

void MissingDialog::ask() {
    const quint64 token = ++m_token;
    m_ask->setEnabled(false);
    m_summary->setText(tr("Asking Halaxy …"));
    setTone(m_summary, Tone::Muted);
    models::whenDone(m_engine.findMissing(question()), this,
                     [this, token](const Result<MissingAnswer>& answer) { onAnswer(token, answer); });
}

void MissingDialog::onAnswer(quint64 token, const Result<MissingAnswer>& answer) {
    if (token != m_token)
        return;
    m_ask->setEnabled(true);
    if (answer) {
        m_answer = *answer;
        return showAnswer();
    }
    m_answer.reset();
    showAnswer();
    m_summary->setText(answer.error().kind == ErrorKind::Cancelled ? tr("It was stopped. Look again.")
                                                                   : answer.error().message);
    setTone(m_summary, Tone::Problem);
}

void MissingDialog::showAnswer() {
    m_lines.setAnswer(m_answer.value_or(MissingAnswer{}));
    m_summary->setText(m_answer ? models::summaryWords(*m_answer) : QString());
    setTone(m_summary, m_answer && m_answer->unreachable ? Tone::Attention : Tone::Normal);
    m_table->setVisible(!m_lines.rows().empty());
    m_sync->setEnabled(!m_lines.rows().empty());
    static_cast<QBoxLayout*>(layout())->setStretchFactor(m_table, 1);
}

/// Those that are chosen, else all.
void MissingDialog::syncChosen() {
    std::vector<MissingLine> lines;
    for (const QModelIndex& row : m_table->selectionModel()->selectedRows())
        lines.push_back(row.data(MissingModel::LineRole).value<MissingLine>());
    if (lines.empty())
        lines = m_lines.rows();
    for (const MissingLine& line : lines) {
        SyncRequest request;
        request.scope.record = line.key;
        Q_EMIT syncWanted(request);
    }
}

}  // namespace bloom::widgets
