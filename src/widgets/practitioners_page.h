// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A practitioner's day, week and month. Asks the door when the practitioner, the day or the records change
// and every five minutes; what is shown keeps its place while it is brought up to date.
#pragma once
#include "engine/engine.h"
#include "models/day_change_model.h"
#include "models/plan_list_model.h"
#include "models/practitioner_list_model.h"
#include "models/session_feed_model.h"
#include "widgets/page.h"

#include <QTimer>
#include <memory>

class QComboBox;
class QMenu;
class QSettings;
class QStackedWidget;

namespace Ui {
class PractitionersPage;
}

namespace bloom::widgets {

class EveryonePane;

class PractitionersPage final : public Page {
    Q_OBJECT
public:
    /// The last practitioner is remembered where there is a memory, which outlives the page.
    explicit PractitionersPage(engine::Engine& engine, QSettings* memory = nullptr,
                               QWidget* parent = nullptr);
    ~PractitionersPage() override;

    void openLink(const PageLink& link) override;
    void refresh() override;
    std::optional<PractitionerId> practitioner() const override;
    QString practitionerName() const override;

    QDate date() const { return m_date; }
    void choose(const PractitionerId& practitioner);
    void chooseDate(QDate date);
    void setPrivacy(bool initialsOnly);
    bool showsEveryone() const;
    void chooseEveryone();
    void saveDaySheetTo(const QString& path);
    void openMissing(const MissingQuestion& question);

protected:
    void changeEvent(QEvent* event) override;

private:
    /// Whom and what a context menu is about.
    struct MenuSubject {
        HalaxyId appointment;
        ClientId client;  ///< empty = not known
        QString name;     ///< as it is shown
    };
    void buildHeader();
    void buildMenu();
    void buildEveryone();
    void connectPlans();
    void showPlans();
    void fitPlans();
    void openNotes(const ClientId& client);
    void openTargets();
    void printDay();
    void saveDay();
    void saySaved(const Result<bool>& result, const QString& path);
    void showMode();
    void passTime();
    void connectFeed();
    void connectChanges();
    void connectEngine();
    void loadPractitioners();
    void onPractitioners(quint64 token, const Result<std::vector<PractitionerView>>& answer);
    void chooseBusiest(quint64 token, const std::vector<PractitionerView>& practitioners);
    void adoptPractitioners(const std::vector<PractitionerView>& practitioners);
    void onChosen(int row);
    void load();
    void onDashboard(quint64 token, const Result<Dashboard>& answer);
    void show(const Dashboard& dashboard);
    void showFeed();
    void loadChanges(const PractitionerId& practitioner);
    void showChanges(const std::vector<DayChange>& changes);
    void fitChanges();
    void showSessionMenu(const MenuSubject& subject, const QPoint& at);
    void openForget(const MenuSubject& subject);
    QString emptyHint() const;
    bool showsChosen() const;
    void clearShown();
    void askSoon();
    void showDate();
    void showAge();
    void fail(const Error& error);
    void followSettings();
    void togglePrivacy(bool initialsOnly);
    QDate today() const;
    PractitionerView chosen() const;

    engine::Engine& m_engine;
    QSettings* m_memory;
    std::unique_ptr<Ui::PractitionersPage> m_ui;
    QComboBox* m_chooser = nullptr;
    models::PractitionerListModel m_practitioners;
    models::SessionFeedModel m_sessions;
    models::DayChangeModel m_changes;
    models::PlanListModel m_plans;
    QStackedWidget* m_modes = nullptr;  ///< a practitioner's day, or everyone
    QWidget* m_day = nullptr;
    EveryonePane* m_everyone = nullptr;
    bool m_allPlans = false;  ///< else the most urgent few
    std::optional<Dashboard> m_dashboard;
    std::optional<PractitionerId> m_wanted;  ///< asked for by a link before the list was here
    PractitionerId m_busiest;                ///< the choice where nothing is remembered
    QDate m_date;
    bool m_byHand = false;  ///< somebody chose; else the page may choose again while its day is empty
    bool m_followsToday = true;
    std::pair<PractitionerId, QDate> m_changesOf;
    bool m_allChanges = false;  ///< else the newest few
    quint64 m_listToken = 0;
    quint64 m_token = 0;
    QTimer m_soon;   ///< many changes are one question
    QTimer m_often;  ///< every five minutes
    QTimer m_time;   ///< what is next and what goes on moves with the clock alone
    QTimer m_slow;   ///< after it, another practitioner's old data is taken away
};

}  // namespace bloom::widgets
