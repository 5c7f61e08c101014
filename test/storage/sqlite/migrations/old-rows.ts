import type { DatabaseSync } from 'node:sqlite';
import { sampleJob } from '../../../../scripts/sample-records.ts';

/** Rows as a program of each schema wrote them. Later schemas have those of the earlier ones, too. */
export const rowsOf: Readonly<Record<number, Readonly<Record<string, readonly object[]>>>> = {
  1: {
    jobs: [
      { ...job('100'), state: 'queued', task: JSON.stringify(sampleJob('100').task) },
      { ...job('101'), state: 'done', task: null },
    ],
    requests: [request(1, '100'), request(2, '101')],
    chain_counters: [{ channel: '10', last: 1 }],
    chain_entries: [{ version: '101-0-0', channel: '10', number: 1, audience: 'asker', owner: '50', message: '88' }],
    chain_messages: [{ message: '88', place: 0, version: '101-0-0' }],
    drafts: [{ id: '7', draft: '{}', made_at: 3 }],
    hints: [{ picture: '88', shown_at: 4 }],
    removals: [{ message: '89', channel: '10', remove_at: 5 }],
    secrets: [{ name: 'signing', secret: 's' }],
  },
  2: {
    holds: [
      {
        job: '101',
        guild_account: '1',
        member_account: '1/50',
        day: '1970-01-01',
        week: '1970-W01',
        month: '1970-01',
        images: 1,
        usd: 165_000,
        delivered_images: 0,
        delivered_usd: 0,
        settled_at: 9,
      },
    ],
    totals: [{ account: '1', per: 'day', stretch: '1970-01-01', images: 0, usd: 0 }],
    losses: [{ seq: 1, request: '101-0', job: '101', code: 'outcome_unknown', usd: 165_000, at: 9 }],
    notices: [{ account: '1', unit: 'usd', per: 'day', stretch: '1970-01-01', percent: 80 }],
  },
  3: {
    known_heads: [{ channel: '10', member: '', version: '101-0-0', mask: 'm101' }],
    marks: [{ name: 'heads', at: 9 }],
  },
  // Columns of `jobs` more, or what is written in them, and nothing else.
  4: {},
  // Failures told more of themselves.
  5: {},
  6: {},
  7: {},
  8: {},
  9: {},
  10: { upload_limits: [{ place: '1', bytes: 8_000_000, refused_at: 9 }] },
  11: {
    characters: [{ id: '7', name: 'Luna', name_key: 'luna', about: '', owner: '50', consent: 'invented', made_at: 9 }],
    character_uses: [{ member: '50', character: '7', at: 9 }],
    originals_to_take_away: [{ seq: 1, original: 'f6-0' }],
  },
  12: { drifts: [{ version: '7-0-0', chain: 'i1-10', offered_with: null }] },
  // What failures tell of themselves, and nothing else.
  13: {},
  14: { audits: [{ job: '100', guild: '1', entry: '{}', begun: 0, due_at: 9 }] },
  15: {
    member_deletions: [{ id: '900', member: '50', asked_at: 9, agreed_at: null, done_at: null }],
    departures: [{ guild: '2', left_at: 9, due_at: 10 }],
    forgotten_accounts: [{ pseudonym: 'p', until: 99 }],
  },
  16: {
    pauses: [{ key: 'k', guild: '1', member: '50', paused_by: null, until: 99, made_at: 9 }],
    moderations: [{ job: '100', key: 'k', at: 9, counted: 1, paused_until: 99 }],
    attempts: [{ id: '101', asker: '50', guild: '1', attempt: '{}', appeal: 'none', made_at: 9 }],
  },
  17: { private_counters: [{ member: '50', channel: '11', guild: null, last: 1 }] },
  18: { member_defaults: [{ member: '50', guild: '', defaults: '{}', changed_at: 9 }] },
};

export function write(sqlite: DatabaseSync, schema: number): void {
  for (const [table, rows] of Object.entries(rowsOf[schema] ?? {})) {
    for (const row of rows) {
      const places = Object.keys(row)
        .map(() => '?')
        .join(', ');
      const sql = `INSERT INTO ${table} (${Object.keys(row).join(', ')}) VALUES (${places})`;
      sqlite.prepare(sql).run(...Object.values(row));
    }
  }
}

/** Written out, not made by today's columns: these are what that program wrote. */
export function job(id: string) {
  const { address } = sampleJob(id);
  return {
    id,
    revision: 1,
    address: JSON.stringify(address),
    accepted_at: Number(id),
    shown: '{"kind":"nothing"}',
    sources: null,
    warnings: '[]',
    tries: 0,
  };
}

function request(seq: number, of: string) {
  return {
    seq,
    id: `${of}-0`,
    job: of,
    guild: '1',
    member: '50',
    since: Number(of),
    revision: 1,
    state: 'new',
    ordinal: 0,
    provider: 'acedatacloud',
    operation: 'edit',
    trace_id: `trace-${of}-0`,
    attempt: 0,
    made: '[]',
    tries: 0,
    price: 165_000,
  };
}
