// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/main_window.h"

#include "widgets/commander.h"
#include "widgets/finder_entries.h"
#include "widgets/quick_finder.h"
#include "widgets/rail.h"
#include "widgets/small_widgets.h"
#include "widgets/theme.h"
#include "widgets/themed_icon.h"
#include "widgets/top_bar.h"

#include <QCloseEvent>
#include <QHBoxLayout>
#include <QShortcut>
#include <QStackedWidget>
#include <QTimer>

namespace bloom::widgets {

MainWindow::MainWindow(engine::Engine& door, QWidget* parent)
    : QWidget(parent),
      m_engine(door),
      m_commander(new Commander(door, this)) {
    ensureLookResources();
    setObjectName(QStringLiteral("mainWindow"));
    setWindowIcon(QIcon(QStringLiteral(":/icons/bloom-sync.svg")));
    setMinimumSize(860, 560);
    setFocusPolicy(Qt::ClickFocus);  // so that no control looks chosen before anybody chose
    buildFrame();
    connectBar();
    addShortcuts();
    m_second = new QTimer(this);
    m_second->setInterval(1000);
    connect(m_second, &QTimer::timeout, this, [this] { m_bar->tick(m_engine.now()); });
    m_second->start();
    connect(&m_engine, &engine::Engine::snapshotChanged, this, &MainWindow::showSnapshot);
    connect(m_commander, &Commander::noticeWanted, this, &MainWindow::notify);
    connect(m_commander, &Commander::linkWanted, this, &MainWindow::openLink);
    connect(m_commander, &Commander::startedEnded, this, [this] {
        if (m_notice->action() == StateAction::Cancel)
            m_notice->hide();
    });
    showSnapshot(m_engine.snapshot());
    setFocus();
}

MainWindow::~MainWindow() = default;

void MainWindow::buildFrame() {
    m_rail = new Rail(this);
    m_bar = new TopBar(this);
    m_notice = new Notice(this);
    m_notice->hide();
    m_pages = new QStackedWidget(this);
    m_noticeTimer = new QTimer(this);
    m_noticeTimer->setSingleShot(true);
    connect(m_noticeTimer, &QTimer::timeout, m_notice, &QWidget::hide);
    connect(m_notice, &Notice::closed, m_notice, &QWidget::hide);
    connect(m_notice, &Notice::triggered, this, [this](StateAction action) {
        m_notice->hide();
        if (action == StateAction::Cancel)
            m_commander->cancelStarted();
        else
            m_commander->perform(action);
    });
    auto* right = new QVBoxLayout;
    right->setSpacing(0);
    right->addWidget(m_bar);
    auto* noticeRow = new QVBoxLayout;
    noticeRow->setContentsMargins(space::xl, space::m, space::xl, 0);
    noticeRow->addWidget(m_notice);
    auto* noticeArea = new QWidget(this);
    noticeArea->setLayout(noticeRow);
    right->addWidget(noticeArea);
    right->addWidget(m_pages, 1);
    m_frame = new QWidget(this);
    auto* row = new QHBoxLayout(m_frame);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_rail);
    row->addLayout(right, 1);
    m_column = new QVBoxLayout(this);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    m_column->addWidget(m_frame, 1);
    connect(m_rail, &Rail::chosen, this, &MainWindow::showPage);
}

void MainWindow::connectBar() {
    connect(m_bar, &TopBar::stateClicked, this, [this] { showPage(page::overview); });
    connect(m_bar, &TopBar::syncAllWanted, m_commander, &Commander::syncAll);
    connect(m_bar, &TopBar::syncPractitionerWanted, m_commander, [this](const PractitionerId& id) {
        SyncRequest request;
        request.scope.practitioner = id;
        m_commander->sync(request);
    });
    connect(m_bar, &TopBar::chooseWanted, this, [this] {
        SyncScope scope;
        if (const Page* shown = currentPage())
            scope.practitioner = shown->practitioner();
        Q_EMIT chooseSyncWanted(scope);
    });
    connect(m_bar, &TopBar::cancelWanted, m_commander, &Commander::cancel);
    connect(m_bar, &TopBar::pauseWanted, m_commander, &Commander::pause);
    connect(m_bar, &TopBar::resumeWanted, m_commander, &Commander::resume);
    connect(m_bar, &TopBar::finderWanted, this, &MainWindow::openFinder);
}

void MainWindow::addPage(std::unique_ptr<Page> owned) {
    Page* added = owned.release();
    m_pages->addWidget(added);
    m_rail->addEntry(added->id(), added->title(), added->iconName(), added->id() == page::settings);
    connectPage(added);
    if (m_pages->count() == 1)
        showPage(added->id());
}

void MainWindow::connectPage(Page* added) {
    connect(added, &Page::actionWanted, m_commander, &Commander::perform);
    connect(added, &Page::linkWanted, this, &MainWindow::openLink);
    connect(added, &Page::syncWanted, m_commander, &Commander::sync);
    connect(added, &Page::chooseSyncWanted, this, &MainWindow::chooseSyncWanted);
    connect(added, &Page::noticeWanted, this,
            [this](Severity severity, const QString& sentence) { notify(severity, sentence); });
    connect(added, &Page::practitionerChanged, this, &MainWindow::showPractitionerOfPage);
}

