// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Ctrl+K: a few letters lead to a page, a practitioner, a run or a command.
#pragma once
#include "widgets/finder_match.h"

#include <QDialog>

class QLineEdit;
class QListWidget;

namespace bloom::widgets {

/// Where the parts of one line stand; right-to-left they are mirrored.
struct FinderEntryPlaces {
    QRect icon, words, detail;
};
FinderEntryPlaces finderEntryPlaces(const QRect& entry, Qt::LayoutDirection direction);

class QuickFinder final : public QDialog {
    Q_OBJECT
public:
    explicit QuickFinder(QWidget* parent = nullptr);
    void setEntries(QList<FinderEntry> entries);
    void addEntries(const QList<FinderEntry>& entries);
    void popUp();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void showFound();
    void openCurrent();
    QLineEdit* m_letters;
    QListWidget* m_list;
    QList<FinderEntry> m_all;
    QList<FinderEntry> m_found;
};

}  // namespace bloom::widgets
