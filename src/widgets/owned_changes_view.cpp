// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/owned_changes_view.h"

#include "models/words.h"
#include "widgets/theme.h"

#include <QLabel>
#include <QVBoxLayout>

namespace bloom::widgets {
namespace {
constexpr std::size_t kShown = 20;

QString fieldWords(const QString& field) {
    const auto is = [&](const char* name) { return field == QLatin1String(name); };
    return is("presenting_issues")        ? OwnedChangesView::tr("Presenting issues")
           : is("treatment_plan")         ? OwnedChangesView::tr("Treatment plan")
           : is("timezone")               ? OwnedChangesView::tr("Time zone")
           : is("weekly_session_target")  ? OwnedChangesView::tr("Weekly session target")
           : is("weekly_revenue_target")  ? OwnedChangesView::tr("Weekly revenue target")
           : is("monthly_revenue_target") ? OwnedChangesView::tr("Monthly revenue target")
           : is("status")                 ? OwnedChangesView::tr("Status")
           : is("syncing")                ? OwnedChangesView::tr("Synced")
                                          : field;
}

QString shortened(const QString& value) {
    constexpr int kMost = 60;
    const QString plain = value.simplified();
    if (plain.isEmpty())
        return OwnedChangesView::tr("nothing");
    return plain.size() > kMost ? QString(plain.left(kMost) + QStringLiteral("…")) : plain;
}
}  // namespace

QString changeWords(const OwnedChange& change) {
    return OwnedChangesView::tr("%1: %2 → %3")
        .arg(fieldWords(change.field), shortened(change.before), shortened(change.after));
}

OwnedChangesView::OwnedChangesView(QWidget* parent) : QWidget(parent), m_words(new QLabel(this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    m_words->setWordWrap(true);
    m_words->setTextFormat(Qt::PlainText);
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_words->setObjectName(QStringLiteral("ownedChanges"));
    setTone(m_words, Tone::Muted);
    column->addWidget(m_words, 0, Qt::AlignTop);
    showChanges({});
}

void OwnedChangesView::showChanges(const std::vector<OwnedChange>& changes) {
    QStringList lines;
    for (std::size_t i = 0; i < std::min(changes.size(), kShown); ++i)
        lines.append(tr("%1, %2: %3")
                         .arg(models::shortTimeText(changes[i].at),
                              changes[i].who.isEmpty() ? tr("somebody") : changes[i].who,
                              changeWords(changes[i])));
    m_words->setText(lines.isEmpty() ? tr("Nothing was changed yet.") : lines.join(u'\n'));
}

}  // namespace bloom::widgets
