// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// "Something missing?": asks Halaxy now about a practitioner's day, a client or one id, and tells what each
// appointment is.
#pragma once
#include "engine/engine.h"
#include "models/missing_words.h"
#include "models/practitioner_list_model.h"

#include <QDialog>

class QComboBox;
class QDateEdit;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableView;

namespace bloom::widgets {

class MissingDialog final : public QDialog {
    Q_OBJECT
public:
    /// Asks at once where the question says what about.
    MissingDialog(engine::Engine& engine, MissingQuestion question, bool initialsOnly,
                  QWidget* parent = nullptr);
    const std::optional<MissingAnswer>& answer() const { return m_answer; }

Q_SIGNALS:
    void syncWanted(const bloom::SyncRequest& request);

private:
    QWidget* buildQuestion();
    void buildTable();
    void loadPractitioners();
    MissingQuestion question() const;
    void ask();
    void onAnswer(quint64 token, const Result<MissingAnswer>& answer);
    void showAnswer();
    void syncChosen();

    engine::Engine& m_engine;
    MissingQuestion m_question;
    std::optional<MissingAnswer> m_answer;
    models::PractitionerListModel m_practitioners;
    models::MissingModel m_lines;
    QComboBox* m_whose;
    QDateEdit* m_day;
    QLineEdit* m_pasted;
    QPushButton* m_ask;
    QLabel* m_summary;
    QTableView* m_table;
    QPushButton* m_sync;
    quint64 m_token = 0;
};

}  // namespace bloom::widgets
