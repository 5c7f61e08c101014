import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FailureCode, failures } from '../../../src/domain/failure.ts';
import {
  afterAnswer,
  type Health,
  type HealthRule,
  healthy,
  isResting,
  trying,
} from '../../../src/domain/offers/health.ts';
import { bareFailure } from '../../sample-failures.ts';

const rule: HealthRule = { faultsToRest: 3, rest: 30_000, mostRest: 100_000, accountRest: 300_000 };
const now = 1_000_000;
const answered = (answers: readonly (FailureCode | 'well')[], start: Health = healthy, at = now) =>
  answers.reduce<Health>(
    (health, code) => afterAnswer(health, code === 'well' ? 'well' : bareFailure(code), at, rule),
    start,
  );

describe('the health of a provider', () => {
  test.each(['unreachable', 'provider_failed', 'outcome_unknown'] as const)(
    'three times %s in a row: it rests for half a minute',
    (code) => {
      expect(isResting(answered([code, code]), now)).toBe(false);
      const health = answered([code, code, code]);
      expect([isResting(health, now), isResting(health, now + 29_999), isResting(health, now + 30_000)]).toEqual([
        true,
        true,
        false,
      ]);
    },
  );

  test.each(['well', 'moderated', 'bad_request', 'bad_size', 'picture_too_large'] as const)(
    '%s in between: it works, and the count begins anew',
    (code) => {
      expect(answered(['unreachable', 'unreachable', code, 'unreachable', 'unreachable']).rest).toBeNull();
    },
  );

  test.each(['rate_limited', 'task_failed', 'no_image', 'model_unavailable', 'result_lost'] as const)(
    '%s says nothing either way',
    (code) => {
      expect(answered([code, code, code, code])).toEqual(healthy);
      expect(isResting(answered(['unreachable', code, 'unreachable', code, 'unreachable']), now)).toBe(true);
    },
  );

  test.each(['out_of_balance', 'key_refused'] as const)('%s once: it rests for five minutes', (code) => {
    const health = answered([code]);
    expect(health.rest).toEqual({ failure: { code }, until: now + 300_000, pause: 300_000 });
  });

  test('answers to older calls do not make its rest longer', () => {
    const resting = answered(['unreachable', 'unreachable', 'unreachable']);
    expect(answered(['unreachable', 'provider_failed'], resting, now + 10_000).rest).toEqual(resting.rest);
  });

  test('after its rest one request tries, and the others wait twice as long for what comes of it, up to a limit', () => {
    const resting = answered(['unreachable', 'unreachable', 'unreachable']);
    const first = trying(resting, now + 30_000, rule);
    expect(first.rest).toMatchObject({ pause: 60_000, until: now + 90_000 });
    expect(isResting(first, now + 30_000)).toBe(true);
    expect(answered(['unreachable'], first, now + 31_000).rest).toEqual(first.rest);
    expect(trying(first, now + 90_000, rule).rest).toMatchObject({ pause: 100_000, until: now + 190_000 });
    expect(answered(['well'], first)).toEqual(healthy);
  });

  test('an empty balance is tried again every five minutes, not ever more seldom', () => {
    const tried = trying(answered(['out_of_balance']), now + 300_000, rule);
    expect(tried.rest).toMatchObject({ pause: 300_000, until: now + 600_000 });
  });

  test('whatever came before, one good answer and it is asked as ever', () => {
    const codes = Object.keys(failures) as FailureCode[];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...codes)), (before) => {
        expect(answered([...before, 'well'])).toEqual(healthy);
      }),
    );
  });
});
