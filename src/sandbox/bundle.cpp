// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/bundle.h"

#include <algorithm>

namespace bloom::sandbox {

namespace {

/// The rows of one page, after what the faults do to them.
struct Page {
    std::vector<quint32> rows;
    qint64 total = 0;
    int last = 1;
};

std::vector<quint32> withoutHidden(const std::vector<quint32>& matches, int every) {
    std::vector<quint32> kept;
    for (std::size_t i = 0; i < matches.size(); ++i) {
        if (every < 1 || (i + 1) % std::size_t(every) != 0)
            kept.push_back(matches[i]);
    }
    return kept;
}

Page cutPage(const std::vector<quint32>& matches, const Search& search, const std::vector<Fault>& faults) {
    Page page;
    const qint64 size = qint64(matches.size());
    page.total = size;
    page.last = int(std::max<qint64>(1, (size + search.count - 1) / search.count));
    qint64 from = qint64(search.page - 1) * search.count;
    qint64 to = from + search.count;
    if (const Fault* shifted = findFault(faults, FaultKind::ShiftedPages); shifted && search.page > 1) {
        from -= shifted->amountOr(1);
        to -= shifted->amountOr(1);
    }
    if (const Fault* repeated = findFault(faults, FaultKind::RepeatedRows); repeated && search.page > 1)
        from -= repeated->amountOr(1);
    from = std::clamp<qint64>(from, 0, size);
    to = std::clamp<qint64>(to, from, size);
    page.rows.assign(matches.begin() + from, matches.begin() + to);
    if (const Fault* missing = findFault(faults, FaultKind::MissingRows))
        page.rows.resize(std::size_t(std::max<qint64>(0, qint64(page.rows.size()) - missing->amountOr(1))));
    if (findFault(faults, FaultKind::ChangingTotal))
        page.total += search.page;
    return page;
}

QByteArray pageUrl(const ListingRequest& request, int page) {
    QByteArray url = request.base.toUtf8() + '/' + resourceName(request.search.resource).toUtf8() + '?';
    for (const QByteArray& part : request.query.split('&')) {
        if (!part.isEmpty() && !part.startsWith("page="))
            url += part + '&';
    }
    return url + "page=" + QByteArray::number(page);
}

void link(JsonWriter& json, QByteArrayView relation, const QByteArray& url) {
    json.beginObject().field("relation", QString::fromUtf8(relation));
    json.field("url", QString::fromUtf8(url)).endObject();
}

void links(JsonWriter& json, const ListingRequest& request, const Page& page,
           const std::vector<Fault>& faults) {
    const int current = request.search.page;
    json.key("link").beginArray();
    link(json, "self", pageUrl(request, current));
    if (findFault(faults, FaultKind::NextLoops)) {
        link(json, "next", pageUrl(request, current));
    } else if (findFault(faults, FaultKind::NextLeavesHost)) {
        ListingRequest elsewhere = request;
        elsewhere.base = QStringLiteral("http://elsewhere.invalid/main");
        link(json, "next", pageUrl(elsewhere, current + 1));
    } else if (current < page.last) {
        link(json, "next", pageUrl(request, current + 1));
    }
    link(json, "last", pageUrl(request, page.last));
    json.endArray();
}

class EntryWriter {
public:
    EntryWriter(JsonWriter& json, const Practice& practice, const FhirJson& fhir)
        : m_json(json),
          m_practice(practice),
          m_fhir(fhir) {}

    template <typename T> void write(Resource resource, const T& row, QStringView mode) {
        m_json.beginObject().field("fullUrl", m_fhir.fullUrl(resource, row.id)).key("resource");
        m_fhir.write(m_json, row);
        m_json.key("search").beginObject().field("mode", mode).endObject().endObject();
    }
    void warning();
    void rows(const Search& search, const std::vector<quint32>& rows, const Fault* unusable);
    void includes(const Search& search, const std::vector<quint32>& rows);

private:
    template <typename T> void include(Resource resource, const T* row) {
        const QString key = resourceName(resource) + u'/' + (row ? row->id : QString());
        if (!row || row->gone || m_included.contains(key))
            return;
        m_included.insert(key);
        write(resource, *row, u"include");
    }
    void includesOf(const Appointment& appointment, const QStringList& wanted);
    template <typename T>
    void all(Resource resource, const Table<T>& table, const std::vector<quint32>& rows) {
        for (const quint32 row : rows)
            write(resource, table.rows()[row], u"match");
    }

