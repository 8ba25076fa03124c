// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/forget_client_dialog.h"

#include "models/when_done.h"
#include "widgets/commander.h"
#include "widgets/kept_font.h"
#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace bloom::widgets {

ForgetClientDialog::ForgetClientDialog(engine::Engine& door, const ClientId& client, const QString& shownName,
                                       QWidget* parent)
    : QDialog(parent),
      m_engine(door),
      m_client(client),
      m_problem(nullptr),
      m_forget(new QPushButton(tr("Forget now"), this)),
      m_cancel(new QPushButton(tr("Keep"), this)) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Forget a client"));
    setMinimumWidth(520);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::xl, space::xl, space::xl, space::l);
    column->setSpacing(space::m);
    keepFont(addText(tr("Forget %1 now?").arg(shownName), false), TextRole::Title);
    addText(
        tr("Blanked here at once: name, initials, contact details, date of birth and what was written about "
           "them, in their own row, in their sessions and in the history of changes. This can't be undone."),
        false);
    addText(tr("Ids, dates and amounts stay, so that the figures of past months stay what they were. Who did "
               "this, and when, is kept in the audit list."),
            false);
    addText(tr("It is for clients who are gone from Halaxy; whom Halaxy still has would be read again by the "
               "next sync, so Bloom Sync then refuses. Nothing in Halaxy changes."),
            true);
    m_problem = addText({}, false);
    setTone(m_problem, Tone::Problem);
    m_problem->setObjectName(QStringLiteral("problem"));
    m_problem->hide();
    m_forget->setObjectName(QStringLiteral("forget"));
    setButtonKind(m_forget, ButtonKind::Danger);
    m_cancel->setDefault(true);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(space::s);
    buttons->addStretch(1);
    buttons->addWidget(m_forget);
    buttons->addWidget(m_cancel);
    column->addLayout(buttons);
    connect(m_forget, &QPushButton::clicked, this, &ForgetClientDialog::forget);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    m_cancel->setFocus();
}

QLabel* ForgetClientDialog::addText(const QString& text, bool muted) {
    auto* label = new QLabel(text, this);
    label->setWordWrap(true);
    if (muted)
        setTone(label, Tone::Muted);
    layout()->addWidget(label);
    return label;
}

void ForgetClientDialog::forget() {
    m_forget->setEnabled(false);
    models::whenDone(m_engine.forgetClient(m_client, askingUser()), this, [this](const Result<bool>& answer) {
        if (answer) {
            Q_EMIT forgotten();
            accept();
            return;
        }
        m_forget->setEnabled(true);
        m_problem->setText(answer.error().message);
        m_problem->setVisible(!answer.error().message.isEmpty());
    });
}

}  // namespace bloom::widgets
