// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/session_delegate.h"

#include "models/session_feed_model.h"
#include "widgets/theme.h"
#include "widgets/themed_icon.h"

#include <QAbstractItemView>
#include <QPainter>

namespace bloom::widgets {
namespace {
using models::ChipTone;
using models::SessionFeedModel;

int timeWidth() {
    return std::max(QFontMetrics(textFont(TextRole::Strong)).horizontalAdvance(QStringLiteral("12:00 AM ")),
                    64);
}

/// All that one line is drawn with; rectangles are mirrored for right-to-left.
struct Line {
    QPainter& p;
    const Tokens& t;
    QRect box;
    SessionView session;
    const QModelIndex& index;
    bool selected = false;
    bool focused = false;
    QRect head{};  ///< the session's own lines: without what is above and below them
    int freeBefore = 0;
    QStringList details{};

    QRect placed(const QRect& rect) const { return QStyle::visualRect(p.layoutDirection(), box, rect); }
    QColor dotColour() const {
        return session.inProgress ? t.busy : chipColours(t, models::tone(session.status)).text;
    }
};

void drawGround(const Line& line) {
    const QRectF ground = QRectF(QRect(line.head.topLeft(), line.box.bottomRight())).adjusted(2, 2, -2, -2);
    QColor colour = Qt::transparent;
    if (line.session.inProgress)
        colour = line.t.busySoft;
    else if (line.session.upNext)
        colour = line.t.accentSoft;
    if (line.selected)
        colour = line.session.inProgress || line.session.upNext ? colour : line.t.hover;
    line.p.setPen(line.focused ? QPen(line.t.focus, 2) : QPen(Qt::NoPen));
    line.p.setBrush(colour);
    line.p.drawRoundedRect(ground, space::s, space::s);
}

void drawTime(const Line& line, bool faint) {
    const QRect column =
        line.placed({line.box.left() + space::m, line.head.top(), timeWidth(), line.head.height()});
    line.p.setPen(faint ? line.t.textMuted : line.t.text);
    line.p.setFont(textFont(faint ? TextRole::Body : TextRole::Strong));
    if (faint) {
        line.p.drawText(column, Qt::AlignVCenter | Qt::AlignLeading, line.session.localTime);
        return;
    }
    const int middle = column.center().y();
    line.p.drawText(QRect(column.left(), column.top(), column.width(), middle - column.top()),
                    Qt::AlignBottom | Qt::AlignLeading, line.session.localTime);
    line.p.setFont(textFont(TextRole::Caption));
    line.p.setPen(line.t.textMuted);
    line.p.drawText(QRect(column.left(), middle + 2, column.width(), column.bottom() - middle),
                    Qt::AlignTop | Qt::AlignLeading, SessionDelegate::tr("%1 min").arg(line.session.minutes));
}

/// Before the words of a line: time and rail.
int bodyLeft() { return space::m + timeWidth() + space::s + 12 + space::m; }
int bodyWidth(int line) { return line - 1 - bodyLeft() - space::m; }

QRect bodyOf(const Line& line) {
    return {line.box.left() + bodyLeft(), line.head.top(), bodyWidth(line.box.width()), line.head.height()};
}

/// As wide as a line of the list is; its own rectangle is not known yet when heights are asked for.
int viewWidth(const QStyleOptionViewItem& option) {
    const auto* list = qobject_cast<const QAbstractItemView*>(option.widget);
    return list ? list->viewport()->width() : std::max(240, option.rect.width());
}

int railX(const Line& line) {
    return line.placed({line.box.left() + space::m + timeWidth() + space::s, line.box.top(), 12, 1})
        .center()
        .x();
}

/// Time nobody is booked in: the day's line is dashed there, and says how long.
void drawFree(const Line& line) {
    if (line.freeBefore == 0)
        return;
    const int x = railX(line);
    line.p.setPen(QPen(line.t.border, 2, Qt::DotLine));
    line.p.drawLine(x, line.box.top(), x, line.head.top());
    line.p.setFont(textFont(TextRole::Caption));
    line.p.setPen(line.t.textMuted);
    const QRect body = bodyOf(line);
    line.p.drawText(
        line.placed({body.left(), line.box.top(), body.width(), line.head.top() - line.box.top()}),
        Qt::AlignVCenter | Qt::AlignLeading, models::freeText(line.freeBefore));
}

/// The day as a line with a dot for each session: full once it is over, a ring while it is to come.
void drawDot(const Line& line, bool faint) {
    const int x = railX(line);
    const bool first = line.index.row() == 0;
    const bool last = line.index.row() == line.index.model()->rowCount() - 1;
    const int middle = line.head.center().y();
    line.p.setPen(
        QPen(line.session.overlaps ? line.t.problem : line.t.border, line.session.overlaps ? 3 : 2));
    line.p.drawLine(x, first ? middle : line.head.top(), x, last ? middle : line.box.bottom() + 1);
    const double radius = faint ? 3.5 : 5.5;
    const bool over = line.session.status == SessionStatus::Completed || line.session.inProgress;
    line.p.setPen(QPen(faint ? line.t.controlBorder : line.dotColour(), 2));
    line.p.setBrush(over ? line.dotColour() : line.t.surface);
    line.p.drawEllipse(QPointF(x + 0.5, middle + 0.5), radius, radius);
}

/// The most telling chip always, the others while the words keep more than half of the line. From the end of
/// the line inwards; gives what is left for the words.
QRect drawChips(const Line& line, QRect body) {
    std::vector<ChipContent> shown;
    int room = body.width() * 9 / 20;
    for (const ChipContent& chip : sessionChips(line.session)) {
        room -= chipSize(chip).width() + 6;
        if (shown.empty() || room >= 0)
            shown.push_back(chip);
    }
    const bool onSoft = line.session.inProgress || line.session.upNext;
    int right = body.right();
    for (auto chip = shown.rbegin(); chip != shown.rend(); ++chip) {
        const QSize size = chipSize(*chip);
        const QRect place(right - size.width(), line.head.center().y() - size.height() / 2, size.width(),
                          size.height());
        paintChip(line.p, line.t, line.placed(place).topLeft(), *chip, onSoft);
        right = place.left() - 6;
    }
    body.setRight(right);
    return body;
}

QString detailText(const Line& line) {
    QStringList parts{models::sessionNumberText(line.session), models::planText(line.session)};
    if (line.session.location != LocationType::Unknown)
        parts.append(models::words(line.session.location));
    if (line.session.billing != BillingType::Unknown)
        parts.append(models::words(line.session.billing));
    if (line.session.group)
        parts.append(SessionDelegate::tr("Group"));
    return parts.join(QStringLiteral("  ·  "));
}

void drawElided(const Line& line, const QRect& place, int flags, const QString& text) {
    const QString fitting = QFontMetrics(line.p.font()).elidedText(text, Qt::ElideRight, place.width());
    line.p.drawText(line.placed(place), flags, fitting);
}

void drawWords(const Line& line, const QRect& body, bool faint) {
    const QString who = line.index.data(SessionFeedModel::NameRole).toString();
    if (faint) {
        QFont font = textFont(TextRole::Body);
        font.setStrikeOut(true);
        line.p.setFont(font);
        line.p.setPen(line.t.textMuted);
        drawElided(line, body, Qt::AlignVCenter | Qt::AlignLeading, who);
        return;
    }
    const int middle = body.center().y();
    line.p.setFont(textFont(TextRole::Strong));
    line.p.setPen(line.t.text);
    drawElided(line, {body.left(), body.top(), body.width(), middle - body.top()},
               Qt::AlignBottom | Qt::AlignLeading, who);
    line.p.setFont(textFont(TextRole::Caption));
    line.p.setPen(line.t.textMuted);
    drawElided(line, {body.left(), middle + 2, body.width(), body.bottom() - middle},
               Qt::AlignTop | Qt::AlignLeading, detailText(line));
}
constexpr int kWrapped = Qt::TextWordWrap | Qt::AlignLeading | Qt::AlignTop;
/// Of one detail, wrapped to a width.
int detailHeight(const QString& detail, int width) {
    return QFontMetrics(textFont(TextRole::Caption))
               .boundingRect(0, 0, width, 10'000, kWrapped, detail)
               .height() +
           4;
}
int freeHeight() { return QFontMetrics(textFont(TextRole::Caption)).height() + 10; }
int headHeight(const SessionView& session) {
    const int line = QFontMetrics(textFont(TextRole::Strong)).height();
    return models::isCancelled(session) ? line + 18 : 2 * line + 26;
}

void drawDetails(const Line& line) {
    const QRect body = bodyOf(line);
    line.p.setFont(textFont(TextRole::Caption));
    line.p.setPen(line.t.text);
    int y = line.head.bottom();
    for (const QString& detail : line.details) {
        const int height = detailHeight(detail, body.width());
        line.p.drawText(line.placed({body.left(), y, body.width(), height}), kWrapped, detail);
        y += height;
    }
}

QStringList openedDetails(const QModelIndex& index) {
    return index.data(SessionFeedModel::OpenedRole).toBool()
               ? index.data(SessionFeedModel::DetailsRole).toStringList()
               : QStringList();
}
}  // namespace

std::vector<ChipContent> sessionChips(const SessionView& session) {
    std::vector<ChipContent> chips;
    if (session.kept)
        chips.push_back(
            {SessionDelegate::tr("Not in Halaxy, kept"), QStringLiteral("warning"), ChipTone::Attention});
    else if (session.notConfirmed)
        chips.push_back(
            {SessionDelegate::tr("Not confirmed"), QStringLiteral("warning"), ChipTone::Attention});
    if (session.overlaps)
        chips.push_back({SessionDelegate::tr("Overlaps"), QStringLiteral("warning"), ChipTone::Problem});
    if (session.upNext)
        chips.push_back({SessionDelegate::tr("Up next"), QStringLiteral("up-next"), ChipTone::Accent});
    if (session.inProgress)
        chips.push_back({SessionDelegate::tr("In progress"), QStringLiteral("play"), ChipTone::Busy});
    else if (session.stillBooked)
        chips.push_back(
            {SessionDelegate::tr("Over, still booked"), QStringLiteral("clock"), ChipTone::Attention});
    else
        chips.push_back(
            {models::words(session.status), chipIcon(session.status), models::tone(session.status)});
    return chips;
}

void SessionDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                            const QModelIndex& index) const {
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setLayoutDirection(option.direction);
    const auto session = index.data(SessionFeedModel::SessionRole).value<SessionView>();
    const bool faint = models::isCancelled(session);
    const bool focused = (option.state & QStyle::State_HasFocus) && (option.state & QStyle::State_Active);
    const int free = index.data(SessionFeedModel::FreeBeforeRole).toInt();
    const QRect& box = option.rect;
    const QRect head(box.left(), box.top() + (free > 0 ? freeHeight() : 0), box.width(), headHeight(session));
    const bool marked = option.state & (QStyle::State_Selected | QStyle::State_MouseOver);
    const Line line{*painter, tokensOf(option.widget), box, session, index, marked, focused, head,
                    free,     openedDetails(index)};
    drawGround(line);
    drawFree(line);
    drawDot(line, faint);
    drawTime(line, faint);
    drawWords(line, drawChips(line, bodyOf(line)), faint);
    drawDetails(line);
    painter->restore();
}

QSize SessionDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const auto session = index.data(SessionFeedModel::SessionRole).value<SessionView>();
    const QStringList details = openedDetails(index);
    int height = headHeight(session);
    if (index.data(SessionFeedModel::FreeBeforeRole).toInt() > 0)
        height += freeHeight();
    for (const QString& detail : details)
        height += detailHeight(detail, bodyWidth(viewWidth(option)));
    if (!details.isEmpty())
        height += space::s;
    return {240, height};
}

}  // namespace bloom::widgets
