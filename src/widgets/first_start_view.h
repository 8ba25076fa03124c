// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Shown instead of the pages while there are no settings: two doors, *Connect to Halaxy* and *Explore the
// demo*.
#pragma once
#include "engine/engine.h"

#include <QStackedWidget>
#include <memory>

namespace Ui {
class FirstStartView;
}

namespace bloom::widgets {

class SetupWizard;
class FirstStartView final : public QStackedWidget {
    Q_OBJECT
public:
    explicit FirstStartView(engine::Engine& engine, QWidget* parent = nullptr);
    ~FirstStartView() override;
    /// In a demo there is no door to another one.
    void setDemoOffered(bool offered);
    /// Said under its door: the window's own notices are hidden behind this view.
    void showDemoProblem(const QString& why);
    SetupWizard* wizard() const { return m_wizard; }

Q_SIGNALS:
    void demoWanted();
    void finished();

protected:
    void changeEvent(QEvent* event) override;

private:
    void paintLogo();
    std::unique_ptr<Ui::FirstStartView> m_ui;
    SetupWizard* m_wizard;
};

}  // namespace bloom::widgets