    JsonWriter& m_json;
    const Practice& m_practice;
    const FhirJson& m_fhir;
    QSet<QString> m_included;
};

void EntryWriter::warning() {
    m_json.beginObject().key("resource").beginObject();
    m_json.field("resourceType", u"OperationOutcome").field("id", u"warning").key("issue").beginArray();
    m_json.beginObject().field("severity", u"warning").field("code", u"processing");
    m_json.field("diagnostics", u"Some results could not be shown.").endObject().endArray().endObject();
    m_json.key("search").beginObject().field("mode", u"outcome").endObject().endObject();
}

void EntryWriter::rows(const Search& search, const std::vector<quint32>& rows, const Fault* unusable) {
    switch (search.resource) {
        case Resource::Practitioner:
            return all(search.resource, m_practice.practitioners, rows);
        case Resource::PractitionerRole:
            return all(search.resource, m_practice.roles, rows);
        case Resource::Patient:
            return all(search.resource, m_practice.patients, rows);
        case Resource::Invoice:
            return all(search.resource, m_practice.invoices, rows);
        case Resource::Referral:
            return all(search.resource, m_practice.referrals, rows);
        case Resource::Appointment:
            break;
    }
    if (!unusable)
        return all(search.resource, m_practice.appointments, rows);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        Appointment appointment = m_practice.appointments.rows()[rows[i]];
        appointment.withoutStart =
            appointment.withoutStart || (i + 1) % std::size_t(unusable->amountOr(1)) == 0;
        write(search.resource, appointment, u"match");
    }
}

void EntryWriter::includesOf(const Appointment& appointment, const QStringList& wanted) {
    if (wanted.contains(QLatin1String("Appointment:patient"))) {
        for (const Attendance& attendance : appointment.patients)
            include(Resource::Patient, m_practice.patients.find(attendance.patientId));
    }
    const bool roles = wanted.contains(QLatin1String("Appointment:practitioner-role"));
    const PractitionerRole* role = m_practice.roles.find(appointment.roleId);
    if (roles)
        include(Resource::PractitionerRole, role);
    if (roles && role && wanted.contains(QLatin1String("PractitionerRole:practitioner")))
        include(Resource::Practitioner, m_practice.practitioners.find(role->practitionerId));
}

void EntryWriter::includes(const Search& search, const std::vector<quint32>& rows) {
    if (search.includes.isEmpty())
        return;
    for (const quint32 row : rows) {
        if (search.resource == Resource::Appointment)
            includesOf(m_practice.appointments.rows()[row], search.includes);
        else if (search.resource == Resource::PractitionerRole)
            include(Resource::Practitioner,
                    m_practice.practitioners.find(m_practice.roles.rows()[row].practitionerId));
    }
}

template <typename T>
std::optional<QByteArray> writeFrom(const Table<T>& table, const FhirJson& fhir, const QString& id) {
    const T* row = table.findLive(id);
    if (!row)
        return std::nullopt;
    JsonWriter json;
    fhir.write(json, *row);
    return json.take();
}

}  // namespace

QByteArray writeSearchset(const Practice& practice, const Quirks& quirks, const ListingRequest& request,
                          const std::vector<quint32>& matches, const std::vector<Fault>& faults) {
    const Fault* hidden = findFault(faults, FaultKind::HiddenRows);
    const bool none = findFault(faults, FaultKind::EmptySearchset);
    const Page page = none     ? Page{}
                      : hidden ? cutPage(withoutHidden(matches, hidden->amountOr(10)), request.search, faults)
                               : cutPage(matches, request.search, faults);
    JsonWriter json;
    json.reserve(qsizetype(2048 + page.rows.size() * 1800));
    json.beginObject().field("resourceType", u"Bundle").field("type", u"searchset");
    if (request.search.total)
        json.field("total", page.total);
    links(json, request, page, faults);
    const FhirJson fhir(practice, quirks, request.base);
    EntryWriter entries(json, practice, fhir);
    json.key("entry").beginArray();
    if (findFault(faults, FaultKind::WarningEntry))
        entries.warning();
    entries.rows(request.search, page.rows, findFault(faults, FaultKind::Unusable));
    entries.includes(request.search, page.rows);
    json.endArray().endObject();
    return json.take();
}

std::optional<QByteArray> writeRecord(const Practice& practice, const FhirJson& fhir, Resource resource,
                                      const QString& id) {
    switch (resource) {
        case Resource::Practitioner:
            return writeFrom(practice.practitioners, fhir, id);
        case Resource::PractitionerRole:
            return writeFrom(practice.roles, fhir, id);
        case Resource::Patient:
            return writeFrom(practice.patients, fhir, id);
        case Resource::Appointment:
            return writeFrom(practice.appointments, fhir, id);
        case Resource::Invoice:
            return writeFrom(practice.invoices, fhir, id);
        case Resource::Referral:
            return writeFrom(practice.referrals, fhir, id);
    }
    return std::nullopt;
}

}  // namespace bloom::sandbox
