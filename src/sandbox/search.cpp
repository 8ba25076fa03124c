// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/search.h"

#include <QUrl>
#include <algorithm>

namespace bloom::sandbox {

namespace {

constexpr int maxCount = 100;

QString decode(QByteArray part) {
    part.replace('+', ' ');
    return QUrl::fromPercentEncoding(part);
}

Refusal invalid(const QString& text) { return {400, QStringLiteral("invalid"), text}; }

std::expected<int, Refusal> number(const Parameter& parameter, int low, int high) {
    bool ok = false;
    const int value = parameter.value.toInt(&ok);
    if (!ok || value < low || value > high)
        return std::unexpected(invalid(
            QStringLiteral("%1 must be a number from %2 to %3").arg(parameter.name).arg(low).arg(high)));
    return value;
}

bool isIgnored(const QString& name) {
    static const QSet<QString> ignored = {QStringLiteral("_format"), QStringLiteral("_summary"),
                                          QStringLiteral("_elements"), QStringLiteral("_pretty")};
    return ignored.contains(name);
}

UtcTime sortTime(const Appointment& row) { return row.start; }
UtcTime sortTime(const Record& row) { return row.created; }
UtcTime sortTime(const Invoice& row) {
    return UtcTime(milliseconds(row.date.startOfDay(Qt::UTC).toMSecsSinceEpoch()));
}

template <typename T> struct SortKey {
    std::function<UtcTime(const T&)> time;
    bool descending = false;
};

template <typename T> std::expected<SortKey<T>, Refusal> sortKey(const std::vector<T>& rows, QString name) {
    SortKey<T> key{.time = {}, .descending = name.startsWith(u'-')};
    if (key.descending)
        name.remove(0, 1);
    if (name == QLatin1String("_lastUpdated"))
        key.time = [](const T& row) { return row.lastUpdated; };
    else if (name == QLatin1String("created"))
        key.time = [](const T& row) { return row.created; };
    else if (name == QLatin1String("date"))
        key.time = [](const T& row) { return sortTime(row); };
    else if (name == QLatin1String("_id") || name == QLatin1String("id"))
        key.time = [&rows](const T& row) { return UtcTime(milliseconds(&row - rows.data())); };
    else
        return std::unexpected(invalid(QStringLiteral("_sort does not know %1").arg(name)));
    return key;
}

/// Rows that are equal by all keys keep the order in which they were made.
template <typename T>
std::expected<void, Refusal> sortRows(const std::vector<T>& rows, std::vector<quint32>& found,
                                      const QStringList& names) {
    std::vector<SortKey<T>> keys;
    for (const QString& name : names) {
        auto key = sortKey(rows, name);
        if (!key)
            return std::unexpected(key.error());
        keys.push_back(std::move(*key));
    }
    std::ranges::sort(found, [&](quint32 a, quint32 b) {
        for (const SortKey<T>& key : keys) {
            const UtcTime left = key.time(rows[a]), right = key.time(rows[b]);
            if (left != right)
                return key.descending ? right < left : left < right;
        }
        return a < b;
    });
    return {};
}

template <typename T>
std::expected<std::vector<quint32>, Refusal> find(const Practice& practice, const Table<T>& table,
                                                  const Search& search) {
    std::vector<Predicate<T>> tests;
    for (const Parameter& parameter : search.filters) {
        auto filter = filterFor(practice, static_cast<const T*>(nullptr), parameter);
        if (!filter)
            return std::unexpected(filter.error());
        if (*filter)
            tests.push_back(std::move(*filter));
    }
    std::vector<quint32> found;
    const std::vector<T>& rows = table.rows();
    for (quint32 i = 0; i < rows.size(); ++i) {
        const T& row = rows[i];
        if (!row.gone && std::ranges::all_of(tests, [&](const auto& test) { return test(row); }))
            found.push_back(i);
    }
    if (auto sorted = sortRows(rows, found, search.sort); !sorted)
        return std::unexpected(sorted.error());
    return found;
}

std::expected<void, Refusal> take(Search& search, const Parameter& parameter, const Quirks& quirks) {
    const QString& name = parameter.name;
    if (name == QLatin1String("_count")) {
        const auto count = number(parameter, 1, maxCount);
        if (!count)
            return std::unexpected(count.error());
        search.count = *count;
    } else if (name == QLatin1String("page")) {
        const auto page = number(parameter, 1, 1'000'000);
        if (!page)
            return std::unexpected(page.error());
        search.page = *page;
    } else if (name == QLatin1String("_sort")) {
        search.sort = parameter.value.split(u',', Qt::SkipEmptyParts);
    } else if (name == QLatin1String("_total")) {
        search.total = parameter.value != QLatin1String("none");
    } else if (name == QLatin1String("_include") || name == QLatin1String("_include:iterate")) {
        search.includes.append(parameter.value);
    } else if (!isIgnored(name) &&
               !quirks.ignoredParameters.contains(resourceName(search.resource) + u'.' + name)) {
        search.filters.push_back(parameter);
    }
    return {};
}

}  // namespace

QString Search::valueOf(QLatin1String filter) const {
    for (const Parameter& parameter : filters) {
        if (parameter.name == filter)
            return parameter.value;
    }
    return {};
}

QString Search::key() const {
    QString key = resourceName(resource) + u'|' + sort.join(u',');
    for (const Parameter& parameter : filters)
        key += u'|' + parameter.name + u'=' + parameter.value;
    return key;
}

QString lastSegment(const QString& reference) { return reference.section(u'/', -1); }

std::vector<Parameter> decodeQuery(const QByteArray& query) {
    std::vector<Parameter> parameters;
    for (const QByteArray& part : query.split('&')) {
        if (part.isEmpty())
            continue;
        const qsizetype equals = part.indexOf('=');
        parameters.push_back(
            {decode(part.left(equals)), equals < 0 ? QString() : decode(part.mid(equals + 1))});
    }
    return parameters;
}

std::expected<Search, Refusal> parseSearch(Resource resource, const std::vector<Parameter>& parameters,
                                           const Quirks& quirks) {
    Search search{
        .resource = resource, .filters = {}, .sort = {}, .includes = {}, .count = quirks.defaultCount};
    for (const Parameter& parameter : parameters) {
        if (auto taken = take(search, parameter, quirks); !taken)
            return std::unexpected(taken.error());
    }
    search.total = search.total && quirks.withTotal;
    if (resource != Resource::Referral || !search.valueOf(QLatin1String("subject")).isEmpty())
        return search;
    if (quirks.referrals == ReferralMode::BySubject)
        return std::unexpected(
            Refusal{422, QStringLiteral("required"), QStringLiteral("subject is required")});
    search.nothing = quirks.referrals == ReferralMode::Ignored;
    return search;
}

std::expected<std::vector<quint32>, Refusal> findMatches(const Practice& practice, const Search& search) {
    if (search.nothing)
        return std::vector<quint32>();
    switch (search.resource) {
        case Resource::Practitioner:
            return find(practice, practice.practitioners, search);
        case Resource::PractitionerRole:
            return find(practice, practice.roles, search);
        case Resource::Patient:
            return find(practice, practice.patients, search);
        case Resource::Appointment:
            return find(practice, practice.appointments, search);
        case Resource::Invoice:
            return find(practice, practice.invoices, search);
        case Resource::Referral:
            return find(practice, practice.referrals, search);
    }
    return {};
}

}  // namespace bloom::sandbox
