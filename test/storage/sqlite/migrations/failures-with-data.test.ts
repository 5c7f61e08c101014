import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import type { FailureCode } from '../../../../src/domain/failure.ts';
import { jobId } from '../../../../src/domain/ids.ts';
import { openJournalDatabase } from '../../../../src/storage/sqlite/database.ts';
import { createJournal } from '../../../../src/storage/sqlite/journal/journal.ts';
import { migrate } from '../../../../src/storage/sqlite/migrations.ts';
import { failureCodes } from '../../../sample-failures.ts';
import { temporaryDirectory } from '../../temporary.ts';
import { write } from './old-rows.ts';

/** A failure as schema 3 held it, and what it is since. */
const said = { vendorCode: 'used_up', status: 403, vendorTrace: 'trace-1' };
const elsewhere = { models: ['GPT Image 2'], services: ['OpenAI'] };
const constraint = { account: 'member', unit: 'images', per: 'day', amount: 20, origin: 'role' };
const counted = { used: 18, asked: 4, returnsAt: 1_700_000_000_000 };
type OldFailure = { readonly code: FailureCode | 'masks_not_offered'; readonly [field: string]: unknown };
const oldFailures: readonly (readonly [OldFailure, object])[] = [
  [{ code: 'server_rule' }, { code: 'server_rule' }],
  [
    { code: 'bad_request', hint: 'a JPEG cannot be transparent' },
    { code: 'bad_request', reason: 'transparent jpeg' },
  ],
  ...['quality', 'background', 'format', 'count'].map(
    (hint) => [{ code: 'bad_request', hint } as const, { code: 'bad_request', reason: hint }] as const,
  ),
  [
    { code: 'bad_request', ...said },
    { code: 'bad_request', reason: 'vendor', seen: said },
  ],
  [
    { code: 'bad_size', hint: '1024x1024' },
    { code: 'bad_size', nearest: '1024x1024' },
  ],
  [
    { code: 'bad_size', elsewhere, status: 400 },
    { code: 'bad_size', seen: { status: 400 } },
  ],
  [{ code: 'bad_size', hint: 'large' }, { code: 'bad_size' }],
  [
    { code: 'unknown_model', hint: 'dall-e' },
    { code: 'unknown_model', named: 'dall-e' },
  ],
  [{ code: 'unknown_model' }, { code: 'not_offered' }],
  [{ code: 'bad_prompt' }, { code: 'bad_prompt' }],
  [{ code: 'no_source' }, { code: 'no_source' }],
  [
    { code: 'too_many_sources', hint: '16', elsewhere },
    { code: 'too_many_sources', most: 16, elsewhere },
  ],
  [
    { code: 'too_many_sources', elsewhere },
    { code: 'not_offered', elsewhere },
  ],
  [
    { code: 'not_a_picture', hint: 'a.txt', vendorCode: 'type' },
    { code: 'not_a_picture', filename: 'a.txt', seen: { vendorCode: 'type' } },
  ],
  [
    { code: 'not_a_picture', ...said },
    { code: 'not_a_picture', seen: said },
  ],
  [{ code: 'empty_mask', hint: 'mask.png' }, { code: 'empty_mask' }],
  [
    { code: 'picture_too_large', hint: 'a.png' },
    { code: 'picture_too_large', filename: 'a.png' },
  ],
  [
    { code: 'source_gone', hint: 'a.png', status: 404, retryAfterMs: 5 },
    { code: 'source_gone', filename: 'a.png', seen: { status: 404 } },
  ],
  [{ code: 'source_gone' }, { code: 'source_gone' }],
  [
    { code: 'not_offered', hint: 'Nano Banana', elsewhere },
    { code: 'not_offered', model: 'Nano Banana', elsewhere },
  ],
  [{ code: 'not_offered' }, { code: 'not_offered' }],
  [
    { code: 'masks_not_offered', hint: 'Nano Banana', elsewhere },
    // Since then it is no failure of its own any more.
    { code: 'not_offered', model: 'Nano Banana', elsewhere },
  ],
  [{ code: 'masks_not_offered' }, { code: 'not_offered' }],
  [{ code: 'cancelled' }, { code: 'cancelled' }],
  [{ code: 'hidden' }, { code: 'hidden' }],
  [
    { code: 'unpriced', hint: 'nano-banana' },
    { code: 'unpriced', model: 'nano-banana' },
  ],
  [{ code: 'unpriced' }, { code: 'server_rule' }],
  [
    { code: 'quota', limit: { ...constraint, ...counted } },
    { code: 'quota', constraint, ...counted },
  ],
  [{ code: 'quota' }, { code: 'server_rule' }],
  [
    { code: 'queue_full', retryAfterMs: 300_000 },
    { code: 'queue_full', retryAfterMs: 300_000 },
  ],
  [{ code: 'queue_full' }, { code: 'queue_full', retryAfterMs: 0 }],
  [
    { code: 'no_room', retryAfterMs: 180_000 },
    { code: 'no_room', retryAfterMs: 180_000 },
  ],
  ...(['rate_limited', 'provider_failed', 'result_lost', 'outcome_unknown'] as const).map(
    (code) =>
      [
        { code, retryAfterMs: 7_000, ...said },
        { code, retryAfterMs: 7_000, seen: said },
      ] as const,
  ),
  ...(
    [
      'moderated',
      'unreachable',
      'task_failed',
      'key_refused',
      'out_of_balance',
      'model_unavailable',
      'no_image',
      'result_refused',
    ] as const
  ).flatMap((code) => [
    [
      { code, ...said },
      { code, seen: said },
    ] as const,
    [{ code }, { code }] as const,
  ]),
  [
    { code: 'undeliverable', vendorCode: '50013' },
    { code: 'undeliverable', why: '50013' },
  ],
  [{ code: 'undeliverable' }, { code: 'undeliverable', why: 'unknown' }],
  [
    { code: 'bug', reference: '7' },
    { code: 'bug', reference: '7' },
  ],
  [{ code: 'bug' }, { code: 'bug', reference: '101' }],
];

