// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/personal_store.h"

#include "core/personal.h"
#include "core/row_ids.h"
#include "storage/statement.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

namespace bloom::storage {

namespace {

QString L(const char* text) { return QString::fromLatin1(text); }
QByteArray noHash() { return QByteArray(16, '\0'); }

struct Held {
    QByteArray json;
    bool gone = false;
};
std::optional<Held> held(Scope& scope, const RecordKey& key) {
    return Statement(scope, L("SELECT content, gone FROM source_records WHERE kind = ? AND halaxy_id = ?"))
        .bind(name(key.kind), key.id)
        .one([](const Row& row) { return Held{row.text(0).toUtf8(), row.flag(1)}; });
}

/// Which fields changed stays, their values go.
QString withoutValues(const QString& fields) {
    QJsonObject object = QJsonDocument::fromJson(fields.toUtf8()).object();
    for (auto field = object.begin(); field != object.end(); ++field)
        if (isPersonalColumn(field.key()))
            *field = QJsonArray{QJsonValue(), QJsonValue()};
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

}  // namespace

bool PersonalStore::anyPurgedPatients() {
    return Statement(m_scope, L("SELECT EXISTS (SELECT 1 FROM source_records WHERE kind = 'Patient' "
                                "AND purged_at IS NOT NULL)"))
        .one([](const Row& row) { return row.flag(0); })
        .value_or(false);
}

bool PersonalStore::isPurged(const HalaxyId& patient) {
    return Statement(m_scope, L("SELECT EXISTS (SELECT 1 FROM source_records WHERE kind = 'Patient' "
                                "AND halaxy_id = ? AND purged_at IS NOT NULL)"))
        .bind(patient)
        .one([](const Row& row) { return row.flag(0); })
        .value_or(false);
}

void PersonalStore::cameBack(const HalaxyId& patient) {
    if (!isPurged(patient))
        return;
    const ClientId client = clientRowId(patient);
    Statement(m_scope,
              L("UPDATE source_records SET content_hash = ? WHERE kind = 'Appointment' AND halaxy_id IN "
                "(SELECT halaxy_appointment_id FROM sessions WHERE client_id = ?)"))
        .bind(noHash(), client)
        .run();
    Statement(m_scope,
              L("UPDATE source_records SET content_hash = ? WHERE kind = 'Referral' AND halaxy_id IN "
                "(SELECT halaxy_referral_id FROM referrals WHERE client_id = ?)"))
        .bind(noHash(), client)
        .run();
}

int PersonalStore::purgeGone(UtcTime before, int count, UtcTime now) {
    const auto keys =
        Statement(m_scope, L("SELECT kind, halaxy_id FROM source_records WHERE gone = 1 "
                             "AND purged_at IS NULL AND gone_at < ? ORDER BY gone_at") +
                               m_scope.dialect().limit())
            .bind(before, count)
            .all([](const Row& row) {
                return RecordKey{parse<RecordKind>(row.text(0)).value_or(RecordKind::Appointment),
                                 HalaxyId(row.text(1))};
            });
    for (const RecordKey& key : keys) {
        if (key.kind == RecordKind::Patient)
            blankPatient(key.id, now);
        else
            blankRecord(key, now);
    }
    const int carried =
        Statement(m_scope, L("DELETE FROM carried_over WHERE saved_at < ?")).bind(before).run();
    return int(keys.size()) + carried + blankDeletedSessions(before, count, now);
}

ForgetAnswer PersonalStore::forget(const ClientId& client, UtcTime now) {
    const auto patient = Statement(m_scope, L("SELECT halaxy_patient_id FROM clients WHERE id = ?"))
                             .bind(client)
                             .one([](const Row& row) { return HalaxyId(row.text(0)); });
    if (!patient)
        return ForgetAnswer::NoSuchClient;
    const auto record = held(m_scope, {RecordKind::Patient, *patient});
    if (!record || !record->gone)
        return ForgetAnswer::StillInHalaxy;
    blankPatient(*patient, now);
    return ForgetAnswer::Forgotten;
}

bool PersonalStore::forgetAgain(const HalaxyId& patient, UtcTime now) {
    const int held =
        Statement(m_scope, L("UPDATE source_records SET gone = 1, gone_at = coalesce(gone_at, ?) "
                             "WHERE kind = 'Patient' AND halaxy_id = ? AND purged_at IS NULL"))
            .bind(now, patient)
            .run();
    if (held > 0)
        blankPatient(patient, now);
    return held > 0;
}

void PersonalStore::blankPatient(const HalaxyId& patient, UtcTime now) {
    const ClientId client = clientRowId(patient);
    blankRecord({RecordKind::Patient, patient}, now);
    blankSessions(client, now);
    blankReferrals(client, now);
    for (const char* table : {"list_actions WHERE client_id", "owned_changes WHERE row_id"})
        Statement(m_scope, L("DELETE FROM %1 = ?").arg(L(table))).bind(client).run();
    Statement(m_scope, L("DELETE FROM carried_over WHERE row_table = 'clients' AND halaxy_id = ?"))
        .bind(patient)
        .run();
}

void PersonalStore::blankRecord(const RecordKey& key, UtcTime now) {
    const auto record = held(m_scope, key);
    if (!record)
        return;
    const auto content = contentFromJson(key.kind, record->json);
    const QString blanked =
        content ? QString::fromUtf8(toJson(withoutPersonalData(*content))) : QStringLiteral("{}");
    // The hash of so little could be guessed back. Of a tombstone it decides nothing.
    if (record->gone)
        Statement(m_scope, L("UPDATE source_records SET content = ?, content_hash = ?, purged_at = ? "
                             "WHERE kind = ? AND halaxy_id = ?"))
            .bind(blanked, noHash(), now, name(key.kind), key.id)
            .run();
    else
        Statement(m_scope, L("UPDATE source_records SET content = ? WHERE kind = ? AND halaxy_id = ?"))
            .bind(blanked, name(key.kind), key.id)
            .run();
    blankRows(key, now);
    blankHistory(key);
}

void PersonalStore::blankRows(const RecordKey& key, UtcTime now) {
    const auto update = [&](const char* sql) { Statement(m_scope, L(sql)).bind(now, key.id).run(); };
    switch (key.kind) {
        case RecordKind::Practitioner:
            return update(
                "UPDATE practitioners SET email = NULL, phone = NULL, profile_photo_url = NULL, "
                "updated_at = ? WHERE halaxy_practitioner_id = ?");
        case RecordKind::PractitionerRole:
            return update(
                "UPDATE practitioner_roles SET email = NULL, phone = NULL, updated_at = ? "
                "WHERE halaxy_role_id = ?");
        case RecordKind::Patient:
            return update(
                "UPDATE clients SET first_name = NULL, last_name = NULL, display_name = NULL, "
                "initials = '?', email = NULL, phone = NULL, date_of_birth = NULL, "
                "gender = 'unknown', presenting_issues = '[]', treatment_plan = NULL, "
                "mhcp_referring_gp = NULL, updated_at = ? WHERE halaxy_patient_id = ?");
        case RecordKind::Appointment:
            // What it was made for stays where the service has a word of its own for it.
            return update(
                "UPDATE sessions SET notes = NULL, location_details = NULL, session_type = (SELECT "
                "json_extract(content, '$.type') FROM source_records WHERE kind = 'Appointment' "
                "AND halaxy_id = sessions.halaxy_appointment_id), updated_at = ? "
                "WHERE halaxy_appointment_id = ?");
        case RecordKind::Referral:
            return update(
                "UPDATE referrals SET requester = NULL, updated_at = ? WHERE halaxy_referral_id = ?");
        case RecordKind::Invoice:
            return;
    }
}

void PersonalStore::blankHistory(const RecordKey& key) {
    const auto lines = Statement(m_scope, L("SELECT id, fields FROM history WHERE kind = ? AND halaxy_id = ? "
                                            "AND fields <> '{}'"))
                           .bind(name(key.kind), key.id)
                           .all([](const Row& row) { return std::pair(row.integer(0), row.text(1)); });
    for (const auto& [id, fields] : lines)
        if (const QString blanked = withoutValues(fields); blanked != fields)
            Statement(m_scope, L("UPDATE history SET fields = ? WHERE id = ?")).bind(blanked, id).run();
}

void PersonalStore::blankSessions(const ClientId& client, UtcTime now) {
    const auto appointments =
        Statement(m_scope, L("SELECT DISTINCT halaxy_appointment_id FROM sessions WHERE client_id = ?"))
            .bind(client)
            .all([](const Row& row) { return HalaxyId(row.text(0)); });
    for (const HalaxyId& id : appointments) {
        const RecordKey key{RecordKind::Appointment, id};
        const auto record = held(m_scope, key);
        const auto content = record ? contentFromJson(key.kind, record->json) : std::nullopt;
        const auto* appointment = content ? std::get_if<AppointmentRecord>(&*content) : nullptr;
        // Of a group the others' notes are theirs; what was said of this one stands in their row alone.
        const bool alone =
            !appointment || std::ranges::all_of(appointment->patients, [&](const auto& patient) {
                return clientRowId(patient.patientId) == client || isPurged(patient.patientId);
            });
        if (record && (alone || record->gone)) {
            blankRecord(key, now);
            continue;
        }
        Statement(m_scope, L("UPDATE sessions SET notes = NULL, location_details = NULL, session_type = ?, "
                             "updated_at = ? WHERE halaxy_appointment_id = ? AND client_id = ?"))
            .bind(appointment ? appointment->appointmentType : QString(), now, id, client)
            .run();
        blankHistory(key);
    }
}

void PersonalStore::blankReferrals(const ClientId& client, UtcTime now) {
    const auto referrals =
        Statement(m_scope, L("SELECT halaxy_referral_id FROM referrals WHERE client_id = ?"))
            .bind(client)
            .all([](const Row& row) { return HalaxyId(row.text(0)); });
    for (const HalaxyId& id : referrals)
        blankRecord({RecordKind::Referral, id}, now);
}

int PersonalStore::blankDeletedSessions(UtcTime before, int count, UtcTime now) {
    const auto sessions =
        Statement(m_scope, L("SELECT id, halaxy_appointment_id FROM sessions WHERE deleted_at < ? "
                             "AND (notes IS NOT NULL OR location_details IS NOT NULL) ORDER BY deleted_at") +
                               m_scope.dialect().limit())
            .bind(before, count)
            .all([](const Row& row) { return std::pair(row.text(0), HalaxyId(row.text(1))); });
    for (const auto& [id, appointment] : sessions) {
        Statement(m_scope, L("UPDATE sessions SET notes = NULL, location_details = NULL, updated_at = ? "
                             "WHERE id = ?"))
            .bind(now, id)
            .run();
        const auto lines = Statement(m_scope, L("SELECT id, fields FROM history WHERE row_id = ? "
                                                "AND fields <> '{}'"))
                               .bind(id)
                               .all([](const Row& row) { return std::pair(row.integer(0), row.text(1)); });
        for (const auto& [line, fields] : lines)
            Statement(m_scope, L("UPDATE history SET fields = ? WHERE id = ?"))
                .bind(withoutValues(fields), line)
                .run();
    }
    return int(sessions.size());
}

}  // namespace bloom::storage
