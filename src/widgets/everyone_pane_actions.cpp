// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done with the lines of Everyone: done, snoozed, a note, opened, printed, saved.
#include "models/sheet_html.h"
#include "models/when_done.h"
#include "widgets/commander.h"
#include "widgets/everyone_pane.h"
#include "widgets/sheet_printer.h"
#include "widgets/theme.h"
#include "widgets/themed_icon.h"

#include <QBoxLayout>
#include <QInputDialog>
#include <QItemSelectionModel>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QShortcut>
#include <QTableView>
#include <QToolButton>

namespace bloom::widgets {

using models::CareModel;

QWidget* EveryonePane::buildActions() {
    auto* bar = new QWidget(this);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::s);
    m_done->setToolTip(tr("Takes the line away until its facts change (Ctrl+D)"));
    auto* times = new QMenu(m_snooze);
    times->addAction(tr("Until tomorrow"), this, [this] { snooze(1); });
    times->addAction(tr("For a week"), this, [this] { snooze(7); });
    times->addAction(tr("For two weeks"), this, [this] { snooze(14); });
    times->addAction(tr("For four weeks"), this, [this] { snooze(28); });
    times->addSeparator();
    times->addAction(tr("Not any more"), this, [this] { snooze(0); });
    m_snooze->setMenu(times);
    for (QPushButton* button : {m_done, m_snooze, m_note, m_open})
        row->addWidget(button);
    row->addStretch(1);
    m_done->setObjectName(QStringLiteral("careDone"));
    m_snooze->setObjectName(QStringLiteral("careSnooze"));
    m_note->setObjectName(QStringLiteral("careNote"));
    connect(m_done, &QPushButton::clicked, this, &EveryonePane::toggleDone);
    connect(m_note, &QPushButton::clicked, this, &EveryonePane::editNote);
    connect(m_open, &QPushButton::clicked, this, &EveryonePane::openItem);
    auto* keys = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_D), this);
    connect(keys, &QShortcut::activated, this, &EveryonePane::toggleDone);
    return bar;
}

QWidget* EveryonePane::buildMore() {
    auto* more = new QToolButton(this);
    setButtonKind(more, ButtonKind::Quiet);
    more->setIcon(themedIcon(QStringLiteral("more")));
    more->setFixedSize(32, 32);
    more->setStyleSheet(QStringLiteral("padding: 4px;"));  // else little is left for the icon
    more->setPopupMode(QToolButton::InstantPopup);
    more->setAccessibleName(tr("Print or save the list"));
    more->setToolTip(more->accessibleName());
    auto* menu = new QMenu(more);
    menu->addAction(tr("Print the list…"), this, &EveryonePane::print);
    menu->addAction(tr("Save as PDF…"), this, &EveryonePane::savePdf);
    menu->addAction(tr("Save as CSV…"), this, &EveryonePane::saveCsv);
    more->setMenu(menu);
    return more;
}

std::vector<CareItem> EveryonePane::selected() const {
    std::vector<CareItem> items;
    if (!m_table->selectionModel())
        return items;
    for (const QModelIndex& row : m_table->selectionModel()->selectedRows())
        items.push_back(row.data(CareModel::ItemRole).value<CareItem>());
    return items;
}

std::vector<CareItem> EveryonePane::shownItems() const {
    std::vector<CareItem> items;
    for (int row = 0; row < m_filter.rowCount(); ++row)
        items.push_back(m_filter.index(row, 0).data(CareModel::ItemRole).value<CareItem>());
    return items;
}

/// The engine says that the list changed, and it is read again.
void EveryonePane::mark(const CareMark& change, const QString& said) {
    models::whenDone(m_engine.markCare(change, askingUser()), this, [this, said](const Result<bool>& answer) {
        if (!answer && answer.error().kind != ErrorKind::Cancelled)
            Q_EMIT noticeWanted(Severity::Problem, answer.error().message);
        else if (answer && !said.isEmpty())
            Q_EMIT noticeWanted(Severity::Calm, said);
    });
}

void EveryonePane::toggleDone() {
    const auto items = selected();
    const bool allDone =
        std::ranges::all_of(items, [](const CareItem& item) { return item.state == CareState::Done; });
    for (const CareItem& item : items) {
        CareMark change{item.key, item.facts, item.client, !allDone, {}, {}};
        if (allDone)
            change.snoozeUntil = QDate();
        mark(change, {});
    }
    if (!items.empty() && !allDone)
        Q_EMIT noticeWanted(Severity::Calm, tr("Done: %Ln line(s). They come back when their facts change.",
                                               nullptr, static_cast<int>(items.size())));
}

void EveryonePane::snooze(int days) {
    const QDate until = days > 0 ? practiceToday().addDays(days) : QDate();
    for (const CareItem& item : selected())
        mark({item.key, item.facts, item.client, {}, until, {}},
             days > 0 ? tr("Snoozed until %1.").arg(QLocale().toString(until, QStringLiteral("d MMM yyyy")))
                      : QString());
}

void EveryonePane::editNote() {
    const auto items = selected();
    if (items.size() != 1)
        return;
    const CareItem& item = items.front();
    auto* dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Note"));
    dialog->setLabelText(tr("What others should know about this line:"));
    dialog->setOption(QInputDialog::UsePlainTextEditForTextInput);
    dialog->setTextValue(item.note);
    connect(dialog, &QInputDialog::textValueSelected, this, [this, item](const QString& text) {
        mark({item.key, item.facts, item.client, {}, {}, text}, {});
    });
    dialog->open();
}

void EveryonePane::openItem() {
    const auto items = selected();
    if (items.size() != 1)
        return;
    PageLink link{.page = page::practitioners, .practitioner = items.front().practitioner};
    if (items.front().day.isValid() && items.front().appointment)
        link.date = items.front().day;
    Q_EMIT linkWanted(link);
}

void EveryonePane::print() { printSheet(models::careSheet(shownItems(), m_engine.now(), m_privacy), this); }

void EveryonePane::saved(const Result<bool>& result, const QString& path) {
    Q_EMIT noticeWanted(result ? Severity::Calm : Severity::Problem,
                        result ? tr("Saved: %1").arg(path) : result.error().message);
}

void EveryonePane::savePdf() {
    const models::Sheet sheet = models::careSheet(shownItems(), m_engine.now(), m_privacy);
    const QString path =
        askForFile(this, tr("Save as PDF"), sheet.title + QStringLiteral(".pdf"), tr("PDF (*.pdf)"));
    if (!path.isEmpty())
        models::whenDone(writePdf(sheet, path), this,
                         [this, path](const Result<bool>& result) { saved(result, path); });
}

void EveryonePane::saveCsv() {
    const QString path =
        askForFile(this, tr("Save as CSV"), tr("What to act on") + QStringLiteral(".csv"), tr("CSV (*.csv)"));
    if (!path.isEmpty())
        saveCsvTo(path);
}

void EveryonePane::saveCsvTo(const QString& path) {
    models::whenDone(writeBytes(models::careCsv(shownItems(), m_privacy), path), this,
                     [this, path](const Result<bool>& result) { saved(result, path); });
}

}  // namespace bloom::widgets
