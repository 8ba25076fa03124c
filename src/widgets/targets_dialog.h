// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Targets and time zone of a practitioner, with their history. The settings' table changes the same.
#pragma once
#include "engine/engine.h"

#include <QDialog>

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QPushButton;
class QSpinBox;

namespace bloom::widgets {

class OwnedChangesView;

class TargetsDialog final : public QDialog {
    Q_OBJECT
public:
    TargetsDialog(engine::Engine& engine, PractitionerView practitioner, QWidget* parent = nullptr);

private:
    QWidget* buildForm();
    engine::PractitionerPatch patch() const;
    void check();
    void save();

    engine::Engine& m_engine;
    const PractitionerView m_practitioner;
    QComboBox* m_zone;
    QSpinBox* m_sessions;
    QDoubleSpinBox* m_weekly;
    QDoubleSpinBox* m_monthly;
    QLabel* m_problem;
    OwnedChangesView* m_changes;
    QPushButton* m_save;
};

}  // namespace bloom::widgets
