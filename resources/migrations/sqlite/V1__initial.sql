-- SPDX-FileCopyrightText: 2026 Bloom Sync contributors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Times are UTC text 'YYYY-MM-DDTHH:MM:SS.sssZ', dates 'YYYY-MM-DD', money integer cents, flags 0 and 1.
-- Never change a migration that was released: its checksum is kept. Add a new file instead.

-- What Halaxy holds, as last read: compared and written before any row that is made from it.
CREATE TABLE source_records (
  id             INTEGER PRIMARY KEY,
  kind           TEXT    NOT NULL,             -- Practitioner | PractitionerRole | Patient | Appointment | Invoice | Referral
  halaxy_id      TEXT    NOT NULL,
  version_id     TEXT,
  last_updated   TEXT,
  read_sent      INTEGER NOT NULL,             -- read_seq when the request was sent, and when it was answered
  read_answered  INTEGER NOT NULL,
  content_hash   BLOB    NOT NULL,
  content        TEXT    NOT NULL,             -- JSON of the fields we use; kept for a record that is gone
  gone           INTEGER NOT NULL DEFAULT 0,
  gone_at        TEXT,                         -- when it was found gone; NULL while it is not
  purged_at      TEXT,                         -- personal fields blanked since; a record that comes back has none
  created_at     TEXT    NOT NULL,
  updated_at     TEXT    NOT NULL,
  UNIQUE (kind, halaxy_id)
) STRICT;
CREATE INDEX source_records_gone ON source_records (gone_at) WHERE gone = 1 AND purged_at IS NULL;
CREATE INDEX source_records_purged ON source_records (kind, halaxy_id) WHERE purged_at IS NOT NULL;

CREATE TABLE practitioners (
  id                          TEXT PRIMARY KEY NOT NULL,
  halaxy_practitioner_id      TEXT    NOT NULL UNIQUE,
  halaxy_practitioner_role_id TEXT,
  first_name                  TEXT,
  last_name                   TEXT,
  display_name                TEXT,
  email                       TEXT,
  phone                       TEXT,
  ahpra_number                TEXT,
  qualification_type          TEXT    NOT NULL DEFAULT 'general'
                              CHECK (qualification_type IN ('clinical', 'counselling', 'general')),
  specializations             TEXT    NOT NULL DEFAULT '[]',
  profile_photo_url           TEXT,
  halaxy_active               INTEGER NOT NULL DEFAULT 1,   -- 0: ended in Halaxy
  -- Bloom's own; no sync touches them.
  timezone                    TEXT    NOT NULL DEFAULT 'Australia/Sydney',
  weekly_session_target       INTEGER NOT NULL DEFAULT 25,
  weekly_revenue_target       INTEGER NOT NULL DEFAULT 550000,
  monthly_revenue_target      INTEGER NOT NULL DEFAULT 2200000,
  admin_status                TEXT    CHECK (admin_status IN ('active', 'inactive')),  -- NULL: nobody decided yet
  syncing                     INTEGER NOT NULL DEFAULT 1,
  -- inactive when ended in Halaxy, else what an admin said, else onboarding
  status                      TEXT    NOT NULL DEFAULT 'onboarding'
                              CHECK (status IN ('active', 'inactive', 'onboarding')),
  created_at                  TEXT    NOT NULL,
  updated_at                  TEXT    NOT NULL,
  last_synced_at              TEXT    NOT NULL,
  deleted_at                  TEXT
) STRICT;

-- A role may come before its practitioner, so nothing refers to the practitioner's row.
CREATE TABLE practitioner_roles (
  halaxy_role_id         TEXT PRIMARY KEY NOT NULL,
  halaxy_practitioner_id TEXT    NOT NULL,
  active                 INTEGER NOT NULL DEFAULT 1,
  email                  TEXT,
  phone                  TEXT,
  specialties            TEXT    NOT NULL DEFAULT '[]',
  period_end             TEXT,
  created_at             TEXT    NOT NULL,
  updated_at             TEXT    NOT NULL,
  last_synced_at         TEXT    NOT NULL,
  deleted_at             TEXT
) STRICT;