Page* MainWindow::currentPage() const { return qobject_cast<Page*>(m_pages->currentWidget()); }

Page* MainWindow::page(const QString& id) const {
    for (int i = 0; i < m_pages->count(); ++i)
        if (auto* candidate = qobject_cast<Page*>(m_pages->widget(i)); candidate && candidate->id() == id)
            return candidate;
    return nullptr;
}

void MainWindow::openLink(const PageLink& link) {
    Page* wanted = page(link.page);
    if (!wanted)
        return;
    m_pages->setCurrentWidget(wanted);
    m_rail->setCurrent(link.page);
    wanted->refresh();
    wanted->openLink(link);
    showPractitionerOfPage();
}

void MainWindow::showPractitionerOfPage() {
    if (const Page* shown = currentPage())
        m_bar->setPractitioner(shown->practitioner(), shown->practitionerName());
}

void MainWindow::setStrip(QWidget* strip) { m_column->insertWidget(0, strip); }

void MainWindow::setCover(QWidget* cover) {
    if (m_cover)
        m_cover->deleteLater();
    m_cover = cover;
    m_frame->setVisible(cover == nullptr);
    if (cover)
        m_column->addWidget(cover, 1);
}

void MainWindow::addCommand(const QString& title, const QString& icon, std::function<void()> run) {
    m_commands.append({title, tr("Command"), icon, std::move(run)});
}

void MainWindow::notify(Severity severity, const QString& sentence, const QString& actionWords,
                        StateAction action) {
    m_notice->say(severity, sentence, actionWords, action);
    m_notice->show();
    // What only confirms goes away by itself; what offers something or failed stays until it is closed.
    const bool passing =
        actionWords.isEmpty() && severity != Severity::Problem && severity != Severity::Attention;
    m_noticeTimer->stop();
    if (passing)
        m_noticeTimer->start(8000);
}

void MainWindow::showSnapshot(const engine::EngineSnapshot& snapshot) {
    m_bar->showSnapshot(snapshot);
    m_rail->setDemo(snapshot.demo);
    const QString product = snapshot.demo ? tr("Bloom Sync Demo") : QStringLiteral("Bloom Sync");
    setWindowTitle(tr("%1 – %2").arg(snapshot.state.words, product));
    Q_EMIT stateShown(snapshot.state);
}

void MainWindow::addShortcuts() {
    const auto on = [this](const QKeySequence& keys, auto slot) {
        connect(new QShortcut(keys, this), &QShortcut::activated, this, slot);
    };
    for (int i = 0; i < 8; ++i) {
        on(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + i)), [this, i] {
            if (const QStringList ids = m_rail->ids(); i < ids.size())
                showPage(ids.at(i));
        });
    }
    on(QKeySequence(Qt::Key_F5), [this] { m_commander->syncAll(); });
    on(QKeySequence(Qt::CTRL | Qt::Key_K), [this] { openFinder(); });
}

void MainWindow::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape)
        cancel();
    else
        QWidget::keyPressEvent(event);
}

/// Esc closes the notice first; only then it cancels the run.
void MainWindow::cancel() {
    if (m_notice->isVisible() && m_notice->action() == StateAction::None)
        m_notice->hide();
    else
        m_commander->cancel();
}

void MainWindow::openFinder() {
    if (!m_frame->isVisible())
        return;
    if (!m_finder)
        m_finder = new QuickFinder(this);
    m_finder->setEntries(ownFinderEntries());
    m_finder->popUp();
    addEngineEntries();
}

QList<FinderEntry> MainWindow::ownFinderEntries() {
    QList<FinderEntry> entries;
    for (const QString& id : m_rail->ids())
        if (Page* known = page(id))
            entries.append({known->title(), tr("Page"), known->iconName(), [this, id] { showPage(id); }});
    return entries + commandEntries(*m_commander, [this] { Q_EMIT chooseSyncWanted({}); }) + m_commands;
}

void MainWindow::addEngineEntries() {
    const auto open = [this](const PageLink& link) { openLink(link); };
    const auto add = [this](const QList<FinderEntry>& entries) { m_finder->addEntries(entries); };
    askForFinderEntries(m_engine, m_finder, open, add);
}

void MainWindow::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    // What appears with the first data is dressed now, before anybody can click, and not in one stall then.
    if (!std::exchange(m_dressed, true) && currentPage())
        for (QWidget* part : currentPage()->findChildren<QWidget*>())
            part->ensurePolished();
}

void MainWindow::closeEvent(QCloseEvent* event) {
    // Only the window system's own wish: Quit, the end of the session and a signal mean the end.
    if (m_hidesOnClose && event->spontaneous()) {
        event->ignore();
        hide();
        return;
    }
    Q_EMIT closing();
    event->accept();
}

}  // namespace bloom::widgets
