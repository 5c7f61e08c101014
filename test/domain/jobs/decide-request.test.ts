import { describe, expect, test } from 'vitest';
import type { FailureCode } from '../../../src/domain/failure.ts';
import { jobId, traceId } from '../../../src/domain/ids.ts';
import {
  afterChecking,
  afterCollecting,
  afterFinding,
  afterSending,
  type Circumstances,
  interruption,
} from '../../../src/domain/jobs/decide-request.ts';
import type { PaidRequest } from '../../../src/domain/jobs/job.ts';
import { newRequest } from '../../../src/domain/jobs/new-request.ts';
import { defaultPace } from '../../../src/domain/jobs/pace.ts';
import { bareFailure } from '../../sample-failures.ts';

const now = 1_000_000;
const alone = { manner: 'each alone', usual: null } as const;
const at: Circumstances = { now, random: 0, pace: defaultPace, canFind: true, deadlineMs: 600_000, ...alone };
const job = jobId('1100000000000000001');
const sent: PaidRequest = {
  ...newRequest({
    job,
    ordinal: 0,
    provider: 'acedatacloud',
    operation: 'generate',
    traceId: traceId('trace'),
    wakeAt: null,
    price: 9_600,
  }),
  revision: 3,
  state: 'submitting',
  attempt: 1,
  submittedAt: now - 2_000,
};
const failed = (code: FailureCode) => ({ kind: 'failed', failure: bareFailure(code) }) as const;
const address = { kind: 'address', url: 'https://example.invalid/picture.png' } as const;
const over = { state: 'ended', made: [], handle: null, doubt: null, wakeAt: null };

describe('the answer to a paid call', () => {
  test('an accepted call waits at the vendor under its handle', () => {
    expect(afterSending(sent, { kind: 'accepted', handle: '{"task":"t"}' }, at).changes).toEqual({
      state: 'waiting',
      handle: '{"task":"t"}',
      tries: 0,
      wakeAt: now + 3_000,
    });
  });

  test('a picture that came at once is fetched at once', () => {
    expect(afterSending(sent, { kind: 'made', pictures: [address] }, at).changes).toEqual({
      state: 'collecting',
      made: [address],
      tries: 0,
      wakeAt: now,
    });
  });

  test('where the vendor counts, what it counted is charged, and never more than was held', () => {
    const made = (cost: number) => afterSending(sent, { kind: 'made', pictures: [address], cost }, at).changes.price;
    expect([made(5_000), made(50_000)]).toEqual([5_000, 9_600]);
    const unpriced = afterSending({ ...sent, price: null }, { kind: 'made', pictures: [address], cost: 5_000 }, at);
    expect(unpriced.changes).not.toHaveProperty('price');
  });

  test('an unknown outcome is looked up and never sent again', () => {
    const failure = { code: 'outcome_unknown' } as const;
    expect(afterSending(sent, { kind: 'unknown', failure }, at).changes).toEqual({
      state: 'submitting',
      doubt: { since: now, next: 'unknown', failure },
      wakeAt: now + 2_000,
    });
  });

  test('an unknown outcome ends as unknown where the vendor cannot be asked', () => {
    const decision = afterSending(
      sent,
      { kind: 'unknown', failure: { code: 'provider_failed', seen: { status: 502 } } },
      { ...at, canFind: false },
    );
    expect(decision.changes).toEqual({
      ...over,
      ending: { kind: 'failure', failure: { code: 'outcome_unknown', seen: { status: 502 } } },
    });
  });

  test('too many requests: again when the vendor says, never sooner', () => {
    const asked = { kind: 'failed', failure: { code: 'rate_limited', retryAfterMs: 7_000 } } as const;
    expect(afterSending(sent, asked, at).changes).toEqual({
      state: 'new',
      wakeAt: now + 7_000,
    });
    expect(afterSending({ ...sent, attempt: 3 }, failed('rate_limited'), at).changes).toEqual({
      state: 'new',
      wakeAt: now + 4_000,
    });
  });

  test('too many requests for too long: given up', () => {
    expect(afterSending({ ...sent, attempt: defaultPace.sendTries }, failed('rate_limited'), at).changes).toEqual({
      ...over,
      ending: { kind: 'failure', failure: { code: 'rate_limited' } },
    });
  });

  test("the vendor's own failure is looked up before it is sent once more", () => {
    expect(afterSending(sent, failed('provider_failed'), at).changes).toEqual({
      state: 'submitting',
      doubt: { since: now, next: 'send again', failure: { code: 'provider_failed' } },
      wakeAt: now + 2_000,
    });
  });

  test("the vendor's second failure is the end of it", () => {
    expect(afterSending({ ...sent, attempt: 2 }, failed('provider_failed'), at).changes).toMatchObject({
      state: 'ended',
    });
  });

  test.each(['moderated', 'bad_request', 'out_of_balance', 'key_refused', 'no_image'] as const)(
    '%s is never sent again',
    (code) => {
      expect(afterSending(sent, failed(code), at).changes).toEqual({
        ...over,
        ending: { kind: 'failure', failure: bareFailure(code) },
      });
    },
  );
});

