// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sheet_html.h"

#include "models/csv.h"
#include "models/plan_words.h"
#include "models/session_feed_model.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

namespace bloom::models {

namespace {

struct Sheets {
    Q_DECLARE_TR_FUNCTIONS(Sheets)
};

QString cell(const QString& text) {
    return QStringLiteral("<td>") + text.toHtmlEscaped() + QStringLiteral("</td>");
}
QString head(const QStringList& names) {
    QString row = QStringLiteral("<tr>");
    for (const QString& name : names)
        row += QStringLiteral("<th align=\"left\">") + name.toHtmlEscaped() + QStringLiteral("</th>");
    return row + QStringLiteral("</tr>");
}

QString page(const QString& title, const QString& below, const QString& table, const QString& foot) {
    return QStringLiteral("<html><body><h2>") + title.toHtmlEscaped() + QStringLiteral("</h2><p>") +
           below.toHtmlEscaped() +
           QStringLiteral("</p><table width=\"100%\" border=\"1\" cellspacing=\"0\" cellpadding=\"5\">") +
           table + QStringLiteral("</table><p><small>") + foot.toHtmlEscaped() +
           QStringLiteral("</small></p></body></html>");
}

QString madeAt(UtcTime at) { return Sheets::tr("Made %1 by Bloom Sync").arg(localTimeText(at)); }

QString nameOf(const CareItem& item, bool initialsOnly) {
    const QString initials = item.initials.isEmpty() ? QStringLiteral("?") : item.initials;
    return initialsOnly || item.clientName.isEmpty() ? initials : item.clientName;
}
QString reachOf(const CareItem& item) {
    return QStringList{item.phone, item.email}
        .filter(QRegularExpression(QStringLiteral(".")))
        .join(QStringLiteral(", "));
}

}  // namespace

Sheet daySheet(const Dashboard& d, bool initialsOnly) {
    const QString day = QLocale().toString(d.date, QLocale::LongFormat);
    QString table = head({Sheets::tr("Time"), Sheets::tr("Client"), Sheets::tr("Session"), Sheets::tr("Plan"),
                          Sheets::tr("Status"), Sheets::tr("Notes")});
    for (const SessionView& s : d.sessions)
        table += QStringLiteral("<tr>") + cell(Sheets::tr("%1, %2 min").arg(s.localTime).arg(s.minutes)) +
                 cell(shownName(s, initialsOnly)) + cell(sessionNumberText(s)) + cell(planText(s)) +
                 cell(statusText(s)) + QStringLiteral("<td width=\"28%\">&nbsp;</td></tr>");
    if (d.sessions.empty())
        table += QStringLiteral("<tr><td colspan=\"6\">") +
                 Sheets::tr("No sessions on this day").toHtmlEscaped() + QStringLiteral("</td></tr>");
    return {Sheets::tr("Day sheet %1 %2").arg(d.practitioner.displayName, d.date.toString(Qt::ISODate)),
            page(d.practitioner.displayName, Sheets::tr("%1, times in %2").arg(day, d.practitioner.timezone),
                 table, madeAt(d.lastUpdated))};
}

Sheet planSheet(const Dashboard& d, bool initialsOnly) {
    QString table = head({Sheets::tr("Client"), Sheets::tr("How urgent"), Sheets::tr("Why"),
                          Sheets::tr("Plan"), Sheets::tr("Next session")});
    for (const PlanView& plan : d.plans) {
        const QString name = initialsOnly || plan.clientName.isEmpty() ? plan.initials : plan.clientName;
        table += QStringLiteral("<tr>") + cell(name) + cell(words(plan.urgency)) + cell(planReason(plan)) +
                 cell(planWords(plan.count)) +
                 cell(plan.nextSession ? shortTimeText(*plan.nextSession) : Sheets::tr("none booked")) +
                 QStringLiteral("</tr>");
    }
    return {Sheets::tr("Plans %1 %2").arg(d.practitioner.displayName, d.date.toString(Qt::ISODate)),
            page(Sheets::tr("Mental-health plans of %1").arg(d.practitioner.displayName), localCountNote(),
                 table, madeAt(d.lastUpdated))};
}

Sheet careSheet(const std::vector<CareItem>& items, UtcTime at, bool initialsOnly) {
    QStringList names{Sheets::tr("What"), Sheets::tr("Client"), Sheets::tr("Why"), Sheets::tr("Practitioner"),
                      Sheets::tr("Note")};
    if (!initialsOnly)
        names.insert(4, Sheets::tr("Reach"));
    QString table = head(names);
    for (const CareItem& item : items)
        table += QStringLiteral("<tr>") + cell(words(item.reason)) + cell(nameOf(item, initialsOnly)) +
                 cell(careWhy(item)) + cell(item.practitionerName) +
                 (initialsOnly ? QString() : cell(reachOf(item))) + cell(item.note) + QStringLiteral("</tr>");
    const int count = static_cast<int>(items.size());
    return {Sheets::tr("What to act on"),
            page(Sheets::tr("What to act on"), Sheets::tr("%Ln line(s)", nullptr, count), table, madeAt(at))};
}

QByteArray careCsv(const std::vector<CareItem>& items, bool initialsOnly) {
    QString text =
        csvLine({Sheets::tr("What"), Sheets::tr("Client"), Sheets::tr("Why"), Sheets::tr("Practitioner"),
                 Sheets::tr("Phone"), Sheets::tr("E-mail"), Sheets::tr("Note")});
    for (const CareItem& item : items)
        text += csvLine({words(item.reason), nameOf(item, initialsOnly), careWhy(item), item.practitionerName,
                         initialsOnly ? QString() : item.phone, initialsOnly ? QString() : item.email,
                         item.note});
    return text.toUtf8();
}

}  // namespace bloom::models
