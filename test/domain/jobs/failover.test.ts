import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sampleRequest } from '../../../scripts/sample-records.ts';
import { type Failure, type FailureCode, failureRule, failures } from '../../../src/domain/failure.ts';
import {
  afterChecking,
  afterCollecting,
  afterFinding,
  afterSending,
  type Circumstances,
  interruption,
} from '../../../src/domain/jobs/decide-request.ts';
import {
  lineage,
  mayGoElsewhere,
  slotOf,
  standing,
  successorOrdinal,
  untried,
} from '../../../src/domain/jobs/failover.ts';
import type { PaidRequest } from '../../../src/domain/jobs/job.ts';
import { defaultPace } from '../../../src/domain/jobs/pace.ts';
import { bareFailure } from '../../sample-failures.ts';

const codes = Object.keys(failures) as FailureCode[];
const endedWith = (code: FailureCode): PaidRequest =>
  sampleRequest('1', 0, { state: 'ended', ending: { kind: 'failure', failure: bareFailure(code) } });

describe('pictures that another provider takes over', () => {
  const at = (ordinal: number, provider: PaidRequest['provider'] = 'acedatacloud') =>
    sampleRequest('1', ordinal, { provider });
  const rows = [at(0), at(100, 'openai'), at(1), at(2), at(102, 'openai'), at(202, 'gmicloud')];

  test('one row counts for each picture that was asked for: the last', () => {
    expect(standing(rows).map(({ ordinal }) => ordinal)).toEqual([100, 1, 202]);
    expect(lineage(at(102), rows).map(({ ordinal }) => ordinal)).toEqual([2, 102, 202]);
    expect([slotOf(at(202)), successorOrdinal(at(102))]).toEqual([2, 202]);
  });

  test('nobody is asked twice for the same picture', () => {
    const order = ['acedatacloud', 'openai', 'agcloud', 'gmicloud'] as const;
    expect(untried(at(202, 'gmicloud'), rows, order)).toEqual(['agcloud']);
    expect(untried(at(1), rows, order)).toEqual(['openai', 'agcloud', 'gmicloud']);
  });
});

describe('what may be asked of another provider', () => {
  test('what this one failed at for nothing, and nothing else', () => {
    expect(codes.filter((code) => mayGoElsewhere(endedWith(code)))).toEqual([
      'rate_limited',
      'unreachable',
      'provider_failed',
      'task_failed',
      'key_refused',
      'out_of_balance',
      'model_unavailable',
    ]);
  });

  test('nothing that has not ended, and nothing that was made', () => {
    const open = { kind: 'failure', failure: { code: 'unreachable' } } as const;
    expect(mayGoElsewhere(sampleRequest('1', 0, { state: 'waiting', ending: open }))).toBe(false);
    expect(mayGoElsewhere(sampleRequest('1', 0, { state: 'ended', ending: { kind: 'pictures', pictures: [] } }))).toBe(
      false,
    );
  });
});

/**
 * Whatever a vendor answers in whatever order, and whatever is lost on the way: a request is left to another provider
 * only after its own has said, of the last call that was sent, that it failed; and where it can be asked, that it knows
 * no task of ours.
 */
describe('the law: an unknown outcome never leads to another provider', () => {
  // Mostly those that may be sent again, for their lives are the longest.
  const again = codes.filter((code) => failures[code].resend !== 'never');
  const failure: fc.Arbitrary<Failure> = fc
    .oneof({ weight: 1, arbitrary: fc.constantFrom(...codes) }, { weight: 3, arbitrary: fc.constantFrom(...again) })
    .map(bareFailure);
  const failed = failure.map((each) => ({ kind: 'failed', failure: each }) as const);
  const unanswered = failure.map((each) => ({ kind: 'unanswered', failure: each }) as const);
  const made = fc.constant({ kind: 'made', pictures: [{ kind: 'address', url: 'https://a.test' }] } as const);
  const step = fc.record({
    // Late, or after having been away.
    lateMs: fc.oneof({ weight: 4, arbitrary: fc.nat(50_000) }, { weight: 1, arbitrary: fc.nat(2_000_000) }),
    crashes: fc.boolean(),
    sending: fc.oneof(
      fc.constant({ kind: 'accepted', handle: 'h' } as const),
      failure.map((each) => ({ kind: 'unknown', failure: each }) as const),
      failed,
      made,
    ),
    finding: fc.oneof(
      fc.constant({ kind: 'running', handle: 'h' } as const),
      fc.constant({ kind: 'absent' } as const),
      failed,
      unanswered,
      made,
    ),
    checking: fc.oneof(
      fc.constant({ kind: 'running' } as const),
      fc.constant({ kind: 'absent' } as const),
      failed,
      unanswered,
      made,
    ),
  });
  const another = fc.constantFrom('if need be', 'at once') as fc.Arbitrary<'if need be' | 'at once'>;

  test('over random lives of a request', () => {
    let elsewhere = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 30 }), fc.boolean(), another, (steps, canFind, other) => {
        let row: PaidRequest = sampleRequest('1', 0, { state: 'new', attempt: 0, handle: null, doubt: null });
        let now = 1_000_000;
        /** What the vendor itself has said about the call that was sent last. */
        let said: 'nothing' | 'failed' | 'failed, and knows nothing of it' = 'nothing';
        for (const { lateMs, crashes, sending, finding, checking } of steps) {
          const moment = { now, random: 0, pace: defaultPace, manner: 'each alone', usual: null } as const;
          const at: Circumstances = { ...moment, canFind, deadlineMs: 30_000, another: other };
          if (row.state === 'ended') break;
          if (row.state === 'new') {
            row = {
              ...row,
              state: 'submitting',
              attempt: row.attempt + 1,
              submittedAt: now,
              doubt: null,
              wakeAt: null,
            };
            said = 'nothing';
            if (!crashes) {
              if (sending.kind === 'failed') {
                const isLooked = failureRule(sending.failure).resend === 'once' && canFind;
                said = isLooked ? 'failed' : 'failed, and knows nothing of it';
              }
              row = { ...row, ...afterSending(row, sending, at).changes } as PaidRequest;
            }
          } else if (row.state === 'submitting') {
            if (!canFind) {
              row = { ...row, state: 'ended', ending: { kind: 'failure', failure: { code: 'outcome_unknown' } } };
              break;
            }
            if (finding.kind === 'failed') said = 'failed, and knows nothing of it';
            if (finding.kind === 'absent' && said === 'failed') said = 'failed, and knows nothing of it';
            row = { ...row, ...afterFinding(row, row.doubt ?? interruption(now), finding, at).changes } as PaidRequest;
          } else if (row.state === 'waiting') {
            if (checking.kind === 'failed') said = 'failed, and knows nothing of it';
            row = { ...row, ...afterChecking(row, checking, at).changes } as PaidRequest;
          } else {
            const lost = { kind: 'failed', failure: { code: 'result_lost' } } as const;
            row = { ...row, ...afterCollecting(row, lost, at).changes } as PaidRequest;
          }
          now = Math.max(now, row.wakeAt ?? now) + lateMs;
        }
        if (!mayGoElsewhere(row)) return;
        elsewhere += 1;
        expect(said).toBe('failed, and knows nothing of it');
      }),
      { numRuns: 3_000 },
    );
    // It is no law about nothing.
    expect(elsewhere).toBeGreaterThan(50);
  });
});
