import { describe, expect, test } from 'vitest';
import type { Evidence, Law } from '../../scripts/chaos/evidence.ts';
import { allEnd } from '../../scripts/chaos/laws/all-end.ts';
import { laws } from '../../scripts/chaos/laws/index.ts';
import { moneyAddsUp } from '../../scripts/chaos/laws/money-adds-up.ts';
import { nothingLost } from '../../scripts/chaos/laws/nothing-lost.ts';
import { nothingTwice } from '../../scripts/chaos/laws/nothing-twice.ts';
import { paidOnce } from '../../scripts/chaos/laws/paid-once.ts';
import { storeIsWhole } from '../../scripts/chaos/laws/store-is-whole.ts';
import type { StoreContents } from '../../scripts/chaos/read-store.ts';
import { madeVersionId, requestId, versionId } from '../../src/domain/ids.ts';
import { successorOrdinal } from '../../src/domain/jobs/failover.ts';
import {
  interaction,
  job,
  message,
  messageAddress,
  messages,
  price,
  request,
  soundEvidence,
  store,
  version,
} from './sound-evidence.ts';

// A law that cannot be broken proves nothing: each of its reasons is seen to be given.

const says = (law: Law, changes: Partial<Evidence>) => law(soundEvidence(changes)).map((each) => each.says);
const unknown = { kind: 'failure', failure: { code: 'outcome_unknown' } } as const;
const call = { trace: 'trace', prompt: 'a fox, picture 1.', isRefused: false, isTaken: true };

test('a request that went well breaks no law', () => {
  expect(laws.flatMap((law) => law(soundEvidence()))).toEqual([]);
});

describe('every accepted request ends', () => {
  test.each<[string, Partial<Evidence>, string]>([
    [
      'an interaction that is left thinking',
      { interactions: [interaction({ state: 'deferred' })] },
      'interaction 500 (imagine) is deferred',
    ],
    [
      'a message that is left in line',
      { messages: messages(message('600', { content: 'Queued: number 2 in line' })) },
      'message 600 is no ending: "Queued: number 2 in line"',
    ],
    [
      'a preview that is left standing',
      { messages: messages(message('600', { content: 'Preview, not finished' })) },
      'message 600 is no ending: "Preview, not finished"',
    ],
    ['a job that is left', { store: store({ jobs: [job({ state: 'running' })] }) }, 'job 500 is running'],
    [
      'a reply that nobody answered',
      { store: store({ jobs: [job({ address: messageAddress })] }) },
      'nobody answered message 500 (done)',
    ],
    [
      'an acknowledged request that is forgotten',
      { store: store({ jobs: [job({ state: 'cancelled' })] }) },
      'job 500 was acknowledged, and taken for one that was not',
    ],
    [
      'a bug',
      { store: store({ jobs: [job({ state: 'failed', failure: { code: 'bug', reference: '500' } })] }) },
      'job 500 ended as bug',
    ],
  ])('%s breaks it', (_what, changes, expected) => {
    expect(says(allEnd, changes)).toEqual([expected]);
  });

  test('what is private and past its token cannot be written to, and may be left', () => {
    const left = {
      interactions: [interaction({ state: 'deferred', ephemeral: true })],
      messages: messages(message('600', { isThinking: true, isPrivate: true })),
    };
    expect(says(allEnd, left)).toHaveLength(2);
    expect(says(allEnd, { ...left, expired: new Set(['500']) })).toEqual([]);
  });
});

describe('no result is posted twice', () => {
  test('a version in two messages breaks it', () => {
    expect(says(nothingTwice, { messages: messages(message('600'), message('601')) })).toEqual([
      `version ${version} stands in messages 600, 601`,
    ]);
  });

  test('two answers to one message break it', () => {
    const refusal = { answers: '500', customIds: [] };
    expect(
      says(nothingTwice, {
        asked: [{ id: '500', kind: 'message', prompt: 'a fox', count: 1 }],
        messages: messages(message('600', refusal), message('601', refusal)),
      }),
    ).toEqual(['message 500 was answered 2 times']);
  });
});

describe('no paid request is repeated while its outcome is unknown', () => {
  test('after a refusal it may be sent again', () => {
    expect(says(paidOnce, { seen: [{ ...call, isRefused: true, isTaken: false }, call] })).toEqual([]);
  });

  test.each([
    ['taken', true],
    ['lost', false],
  ])('one that was %s may not', (word, isTaken) => {
    expect(says(paidOnce, { seen: [{ ...call, isTaken }, call] })).toEqual([
      `trace trace ("a fox, picture 1."): ${word}, then taken`,
    ]);
  });

  test('without trace ids, more calls than pictures break it', () => {
    const untraced = { ...call, trace: null };
    expect(says(paidOnce, { seen: [untraced] })).toEqual([]);
    expect(says(paidOnce, { seen: [untraced, untraced] })).toEqual([
      '"a fox, picture 1.": 2 calls for 1 pictures: taken, then taken',
    ]);
  });
});

