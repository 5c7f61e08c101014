import type { DatabaseSync } from 'node:sqlite';
import { spendingAndThinning } from './ledger/spending-schema.ts';
import { audits } from './migrations/audits.ts';
import { cancellations } from './migrations/cancellations.ts';
import { characters } from './migrations/characters.ts';
import { conduct } from './migrations/conduct.ts';
import { drifts } from './migrations/drifts.ts';
import { giveFailuresTheirData } from './migrations/failures-with-data.ts';
import { followUpsAndUsedHeads } from './migrations/follow-ups-and-used-heads.ts';
import { partsForAll } from './migrations/parts-for-all.ts';
import { privacy } from './migrations/privacy.ts';
import { privateSeries } from './migrations/private-series.ts';
import { confirmations, limitClearings } from './migrations/questions.ts';
import { uploadLimits } from './migrations/upload-limits.ts';

/**
 * Brings a database to the newest schema, in one transaction. The list only grows: what was released is never edited.
 * Throws for a database that a newer program has written.
 */
export function migrate(sqlite: DatabaseSync, upTo: number = migrations.length): void {
  sqlite.exec('BEGIN IMMEDIATE');
  try {
    sqlite.exec('CREATE TABLE IF NOT EXISTS schema_versions (version INTEGER PRIMARY KEY) STRICT');
    const { newest } = sqlite.prepare('SELECT max(version) AS newest FROM schema_versions').get() ?? {};
    const current = Number(newest ?? 0);
    if (current > migrations.length) {
      throw new Error(`The journal has schema ${current}, this program knows ${migrations.length}: it is too old.`);
    }
    for (const [index, migration] of migrations.slice(0, upTo).entries()) {
      const version = index + 1;
      if (version <= current) continue;
      if (typeof migration === 'string') sqlite.exec(migration);
      else migration(sqlite);
      sqlite.prepare('INSERT INTO schema_versions (version) VALUES (?)').run(version);
    }
    sqlite.exec('COMMIT');
  } catch (error) {
    sqlite.exec('ROLLBACK');
    throw error;
  }
}

/**
 * `due_at`: when the row's next step is due. Under a lease it is the lease's end: a step that was left in the middle is
 * due whatever `wake_at` says. `line_at`: when a new request stands in line. Both are null for rows that wait for
 * nothing, and their indices hold the others only, so finished rows cost no query anything. `guild`, `member` and
 * `since` are the job's, copied once, so that the line is read without it.
 */
const jobsAndRequests = `
  CREATE TABLE jobs (
    id TEXT PRIMARY KEY,
    revision INTEGER NOT NULL,
    state TEXT NOT NULL,
    task TEXT,
    address TEXT NOT NULL,
    accepted_at INTEGER NOT NULL,
    started_at INTEGER,
    shown TEXT NOT NULL,
    sources TEXT,
    warnings TEXT NOT NULL,
    failure TEXT,
    tries INTEGER NOT NULL,
    wake_at INTEGER,
    nudged_at INTEGER,
    lease_owner TEXT,
    lease_until INTEGER,
    due_at INTEGER GENERATED ALWAYS AS (
      CASE
        WHEN state IN ('done', 'failed', 'cancelled') THEN NULL
        WHEN lease_until IS NOT NULL THEN lease_until
        ELSE min(coalesce(wake_at, nudged_at), coalesce(nudged_at, wake_at))
      END
    ) VIRTUAL
  ) STRICT;
  CREATE INDEX jobs_due ON jobs (due_at) WHERE due_at IS NOT NULL;
  CREATE INDEX jobs_unacknowledged ON jobs (accepted_at) WHERE state = 'accepted';

  CREATE TABLE requests (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    job TEXT NOT NULL REFERENCES jobs (id),
    guild TEXT,
    member TEXT NOT NULL,
    since INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    state TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    provider TEXT NOT NULL,
    operation TEXT NOT NULL,
    trace_id TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    submitted_at INTEGER,
    handle TEXT,
    made TEXT NOT NULL,
    ending TEXT,
    doubt TEXT,
    tries INTEGER NOT NULL,
    wake_at INTEGER,
    price INTEGER,
    nudged_at INTEGER,
    lease_owner TEXT,
    lease_until INTEGER,
    due_at INTEGER GENERATED ALWAYS AS (
      CASE
        WHEN state IN ('new', 'ended') THEN NULL
        WHEN lease_until IS NOT NULL THEN lease_until
        ELSE min(coalesce(wake_at, nudged_at), coalesce(nudged_at, wake_at))
      END
    ) VIRTUAL,
    line_at INTEGER GENERATED ALWAYS AS (
      CASE WHEN state = 'new' THEN max(wake_at, coalesce(lease_until, 0)) END
    ) VIRTUAL,
    UNIQUE (job, ordinal)
  ) STRICT;
  CREATE INDEX requests_due ON requests (due_at) WHERE due_at IS NOT NULL;
  CREATE INDEX requests_line ON requests (line_at) WHERE line_at IS NOT NULL;
  CREATE INDEX requests_open ON requests (since, seq) WHERE state <> 'ended';

  CREATE TABLE chain_counters (channel TEXT PRIMARY KEY, last INTEGER NOT NULL) STRICT;
  CREATE TABLE chain_entries (
    version TEXT PRIMARY KEY,
    channel TEXT NOT NULL,
    number INTEGER NOT NULL,
    audience TEXT NOT NULL,
    owner TEXT NOT NULL,
    message TEXT,
    UNIQUE (channel, number)
  ) STRICT;
  CREATE TABLE chain_messages (
    message TEXT NOT NULL,
    place INTEGER NOT NULL,
    version TEXT NOT NULL,
    PRIMARY KEY (message, place)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX chain_messages_version ON chain_messages (version);

  CREATE TABLE drafts (id TEXT PRIMARY KEY, draft TEXT NOT NULL, made_at INTEGER NOT NULL) STRICT;
  CREATE INDEX drafts_age ON drafts (made_at);
  CREATE TABLE hints (picture TEXT PRIMARY KEY, shown_at INTEGER NOT NULL) STRICT;
  CREATE INDEX hints_age ON hints (shown_at);
  CREATE TABLE removals (message TEXT PRIMARY KEY, channel TEXT NOT NULL, remove_at INTEGER NOT NULL) STRICT;
  CREATE INDEX removals_due ON removals (remove_at);
  CREATE TABLE secrets (name TEXT PRIMARY KEY, secret TEXT NOT NULL) STRICT;
`;

