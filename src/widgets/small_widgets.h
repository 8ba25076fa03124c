// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Small things many pages use: a label with its severity, a figure with its caption, an icon that follows the
// theme, a calm notice.
#pragma once
#include "core/health.h"

#include <QFrame>
#include <QLabel>

class QPushButton;

namespace bloom::widgets {

/// An icon of ours in a tone; follows the theme.
class IconLabel final : public QLabel {
    Q_OBJECT
public:
    explicit IconLabel(QWidget* parent = nullptr);
    IconLabel(const QString& name, int size, QWidget* parent = nullptr);
    void setIcon(const QString& name, int size = 18);
    void setSeverity(std::optional<Severity> severity);  ///< nothing = muted

protected:
    void changeEvent(QEvent* event) override;

private:
    void draw();
    QString m_name;
    int m_size = 18;
    std::optional<Severity> m_severity;
};

/// Icon and words in the colour of a severity; never colour alone.
class SeverityLabel final : public QWidget {
    Q_OBJECT
public:
    explicit SeverityLabel(QWidget* parent = nullptr);
    void setContent(Severity severity, const QString& icon, const QString& words);
    QString text() const;

private:
    IconLabel* m_icon;
    QLabel* m_words;
};

/// A figure with its caption: "12" over "sessions today".
class StatBlock final : public QWidget {
    Q_OBJECT
    Q_PROPERTY(QString caption READ caption WRITE setCaption)
public:
    explicit StatBlock(QWidget* parent = nullptr);
    explicit StatBlock(const QString& caption, QWidget* parent = nullptr);
    QString caption() const;
    void setCaption(const QString& caption);
    void setFigure(const QString& figure, const QString& detail = {});
    QString figure() const;

private:
    QLabel* m_figure;
    QLabel* m_caption;
    QLabel* m_detail;
};

/// A calm inline answer with at most one button and a close cross; never a dialog.
class Notice final : public QFrame {
    Q_OBJECT
public:
    explicit Notice(QWidget* parent = nullptr);
    void say(Severity severity, const QString& sentence, const QString& actionText = {},
             StateAction action = StateAction::None);
    QString sentence() const;
    StateAction action() const { return m_action; }
    QPushButton* button() const { return m_button; }

Q_SIGNALS:
    void triggered(bloom::StateAction action);
    void closed();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    IconLabel* m_icon;
    QLabel* m_sentence;
    QPushButton* m_button;
    Severity m_severity = Severity::Calm;
    StateAction m_action = StateAction::None;
};

/// What the button of an action says: "Try now", "Open settings" …; empty for None.
QString actionText(StateAction action);

}  // namespace bloom::widgets