describe('the ledger is what was delivered', () => {
  const hold = { job: '500', isOpen: false, deliveredImages: 1, deliveredUsd: price };
  const loss = `trace trace ("a fox, picture 1.", request 500-0) was billed and is in no book`;

  test.each<[string, Partial<Evidence>, readonly string[]]>([
    ['a total that is not its rows', { store: store({ ledgerComplaints: ['total 2, rows 1'] }) }, ['total 2, rows 1']],
    ['a hold that is left', { store: store({ holds: [{ ...hold, isOpen: true }] }) }, ['job 500 still holds']],
    ['a limit that was passed', { store: store({ mostInADay: 13 }) }, ['a member had 13 pictures of 12']],
    [
      'a picture that nobody was charged for',
      { store: store({ holds: [{ ...hold, deliveredImages: 0, deliveredUsd: 0 }] }) },
      [`job 500: charged 0 for 0, delivered 1 for ${price}`],
    ],
    [
      'a charge for what nobody was given',
      { messages: messages() },
      [`job 500: charged 1 for ${price}, delivered 0 for 0`, loss],
    ],
    [
      'a bill that no loss tells of',
      {
        messages: messages(),
        store: store({
          requests: [request({ ending: unknown })],
          holds: [{ ...hold, deliveredImages: 0, deliveredUsd: 0 }],
        }),
      },
      [loss],
    ],
  ])('%s breaks it', (_what, changes, expected) => {
    expect(says(moneyAddsUp, changes)).toEqual(expected);
  });

  test('what was cancelled after it was sent is charged without being shown', () => {
    const hidden = store({ jobs: [job({ cancelledAt: 400, shown: { kind: 'hidden' } })] });
    expect(says(moneyAddsUp, { messages: messages(), store: hidden })).toEqual([]);
  });

  test('whoever takes over for more is charged as was promised, and a loss tells of the rest', () => {
    const ordinal = successorOrdinal({ ordinal: 0 });
    const id = requestId(job().id, ordinal);
    const requests = [
      request({ ending: { kind: 'failure', failure: { code: 'unreachable' } } }),
      request({ id, ordinal, price: 5 * price }),
    ];
    const shown = message('600', { customIds: [{ kind: 'edit', version: madeVersionId(id, 0) }] });
    const breaks = (changes: Partial<StoreContents>) =>
      says(moneyAddsUp, { messages: messages(shown), store: store({ requests, ...changes }) });

    expect(breaks({ losses: [id] })).toEqual([]);
    expect(breaks({})).toEqual([`job 500: ${id} came dearer than was promised, and no loss tells of it`]);
    expect(breaks({ losses: [id], holds: [{ ...hold, deliveredUsd: 5 * price }] })).toEqual([
      `job 500: charged 1 for ${5 * price}, delivered 1 for ${price}`,
    ]);
  });

  test('a listed loss is enough', () => {
    const lost = store({
      requests: [request({ ending: unknown })],
      holds: [{ ...hold, deliveredImages: 0, deliveredUsd: 0 }],
      losses: ['500-0'],
    });
    expect(says(moneyAddsUp, { messages: messages(), store: lost })).toEqual([]);
  });

  test('without trace ids, bills are counted by prompt', () => {
    const [bill] = soundEvidence().billed;
    if (bill === undefined) throw new Error('nothing was billed');
    const untraced = { ...bill, trace: null };
    expect(says(moneyAddsUp, { billed: [untraced] })).toEqual([]);
    expect(says(moneyAddsUp, { billed: [untraced, untraced] })).toEqual([
      '"a fox, picture 1.": 2 billed, 1 in the books',
    ]);
  });
});

describe('what can be found out is found out', () => {
  const forgotten = { store: store({ requests: [request({ ending: unknown })] }) };

  test('a picture that was made and given up breaks it', () => {
    expect(says(nothingLost, forgotten)).toEqual([
      'trace trace ("a fox, picture 1.") was made, and ended as outcome_unknown',
    ]);
  });

  test('unless nobody can be asked', () => {
    expect(says(nothingLost, { ...forgotten, vendorCanBeAsked: false })).toEqual([]);
  });
});

describe('the store is whole', () => {
  test.each<[string, Partial<Evidence>, readonly string[]]>([
    [
      'a head without its version',
      { store: store({ heads: [versionId('9-0-0')] }) },
      ['a head points to 9-0-0, which has no record', 'a head points to 9-0-0, which has no original'],
    ],
    [
      'other bytes than the vendor made',
      {
        filesOf: () => ['other'],
        store: store({ versions: new Map([[version, { isRecorded: true, sha256: 'other' }]]) }),
      },
      [`the original of ${version} is not what was made for 500-0`],
    ],
    ['another picture in the message', { filesOf: () => ['other'] }, [`message 600 does not show ${version}`]],
  ])('%s breaks it', (_what, changes, expected) => {
    expect(says(storeIsWhole, changes)).toEqual(expected);
  });
});
