// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// *Changes to this day* on the Practitioners page, and what can be done with a session: sync it, copy its id,
// forget its client.
#include "models/when_done.h"
#include "models/words.h"
#include "widgets/day_change_delegate.h"
#include "widgets/forget_client_dialog.h"
#include "widgets/practitioners_page.h"
#include "widgets/theme.h"
#include "widgets/themed_icon.h"

#include "ui_practitioners_page.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>

namespace bloom::widgets {
namespace {
constexpr int kFewChanges = 4;
}

void PractitionersPage::connectChanges() {
    QListView* list = m_ui->changes;
    list->setModel(&m_changes);
    list->setItemDelegate(new DayChangeDelegate(list));
    list->setContextMenuPolicy(Qt::CustomContextMenu);
    m_ui->changesCard->hide();
    connect(m_ui->allChanges, &QPushButton::clicked, this, [this] {
        m_allChanges = !m_allChanges;
        fitChanges();
    });
    connect(list, &QWidget::customContextMenuRequested, this, [this, list](const QPoint& at) {
        const QModelIndex index = list->indexAt(at).isValid() ? list->indexAt(at) : list->currentIndex();
        if (!index.isValid())
            return;
        const DayChange& change = m_changes.change(index);
        showSessionMenu({change.appointment, change.client, m_changes.shownName(change)},
                        list->viewport()->mapToGlobal(at));
    });
    QListView* feed = m_ui->feed;
    feed->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(feed, &QWidget::customContextMenuRequested, this, [this, feed](const QPoint& at) {
        const QModelIndex index = feed->indexAt(at).isValid() ? feed->indexAt(at) : feed->currentIndex();
        if (!index.isValid())
            return;
        const auto session = index.data(models::SessionFeedModel::SessionRole).value<SessionView>();
        showSessionMenu({session.appointmentId, session.placeholderClient ? ClientId() : session.clientId,
                         models::shownName(session, m_sessions.privacy())},
                        feed->viewport()->mapToGlobal(at));
    });
}

void PractitionersPage::loadChanges(const PractitionerId& id) {
    const quint64 token = m_token;
    models::whenDone(m_engine.changesToDay(id, m_date), this,
                     [this, token, id](const Result<std::vector<DayChange>>& answer) {
                         if (token != m_token || !answer)
                             return;
                         m_allChanges = m_allChanges && m_changesOf == std::pair(id, m_date);
                         m_changesOf = {id, m_date};
                         showChanges(*answer);
                     });
}

void PractitionersPage::showChanges(const std::vector<DayChange>& changes) {
    m_changes.setChanges(changes, PracticeZone::find(chosen().timezone).value_or(PracticeZone::sydney()),
                         m_date);
    const auto count = static_cast<int>(changes.size());
    m_ui->changesCard->setHint(count > 0 ? models::countText(count) : QString());
    m_ui->changesCard->setVisible(count > 0);
    fitChanges();
}

/// As high as its lines: the column scrolls, not a list in it.
void PractitionersPage::fitChanges() {
    const int count = m_changes.rowCount();
    const int shown = m_allChanges ? count : std::min(count, kFewChanges);
    QListView* list = m_ui->changes;
    int height = 4;
    for (int row = 0; row < shown; ++row)
        height += list->sizeHintForRow(row);
    list->setFixedHeight(height);
    list->scrollToTop();
    m_ui->allChanges->setVisible(count > kFewChanges);
    m_ui->allChanges->setText(m_allChanges ? tr("Show fewer")
                                           : tr("Show all %1").arg(models::countText(count)));
}

void PractitionersPage::showSessionMenu(const MenuSubject& subject, const QPoint& at) {
    QMenu menu(this);
    const RecordKey record{RecordKind::Appointment, subject.appointment};
    QAction* sync =
        menu.addAction(themedIcon(QStringLiteral("sync")), tr("Sync this session now"), this, [=, this] {
            SyncRequest request;
            request.scope.record = record;
            Q_EMIT syncWanted(request);
        });
    QAction* copy = menu.addAction(themedIcon(QStringLiteral("copy")), tr("Copy Halaxy id"), this, [=, this] {
        QGuiApplication::clipboard()->setText(record.id.value);
        Q_EMIT noticeWanted(Severity::Calm, tr("Copied: %1").arg(toText(record)));
    });
    sync->setEnabled(!record.id.isEmpty());
    copy->setEnabled(!record.id.isEmpty());
    menu.addSeparator();
    menu.addAction(themedIcon(QStringLiteral("edit")), tr("Presenting issues and plan…"), this,
                   [this, subject] { openNotes(subject.client); })
        ->setEnabled(!subject.client.isEmpty());
    menu.addAction(themedIcon(QStringLiteral("search")), tr("Something missing?"), this,
                   [this, subject] {
                       openMissing({.practitioner = {}, .date = {}, .client = subject.client, .pasted = {}});
                   })
        ->setEnabled(!subject.client.isEmpty());
    menu.addSeparator();
    menu.addAction(tr("Forget this client…"), this, [this, subject] { openForget(subject); })
        ->setEnabled(!subject.client.isEmpty());
    menu.exec(at);
}

void PractitionersPage::openForget(const MenuSubject& subject) {
    auto* dialog = new ForgetClientDialog(m_engine, subject.client, subject.name, this);
    connect(dialog, &ForgetClientDialog::forgotten, this, [this] {
        Q_EMIT noticeWanted(Severity::Calm, tr("Forgotten. Ids, dates and amounts stay."));
        askSoon();
    });
    dialog->open();
}

}  // namespace bloom::widgets
