// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "halaxy/query_url.h"

#include "halaxy/text.h"

#include <QUrlQuery>

namespace bloom::halaxy {
namespace {
QUrl below(const QUrl& base, const QString& path) {
    QUrl url = base;
    QString folder = base.path();
    while (folder.endsWith(QLatin1Char('/')))
        folder.chop(1);
    if (folder.isEmpty())
        folder = QStringLiteral("/main");
    url.setPath(folder % u'/' % path);
    url.setQuery(QString());
    url.setFragment(QString());
    return url;
}

/// Percent-encodes itself: QUrlQuery leaves `+` alone, which Halaxy reads as a space.
class QueryText {
public:
    void add(const char* name, const QString& value) {
        m_text +=
            (m_text.isEmpty() ? "" : "&") + QByteArray(name) + '=' + QUrl::toPercentEncoding(value, ",/:");
    }
    void addInterval(const char* name, const UtcInterval& interval) {
        add(name, u"ge" % secondText(std::chrono::floor<std::chrono::seconds>(interval.from)));
        add(name, u"lt" % secondText(std::chrono::ceil<std::chrono::seconds>(interval.to)));
    }
    void addSince(const char* name, UtcTime since) {
        add(name, u"ge" % secondText(std::chrono::floor<std::chrono::seconds>(since)));
    }
    QUrl on(QUrl url) const {
        url.setQuery(QString::fromLatin1(m_text), QUrl::StrictMode);
        return url;
    }

private:
    static QString secondText(std::chrono::sys_seconds t) {
        return QDateTime::fromSecsSinceEpoch(t.time_since_epoch().count(), Qt::UTC)
            .toString(QStringLiteral("yyyy-MM-ddTHH:mm:ssZ"));
    }
    QByteArray m_text;
};

QString joined(const std::vector<HalaxyId>& ids, const QString& prefix = {}) {
    QStringList texts;
    for (const auto& id : ids)
        texts << prefix + id.value;
    return texts.join(QLatin1Char(','));
}

void addPractitioner(QueryText& text, const ListingQuery& query) {
    switch (query.parameter) {
        case PractitionerParameter::Practitioner:
            if (query.practitioner)
                text.add("practitioner", query.practitioner->value);
            return;
        case PractitionerParameter::PractitionerRole:
            if (!query.practitionerRoles.empty())
                text.add("practitioner-role", joined(query.practitionerRoles));
            return;
        case PractitionerParameter::Actor: {
            QStringList actors;
            if (!query.practitionerRoles.empty())
                actors << joined(query.practitionerRoles, QStringLiteral("PractitionerRole/"));
            if (query.practitioner)
                actors << u"Practitioner/" % query.practitioner->value;
            if (!actors.isEmpty())
                text.add("actor", actors.join(QLatin1Char(',')));
            return;
        }
    }
}

const char* subjectParameter(RecordKind kind) {
    switch (kind) {
        case RecordKind::Invoice:
            return "recipient";
        case RecordKind::Appointment:
            return "patient";
        case RecordKind::Practitioner:
        case RecordKind::PractitionerRole:
        case RecordKind::Patient:
        case RecordKind::Referral:
            return "subject";
    }
    return "subject";
}
}  // namespace

QUrl tokenUrl(const QUrl& base) { return below(base, QStringLiteral("oauth/token")); }

QUrl recordUrl(const QUrl& base, const RecordKey& key) {
    QUrl url = below(base, name(key.kind));
    // An id from a webhook is not ours: a slash or ".." in it must not reach another resource.
    url.setPath(
        url.path(QUrl::FullyEncoded) % u'/' % QString::fromLatin1(QUrl::toPercentEncoding(key.id.value)),
        QUrl::StrictMode);
    return url;
}

QUrl listingUrl(const QUrl& base, const ListingQuery& query) {
    QueryText text;
    text.add("_count", QString::number(query.count));
    if (!query.sort.isEmpty())
        text.add("_sort", query.sort);
    if (query.updatedSince)
        text.addSince("_lastUpdated", *query.updatedSince);
    if (query.dates)
        text.addInterval("date", *query.dates);
    if (query.created)
        text.addInterval("created", *query.created);
    addPractitioner(text, query);
    if (query.subject)
        text.add(subjectParameter(query.kind), u"Patient/" % query.subject->value);
    return text.on(below(base, name(query.kind)));
}

QUrl byIdUrl(const QUrl& base, RecordKind kind, const std::vector<HalaxyId>& ids) {
    QueryText text;
    text.add("_count", QString::number(ids.size()));
    text.add("_id", joined(ids));
    return text.on(below(base, name(kind)));
}

QUrl oneUrl(const QUrl& base, RecordKind kind) {
    QueryText text;
    text.add("_count", QStringLiteral("1"));
    return text.on(below(base, name(kind)));
}

Result<QUrl> followed(const QString& next, const QUrl& current) {
    QUrl url = current.resolved(QUrl(next, QUrl::TolerantMode));
    if (!url.isValid() || url.host().isEmpty())
        return fail(ErrorKind::Damaged, Text::tr("The link to the next page is unusable."));
    const int port = url.port(url.scheme() == QLatin1String("https") ? 443 : 80);
    const int ours = current.port(current.scheme() == QLatin1String("https") ? 443 : 80);
    if (url.host().compare(current.host(), Qt::CaseInsensitive) != 0 || port != ours)
        return fail(ErrorKind::Damaged, Text::tr("The next page lies on another host (%1).").arg(url.host()));
    if (url.scheme() != current.scheme() || !url.userInfo().isEmpty())
        return fail(ErrorKind::Damaged,
                    Text::tr("The next page lies on another scheme (%1).").arg(url.scheme()));
    QString query = url.query(QUrl::FullyEncoded);
    query.replace(QLatin1Char('+'), QLatin1String("%2B"));
    url.setQuery(query.isEmpty() ? QString() : query, QUrl::StrictMode);
    url.setFragment(QString());
    return url;
}

QString describeQuery(const QUrl& url) {
    static const QStringList harmless{QStringLiteral("_count"),  QStringLiteral("_sort"),
                                      QStringLiteral("page"),    QStringLiteral("date"),
                                      QStringLiteral("created"), QStringLiteral("_lastUpdated")};
    QStringList parts;
    for (const auto& [name, value] : QUrlQuery(url).queryItems())
        parts << (harmless.contains(name) ? QString(name % u'=' % value) : name);
    return parts.join(QLatin1Char(' '));
}

QString clockText(std::optional<UtcTime> time) {
    if (!time)
        return Text::tr("an unknown time");
    return QDateTime::fromMSecsSinceEpoch(time->time_since_epoch().count())
        .toString(QStringLiteral("HH:mm:ss"));
}

}  // namespace bloom::halaxy
