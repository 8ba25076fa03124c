// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The bar on top: state, last complete success, next run, finder, pause, Sync now. Shows a snapshot; asks
// nothing.
#pragma once
#include "engine/engine.h"

#include <QWidget>

class QAction;
class QLabel;
class QMenu;
class QToolButton;

namespace bloom::widgets {

class StatePill;

class TopBar final : public QWidget {
    Q_OBJECT
public:
    explicit TopBar(QWidget* parent = nullptr);
    void showSnapshot(const engine::EngineSnapshot& snapshot);
    /// The words that age: called each second.
    void tick(UtcTime now);
    /// Offers "Sync NAME" for what the shown page is about; nothing takes it away.
    void setPractitioner(const std::optional<PractitionerId>& id, const QString& name);
    QMenu* syncMenu() const { return m_syncMenu; }
    QMenu* pauseMenu() const { return m_pauseMenu; }

Q_SIGNALS:
    void stateClicked();
    void syncAllWanted();
    void syncPractitionerWanted(const bloom::PractitionerId& id);
    void chooseWanted();
    void cancelWanted();
    void pauseWanted(bloom::engine::PauseFor duration);
    void resumeWanted();
    void finderWanted();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void makeSyncButton();
    void makePauseButton();
    void fit();
    engine::EngineSnapshot m_snapshot;
    std::optional<PractitionerId> m_practitioner;
    StatePill* m_pill;
    QLabel* m_last;
    QLabel* m_next;
    QToolButton* m_find;
    QToolButton* m_pause;
    QToolButton* m_sync;
    QMenu* m_syncMenu;
    QMenu* m_pauseMenu;
    QAction* m_syncPractitioner = nullptr;
    QAction* m_cancel = nullptr;
};

}  // namespace bloom::widgets
