// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/compare_record.h"

#include "core/row_ids.h"
#include "storage/mirror_store.h"
#include "storage/record_store.h"
#include "sync/row_builders.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace bloom::sync {

using namespace storage;

namespace {

QStringList differingMembers(const QByteArray& here, const QByteArray& there) {
    const QJsonObject a = QJsonDocument::fromJson(here).object();
    const QJsonObject b = QJsonDocument::fromJson(there).object();
    QStringList names;
    for (const QStringList& keys : {a.keys(), b.keys()})
        for (const QString& key : keys)
            if (a.value(key) != b.value(key) && !names.contains(key))
                names << key;
    names.sort();
    return names;
}

class RowComparer {
public:
    RowComparer(Scope& scope, UtcTime now) : m_mirror(scope), m_records(scope), m_now(now) {}

    QStringList differences(const RecordContent& content) {
        std::visit([this](const auto& record) { compare(record); }, content);
        m_fields.removeDuplicates();
        m_fields.sort();
        return m_fields;
    }

private:
    /// In a read transaction a store only says what it would write.
    void note(const RowWrite& write) {
        if (write.change == RowChange::None)
            return;
        if (write.change != RowChange::Updated)
            m_fields << write.table;
        for (const FieldChange& change : write.fields)
            if (change.field != QLatin1String("halaxy_active"))  // the day decides it, too
                m_fields << write.table + u'.' + change.field;
    }
    std::optional<PractitionerId> resolve(const RecordKey& key) {
        return key.kind == RecordKind::PractitionerRole ? m_mirror.practitionerOfRole(key.id)
                                                        : m_mirror.practitioner(key.id);
    }
    void compare(const PractitionerRecord& record) {
        if (!isExternalPractitioner(record.id))
            note(m_mirror.put(practitionerRow(record, m_mirror.rolesOf(record.id), m_now), m_now));
    }
    void compare(const PractitionerRoleRecord& record) { note(m_mirror.put(roleRow(record), m_now)); }
    void compare(const PatientRecord& record) { note(m_mirror.put(clientRow(record), m_now)); }
    void compare(const ReferralRecord& record) { note(m_mirror.put(referralRow(record), m_now)); }
    void compare(const InvoiceRecord& record) {
        const auto practitioner =
            record.practitioner ? resolve(*record.practitioner) : std::optional<PractitionerId>();
        note(m_mirror.put(invoiceRow(record, practitioner), m_now));
    }
    void compare(const AppointmentRecord& record) {
        std::vector<SessionRow> rows;
        for (const RecordKey& key : record.practitioners)
            if (const auto practitioner = resolve(key); practitioner && rows.empty())
                rows = sessionRows(record, *practitioner, invoicesOf(record));
        for (const RowWrite& write : m_mirror.putSessions(record.id, rows, m_now))
            note(write);
    }
    std::vector<InvoiceRecord> invoicesOf(const AppointmentRecord& record) {
        std::vector<HalaxyId> ids = m_mirror.invoicesNaming(record.id);
        for (const AppointmentPatient& patient : record.patients)
            ids.insert(ids.end(), patient.invoiceIds.begin(), patient.invoiceIds.end());
        std::ranges::sort(ids);
        ids.erase(std::ranges::unique(ids).begin(), ids.end());
        std::vector<InvoiceRecord> invoices;
        for (const HalaxyId& id : ids)
            if (auto content = m_records.content({RecordKind::Invoice, id}))
                invoices.push_back(std::get<InvoiceRecord>(std::move(*content)));
        return invoices;
    }

    MirrorStore m_mirror;
    RecordStore m_records;
    UtcTime m_now;
    QStringList m_fields;
};

}  // namespace

QString name(DifferenceKind kind) {
    switch (kind) {
        case DifferenceKind::OnlyInHalaxy:
            return QStringLiteral("only-in-halaxy");
        case DifferenceKind::OnlyHere:
            return QStringLiteral("only-here");
        case DifferenceKind::Differs:
            return QStringLiteral("differs");
    }
    Q_UNREACHABLE();
}

std::optional<Difference> compareRecord(Scope& scope, const ReadRecord& record, UtcTime now) {
    const auto* content = std::get_if<RecordContent>(&record.content);
    if (!content)
        return std::nullopt;  // set aside: there is nothing to compare
    const auto held = RecordStore(scope).find(record.key);
    if (!held || held->gone)
        return Difference{record.key, DifferenceKind::OnlyInHalaxy};
    QStringList fields;
    if (held->hash != record.hash)
        fields = differingMembers(held->json, toJson(*content));
    else
        fields = RowComparer(scope, now).differences(*content);
    if (fields.isEmpty() && held->hash == record.hash)
        return std::nullopt;
    return Difference{record.key, DifferenceKind::Differs, fields};
}

}  // namespace bloom::sync