CREATE TABLE clients (
  id                    TEXT PRIMARY KEY NOT NULL,
  halaxy_patient_id     TEXT    NOT NULL UNIQUE,
  first_name            TEXT,
  last_name             TEXT,
  display_name          TEXT,
  initials              TEXT    NOT NULL DEFAULT '?',
  email                 TEXT,
  phone                 TEXT,
  date_of_birth         TEXT,                  -- may be YYYY or YYYY-MM
  gender                TEXT    NOT NULL DEFAULT 'unknown' CHECK (gender IN ('male', 'female', 'other', 'unknown')),
  status                TEXT    NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'inactive', 'discharged')),
  is_placeholder        INTEGER NOT NULL DEFAULT 0,   -- a session names this patient, nobody could read it yet
  -- Bloom's own; no sync touches them.
  presenting_issues     TEXT    NOT NULL DEFAULT '[]',
  treatment_plan        TEXT,
  -- Derived from sessions and referrals, for other readers of this database; ours compute at query time.
  practitioner_id       TEXT    REFERENCES practitioners (id),
  mhcp_is_active        INTEGER,
  mhcp_total_sessions   INTEGER,
  mhcp_used_sessions    INTEGER,
  mhcp_remaining        INTEGER,
  mhcp_plan_start_date  TEXT,
  mhcp_plan_expiry_date TEXT,
  mhcp_referring_gp     TEXT,
  mhcp_referral_date    TEXT,
  first_session_date    TEXT,
  last_session_date     TEXT,
  total_sessions        INTEGER NOT NULL DEFAULT 0,
  created_at            TEXT    NOT NULL,
  updated_at            TEXT    NOT NULL,
  last_synced_at        TEXT    NOT NULL,
  deleted_at            TEXT
) STRICT;
CREATE INDEX clients_by_practitioner ON clients (practitioner_id);

