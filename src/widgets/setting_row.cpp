// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/setting_row.h"

#include "widgets/setting_words.h"
#include "widgets/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QStyle>
#include <QTimeZone>
#include <QWheelEvent>

namespace bloom::widgets {
namespace {
constexpr int kLabelWidth = 150;
constexpr int kEditorRow = 0;

void repolish(QWidget* editor) {
    editor->style()->unpolish(editor);
    editor->style()->polish(editor);
}

void setInvalid(QWidget* editor, bool invalid) {
    if (editor->property("invalid").toBool() == invalid)
        return;
    editor->setProperty("invalid", invalid);
    repolish(editor);
}

/// The wheel scrolls the page; it must not change a setting on the way.
class NoWheel final : public QObject {
public:
    using QObject::QObject;
    bool eventFilter(QObject*, QEvent* event) override {
        if (event->type() != QEvent::Wheel)
            return false;
        event->ignore();
        return true;
    }
};
}  // namespace

SettingRow::SettingRow(QWidget* parent)
    : QWidget(parent),
      m_label(new QLabel(this)),
      m_note(new QLabel(this)) {
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(space::l);
    grid->setVerticalSpacing(space::xs);
    grid->setColumnMinimumWidth(0, kLabelWidth);
    grid->setColumnStretch(1, 1);
    m_label->setWordWrap(true);
    m_note->setWordWrap(true);
    m_note->setFont(textFont(TextRole::Caption));
    grid->addWidget(m_label, kEditorRow, 0, Qt::AlignVCenter);
    grid->addWidget(m_note, kEditorRow + 1, 1);
    m_label->setFixedWidth(kLabelWidth);
}

QString SettingRow::label() const { return m_label->text(); }
void SettingRow::setLabel(const QString& label) {
    m_label->setText(label);
    if (editor())
        editor()->setAccessibleName(label);
}

void SettingRow::setHint(const QString& hint) {
    m_hint = hint;
    showNote();
}

void SettingRow::setSetting(const QString& fileKey) {
    m_setting = fileKey;
    for (const SettingSpec& each : settingSpecs()) {
        if (each.fileKey == fileKey)
            m_key = each.key;
    }
    buildEditor();
}

QWidget* SettingRow::editor() const {
    if (m_text)
        return m_text;
    if (m_number)
        return m_number;
    return m_choice ? static_cast<QWidget*>(m_choice) : m_flag;
}

void SettingRow::buildEditor() {
    const SettingSpec& what = spec(m_key);
    QWidget* made = nullptr;
    switch (what.type) {
        case SettingType::Text:
        case SettingType::Secret:
        case SettingType::Url:
        case SettingType::Email:
        case SettingType::Date:
        case SettingType::ConnectionString:
            made = buildText(what.type);
            break;
        case SettingType::Integer:
            made = buildNumber(what);
            break;
        case SettingType::Choice:
            made = buildChoice(what);
            break;
        case SettingType::TimeZone:
            made = buildZone();
            break;
        case SettingType::Flag:
            made = buildFlag();
            break;
    }
    made->setObjectName(QStringLiteral("editor"));
    made->setAccessibleName(m_label->text());
    made->installEventFilter(new NoWheel(made));
    m_label->setBuddy(made);
    auto* place = new QHBoxLayout;
    place->addWidget(made, 1);
    if (made->maximumWidth() < QWIDGETSIZE_MAX)
        place->addStretch(1);
    static_cast<QGridLayout*>(layout())->addLayout(place, kEditorRow, 1);
    setFocusProxy(made);
}

QWidget* SettingRow::buildText(SettingType type) {
    m_text = new QLineEdit(this);
    if (type == SettingType::Secret)
        m_text->setEchoMode(QLineEdit::Password);
    connect(m_text, &QLineEdit::textEdited, this, &SettingRow::typed);
    return m_text;
}

QWidget* SettingRow::buildNumber(const SettingSpec& what) {
    m_number = new QSpinBox(this);
    m_number->setRange(what.minimum, what.maximum);
    if (what.minimum == 0)  // what nought means, where it is no number of something
        m_number->setSpecialValueText(zeroWords(m_key));
    showUnit();
    m_number->setFixedWidth(160);
    m_number->setFocusPolicy(Qt::StrongFocus);
    connect(m_number, &QSpinBox::valueChanged, this, [this](int value) {
        showUnit();
        typed(QString::number(value));
    });
    return m_number;
}

/// "1 day", "2 days": a spin box knows no plural.
void SettingRow::showUnit() {
    const QString unit = unitWords(m_key, m_number->value());
    if (m_number->suffix() != unit)
        m_number->setSuffix(unit);
}

QWidget* SettingRow::buildChoice(const SettingSpec& what) {
    m_choice = new QComboBox(this);
    for (const QString& each : what.choices)
        m_choice->addItem(choiceWords(m_key, each), each);
    m_choice->setFixedWidth(280);
    m_choice->setFocusPolicy(Qt::StrongFocus);
    connect(m_choice, &QComboBox::currentIndexChanged, this,
            [this] { typed(m_choice->currentData().toString()); });
    return m_choice;
}

QWidget* SettingRow::buildZone() {
    m_choice = new QComboBox(this);
    m_choice->setEditable(true);
    m_choice->setInsertPolicy(QComboBox::NoInsert);
    for (const QByteArray& id : QTimeZone::availableTimeZoneIds())
        m_choice->addItem(QString::fromUtf8(id), QString::fromUtf8(id));
    m_choice->completer()->setFilterMode(Qt::MatchContains);
    m_choice->completer()->setCompletionMode(QCompleter::PopupCompletion);
    m_choice->setFixedWidth(280);
    m_choice->setFocusPolicy(Qt::StrongFocus);
    connect(m_choice, &QComboBox::editTextChanged, this, &SettingRow::typed);
    return m_choice;
}

QWidget* SettingRow::buildFlag() {
    m_flag = new QCheckBox(tr("On"), this);
    connect(m_flag, &QCheckBox::toggled, this,
            [this](bool on) { typed(on ? QStringLiteral("true") : QStringLiteral("false")); });
    return m_flag;
}

void SettingRow::bind(models::SettingsDraft* draft) {
    m_draft = draft;
    reload();
}

void SettingRow::reload() {
    if (!m_draft || !editor())
        return;
    const bool elsewhere = !m_draft->decidedElsewhere(m_key).isEmpty();
    {
        const QSignalBlocker quiet(editor());
        showText(m_draft->text(m_key));
    }
    if (m_text && m_text->isReadOnly() != elsewhere) {
        m_text->setReadOnly(elsewhere);
        repolish(m_text);
    }
    m_text ? m_text->setEnabled(!elsewhere || spec(m_key).type != SettingType::Secret)
           : editor()->setEnabled(!elsewhere);
    if (m_text && spec(m_key).type == SettingType::Secret)
        m_text->setPlaceholderText(!m_draft->hasSecret(m_key) ? tr("Not set")
                                   : elsewhere                ? tr("Set")
                                                              : tr("Set. Type to replace it."));
    showNote();
}

void SettingRow::showText(const QString& text) {
    if (m_text && m_text->text() != text)
        m_text->setText(text);
    if (m_number) {
        m_number->setValue(text.toInt());
        showUnit();  // signals are blocked
    }
    if (m_choice && m_choice->isEditable())
        m_choice->setEditText(text);
    else if (m_choice)
        m_choice->setCurrentIndex(std::max(0, m_choice->findData(text)));
    if (m_flag)
        m_flag->setChecked(text == QLatin1String("true"));
}

void SettingRow::typed(const QString& text) {
    if (!m_draft)
        return;
    m_draft->set(m_key, spec(m_key).type == SettingType::Secret ? text : text.trimmed());
    showNote();
    Q_EMIT edited(m_key);
}

QString SettingRow::note() const { return m_note->text(); }

void SettingRow::showNote() {
    const QString elsewhere = m_draft ? m_draft->decidedElsewhere(m_key) : QString();
    const auto problem = m_draft ? m_draft->problem(m_key) : std::nullopt;
    QString text = m_hint;
    if (!elsewhere.isEmpty())
        text = tr("Decided by %1; change it there.").arg(elsewhere);
    if (problem)
        text = elsewhere.isEmpty() ? problem->message : QString(problem->message + QLatin1Char(' ') + text);
    m_note->setText(text);
    m_note->setVisible(!text.isEmpty());
    setTone(m_note, problem ? Tone::Problem : Tone::Muted);
    if (!editor())
        return;
    setInvalid(editor(), problem.has_value());
    editor()->setAccessibleDescription(text);
}

}  // namespace bloom::widgets
