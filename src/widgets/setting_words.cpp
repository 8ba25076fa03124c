// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/setting_words.h"

#include "core/sync_window.h"

#include <QCoreApplication>
#include <QLocale>

namespace bloom::widgets {
namespace {
struct SettingWords {
    Q_DECLARE_TR_FUNCTIONS(SettingWords)
};
}  // namespace

QString choiceWords(SettingKey key, const QString& choice) {
    const auto is = [&](const char* text) { return choice == QLatin1String(text); };
    if (key == SettingKey::Region)
        return is("eu") ? SettingWords::tr("Europe") : SettingWords::tr("Australia and New Zealand");
    if (key == SettingKey::ProxyMode)
        return is("none")     ? SettingWords::tr("None")
               : is("manual") ? SettingWords::tr("Given here")
                              : SettingWords::tr("As the system says");
    if (key == SettingKey::Motion)
        return is("reduced") ? SettingWords::tr("Reduced") : SettingWords::tr("As the system says");
    if (key == SettingKey::Appearance)
        return is("light")  ? SettingWords::tr("Light")
               : is("dark") ? SettingWords::tr("Dark")
                            : SettingWords::tr("As the system says");
    return choice;
}

/// The whole with its number is what can be translated; a spin box wants only what follows it.
QString unitWords(SettingKey key, int value) {
    if (key == SettingKey::WebhookPort)
        return {};
    if (key == SettingKey::MhcpPlanMonths) {
        const QString months = SettingWords::tr("%Ln month(s)", nullptr, value);
        return months.mid(months.indexOf(QString::number(value)) + QString::number(value).size());
    }
    const bool minutes = key == SettingKey::SyncIntervalMinutes || key == SettingKey::DeltaIntervalMinutes;
    QString whole = minutes ? SettingWords::tr("%Ln min", nullptr, value)
                            : SettingWords::tr("%Ln day(s)", nullptr, value);
    const QString number = QString::number(value);
    const auto at = whole.indexOf(number);
    return at < 0 ? QString(u' ' + whole) : whole.mid(at + number.size());
}

QString zeroWords(SettingKey key) {
    if (key == SettingKey::DeltaIntervalMinutes)
        return SettingWords::tr("Off");
    if (key == SettingKey::MhcpPlanMonths)
        return SettingWords::tr("As the referral says");
    return key == SettingKey::WebhookPort ? SettingWords::tr("Any free one") : QString();
}

QString schedulePreview(const models::SettingsDraft& draft, UtcTime now) {
    const auto zone = PracticeZone::find(draft.text(SettingKey::TimeZone));
    if (!zone)
        return SettingWords::tr("Choose a time zone first.");
    const UtcInterval window = syncWindow(*zone, now, draft.text(SettingKey::SyncHistoryDays).toInt(),
                                          draft.text(SettingKey::SyncFutureDays).toInt());
    const QLocale locale;
    const auto day = [&](QDate date) { return locale.toString(date, QStringLiteral("d MMM yyyy")); };
    const int minutes = draft.text(SettingKey::SyncIntervalMinutes).toInt();
    const QString rhythm = SettingWords::tr("A full sync starts every %Ln minute(s).", nullptr, minutes);
    const int between = draft.text(SettingKey::DeltaIntervalMinutes).toInt();
    const QString changes =
        between > 0
            ? SettingWords::tr("Between them changes are asked for every %Ln minute(s).", nullptr, between)
            : SettingWords::tr("Between them nothing is asked for.");
    return rhythm + QLatin1Char(' ') + changes + QLatin1Char(' ') +
           SettingWords::tr("Today it reads the sessions from %1 to %2.")
               .arg(day(zone->localDate(window.from)), day(zone->localDate(window.to).addDays(-1)));
}

}  // namespace bloom::widgets
