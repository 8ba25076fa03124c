// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What every page of the window is: a heading, a place for its own controls, and its four states drawn alike.
#pragma once
#include "core/health.h"
#include "core/run_report.h"
#include "widgets/page_link.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QStackedLayout;

namespace bloom::widgets {

enum class PageState { Loading, Empty, Failed, Stale, Filled };

/// Words for Empty and Failed: what it is, what is still true, and the mend. Without actionText no button is
/// shown.
struct PageMessage {
    QString icon;
    QString headline;
    QString text;
    QString stillTrue;
    QString actionText;
    StateAction action = StateAction::None;  ///< None: the page itself hears messageActionTriggered()
};

class Skeleton;
class MessageView;
class StaleStrip;

class Page : public QWidget {
    Q_OBJECT
public:
    /// The title and icon are also the rail's.
    Page(QString id, QString title, QString icon, QWidget* parent = nullptr);
    ~Page() override;

    QString id() const { return m_id; }
    QString title() const { return m_title; }
    QString iconName() const { return m_icon; }
    PageState state() const { return m_state; }

    /// Called when the page is shown by a link; the default does nothing.
    virtual void openLink(const PageLink& link);
    /// F5 is Sync now; this is called when the page becomes the shown one, to bring old data up to date.
    virtual void refresh();
    /// Whom the page is about just now, for "Sync now: only …"; emit practitionerChanged() when it changes.
    virtual std::optional<PractitionerId> practitioner() const { return {}; }
    virtual QString practitionerName() const { return {}; }

protected:
    /// The content below the heading; scrolling is the page's own affair (see makeScrolling()).
    void setContent(QWidget* content);
    /// Puts a control on the right side of the heading.
    void addHeaderWidget(QWidget* widget);
    void setSubtitle(const QString& text);
    /// Hides the heading when the page draws its own.
    void setHeadingVisible(bool visible);

    /// Shows the skeleton. Keeps what is filled: a page that has data never goes back to loading.
    void showLoading();
    void showEmpty(const PageMessage& message);
    /// With data on the page the data stays, under a strip that says what failed; else the failed view.
    void showFailed(const PageMessage& message);
    /// The data with its age: "Showing data of 14:05 (2 h ago). …"
    void showStale(const QString& sentence, const QString& actionText = {},
                   StateAction action = StateAction::None);
    void showFilled();

Q_SIGNALS:
    void stateChanged(bloom::widgets::PageState state);
    /// The button of the empty, failed or stale view; with an action other than None the window does it.
    void messageActionTriggered();
    void actionWanted(bloom::StateAction action);
    void linkWanted(const bloom::widgets::PageLink& link);
    /// The window asks the engine and shows the answer as a notice.
    void syncWanted(const bloom::SyncRequest& request);
    /// The window opens the dialog *Choose what to sync* with this scope filled in.
    void chooseSyncWanted(const bloom::SyncScope& scope);
    /// A calm notice under the bar: "Saved." With an error its severity is Problem.
    void noticeWanted(bloom::Severity severity, const QString& sentence);
    void practitionerChanged();

private:
    void setState(PageState state);
    void onMessageAction(StateAction action);

    QString m_id, m_title, m_icon;
    PageState m_state = PageState::Loading;
    bool m_hasData = false;
    QWidget* m_heading = nullptr;
    QLabel* m_subtitle = nullptr;
    QHBoxLayout* m_headerControls = nullptr;
    StaleStrip* m_strip = nullptr;
    QStackedLayout* m_stack = nullptr;
    Skeleton* m_skeleton = nullptr;
    MessageView* m_message = nullptr;
    QWidget* m_content = nullptr;
};

/// A vertical scroll area without frame around a page's content, its width following the page.
QWidget* makeScrolling(QWidget* content);

}  // namespace bloom::widgets
