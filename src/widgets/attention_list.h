// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What needs attention: each a sentence with its button, the worst first; or one calm line. What somebody has
// acknowledged or silenced folds away under it.
#pragma once
#include "models/attention_entries.h"

#include <QWidget>

class QAbstractButton;
class QHBoxLayout;
class QPushButton;
class QVBoxLayout;

namespace bloom::widgets {

enum class Silence { OneHour, UntilTomorrow };

class AttentionList final : public QWidget {
    Q_OBJECT
public:
    explicit AttentionList(QWidget* parent = nullptr);
    void setEntries(const models::AttentionEntries& entries);
    int count() const { return static_cast<int>(m_entries.open.size()); }
    int foldedCount() const { return static_cast<int>(m_entries.folded.size()); }

Q_SIGNALS:
    void triggered(const bloom::models::AttentionEntry& entry);
    void acknowledgeWanted(qint64 alert);
    void silenceWanted(qint64 alert, bloom::widgets::Silence silence);

private:
    void rebuild();
    QList<QAbstractButton*> buttons() const;
    void addLine(QWidget* line);
    void addFolded();
    QWidget* makeRow(const models::AttentionEntry& entry);
    void addAction(QHBoxLayout* row, QWidget* line, const models::AttentionEntry& entry);
    void addAlertButtons(QHBoxLayout* row, QWidget* line, const models::AttentionEntry& entry);
    models::AttentionEntries m_entries;
    QVBoxLayout* m_column;
    bool m_unfolded = false;
};

}  // namespace bloom::widgets
