// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The rail on the left: one entry for each page that exists, Settings below. Arrow keys move, Ctrl+1…8 jump.
#pragma once
#include <QWidget>

class QAbstractButton;
class QButtonGroup;
class QVBoxLayout;

namespace bloom::widgets {

class Rail final : public QWidget {
    Q_OBJECT
public:
    explicit Rail(QWidget* parent = nullptr);
    /// Entries with atBottom stand under a gap.
    void addEntry(const QString& id, const QString& title, const QString& icon, bool atBottom);
    void setCurrent(const QString& id);
    QStringList ids() const;  ///< from top to bottom
    /// The mark of a demo on the logo.
    void setDemo(bool demo);

Q_SIGNALS:
    void chosen(const QString& id);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void setShortcuts();
    QVBoxLayout* m_top;
    QVBoxLayout* m_bottom;
    QButtonGroup* m_group;
    QWidget* m_logo;
};

}  // namespace bloom::widgets
