// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The shared drawings of a page that has nothing to show yet, nothing at all, or something old.
#pragma once
#include "core/health.h"
#include "widgets/page.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace bloom::widgets {

/// Grey blocks where content will be: still, so that loading does not flicker.
class Skeleton final : public QWidget {
    Q_OBJECT
public:
    explicit Skeleton(QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;
};

/// Icon, headline, sentence, one button, in the middle of the page.
class MessageView final : public QWidget {
    Q_OBJECT
public:
    explicit MessageView(QWidget* parent = nullptr);
    using QWidget::show;
    void show(const PageMessage& message, Severity severity);
    QString headline() const;
    QString text() const;

Q_SIGNALS:
    void triggered(bloom::StateAction action);

protected:
    void changeEvent(QEvent* event) override;

private:
    void paintIcon();
    QLabel* m_icon;
    QLabel* m_headline;
    QLabel* m_text;
    QLabel* m_stillTrue;
    QPushButton* m_button;
    QString m_iconName;
    Severity m_severity = Severity::Calm;
    StateAction m_action = StateAction::None;
};

/// One line over the content: how old it is, or what failed.
class StaleStrip final : public QFrame {
    Q_OBJECT
public:
    explicit StaleStrip(QWidget* parent = nullptr);
    void say(Severity severity, const QString& sentence, const QString& actionText, StateAction action);
    QString sentence() const;

Q_SIGNALS:
    void triggered(bloom::StateAction action);

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void paintIcon();
    QLabel* m_icon;
    QLabel* m_sentence;
    QPushButton* m_button;
    Severity m_severity = Severity::Attention;
    StateAction m_action = StateAction::None;
};

}  // namespace bloom::widgets
