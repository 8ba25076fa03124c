// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The controls of the Practitioners page: who, which day, whose names are shown.
#include "models/figure_words.h"
#include "models/when_done.h"
#include "models/words.h"
#include "widgets/everyone_pane.h"
#include "widgets/kept_font.h"
#include "widgets/practitioners_page.h"
#include "widgets/session_delegate.h"
#include "widgets/theme.h"
#include "widgets/themed_icon.h"

#include "ui_practitioners_page.h"

#include <QCalendarWidget>
#include <QComboBox>
#include <QLocale>
#include <QMenu>
#include <QShortcut>
#include <QWidgetAction>

namespace bloom::widgets {

void PractitionersPage::buildHeader() {
    m_chooser = new QComboBox(this);
    m_chooser->setObjectName(QStringLiteral("practitionerChooser"));
    m_chooser->setModel(&m_practitioners);
    m_chooser->setMinimumWidth(240);
    m_chooser->setAccessibleName(tr("Practitioner"));
    m_chooser->hide();  // until there is somebody to choose
    addHeaderWidget(m_chooser);
    connect(m_chooser, &QComboBox::currentIndexChanged, this, &PractitionersPage::onChosen);
    connect(m_chooser, &QComboBox::activated, this, [this](int row) {
        m_byHand = true;
        onChosen(row);
    });
    m_ui->feedCard->setAccessibleName(tr("Sessions of the day"));
    m_ui->previousDay->setIcon(themedIcon(QStringLiteral("chevron-left")));
    m_ui->nextDay->setIcon(themedIcon(QStringLiteral("chevron-right")));
    m_ui->moreButton->setIcon(themedIcon(QStringLiteral("more")));
    for (QToolButton* button : {m_ui->previousDay, m_ui->nextDay, m_ui->privacyButton, m_ui->moreButton}) {
        button->setFixedSize(32, 32);
        button->setStyleSheet(QStringLiteral("padding: 4px;"));  // else little is left for the icon
    }
    keepFont(m_ui->monthRevenue, TextRole::Title);
    keepFont(m_ui->dateButton, TextRole::Heading);
    m_ui->emptyIcon->setIcon(QStringLiteral("leaf"), 40);
    keepFont(m_ui->emptyWords, TextRole::Heading);

    auto* menu = new QMenu(this);
    auto* calendar = new QCalendarWidget(menu);
    calendar->setGridVisible(false);
    calendar->setFirstDayOfWeek(Qt::Monday);
    calendar->setVerticalHeaderFormat(QCalendarWidget::NoVerticalHeader);
    auto* action = new QWidgetAction(menu);
    action->setDefaultWidget(calendar);
    menu->addAction(action);
    connect(menu, &QMenu::aboutToShow, calendar, [this, calendar] { calendar->setSelectedDate(m_date); });
    connect(calendar, &QCalendarWidget::clicked, this, [this, menu](QDate day) {
        menu->close();
        chooseDate(day);
    });
    m_ui->dateButton->setMenu(menu);
}

void PractitionersPage::connectFeed() {
    m_ui->feed->setModel(&m_sessions);
    m_ui->feed->setItemDelegate(new SessionDelegate(m_ui->feed));
    m_ui->feed->setSpacing(0);
    m_ui->feed->setResizeMode(QListView::Adjust);  // details are as high as the width lets them be
    m_ui->feed->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    const auto toggle = [this](const QModelIndex& index) {
        m_sessions.toggle(SessionId(index.data(models::SessionFeedModel::IdRole).toString()));
        m_ui->feed->doItemsLayout();
        m_ui->feed->scrollTo(index);
    };
    connect(m_ui->feed, &QListView::clicked, this, toggle);
    connect(m_ui->feed, &QListView::activated, this, toggle);
    connect(&m_sessions, &QAbstractItemModel::dataChanged, m_ui->feed,
            &QListView::doItemsLayout);  // a line may be higher now
    const auto step = [this](int days) { return [this, days] { chooseDate(m_date.addDays(days)); }; };
    connect(m_ui->previousDay, &QToolButton::clicked, this, step(-1));
    connect(m_ui->nextDay, &QToolButton::clicked, this, step(1));
    connect(m_ui->todayButton, &QPushButton::clicked, this, [this] { chooseDate(today()); });
    connect(m_ui->weekBars, &WeekBars::dayChosen, this, &PractitionersPage::chooseDate);
    connect(m_ui->cancelledButton, &QPushButton::clicked, this, [this] {
        m_sessions.setShowCancelled(!m_sessions.showsCancelled());
        showFeed();
    });
    connect(m_ui->privacyButton, &QToolButton::clicked, this, &PractitionersPage::togglePrivacy);
    connect(m_ui->syncButton, &QPushButton::clicked, this, [this] {
        SyncRequest request;
        request.scope.practitioner = practitioner();
        Q_EMIT syncWanted(request);
    });
    // Wherever the focus is in the window, while this is the page shown.
    const auto on = [this](const QKeySequence& keys, auto slot) {
        auto* shortcut = new QShortcut(keys, this);
        connect(shortcut, &QShortcut::activated, this, slot);
    };
    on(QKeySequence(Qt::ALT | Qt::Key_Left), step(-1));
    on(QKeySequence(Qt::ALT | Qt::Key_Right), step(1));
    on(QKeySequence(Qt::ALT | Qt::Key_Home), [this] { chooseDate(today()); });
    on(QKeySequence(Qt::Key_F8), [this] { togglePrivacy(!m_sessions.privacy()); });
    setPrivacy(false);
}

void PractitionersPage::showDate() {
    const QLocale locale;
    const bool thisYear = m_date.year() == today().year();
    m_ui->dateButton->setText(locale.toString(
        m_date, thisYear ? QStringLiteral("ddd, d MMMM") : QStringLiteral("ddd, d MMM yyyy")));
    m_ui->dateButton->setToolTip(locale.toString(m_date, QLocale::LongFormat));
    m_ui->todayButton->setVisible(m_date != today());
}

void PractitionersPage::showFeed() {
    const int cancelled = m_sessions.cancelledCount();
    m_ui->cancelledButton->setVisible(cancelled > 0);
    m_ui->cancelledButton->setText(m_sessions.showsCancelled()
                                       ? tr("Hide %Ln cancelled", nullptr, cancelled)
                                       : tr("Show %Ln cancelled", nullptr, cancelled));
    m_ui->feedStack->setCurrentWidget(m_sessions.rowCount() > 0 ? static_cast<QWidget*>(m_ui->feed)
                                                                : m_ui->emptyDay);
    const bool known = m_dashboard && models::isRead(*m_dashboard, m_date) && models::isWhole(*m_dashboard);
    m_ui->emptyWords->setText(known ? tr("No sessions on this day") : tr("No sessions read yet"));
    m_ui->emptyHint->setText(emptyHint());
}

/// Why nobody stands here; a day that was never read is not a free one.
QString PractitionersPage::emptyHint() const {
    if (!m_dashboard)
        return {};
    if (const QString why = models::notWholeText(*m_dashboard); !why.isEmpty())
        return why;
    if (!models::isRead(*m_dashboard, m_date))
        return models::recordsSinceText(*m_dashboard);
    if (const int cancelled = m_sessions.cancelledCount(); cancelled > 0)
        return tr("%Ln cancelled session(s) are hidden.", nullptr, cancelled);
    return m_date == today() ? tr("A day to catch up, or to rest.") : QString();
}

void PractitionersPage::setPrivacy(bool initialsOnly) {
    m_sessions.setPrivacy(initialsOnly);
    m_changes.setPrivacy(initialsOnly);
    m_plans.setPrivacy(initialsOnly);
    m_everyone->setPrivacy(initialsOnly);
    m_ui->privacyButton->setChecked(initialsOnly);
    m_ui->privacyButton->setIcon(
        themedIcon(initialsOnly ? QStringLiteral("eye-off") : QStringLiteral("eye")));
    m_ui->privacyButton->setToolTip(initialsOnly ? tr("Show full names (F8)")
                                                 : tr("Show initials only (F8)"));
}

/// The choice holds for the whole window and the next start.
void PractitionersPage::togglePrivacy(bool initialsOnly) {
    setPrivacy(initialsOnly);
    const engine::SettingsPatch patch{
        {SettingKey::PrivacyMode, initialsOnly ? QStringLiteral("true") : QStringLiteral("false")}};
    models::whenDone(m_engine.saveSettings(patch), this, [this](const Result<bool>& saved) {
        if (!saved && saved.error().kind != ErrorKind::Cancelled)
            Q_EMIT noticeWanted(Severity::Attention, saved.error().message);
    });
}

void PractitionersPage::followSettings() {
    models::whenDone(m_engine.settings(), this, [this](const Result<engine::SettingsView>& answer) {
        if (!answer)
            return;
        for (const SettingValue& value : answer->values) {
            if (value.key == SettingKey::PrivacyMode)
                setPrivacy(value.text == QLatin1String("true"));
            if (value.key == SettingKey::Motion)
                m_ui->tree->setReducedMotion(value.text == QLatin1String("reduced"));
        }
    });
}

}  // namespace bloom::widgets
