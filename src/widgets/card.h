// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A card: a quiet surface with a heading, on which a page puts what belongs together. In a form it is a
// container whose layout starts below the heading.
#pragma once
#include <QWidget>

namespace bloom::widgets {

class Card final : public QWidget {
    Q_OBJECT
    Q_PROPERTY(QString title READ title WRITE setTitle)
    Q_PROPERTY(QString hint READ hint WRITE setHint)
    Q_PROPERTY(int padding READ padding WRITE setPadding)
public:
    explicit Card(QWidget* parent = nullptr);
    explicit Card(const QString& title, QWidget* parent = nullptr);
    QString title() const { return m_title; }
    void setTitle(const QString& title);
    /// A few muted words at the right end of the heading.
    QString hint() const { return m_hint; }
    void setHint(const QString& hint);
    /// Between edge and content; a table wants less than words do.
    int padding() const { return m_padding; }
    void setPadding(int padding);
    /// A small control at the right end of the heading instead.
    void setCorner(QWidget* widget);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void placeMargins();
    void placeCorner();
    int headingHeight() const;
    QString m_title;
    QString m_hint;
    QWidget* m_corner = nullptr;
    int m_padding = 16;
};

}  // namespace bloom::widgets