-- One row for each patient of an appointment.
CREATE TABLE sessions (
  id                    TEXT PRIMARY KEY NOT NULL,
  halaxy_appointment_id TEXT    NOT NULL,
  practitioner_id       TEXT    NOT NULL REFERENCES practitioners (id),
  client_id             TEXT    NOT NULL REFERENCES clients (id),
  scheduled_start_time  TEXT    NOT NULL,
  scheduled_end_time    TEXT    NOT NULL,
  actual_start_time     TEXT,                  -- Halaxy doesn't say; always NULL
  actual_end_time       TEXT,
  duration_minutes      INTEGER NOT NULL,
  session_number        INTEGER,               -- derived: place among the client's live, non-cancelled sessions
  session_type          TEXT,
  status                TEXT    NOT NULL CHECK (status IN ('scheduled', 'confirmed', 'in_progress', 'completed',
                                                           'no_show', 'cancelled', 'rescheduled', 'unknown')),
  raw_status            TEXT,
  is_group              INTEGER NOT NULL DEFAULT 0,
  location_type         TEXT    NOT NULL DEFAULT 'unknown'
                        CHECK (location_type IN ('in-person', 'telehealth', 'phone', 'unknown')),
  location_details      TEXT,
  notes                 TEXT,
  billing_type          TEXT    CHECK (billing_type IN ('medicare', 'private', 'dva', 'workcover', 'ndis')),
  invoice_amount        INTEGER,
  is_paid               INTEGER NOT NULL DEFAULT 0,
  created_at            TEXT    NOT NULL,
  updated_at            TEXT    NOT NULL,
  last_synced_at        TEXT    NOT NULL,
  deleted_at            TEXT,
  UNIQUE (halaxy_appointment_id, client_id)
) STRICT;
CREATE INDEX sessions_by_practitioner ON sessions (practitioner_id, scheduled_start_time);
CREATE INDEX sessions_deleted ON sessions (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX sessions_by_client ON sessions (client_id, scheduled_start_time);

-- client_id and practitioner_id are functions of the Halaxy ids; their rows may come later. Never the title: it
-- holds the patient's name.
CREATE TABLE invoices (
  id                TEXT PRIMARY KEY NOT NULL,
  halaxy_invoice_id TEXT    NOT NULL UNIQUE,
  practitioner_id   TEXT,
  client_id         TEXT,
  invoice_date      TEXT,
  status            TEXT    NOT NULL,
  payor_type        TEXT,
  billing_type      TEXT    CHECK (billing_type IN ('medicare', 'private', 'dva', 'workcover', 'ndis')),
  currency          TEXT    NOT NULL DEFAULT 'AUD',
  total_net         INTEGER NOT NULL DEFAULT 0,
  total_gross       INTEGER NOT NULL DEFAULT 0,
  total_tax         INTEGER NOT NULL DEFAULT 0,
  total_paid        INTEGER NOT NULL DEFAULT 0,
  total_balance     INTEGER NOT NULL DEFAULT 0,
  is_paid           INTEGER NOT NULL DEFAULT 0,
  created_at        TEXT    NOT NULL,
  updated_at        TEXT    NOT NULL,
  last_synced_at    TEXT    NOT NULL,
  deleted_at        TEXT
) STRICT;
CREATE INDEX invoices_by_client ON invoices (client_id, invoice_date);
CREATE INDEX invoices_by_practitioner ON invoices (practitioner_id, invoice_date);

-- Which invoices bill which session: named by the appointment's participant, or by the invoice. Either may come
-- first, so the invoice is named by its Halaxy id.
CREATE TABLE session_invoices (
  session_id        TEXT NOT NULL REFERENCES sessions (id),
  halaxy_invoice_id TEXT NOT NULL,
  PRIMARY KEY (session_id, halaxy_invoice_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX session_invoices_by_invoice ON session_invoices (halaxy_invoice_id);

-- The appointments an invoice names by itself (the specification's shape).
CREATE TABLE invoice_appointments (
  halaxy_invoice_id     TEXT NOT NULL,
  halaxy_appointment_id TEXT NOT NULL,
  PRIMARY KEY (halaxy_invoice_id, halaxy_appointment_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX invoice_appointments_by_appointment ON invoice_appointments (halaxy_appointment_id);

CREATE TABLE referrals (
  id                    TEXT PRIMARY KEY NOT NULL,
  halaxy_referral_id    TEXT    NOT NULL UNIQUE,
  client_id             TEXT    NOT NULL,      -- a function of the patient's id; the client may come later
  definition            TEXT,
  is_mental_health_plan INTEGER NOT NULL DEFAULT 0,
  is_review             INTEGER NOT NULL DEFAULT 0,
  session_limit         INTEGER,
  sessions_used         INTEGER,
  start_date            TEXT,
  end_date              TEXT,
  requester             TEXT,
  is_active             INTEGER NOT NULL DEFAULT 1,
  created_at            TEXT    NOT NULL,
  updated_at            TEXT    NOT NULL,
  last_synced_at        TEXT    NOT NULL,
  deleted_at            TEXT
) STRICT;
CREATE INDEX referrals_by_client ON referrals (client_id);

-- When a client's referrals were last known to be read, whole; without a line the plan is unknown, not 10.
CREATE TABLE referral_checks (
  halaxy_patient_id TEXT PRIMARY KEY NOT NULL, -- '*' = a complete practice-wide listing
  checked_at        TEXT,                      -- NULL: tried, never read
  try_after         TEXT                       -- the last try failed; not again before this
) STRICT, WITHOUT ROWID;

-- Records we hold that a complete listing did not show: not confirmed, never deleted for that alone.
CREATE TABLE not_confirmed (
  kind      TEXT NOT NULL,
  halaxy_id TEXT NOT NULL,
  run_id    TEXT NOT NULL,
  since     TEXT NOT NULL,
  asked_at  TEXT,                               -- last read by id without an answer that confirms it
  PRIMARY KEY (kind, halaxy_id)
) STRICT, WITHOUT ROWID;

-- Records that can't be used until they, or what they wait for, change.
CREATE TABLE set_aside (
  kind           TEXT NOT NULL,
  halaxy_id      TEXT NOT NULL,
  content_hash   BLOB NOT NULL,
  reason         TEXT NOT NULL,
  first_seen     TEXT NOT NULL,
  last_seen      TEXT NOT NULL,
  run_id         TEXT NOT NULL,
  asked_at       TEXT,                          -- last read by id, because no listing showed it
  PRIMARY KEY (kind, halaxy_id)
) STRICT, WITHOUT ROWID;

-- A run (run_id is its own id), or a line of one. sync_type, entity_type, operation and status have the
-- specification's words; run_type and scope say it finer.
CREATE TABLE sync_log (
  id                 TEXT PRIMARY KEY NOT NULL,
  run_id             TEXT    NOT NULL,
  is_run             INTEGER NOT NULL,
  practitioner_id    TEXT,
  sync_type          TEXT    NOT NULL CHECK (sync_type IN ('full', 'incremental', 'webhook', 'manual')),
  run_type           TEXT    NOT NULL,
  entity_type        TEXT    NOT NULL CHECK (entity_type IN ('practitioner', 'client', 'session', 'invoice', 'all')),
  entity_kind        TEXT,                     -- the record kind, as the service names it
  entity_id          TEXT,
  operation          TEXT    NOT NULL CHECK (operation IN ('create', 'update', 'delete', 'sync')),
  status             TEXT    NOT NULL CHECK (status IN ('pending', 'success', 'partial', 'held', 'error',
                                                        'interrupted', 'cancelled')),
  error_kind         TEXT,
  error_message      TEXT,
  records_processed  INTEGER NOT NULL DEFAULT 0,
  records_created    INTEGER NOT NULL DEFAULT 0,
  records_updated    INTEGER NOT NULL DEFAULT 0,
  records_unchanged  INTEGER NOT NULL DEFAULT 0,
  records_deleted    INTEGER NOT NULL DEFAULT 0,
  records_missing    INTEGER NOT NULL DEFAULT 0,
  records_set_aside  INTEGER NOT NULL DEFAULT 0,
  calls              INTEGER NOT NULL DEFAULT 0,
  bytes              INTEGER NOT NULL DEFAULT 0,
  rate_limit_wait_ms INTEGER NOT NULL DEFAULT 0,
  duration_ms        INTEGER,
  asked_by           TEXT,
  scope              TEXT,
  started_at         TEXT    NOT NULL,
  completed_at       TEXT
) STRICT;
CREATE INDEX sync_log_runs ON sync_log (started_at DESC, id DESC) WHERE is_run = 1;
-- The cycles, among thousands of small reads between them.
CREATE INDEX sync_log_cycles ON sync_log (started_at DESC, id DESC)
  WHERE is_run = 1 AND run_type NOT IN ('delta', 'webhook');
CREATE INDEX sync_log_ended ON sync_log (completed_at) WHERE is_run = 1;
CREATE INDEX sync_log_by_type ON sync_log (run_type, started_at DESC) WHERE is_run = 1;
CREATE INDEX sync_log_lines ON sync_log (run_id) WHERE is_run = 0;
CREATE INDEX sync_log_by_practitioner ON sync_log (practitioner_id, started_at DESC) WHERE practitioner_id IS NOT NULL;

-- Freshness of each practitioner, and of the practice (practitioner_id ''). Survives pruning of sync_log.
CREATE TABLE sync_status (
  practitioner_id       TEXT PRIMARY KEY NOT NULL,
  last_success_at       TEXT,                  -- start of the last complete success
  last_attempt_at       TEXT,
  last_full_at          TEXT,                  -- start of the last complete full run
  last_incremental_at   TEXT,
  last_outcome          TEXT,
  consecutive_failures  INTEGER NOT NULL DEFAULT 0,
  incremental_failures  INTEGER NOT NULL DEFAULT 0,  -- delta runs that failed in a row
  last_error_kind       TEXT,
  last_error            TEXT,
  history_complete_from TEXT,                  -- sessions are whole from this local date on
  updated_at            TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One line for each row that an applied record changed; for a record that changed no row, one without.
CREATE TABLE history (
  id         INTEGER PRIMARY KEY,
  at         TEXT NOT NULL,
  run_id     TEXT NOT NULL,
  channel    TEXT NOT NULL,                    -- full | delta | webhook | manual | backfill | audit
  kind       TEXT NOT NULL,
  halaxy_id  TEXT NOT NULL,
  version_id TEXT,
  row_table  TEXT,
  row_id     TEXT,
  change     TEXT NOT NULL,                    -- create | update | delete | restore | conflict
  fields     TEXT NOT NULL DEFAULT '{}'        -- {"status":["scheduled","cancelled"]}; empty for create
) STRICT;
-- Sessions that moved to another time or practitioner, by where they were and where they are: what happened to
-- a day is found without reading all history. Bounded with it.
CREATE TABLE session_moves (
  id                INTEGER PRIMARY KEY,
  session_id        TEXT NOT NULL,
  at                TEXT NOT NULL,
  run_id            TEXT NOT NULL,
  channel           TEXT NOT NULL,
  from_start        TEXT NOT NULL,
  to_start          TEXT NOT NULL,
  from_practitioner TEXT NOT NULL,
  to_practitioner   TEXT NOT NULL
) STRICT;
CREATE INDEX session_moves_out ON session_moves (from_practitioner, from_start);
CREATE INDEX session_moves_in ON session_moves (to_practitioner, to_start);
CREATE INDEX session_moves_at ON session_moves (at);
CREATE INDEX history_by_record ON history (kind, halaxy_id, id);
CREATE INDEX history_by_row ON history (row_id, id) WHERE row_id IS NOT NULL;

CREATE TABLE cursors (
  name       TEXT PRIMARY KEY NOT NULL,
  value      TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE counters (
  name  TEXT PRIMARY KEY NOT NULL,
  value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Where a listing stands, committed with the data of its page.
CREATE TABLE checkpoints (
  listing         TEXT PRIMARY KEY NOT NULL,
  run_id          TEXT NOT NULL,
  run_started     TEXT NOT NULL,
  window_from     TEXT NOT NULL,
  window_to       TEXT NOT NULL,
  listing_started TEXT NOT NULL,
  next_url        TEXT NOT NULL,
  total           INTEGER,
  pages           INTEGER NOT NULL,
  extra           BLOB,
  saved_at        TEXT NOT NULL
) STRICT;
-- What a listing showed so far, one line a page, so that a page never rewrites what came before it.
CREATE TABLE checkpoint_pages (
  id      INTEGER PRIMARY KEY,
  listing TEXT NOT NULL,
  page    INTEGER NOT NULL,
  seen    TEXT NOT NULL,
  UNIQUE (listing, page)
) STRICT;

-- What webhooks announced: durable before the sender hears 200. An event only says "read this record".
CREATE TABLE webhook_inbox (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,  -- the order of arrival
  route        TEXT    NOT NULL,               -- last part of the path: 'halaxy-webhook', 'appointment-deleted' …
  subscription TEXT    NOT NULL DEFAULT '',
  event_id     TEXT    NOT NULL DEFAULT '',    -- the sender's; '' = it gave none, body_hash is the key
  body_hash    BLOB    NOT NULL,
  position     INTEGER NOT NULL DEFAULT 0,     -- of the notificationEvent within its body
  event        TEXT    NOT NULL,               -- 'appointment.updated'; as sent, where it is none we know
  kind         TEXT,                           -- of the record to read; NULL = nothing to read (ignored)
  halaxy_id    TEXT,
  is_delete    INTEGER NOT NULL DEFAULT 0,
  is_test      INTEGER NOT NULL DEFAULT 0,     -- sent by Bloom Sync to itself
  state        TEXT    NOT NULL CHECK (state IN ('received', 'processing', 'done', 'failed', 'dead', 'ignored')),
  tries        INTEGER NOT NULL DEFAULT 0,     -- answers about the record itself that were no success
  not_before   TEXT,                           -- failed, or a delete to be looked at again: not before this
  error_kind   TEXT,
  error        TEXT,                           -- without personal data
  run_id       TEXT,                           -- the single read that settled it
  event_at     TEXT,                           -- as the sender says
  received_at  TEXT    NOT NULL,
  applied_at   TEXT                            -- settled: done, dead or ignored
) STRICT;
CREATE UNIQUE INDEX webhook_inbox_by_event ON webhook_inbox (route, subscription, event_id) WHERE event_id <> '';
CREATE UNIQUE INDEX webhook_inbox_by_body ON webhook_inbox (route, body_hash, position)
  WHERE event_id = '' AND state = 'received';
CREATE INDEX webhook_inbox_open ON webhook_inbox (state, id) WHERE state IN ('received', 'processing', 'failed');
CREATE INDEX webhook_inbox_settled ON webhook_inbox (applied_at) WHERE applied_at IS NOT NULL;
CREATE INDEX webhook_inbox_dead ON webhook_inbox (id) WHERE state = 'dead';
CREATE INDEX webhook_inbox_by_record ON webhook_inbox (kind, halaxy_id, id) WHERE state IN ('received', 'processing', 'failed');

-- When each address last heard something, and what was turned away, an hour a line: never any content.
CREATE TABLE webhook_routes (
  route            TEXT PRIMARY KEY NOT NULL,
  received         INTEGER NOT NULL DEFAULT 0,
  last_received_at TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE webhook_rejections (
  hour     TEXT    NOT NULL,
  route    TEXT    NOT NULL,
  reason   TEXT    NOT NULL,                   -- bad-signature | too-old | no-secret | too-large | malformed …
  requests INTEGER NOT NULL,
  last_at  TEXT    NOT NULL,
  PRIMARY KEY (hour, route, reason)
) STRICT, WITHOUT ROWID;

-- Deletions too many to believe: nothing of a set is deleted until an admin decides on exactly its records.
CREATE TABLE held_sets (
  id           TEXT PRIMARY KEY NOT NULL,
  kind         TEXT    NOT NULL,
  digest       BLOB    NOT NULL,               -- of its sorted ids: the same set is raised once
  live_then    INTEGER NOT NULL,               -- live records of the kind when it was raised
  run_id       TEXT    NOT NULL,
  raised_at    TEXT    NOT NULL,
  last_seen_at TEXT    NOT NULL,
  state        TEXT    NOT NULL CHECK (state IN ('open', 'applying', 'applied', 'discarded', 'superseded')),
  decided_at   TEXT,
  decided_by   TEXT
) STRICT;
CREATE INDEX held_sets_open ON held_sets (kind) WHERE state IN ('open', 'applying');
CREATE TABLE held_records (
  held_id   TEXT NOT NULL REFERENCES held_sets (id) ON DELETE CASCADE,
  halaxy_id TEXT NOT NULL,
  outcome   TEXT CHECK (outcome IN ('deleted', 'found', 'unknown', 'kept')),  -- NULL: not decided
  PRIMARY KEY (held_id, halaxy_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX held_records_by_record ON held_records (halaxy_id);

-- When a row outside the window was last read by id.
CREATE TABLE record_audits (
  kind       TEXT NOT NULL,
  halaxy_id  TEXT NOT NULL,
  audited_at TEXT NOT NULL,
  PRIMARY KEY (kind, halaxy_id)
) STRICT, WITHOUT ROWID;

-- Alerts as state: one open line for each name and subject; cleared by the facts, never by a click.
CREATE TABLE alerts (
  id              INTEGER PRIMARY KEY AUTOINCREMENT,
  name            TEXT NOT NULL,               -- sync-failure, high-latency …
  subject         TEXT NOT NULL DEFAULT '',    -- a practitioner's id, a held set's, or '' for the practice
  facts           TEXT NOT NULL DEFAULT '{}',  -- figures its words are made from; ids, never personal data
  raised_at       TEXT NOT NULL,
  updated_at      TEXT NOT NULL,
  cleared_at      TEXT,
  acknowledged_at TEXT,
  acknowledged_by TEXT,
  silenced_until  TEXT
) STRICT;
CREATE UNIQUE INDEX alerts_open ON alerts (name, subject) WHERE cleared_at IS NULL;
CREATE INDEX alerts_by_time ON alerts (raised_at);

-- What Bloom owns of a row, saved from a damaged database, until the row itself is made again.
CREATE TABLE carried_over (
  row_table TEXT NOT NULL,                     -- practitioners | clients
  halaxy_id TEXT NOT NULL,
  fields    TEXT NOT NULL,                     -- {"weekly_session_target":22}
  saved_at  TEXT NOT NULL,
  PRIMARY KEY (row_table, halaxy_id)
) STRICT, WITHOUT ROWID;

-- What somebody did about a line of what to act on. A note may name a client, so it goes when they are forgotten.
CREATE TABLE list_actions (
  key           TEXT PRIMARY KEY NOT NULL,     -- 'follow-up/<client>'
  client_id     TEXT NOT NULL,
  done_facts    TEXT,                          -- done, until the facts differ from these
  snoozed_until TEXT,                          -- the practice's local date on which it comes back
  note          TEXT,
  updated_at    TEXT NOT NULL,
  updated_by    TEXT NOT NULL
) STRICT;
CREATE INDEX list_actions_by_client ON list_actions (client_id);
CREATE INDEX list_actions_by_time ON list_actions (updated_at);

-- Every change of a value that Bloom owns: targets, zone, presenting issues, treatment plan.
CREATE TABLE owned_changes (
  id        INTEGER PRIMARY KEY,
  at        TEXT NOT NULL,
  who       TEXT NOT NULL,
  row_table TEXT NOT NULL,                     -- practitioners | clients
  row_id    TEXT NOT NULL,
  field     TEXT NOT NULL,                     -- the column
  old_value TEXT NOT NULL,
  new_value TEXT NOT NULL
) STRICT;
CREATE INDEX owned_changes_by_row ON owned_changes (row_id, id);

-- Metrics by the hour and by the day; what they were made from may be gone.
CREATE TABLE metric_rollups (
  metric          TEXT    NOT NULL,
  practitioner_id TEXT    NOT NULL,            -- '' = the practice
  period          TEXT    NOT NULL CHECK (period IN ('hour', 'day')),
  start           TEXT    NOT NULL,
  samples         INTEGER NOT NULL,
  total           INTEGER NOT NULL,
  minimum         INTEGER NOT NULL,
  maximum         INTEGER NOT NULL,
  PRIMARY KEY (metric, practitioner_id, period, start)
) STRICT, WITHOUT ROWID;

-- Who opened, exported, replayed, forgot or decided.
CREATE TABLE access_log (
  id      INTEGER PRIMARY KEY,
  at      TEXT NOT NULL,
  who     TEXT NOT NULL,
  action  TEXT NOT NULL,                       -- replay | hold-applied | hold-discarded | forget | export | backup …
  subject TEXT NOT NULL                        -- ids
) STRICT;
CREATE INDEX access_log_by_time ON access_log (at);
