// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What Bloom keeps of a client beside Halaxy: presenting issues and treatment plan, with their history.
#pragma once
#include "engine/engine.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace bloom::widgets {

class OwnedChangesView;

class ClientNotesDialog final : public QDialog {
    Q_OBJECT
public:
    ClientNotesDialog(engine::Engine& engine, const ClientId& client, bool initialsOnly,
                      QWidget* parent = nullptr);

Q_SIGNALS:
    void saved();

private:
    void load();
    void adopt(const ClientNotes& notes);
    ClientPatch patch() const;
    void check();
    void save();
    void say(const QString& problem);

    engine::Engine& m_engine;
    const ClientId m_client;
    const bool m_initialsOnly;
    std::optional<ClientNotes> m_notes;
    QLabel* m_title;
    QLineEdit* m_issues;
    QPlainTextEdit* m_plan;
    QLabel* m_problem;
    OwnedChangesView* m_changes;
    QPushButton* m_save;
};

}  // namespace bloom::widgets