describe('a call in doubt', () => {
  const doubt = interruption(now - 59_000);

  test('is waited for once the vendor knows it', () => {
    expect(afterFinding(sent, doubt, { kind: 'running', handle: 'h' }, at).changes).toMatchObject({
      state: 'waiting',
      handle: 'h',
      doubt: null,
    });
  });

  test('is asked for again while the minute lasts', () => {
    expect(afterFinding(sent, doubt, { kind: 'absent' }, at).changes).toEqual({
      state: 'submitting',
      doubt,
      wakeAt: now + 4_000,
    });
  });

  test('ends as unknown after a minute, and is not sent again', () => {
    const old = interruption(now - 60_000);
    expect(afterFinding(sent, old, { kind: 'absent' }, at).changes).toEqual({
      ...over,
      ending: { kind: 'failure', failure: { code: 'outcome_unknown', seen: { vendorCode: 'interrupted' } } },
    });
  });

  test('has its minute from when the vendor answers again', () => {
    const outcome = { kind: 'unanswered', failure: { code: 'unreachable' } } as const;
    expect(afterFinding(sent, doubt, outcome, at).changes).toMatchObject({ doubt: { ...doubt, since: now } });
  });

  test('is sent once more only where the vendor said that it failed and knows no task', () => {
    const refused = { ...doubt, next: 'send again' } as const;
    expect(afterFinding(sent, refused, { kind: 'absent' }, at).changes).toEqual({
      state: 'new',
      doubt: null,
      wakeAt: now,
    });
    expect(afterFinding(sent, refused, failed('task_failed'), at).changes).toMatchObject({ state: 'ended' });
  });
});

describe('a call that waits at the vendor', () => {
  const waiting = { ...sent, state: 'waiting', handle: 'h' } as const;

  test('is asked about every 5 s, and every 15 s when it takes long', () => {
    expect(afterChecking(waiting, { kind: 'running' }, at).changes).toEqual({ doubt: null, wakeAt: now + 4_500 });
    const long = { ...waiting, submittedAt: now - 300_000 };
    expect(afterChecking(long, { kind: 'running' }, at).changes).toEqual({ doubt: null, wakeAt: now + 13_500 });
  });

  test('is asked about later when the question fails, without end until the deadline', () => {
    const unanswered = { kind: 'unanswered', failure: { code: 'rate_limited', retryAfterMs: 30_000 } } as const;
    expect(afterChecking(waiting, unanswered, at).changes).toEqual({ doubt: null, wakeAt: now + 30_000 });
  });

  test.each([{ kind: 'running' }, { kind: 'unanswered', failure: { code: 'unreachable' } }] as const)(
    'is given a last minute past the deadline, then is unknown: $kind',
    (outcome) => {
      const old = { ...waiting, submittedAt: now - 600_001, wakeAt: now };
      const failure = { code: 'outcome_unknown', seen: { vendorCode: 'deadline' } } as const;
      const doubt = { since: now, next: 'unknown', failure } as const;
      expect(afterChecking(old, outcome, at).changes).toEqual({ doubt, wakeAt: now + 13_500 });
      const later = { ...old, doubt, wakeAt: now + 59_999 };
      expect(afterChecking(later, outcome, { ...at, now: now + 59_999 }).changes).toMatchObject({ doubt });
      expect(afterChecking(later, outcome, { ...at, now: now + 60_000 }).changes).toMatchObject({
        state: 'ended',
        ending: { kind: 'failure', failure },
      });
    },
  );

  test('has its last minute from when we are back, however long we were away', () => {
    const unanswered = { kind: 'unanswered', failure: { code: 'unreachable' } } as const;
    const failure = { code: 'outcome_unknown' } as const;
    const held = { since: now - 900_000, next: 'unknown', failure } as const;
    const old = { ...waiting, submittedAt: now - 1_000_000, wakeAt: now - 900_000, doubt: held };
    expect(afterChecking(old, unanswered, at).changes).toMatchObject({ doubt: { since: now } });
    const open = { ...old, state: 'submitting' } as const;
    expect(afterFinding(open, held, unanswered, at).changes).toMatchObject({ doubt: { since: now } });
    const asked = { ...open, wakeAt: now };
    expect(afterFinding(asked, held, unanswered, at).changes).toMatchObject({ state: 'ended' });
  });

  test('is lost when the vendor has not known it for a minute', () => {
    const first = afterChecking(waiting, { kind: 'absent' }, at).changes;
    expect(first).toEqual({
      doubt: { since: now, next: 'unknown', failure: { code: 'outcome_unknown' } },
      wakeAt: now + 4_000,
    });
    const later = { ...waiting, doubt: first.doubt ?? null };
    expect(afterChecking(later, { kind: 'absent' }, { ...at, now: now + 60_000 }).changes).toMatchObject({
      state: 'ended',
    });
  });
});

describe('a result that cannot be fetched', () => {
  const collecting = { ...sent, state: 'collecting', made: [address] } as const;

  test('is fetched again, as a download', () => {
    const again = { kind: 'again', failure: { code: 'result_lost' } } as const;
    expect(afterCollecting(collecting, again, at).changes).toEqual({ tries: 1, wakeAt: now + 1_000 });
  });

  test('is given up after eight tries', () => {
    const again = { kind: 'again', failure: { code: 'unreachable' } } as const;
    expect(afterCollecting({ ...collecting, tries: 7 }, again, at).changes).toMatchObject({
      ending: { kind: 'failure', failure: { code: 'result_lost' } },
    });
  });
});
