// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// One setting in a form: its words, an editor after its type, what is wrong with it as it is typed, and who
// decides it where that is not the form. Which setting it is stands in the form, by its key in the settings
// file.
#pragma once
#include "models/settings_draft.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QSpinBox;

namespace bloom::widgets {

class SettingRow final : public QWidget {
    Q_OBJECT
    Q_PROPERTY(QString setting READ setting WRITE setSetting)
    Q_PROPERTY(QString label READ label WRITE setLabel)
    Q_PROPERTY(QString hint READ hint WRITE setHint)
public:
    explicit SettingRow(QWidget* parent = nullptr);
    QString setting() const { return m_setting; }
    void setSetting(const QString& fileKey);
    SettingKey key() const { return m_key; }
    QString label() const;
    void setLabel(const QString& label);
    QString hint() const { return m_hint; }
    void setHint(const QString& hint);

    /// Shows and edits this draft, which outlives the row.
    void bind(models::SettingsDraft* draft);
    /// The draft has changed elsewhere.
    void reload();
    QWidget* editor() const;
    /// What stands under the editor: hint, problem, or who decides.
    QString note() const;

Q_SIGNALS:
    void edited(bloom::SettingKey key);

private:
    void buildEditor();
    QWidget* buildText(SettingType type);
    QWidget* buildNumber(const SettingSpec& spec);
    QWidget* buildChoice(const SettingSpec& spec);
    QWidget* buildZone();
    QWidget* buildFlag();
    void typed(const QString& text);
    void showText(const QString& text);
    void showNote();
    void showUnit();
    QString m_setting;
    QString m_hint;
    SettingKey m_key = SettingKey::ClientId;
    models::SettingsDraft* m_draft = nullptr;
    QLabel* m_label;
    QLabel* m_note;
    QLineEdit* m_text = nullptr;
    QSpinBox* m_number = nullptr;
    QComboBox* m_choice = nullptr;
    QCheckBox* m_flag = nullptr;
};

}  // namespace bloom::widgets
