// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// *Set up*: the addresses to enter in Halaxy, what to choose there for each, whether one was ever used, and a
// test of each. Not modal: people copy from here into a browser.
#pragma once
#include "engine/engine.h"

#include <QDialog>
#include <QHash>
#include <QSet>
#include <memory>

class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace Ui {
class WebhookSetupDialog;
}

namespace bloom::widgets {

class WebhookSetupDialog final : public QDialog {
    Q_OBJECT
public:
    explicit WebhookSetupDialog(engine::Engine& engine, QWidget* parent = nullptr);
    ~WebhookSetupDialog() override;
    /// Whoever opens it asks for the inbox anyway: a second question would end the first.
    void showView(const InboxView& view);
    void showProblem(const QString& sentence);

Q_SIGNALS:
    void settingsWanted();
    /// A test was sent: the inbox holds it, or has turned it away.
    void tested();

private:
    struct Line {
        QLabel* received = nullptr;
        QLabel* result = nullptr;
        QPushButton* test = nullptr;
    };
    void showAdvice(const ListenerView& listener);
    void buildLines(const std::vector<WebhookAddressView>& addresses);
    QLineEdit* makeUrl(const WebhookAddressView& address, const QString& what);
    QToolButton* makeCopy(const WebhookAddressView& address, const QString& what);
    Line makeLine(const QString& route, const QString& what);
    Line addLine(QGridLayout* grid, const WebhookAddressView& address);
    void showReceived(const WebhookAddressView& address, UtcTime now);
    void test(const QString& route);
    void showResult(const QString& route, const Result<bool>& answer);

    engine::Engine& m_engine;
    std::unique_ptr<Ui::WebhookSetupDialog> m_ui;
    QHash<QString, Line> m_lines;  ///< by route
    QStringList m_urls;            ///< those shown
    QWidget* m_last = nullptr;     ///< of the tab order, while lines are built
    QSet<QString> m_testing;       ///< routes whose test is under way
};

}  // namespace bloom::widgets
