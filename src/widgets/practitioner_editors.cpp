// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/practitioner_editors.h"

#include "models/practitioner_table_model.h"
#include "widgets/theme.h"

#include <QComboBox>
#include <QCompleter>
#include <QDoubleSpinBox>
#include <QPainter>
#include <QSpinBox>
#include <QTimeZone>

namespace bloom::widgets {
namespace {
using Model = models::PractitionerTableModel;
using models::SyncChoice;

QWidget* zoneEditor(QWidget* parent) {
    auto* box = new QComboBox(parent);
    box->setEditable(true);
    box->setInsertPolicy(QComboBox::NoInsert);
    for (const QByteArray& id : QTimeZone::availableTimeZoneIds())
        box->addItem(QString::fromUtf8(id));
    box->completer()->setFilterMode(Qt::MatchContains);
    return box;
}

QWidget* choiceEditor(QWidget* parent, SyncChoice present) {
    auto* box = new QComboBox(parent);
    const std::vector<SyncChoice> choices =
        present == SyncChoice::Ended
            ? std::vector{SyncChoice::Ended, SyncChoice::DontSync}
            : std::vector{SyncChoice::Active, SyncChoice::Onboarding, SyncChoice::DontSync};
    for (const SyncChoice each : choices)
        box->addItem(models::words(each), static_cast<int>(each));
    return box;
}

QWidget* amountEditor(QWidget* parent) {
    auto* box = new QDoubleSpinBox(parent);
    box->setRange(0, 1'000'000);
    box->setDecimals(0);
    box->setGroupSeparatorShown(true);
    box->setPrefix(QStringLiteral("$"));
    box->setSingleStep(100);
    return box;
}
}  // namespace

QWidget* PractitionerEditors::createEditor(QWidget* parent, const QStyleOptionViewItem&,
                                           const QModelIndex& index) const {
    switch (static_cast<Model::Column>(index.column())) {
        case Model::ChoiceColumn:
            return choiceEditor(parent, static_cast<SyncChoice>(index.data(Qt::EditRole).toInt()));
        case Model::ZoneColumn:
            return zoneEditor(parent);
        case Model::WeeklySessionsColumn: {
            auto* box = new QSpinBox(parent);
            box->setRange(1, 100);
            return box;
        }
        case Model::WeeklyRevenueColumn:
        case Model::MonthlyRevenueColumn:
            return amountEditor(parent);
        case Model::NameColumn:
        case Model::ColumnCount:
            break;
    }
    return nullptr;
}

void PractitionerEditors::setEditorData(QWidget* editor, const QModelIndex& index) const {
    const QVariant value = index.data(Qt::EditRole);
    if (auto* box = qobject_cast<QComboBox*>(editor)) {
        if (box->isEditable())
            box->setEditText(value.toString());
        else
            box->setCurrentIndex(box->findData(value));
    } else if (auto* count = qobject_cast<QSpinBox*>(editor)) {
        count->setValue(value.toInt());
    } else if (auto* amount = qobject_cast<QDoubleSpinBox*>(editor)) {
        amount->setValue(value.toDouble());
    }
}

void PractitionerEditors::setModelData(QWidget* editor, QAbstractItemModel* model,
                                       const QModelIndex& index) const {
    if (const auto* box = qobject_cast<QComboBox*>(editor))
        model->setData(index, box->isEditable() ? QVariant(box->currentText()) : box->currentData());
    else if (const auto* count = qobject_cast<QSpinBox*>(editor))
        model->setData(index, count->value());
    else if (const auto* amount = qobject_cast<QDoubleSpinBox*>(editor))
        model->setData(index, amount->value());
}

void PractitionerEditors::paint(QPainter* painter, const QStyleOptionViewItem& option,
                                const QModelIndex& index) const {
    QStyleOptionViewItem plain = option;
    plain.state &= ~QStyle::State_HasFocus;
    QStyledItemDelegate::paint(painter, plain, index);
    const Tokens& t = tokensOf(option.widget);
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), t.border);
    if ((option.state & QStyle::State_HasFocus) && (index.flags() & Qt::ItemIsEditable)) {
        painter->setPen(QPen(t.focus, 2));
        painter->drawRect(option.rect.adjusted(1, 1, -2, -2));
    }
}

}  // namespace bloom::widgets