const cameLater: readonly FailureCode[] = [
  'transparency_not_offered',
  'quality_not_offered',
  'draft_not_offered',
  'nothing_readable',
  'store_silent',
  'mask_refused',
  'not_served',
  'share_full',
  'unknown_character',
  'character_gone',
  'sheet_made',
  'no_marks',
  'blocklist',
  'compared_twice',
  'paused',
];

describe('failures that were written before each code had its own data', () => {
  test('every code that there was is among them', () => {
    const then = [...failureCodes.filter((code) => !cameLater.includes(code)), 'masks_not_offered'];
    expect(new Set(oldFailures.map(([{ code }]) => code))).toEqual(new Set(then));
  });

  test.each(oldFailures)('%j is read as %j wherever it stands', async (old, failure) => {
    const path = join(await temporaryDirectory(), 'journal.sqlite');
    const before = new DatabaseSync(path);
    migrate(before, 3);
    write(before, 1);
    const converted = { kind: 'converted', filename: '"fewer".gif' };
    const pictures = { kind: 'pictures', pictures: [] };
    before
      .prepare('UPDATE jobs SET failure = ?, warnings = ? WHERE id = ?')
      .run(JSON.stringify(old), JSON.stringify([converted, { kind: 'fewer', asked: 2, got: 1, failure: old }]), '101');
    before
      .prepare('UPDATE requests SET ending = ?, doubt = ? WHERE job = ?')
      .run(
        JSON.stringify({ kind: 'failure', failure: old }),
        JSON.stringify({ since: 3, next: 'unknown', failure: old }),
        '101',
      );
    before.prepare('UPDATE requests SET ending = ? WHERE job = ?').run(JSON.stringify(pictures), '100');
    before.close();

    const database = openJournalDatabase(path);
    const journal = createJournal({ database, onUnreadable: () => expect.unreachable() });
    const warnings = [converted, { kind: 'fewer', asked: 2, got: 1, failure }];
    const found = await journal.find(jobId('101'));
    expect(found?.job).toMatchObject({ failure, warnings });
    expect(found?.job.failure).toStrictEqual(failure);
    expect(found?.requests[0]?.ending).toStrictEqual({ kind: 'failure', failure });
    expect(found?.requests[0]?.doubt).toStrictEqual({ since: 3, next: 'unknown', failure });
    const other = await journal.find(jobId('100'));
    expect([other?.job.failure, other?.requests[0]?.ending]).toEqual([null, pictures]);
    await database.close();
  });

  test('one that nobody can read is left as it is, and holds up no other', () => {
    const sqlite = new DatabaseSync(':memory:');
    migrate(sqlite, 3);
    write(sqlite, 1);
    sqlite.exec(`UPDATE jobs SET failure = 'no json' WHERE id = '100'`);
    sqlite.exec(`UPDATE jobs SET failure = '{"code":"bad_size","hint":"1x1"}' WHERE id = '101'`);
    migrate(sqlite);
    expect(sqlite.prepare('SELECT failure FROM jobs ORDER BY id').all()).toEqual([
      { failure: 'no json' },
      { failure: '{"code":"bad_size","nearest":"1x1"}' },
    ]);
  });
});
