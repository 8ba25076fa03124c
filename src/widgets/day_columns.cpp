// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/day_columns.h"

#include "widgets/kept_font.h"
#include "widgets/session_delegate.h"
#include "widgets/theme.h"
#include "widgets/themed_icon.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>

namespace bloom::widgets {
namespace {
using models::SessionFeedModel;
constexpr int kColumnWidth = 236;

/// A session in one line: when, who, and how it stands.
class ShortDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        const Tokens& t = currentTokens();
        const auto session = index.data(SessionFeedModel::SessionRole).value<SessionView>();
        const bool faint = models::isCancelled(session);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setLayoutDirection(option.direction);
        const auto placed = [&](const QRect& rect) {
            return QStyle::visualRect(option.direction, option.rect, rect);
        };
        const QColor ground = session.inProgress ? t.busySoft
                              : session.upNext   ? t.accentSoft
                              : option.state & (QStyle::State_MouseOver | QStyle::State_Selected)
                                  ? t.hover
                                  : QColor(Qt::transparent);
        painter->setPen(Qt::NoPen);
        painter->setBrush(ground);
        painter->drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -1), 6, 6);
        const QRect box = option.rect.adjusted(space::s, 0, -space::s, 0);
        const int time =
            QFontMetrics(textFont(TextRole::Caption)).horizontalAdvance(QStringLiteral("12:00 AM "));
        painter->setFont(textFont(TextRole::Caption));
        painter->setPen(t.textMuted);
        painter->drawText(placed({box.left(), box.top(), time, box.height()}),
                          Qt::AlignVCenter | Qt::AlignLeading, session.localTime);
        const ChipContent chip = sessionChips(session).front();
        const QRect mark(box.right() - 16, box.center().y() - 8, 16, 16);
        painter->drawPixmap(placed(mark).topLeft(), iconPixmap(chip.icon, 16, chipColours(t, chip.tone).text,
                                                               painter->device()->devicePixelRatioF()));
        QFont font = textFont(faint ? TextRole::Caption : TextRole::Body);
        font.setStrikeOut(faint);
        painter->setFont(font);
        painter->setPen(faint ? t.textMuted : t.text);
        const QRect name(box.left() + time + space::xs, box.top(), mark.left() - box.left() - time - space::s,
                         box.height());
        painter->drawText(placed(name), Qt::AlignVCenter | Qt::AlignLeading,
                          painter->fontMetrics().elidedText(index.data(SessionFeedModel::NameRole).toString(),
                                                            Qt::ElideRight, name.width()));
        painter->restore();
    }
    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override {
        return {120, QFontMetrics(textFont(TextRole::Body)).height() + 12};
    }
};
}  // namespace

DayColumnView::DayColumnView(QWidget* parent)
    : QWidget(parent),
      m_name(new QLabel(this)),
      m_hint(new QLabel(this)),
      m_list(new QListView(this)),
      m_empty(new QLabel(tr("No sessions today"), this)) {
    setFixedWidth(kColumnWidth);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::m, space::m, space::m, space::s);
    column->setSpacing(2);
    keepFont(m_name, TextRole::Strong);
    keepFont(m_hint, TextRole::Caption);
    setTone(m_hint, Tone::Muted);
    setTone(m_empty, Tone::Muted);
    m_list->setModel(&m_sessions);
    m_list->setItemDelegate(new ShortDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    column->addWidget(m_name);
    column->addWidget(m_hint);
    column->addSpacing(4);
    column->addWidget(m_list, 1);
    column->addWidget(m_empty, 1, Qt::AlignTop);
    connect(m_list, &QListView::activated, this, [this] { Q_EMIT openWanted(m_practitioner); });
    connect(m_list, &QListView::doubleClicked, this, [this] { Q_EMIT openWanted(m_practitioner); });
}

void DayColumnView::showDay(const DayColumn& column, const QDate& viewersToday) {
    m_practitioner = column.practitioner.id;
    const QString name = column.practitioner.displayName;
    m_name->setText(
        QFontMetrics(textFont(TextRole::Strong)).elidedText(name, Qt::ElideRight, kColumnWidth - 24));
    m_name->setToolTip(name);
    m_list->setAccessibleName(tr("Today of %1").arg(name));
    const auto taking =
        std::ranges::count_if(column.sessions, [](const SessionView& s) { return !models::isCancelled(s); });
    QString hint = taking > 0 ? tr("%Ln session(s)", nullptr, static_cast<int>(taking)) : QString();
    if (column.date != viewersToday)  // another zone, another day
        hint = QStringList{hint, QLocale().toString(column.date, QStringLiteral("ddd d MMM"))}.join(
            hint.isEmpty() ? QString() : QStringLiteral(" · "));
    m_hint->setText(hint);
    m_sessions.setSessions(column.sessions);
    m_list->setVisible(!column.sessions.empty());
    m_empty->setVisible(column.sessions.empty());
}

void DayColumnView::paintEvent(QPaintEvent*) {
    const Tokens& t = tokensOf(this);
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    p.setPen(t.border);
    p.setBrush(t.surface);
    p.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), space::radius, space::radius);
}

DayColumns::DayColumns(QWidget* parent) : QScrollArea(parent), m_row(new QWidget) {
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMinimumHeight(180);
    auto* row = new QHBoxLayout(m_row);
    row->setContentsMargins(0, 0, 0, space::xs);
    row->setSpacing(space::m);
    row->addStretch(1);
    setWidget(m_row);
    setAccessibleName(tr("Today of all practitioners"));
}

void DayColumns::showDays(const std::vector<DayColumn>& days, const QDate& viewersToday) {
    auto* row = static_cast<QHBoxLayout*>(m_row->layout());
    while (m_columns.size() > days.size()) {
        delete m_columns.back();
        m_columns.pop_back();
    }
    while (m_columns.size() < days.size()) {
        auto* column = new DayColumnView(m_row);
        column->setPrivacy(m_privacy);
        connect(column, &DayColumnView::openWanted, this, &DayColumns::openWanted);
        row->insertWidget(static_cast<int>(m_columns.size()), column);
        m_columns.push_back(column);
    }
    for (std::size_t i = 0; i < days.size(); ++i)
        m_columns[i]->showDay(days[i], viewersToday);
}

void DayColumns::setPrivacy(bool initialsOnly) {
    m_privacy = initialsOnly;
    for (DayColumnView* column : m_columns)
        column->setPrivacy(initialsOnly);
}

void DayColumns::setNow(UtcTime now) {
    for (DayColumnView* column : m_columns)
        column->setNow(now);
}

}  // namespace bloom::widgets
