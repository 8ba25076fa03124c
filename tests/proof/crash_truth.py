# SPDX-FileCopyrightText: 2026 Bloom Sync contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares the database with what the sandbox says the practice is: slow, obvious, and from the description of the
service alone. Also what must never be in a database: a change applied twice, a run left open, an event left open."""

import contextlib
import datetime
import json
import shutil
import sqlite3

STATUSES = {
    "booked": "scheduled",
    "confirmed": "confirmed",
    "arrived": "confirmed",
    "attended": "completed",
    "did not attend": "no_show",
    "cancelled": "cancelled",
    "cancelled (no charge)": "cancelled",
    "rejected": "cancelled",
    "declined": "cancelled",
}
STATUS_EXTENSION = "appointment-participant-status"
KINDS = ("Practitioner", "PractitionerRole", "Patient", "Appointment", "Invoice", "Referral")


def utc(text):
    time = datetime.datetime.fromisoformat(text).astimezone(datetime.timezone.utc)
    return time.strftime("%Y-%m-%dT%H:%M:%S.") + f"{time.microsecond // 1000:03}Z"


def cents(money):
    return round(money["value"] * 100)


def referred(reference, kind):
    """The id that a reference names, if it names one of that kind."""
    parts = reference.get("reference", "").split("/")
    return parts[-1] if len(parts) > 1 and parts[-2] == kind else None


def participant_status(participant):
    for extension in participant.get("modifierExtension", []):
        if extension["url"].endswith(STATUS_EXTENSION):
            return STATUSES.get(extension["valueCoding"]["code"].lower(), "unknown")
    return "unknown"


def expected_sessions(truth):
    roles = {role["id"]: referred(role["practitioner"], "Practitioner") for role in truth["PractitionerRole"]}
    for appointment in truth["Appointment"]:
        actors = [participant["actor"] for participant in appointment["participant"]]
        named = [role for role in (referred(actor, "PractitionerRole") for actor in actors) if role]
        for participant in appointment["participant"]:
            patient = referred(participant["actor"], "Patient")
            if patient:
                yield (
                    appointment["id"],
                    patient,
                    roles[named[0]],
                    utc(appointment["start"]),
                    utc(appointment["end"]),
                    participant_status(participant),
                )


def name_of(patient):
    """First and last; the official one, else the usual, else any."""
    names = patient.get("name", [])
    best = sorted(names, key=lambda name: {"official": 0, "usual": 1}.get(name.get("use"), 2))
    if not best:
        return None, None
    return (best[0].get("given") or [None])[0], best[0].get("family")


def expected_clients(truth):
    for patient in truth["Patient"]:
        yield patient["id"], *name_of(patient)


def expected_invoices(truth):
    for invoice in truth["Invoice"]:
        patient = referred(invoice.get("recipient", {}), "Patient")
        money = [cents(invoice[key]) for key in ("totalGross", "totalPaid", "totalBalance")]
        yield invoice["id"], patient, *money


def expected_referrals(truth):
    for referral in truth["Referral"]:
        limit = referral.get("limitQuantity", {})
        patient = referred(referral["subject"], "Patient")
        yield referral["id"], patient, limit.get("quantity", {}).get("value"), limit.get("quantityUsed")


STORED = {
    "sessions": (
        expected_sessions,
        "SELECT s.halaxy_appointment_id, c.halaxy_patient_id, p.halaxy_practitioner_id, s.scheduled_start_time,"
        " s.scheduled_end_time, s.status FROM sessions s JOIN clients c ON c.id = s.client_id"
        " JOIN practitioners p ON p.id = s.practitioner_id WHERE s.deleted_at IS NULL",
    ),
    "clients": (
        expected_clients,
        "SELECT halaxy_patient_id, first_name, last_name FROM clients WHERE deleted_at IS NULL",
    ),
    "invoices": (
        expected_invoices,
        "SELECT i.halaxy_invoice_id, c.halaxy_patient_id, i.total_gross, i.total_paid, i.total_balance"
        " FROM invoices i LEFT JOIN clients c ON c.id = i.client_id WHERE i.deleted_at IS NULL",
    ),
    "referrals": (
        expected_referrals,
        "SELECT r.halaxy_referral_id, c.halaxy_patient_id, r.session_limit, r.sessions_used"
        " FROM referrals r JOIN clients c ON c.id = r.client_id WHERE r.deleted_at IS NULL",
    ),
}


def compare(what, expected, stored):
    expected, stored = sorted(expected, key=repr), sorted(stored, key=repr)
    if len(expected) != len(set(expected)):
        yield f"{what}: the expectation itself holds a row twice"
    for row in sorted(set(expected) - set(stored), key=repr)[:5]:
        yield f"{what}: {row} is missing"
    for row in sorted(set(stored) - set(expected), key=repr)[:5]:
        yield f"{what}: {row} should not be there"
    if len(stored) != len(set(stored)):
        yield f"{what}: a row is there twice"


def broken_chains(database):
    """A change applied twice or lost: the old value of a history line is not the new one of the line before."""
    last = {}
    rows = database.execute(
        "SELECT row_table, row_id, change, fields FROM history WHERE row_id IS NOT NULL ORDER BY id"
    )
    for table, row, change, fields in rows:
        key = (table, row)
        if change == "create" and key in last:
            yield f"history: {table} {row} was created twice"
        known = last.setdefault(key, {})
        for column, (old, new) in json.loads(fields).items():
            if column in known and known[column] != old:
                yield f"history: {table} {row} {column} was {known[column]!r}, then changed from {old!r} to {new!r}"
            if old == new:
                yield f"history: {table} {row} {column} changed from {old!r} to itself"
            known[column] = new


def left_open(database):
    for run, status in database.execute("SELECT id, status FROM sync_log WHERE is_run = 1 AND status = 'pending'"):
        yield f"run {run} is still {status}"
    for event in database.execute(
        "SELECT id, event, kind, halaxy_id, state, error FROM webhook_inbox"
        " WHERE state IN ('received', 'processing', 'failed', 'dead')"
    ):
        yield f"inbox: {event} was not worked off"


def lost_events(database, acknowledged):
    """Every answer 200 has a row that is done; a second row for the same event is none."""
    kept = dict(database.execute("SELECT event_id, count(*) FROM webhook_inbox WHERE event_id <> '' GROUP BY 1"))
    for event in acknowledged:
        if kept.get(event, 0) != 1:
            yield f"inbox: the acknowledged event {event} is there {kept.get(event, 0)} times"


def not_current(path, truth, keys):
    """What differs of the records that these (kind, id) name: told of, so current without any listing."""
    database = sqlite3.connect(path)
    named = {
        "sessions": {record for kind, record in keys if kind == "Appointment"},
        "clients": {record for kind, record in keys if kind == "Patient"},
        "invoices": {record for kind, record in keys if kind == "Invoice"},
    }
    for what, ids in named.items():
        expected, query = STORED[what]
        rows = [[row for row in rows if row[0] in ids] for rows in (expected(truth), database.execute(query))]
        yield from compare(f"told of, {what}", *rows)
    database.close()


def problems(path, truth, acknowledged=()):
    database = sqlite3.connect(path)
    for check in ("integrity_check", "foreign_key_check"):
        found = [row for row in database.execute(f"PRAGMA {check}") if row != ("ok",)]
        if found:
            yield f"{check}: {found[:3]}"
    for what, (expected, query) in STORED.items():
        yield from compare(what, expected(truth), database.execute(query).fetchall())
    for kind in KINDS:
        held = database.execute("SELECT halaxy_id FROM source_records WHERE kind = ? AND gone = 0", (kind,))
        yield from compare(f"records of {kind}", [(record["id"],) for record in truth[kind]], held.fetchall())
    yield from list(broken_chains(database))[:5]
    yield from left_open(database)
    yield from lost_events(database, acknowledged)
    database.close()


TAMPERED = {
    "a status of its own": "UPDATE sessions SET status = 'in_progress' WHERE id = (SELECT min(id) FROM sessions"
    " WHERE deleted_at IS NULL)",
    "a client lost": "UPDATE clients SET deleted_at = 'now' WHERE id = (SELECT min(id) FROM clients"
    " WHERE deleted_at IS NULL)",
    "a record lost": "UPDATE source_records SET gone = 1 WHERE rowid = (SELECT min(rowid) FROM source_records"
    " WHERE gone = 0)",
    "money of its own": "UPDATE invoices SET total_paid = total_paid + 1 WHERE id = (SELECT min(id) FROM invoices)",
    "a run left open": "UPDATE sync_log SET status = 'pending' WHERE id = (SELECT min(id) FROM sync_log WHERE is_run = 1)",
    "a change applied twice": "INSERT INTO history (at, run_id, channel, kind, halaxy_id, row_table, row_id, change,"
    " fields) SELECT at, run_id, channel, kind, halaxy_id, row_table, row_id, change, fields FROM history"
    " WHERE change = 'update' AND row_id IS NOT NULL AND fields <> '{}' ORDER BY id DESC LIMIT 1",
    "an event left open": "UPDATE webhook_inbox SET state = 'processing' WHERE event_id LIKE 'told-%'",
    "an event lost": "DELETE FROM webhook_inbox WHERE event_id LIKE 'told-%'",
}


def unnoticed(path, truth, acknowledged):
    """What would not be found if it were so: tried on a copy of a database that is right."""
    for what, sql in TAMPERED.items():
        if what.startswith("an event") and not acknowledged:
            continue
        copy = f"{path}.tampered"
        shutil.copy(path, copy)
        with contextlib.closing(sqlite3.connect(copy)) as database:
            database.execute(sql)
            database.commit()
        if not list(problems(copy, truth, acknowledged)):
            yield f"the comparison does not see {what}"