/**
 * `holds`: what each job holds (`settled_at` null) or was charged in the end, and in which stretches of time. `totals`:
 * the same, added up per account and stretch; whoever writes one writes the other in the same transaction. The indices
 * of holds have open ones only. Jobs of an older schema have no hold: nothing was limited when they were accepted.
 */
const ledger = `
  CREATE TABLE holds (
    job TEXT PRIMARY KEY REFERENCES jobs (id),
    guild_account TEXT NOT NULL,
    member_account TEXT NOT NULL,
    day TEXT NOT NULL,
    week TEXT NOT NULL,
    month TEXT NOT NULL,
    images INTEGER NOT NULL CHECK (images >= 0),
    usd INTEGER NOT NULL CHECK (usd >= 0),
    delivered_images INTEGER NOT NULL DEFAULT 0 CHECK (delivered_images BETWEEN 0 AND images),
    delivered_usd INTEGER NOT NULL DEFAULT 0 CHECK (delivered_usd BETWEEN 0 AND usd),
    settled_at INTEGER
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX holds_open_guild ON holds (guild_account, images, usd) WHERE settled_at IS NULL;
  CREATE INDEX holds_open_member ON holds (member_account, images, usd) WHERE settled_at IS NULL;

  CREATE TABLE totals (
    account TEXT NOT NULL,
    per TEXT NOT NULL,
    stretch TEXT NOT NULL,
    images INTEGER NOT NULL CHECK (images >= 0),
    usd INTEGER NOT NULL CHECK (usd >= 0),
    PRIMARY KEY (account, per, stretch)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE losses (
    seq INTEGER PRIMARY KEY,
    request TEXT NOT NULL UNIQUE REFERENCES requests (id),
    job TEXT NOT NULL REFERENCES jobs (id),
    code TEXT NOT NULL,
    usd INTEGER,
    at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX losses_age ON losses (at);

  CREATE TABLE notices (
    account TEXT NOT NULL,
    unit TEXT NOT NULL,
    per TEXT NOT NULL,
    stretch TEXT NOT NULL,
    percent INTEGER NOT NULL,
    PRIMARY KEY (account, unit, per, stretch, percent)
  ) STRICT, WITHOUT ROWID;
`;

/**
 * `house`: the server, or for a direct message its member, which counts as a server of one. The line is asked for by who
 * stands in it, and what is due by what kind of step it is, so that neither ten thousand in line nor ten thousand that
 * wait at a vendor cost the others anything. `known_heads`: what retention must leave alone (two versions of one chain
 * or member while its head moves from one to the other), `marks`: what was done once for the whole store.
 */
const lanesAndHeads = `
  ALTER TABLE requests ADD COLUMN house TEXT GENERATED ALWAYS AS (coalesce(guild, '@' || member)) VIRTUAL;
  CREATE INDEX requests_unsent ON requests (provider, house, member, since, line_at) WHERE state = 'new';
  CREATE INDEX requests_in_hand ON requests (provider, guild, member)
    WHERE state IN ('submitting', 'waiting', 'collecting');
  CREATE INDEX requests_steps ON requests (provider, state, due_at) WHERE due_at IS NOT NULL;
  CREATE INDEX jobs_open ON jobs (accepted_at) WHERE state NOT IN ('done', 'failed', 'cancelled');

  CREATE TABLE known_heads (
    channel TEXT NOT NULL,
    member TEXT NOT NULL,
    version TEXT NOT NULL,
    mask TEXT,
    PRIMARY KEY (channel, member, version)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX known_heads_version ON known_heads (version);
  CREATE INDEX known_heads_mask ON known_heads (mask) WHERE mask IS NOT NULL;
  CREATE TABLE marks (name TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
`;

/** Statements, or what rewrites rows beyond what statements can, per released schema, oldest first. */
export const migrations: readonly (string | ((sqlite: DatabaseSync) => void))[] = [
  jobsAndRequests,
  ledger,
  lanesAndHeads,
  cancellations,
  giveFailuresTheirData,
  limitClearings,
  followUpsAndUsedHeads,
  confirmations,
  spendingAndThinning,
  uploadLimits,
  characters,
  drifts,
  partsForAll,
  audits,
  privacy,
  conduct,
  privateSeries,
];
