// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Held deletions: which records, what Apply and Discard do, and the decision; those decided before stay to be
// read. Not modal: the window stays usable while Halaxy is asked for each record.
#pragma once
#include "engine/engine.h"
#include "models/held_model.h"

#include <QDialog>
#include <QSortFilterProxyModel>
#include <memory>

class QListWidgetItem;

namespace Ui {
class HeldDialog;
}

namespace bloom::widgets {

class HeldDialog final : public QDialog {
    Q_OBJECT
public:
    explicit HeldDialog(engine::Engine& engine, QWidget* parent = nullptr);
    ~HeldDialog() override;
    /// Empty = the first that is to be decided.
    void choose(const QString& heldSet);
    QString chosen() const { return m_chosen; }

Q_SIGNALS:
    void runWanted(const bloom::RunId& run);

private:
    void buildTable();
    void ask();
    void showSets(const std::vector<HeldSet>& sets);
    void showSet();
    void showWords(const HeldSet& set);
    void showDecision(const HeldSet& set);
    void showNothing(const QString& words);
    void decide(HeldDecision decision);
    void followSettings();
    const HeldSet* set() const;

    engine::Engine& m_engine;
    std::unique_ptr<Ui::HeldDialog> m_ui;
    models::HeldModel m_records;
    QSortFilterProxyModel m_sorted;
    std::vector<HeldSet> m_sets;
    QString m_chosen;
    bool m_confirming = false;
    bool m_deciding = false;
};

}  // namespace bloom::widgets
