// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The frame: rail, bar, notice, pages. It knows pages only as Page; what commands do is the Commander's.
#pragma once
#include "engine/engine.h"
#include "widgets/page.h"

#include <memory>

class QMenu;
class QStackedWidget;
class QTimer;
class QVBoxLayout;

namespace bloom::widgets {

class Commander;
class Notice;
class QuickFinder;
class Rail;
class TopBar;
struct FinderEntry;

class MainWindow final : public QWidget {
    Q_OBJECT
public:
    explicit MainWindow(engine::Engine& engine, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Pages stand on the rail in the order they are added; "settings" stands at the bottom.
    void addPage(std::unique_ptr<Page> page);
    Page* currentPage() const;
    Page* page(const QString& id) const;
    void openLink(const PageLink& link);
    void showPage(const QString& id) { openLink({.page = id}); }
    /// A strip over everything (the demo's).
    void setStrip(QWidget* strip);
    /// Shown instead of rail, bar and pages until taken away with nullptr (first start).
    void setCover(QWidget* cover);
    /// More entries of Ctrl+K, and what the name of the window begins with in a demo.
    void addCommand(const QString& title, const QString& icon, std::function<void()> run);
    /// Whoever closes the window by its frame hides it then; the application goes on in the tray.
    void setHidesOnClose(bool hides) { m_hidesOnClose = hides; }
    void notify(Severity severity, const QString& sentence, const QString& actionText = {},
                StateAction action = StateAction::None);
    Commander& commander() { return *m_commander; }
    TopBar& bar() { return *m_bar; }

Q_SIGNALS:
    /// Open the dialog *Choose what to sync* (the application has it).
    void chooseSyncWanted(const bloom::SyncScope& scope);
    void closing();
    /// Words for title, tray and tool tip, from the one StateView.
    void stateShown(const bloom::StateView& state);

protected:
    void showEvent(QShowEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void buildFrame();
    void connectBar();
    void connectPage(Page* page);
    void addShortcuts();
    void showSnapshot(const engine::EngineSnapshot& snapshot);
    void openFinder();
    QList<FinderEntry> ownFinderEntries();
    void addEngineEntries();
    void cancel();
    void showPractitionerOfPage();

    engine::Engine& m_engine;
    Commander* m_commander;
    Rail* m_rail = nullptr;
    TopBar* m_bar = nullptr;
    Notice* m_notice = nullptr;
    QTimer* m_noticeTimer = nullptr;
    QWidget* m_frame = nullptr;
    QWidget* m_cover = nullptr;
    QStackedWidget* m_pages = nullptr;
    QVBoxLayout* m_column = nullptr;
    QuickFinder* m_finder = nullptr;
    bool m_hidesOnClose = false;
    bool m_dressed = false;
    QTimer* m_second = nullptr;
    QList<FinderEntry> m_commands;
};

}  // namespace bloom::widgets
