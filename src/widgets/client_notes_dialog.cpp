// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/client_notes_dialog.h"

#include "models/when_done.h"
#include "widgets/commander.h"
#include "widgets/kept_font.h"
#include "widgets/owned_changes_view.h"
#include "widgets/theme.h"

#include <QBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>

namespace bloom::widgets {
namespace {
QLabel* caption(const QString& text, QWidget* buddy, QWidget* parent) {
    auto* label = new QLabel(text, parent);
    keepFont(label, TextRole::Strong);
    label->setBuddy(buddy);
    return label;
}
}  // namespace

ClientNotesDialog::ClientNotesDialog(engine::Engine& door, const ClientId& client, bool initialsOnly,
                                     QWidget* parent)
    : QDialog(parent),
      m_engine(door),
      m_client(client),
      m_initialsOnly(initialsOnly),
      m_title(new QLabel(this)),
      m_issues(new QLineEdit(this)),
      m_plan(new QPlainTextEdit(this)),
      m_problem(new QLabel(this)),
      m_changes(new OwnedChangesView(this)),
      m_save(new QPushButton(tr("Save"), this)) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Presenting issues and plan"));
    resize(560, 520);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::xl, space::xl, space::xl, space::l);
    column->setSpacing(space::s);
    keepFont(m_title, TextRole::Title);
    column->addWidget(m_title);
    auto* words = new QLabel(
        tr("Kept by Bloom Sync alone: no sync touches it, and nothing of it goes to Halaxy."), this);
    words->setWordWrap(true);
    setTone(words, Tone::Muted);
    column->addWidget(words);
    column->addSpacing(space::s);
    m_issues->setPlaceholderText(tr("Anxiety, sleep, work stress …"));
    m_issues->setAccessibleName(tr("Presenting issues, with a comma between them"));
    m_issues->setObjectName(QStringLiteral("issues"));
    m_plan->setAccessibleName(tr("Treatment plan"));
    m_plan->setObjectName(QStringLiteral("treatmentPlan"));
    m_plan->setTabChangesFocus(true);
    column->addWidget(caption(tr("Presenting issues, with a comma between them"), m_issues, this));
    column->addWidget(m_issues);
    column->addWidget(caption(tr("Treatment plan"), m_plan, this));
    column->addWidget(m_plan, 2);
    m_problem->setWordWrap(true);
    m_problem->setObjectName(QStringLiteral("problem"));
    setTone(m_problem, Tone::Problem);
    column->addWidget(m_problem);
    column->addWidget(caption(tr("Changes"), m_changes, this));
    auto* history = new QScrollArea(this);
    history->setFrameShape(QFrame::NoFrame);
    history->setWidgetResizable(true);
    history->setWidget(m_changes);
    column->addWidget(history, 1);
    auto* buttons = new QHBoxLayout;
    auto* cancel = new QPushButton(tr("Cancel"), this);
    setButtonKind(m_save, ButtonKind::Primary);
    m_save->setObjectName(QStringLiteral("save"));
    m_save->setDefault(true);
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_save);
    column->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &ClientNotesDialog::save);
    connect(m_issues, &QLineEdit::textChanged, this, &ClientNotesDialog::check);
    connect(m_plan, &QPlainTextEdit::textChanged, this, &ClientNotesDialog::check);
    say({});
    load();
}

void ClientNotesDialog::load() {
    for (QWidget* widget :
         {static_cast<QWidget*>(m_issues), static_cast<QWidget*>(m_plan), static_cast<QWidget*>(m_save)})
        widget->setEnabled(false);
    models::whenDone(m_engine.clientNotes(m_client), this, [this](const Result<ClientNotes>& answer) {
        if (answer)
            return adopt(*answer);
        say(answer.error().message);
    });
}

void ClientNotesDialog::adopt(const ClientNotes& notes) {
    m_notes = notes;
    const QString initials = notes.initials.isEmpty() ? QStringLiteral("?") : notes.initials;
    m_title->setText(m_initialsOnly || notes.clientName.isEmpty() ? initials : notes.clientName);
    m_issues->setEnabled(true);
    m_plan->setEnabled(true);
    m_issues->setText(notes.presentingIssues.join(QStringLiteral(", ")));
    m_plan->setPlainText(notes.treatmentPlan);
    m_changes->showChanges(notes.changes);
    m_issues->setFocus();
    check();
}

ClientPatch ClientNotesDialog::patch() const {
    ClientPatch change;
    change.client = m_client;
    QStringList issues;
    for (const QString& part : m_issues->text().split(u','))
        if (const QString issue = part.simplified(); !issue.isEmpty() && !issues.contains(issue))
            issues.append(issue);
    change.presentingIssues = issues;
    change.treatmentPlan = m_plan->toPlainText().trimmed();
    return change;
}

void ClientNotesDialog::check() {
    if (!m_notes)
        return;
    const ClientPatch change = patch();
    const auto problem = checkClientPatch(change);
    say(problem ? problem->message : QString());
    const bool differs = *change.presentingIssues != m_notes->presentingIssues ||
                         *change.treatmentPlan != m_notes->treatmentPlan;
    m_save->setEnabled(!problem && differs);
}

void ClientNotesDialog::save() {
    m_save->setEnabled(false);
    models::whenDone(m_engine.saveClient(patch(), askingUser()), this, [this](const Result<bool>& answer) {
        if (answer) {
            Q_EMIT saved();
            accept();
            return;
        }
        m_save->setEnabled(true);
        say(tr("Not kept. %1").arg(answer.error().message));
    });
}

void ClientNotesDialog::say(const QString& problem) {
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
}

}  // namespace bloom::widgets
