// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/quick_finder.h"

#include "widgets/theme.h"
#include "widgets/themed_icon.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace bloom::widgets {

namespace {

constexpr int kDetailRole = Qt::UserRole;

class EntryDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override {
        return {100, option.fontMetrics.height() + 16};
    }
    void paint(QPainter* p, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        const Tokens& t = currentTokens();
        p->save();
        p->setRenderHint(QPainter::Antialiasing);
        if (option.state & QStyle::State_Selected) {
            p->setPen(Qt::NoPen);
            p->setBrush(t.accentSoft);
            p->drawRoundedRect(option.rect.adjusted(4, 1, -4, -1), 6, 6);
        }
        const FinderEntryPlaces places = finderEntryPlaces(option.rect, option.direction);
        p->setLayoutDirection(option.direction);
        index.data(Qt::DecorationRole).value<QIcon>().paint(p, places.icon);
        p->setPen(t.textMuted);
        p->drawText(places.detail, Qt::AlignVCenter | Qt::AlignTrailing, index.data(kDetailRole).toString());
        p->setPen(t.text);
        p->drawText(
            places.words, Qt::AlignVCenter | Qt::AlignLeading,
            option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, places.words.width()));
        p->restore();
    }
};

}  // namespace

FinderEntryPlaces finderEntryPlaces(const QRect& entry, Qt::LayoutDirection direction) {
    const QRect line = entry.adjusted(space::m, 0, -space::m, 0);
    const QRect icon(line.x(), line.center().y() - 9, 18, 18);
    const QRect words = line.adjusted(30, 0, -110, 0);
    const QRect detail(line.right() - 101, line.y(), 102, line.height());
    const auto placed = [&](const QRect& part) { return QStyle::visualRect(direction, entry, part); };
    return {placed(icon), placed(words), placed(detail)};
}

QuickFinder::QuickFinder(QWidget* parent)
    : QDialog(parent, Qt::Popup | Qt::FramelessWindowHint),
      m_letters(new QLineEdit(this)),
      m_list(new QListWidget(this)) {
    setObjectName(QStringLiteral("quickFinder"));
    setAccessibleName(tr("Find"));
    m_letters->setPlaceholderText(tr("Find a page, a practitioner, a run or a command"));
    m_letters->setAccessibleName(m_letters->placeholderText());
    m_letters->setClearButtonEnabled(true);
    m_list->setItemDelegate(new EntryDelegate(m_list));
    m_list->setAccessibleName(tr("What was found"));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::m, space::m, space::m, space::m);
    column->setSpacing(space::s);
    column->addWidget(m_letters);
    column->addWidget(m_list);
    m_letters->installEventFilter(this);
    connect(m_letters, &QLineEdit::textChanged, this, &QuickFinder::showFound);
    connect(m_list, &QListWidget::itemClicked, this, &QuickFinder::openCurrent);
    resize(560, 420);
}

void QuickFinder::setEntries(QList<FinderEntry> entries) {
    m_all = std::move(entries);
    showFound();
}

void QuickFinder::addEntries(const QList<FinderEntry>& entries) {
    m_all += entries;
    showFound();
}

void QuickFinder::popUp() {
    m_letters->clear();
    const QWidget* window = parentWidget()->window();
    move(window->mapToGlobal(QPoint((window->width() - width()) / 2, 72)));
    show();
    m_letters->setFocus();
}

void QuickFinder::showFound() {
    m_found = findEntries(m_all, m_letters->text());
    m_list->clear();
    for (const FinderEntry& entry : m_found) {
        auto* item = new QListWidgetItem(themedIcon(entry.icon), entry.title, m_list);
        item->setData(kDetailRole, entry.detail);
    }
    m_list->setCurrentRow(0);
}

void QuickFinder::openCurrent() {
    const int row = m_list->currentRow();
    if (row < 0 || row >= m_found.size())
        return;
    const auto open = m_found.at(row).open;
    close();
    open();
}

bool QuickFinder::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    const int count = m_list->count();
    if (key == Qt::Key_Down && count > 0)
        m_list->setCurrentRow((m_list->currentRow() + 1) % count);
    else if (key == Qt::Key_Up && count > 0)
        m_list->setCurrentRow((m_list->currentRow() + count - 1) % count);
    else if (key == Qt::Key_Return || key == Qt::Key_Enter)
        openCurrent();
    else
        return QDialog::eventFilter(watched, event);
    return true;
}

}  // namespace bloom::widgets
