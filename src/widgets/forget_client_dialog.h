// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// *Forget this patient now*: says what is blanked and what stays, and asks; the engine refuses for a client
// whom Halaxy still has.
#pragma once
#include "engine/engine.h"

#include <QDialog>

class QLabel;
class QPushButton;

namespace bloom::widgets {

class ForgetClientDialog final : public QDialog {
    Q_OBJECT
public:
    ForgetClientDialog(engine::Engine& engine, const ClientId& client, const QString& shownName,
                       QWidget* parent = nullptr);

Q_SIGNALS:
    void forgotten();

private:
    QLabel* addText(const QString& text, bool muted);
    void forget();
    engine::Engine& m_engine;
    ClientId m_client;
    QLabel* m_problem;
    QPushButton* m_forget;
    QPushButton* m_cancel;
};

}  // namespace bloom::widgets
