import { describe, expect, test } from 'vitest';
import { sampleRequest } from '../../../scripts/sample-records.ts';
import {
  afterChecking,
  afterFinding,
  type Circumstances,
  interruption,
} from '../../../src/domain/jobs/decide-request.ts';
import { defaultPace } from '../../../src/domain/jobs/pace.ts';

// The vendor answers, and nothing can be made of what it says.

const now = 1_000_000;
const alone = { manner: 'each alone', usual: null } as const;
const at: Circumstances = { now, random: 0, pace: defaultPace, canFind: true, deadlineMs: 600_000, ...alone };
const sent = sampleRequest('1', 0, { state: 'submitting', attempt: 1, submittedAt: now - 2_000 });
const over = { state: 'ended', made: [], handle: null, doubt: null, wakeAt: null };

describe('a call in doubt, of which the vendor says something senseless', () => {
  const doubt = interruption(now - 59_000);

  test('has its minute, and no longer', () => {
    const seen = { vendorCode: 'no sense' } as const;
    const senseless = { kind: 'senseless', failure: { code: 'outcome_unknown', seen } } as const;
    for (const next of ['unknown', 'send again', 'give up'] as const) {
      const held = { ...doubt, next };
      expect(afterFinding(sent, held, senseless, at).changes).toEqual({
        state: 'submitting',
        doubt: held,
        wakeAt: now + 4_000,
      });
      // Nobody said that it knows no task of ours: not sent again.
      expect(afterFinding(sent, { ...held, since: now - 60_000 }, senseless, at).changes).toEqual({
        ...over,
        ending: { kind: 'failure', failure: { code: 'outcome_unknown', seen } },
      });
    }
    // We were away for longer than that.
    const away = { ...sent, wakeAt: now - 900_000 };
    const old = { ...doubt, since: now - 900_000 };
    expect(afterFinding(away, old, senseless, at).changes).toMatchObject({ doubt: { since: now } });
  });
});

describe('a call that waits, of which the vendor says something senseless', () => {
  const waiting = { ...sent, state: 'waiting', handle: 'h' } as const;

  test('is lost when that has been so for a minute, long before the deadline', () => {
    const senseless = { kind: 'senseless', failure: { code: 'outcome_unknown', seen: { status: 200 } } } as const;
    const first = afterChecking(waiting, senseless, at).changes;
    expect(first).toEqual({
      doubt: { since: now, next: 'unknown', failure: { code: 'outcome_unknown' } },
      wakeAt: now + 4_000,
    });
    const later = { ...waiting, doubt: first.doubt ?? null, wakeAt: now + 60_000 };
    const soon = { ...at, now: now + 59_999 };
    const then = { ...at, now: now + 60_000 };
    expect(afterChecking(later, senseless, soon).changes).toMatchObject({ doubt: { since: now } });
    expect(afterChecking(later, senseless, then).changes).toEqual({
      ...over,
      ending: { kind: 'failure', failure: senseless.failure },
    });
    // It makes sense again, or is away: nothing is held against it.
    expect(afterChecking(later, { kind: 'running' }, soon).changes).toMatchObject({ doubt: null });
    const unanswered = { kind: 'unanswered', failure: { code: 'unreachable' } } as const;
    expect(afterChecking(later, unanswered, soon).changes).toMatchObject({ doubt: null });
    // We were away ourselves.
    const away = { ...later, wakeAt: now - 900_000, doubt: { ...first.doubt, since: now - 900_000 } } as typeof later;
    expect(afterChecking(away, senseless, at).changes).toMatchObject({ doubt: { since: now } });
  });
});
