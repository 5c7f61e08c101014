import { expect, test } from 'vitest';
import { createProviderHealth } from '../../../src/application/requests/provider-health.ts';
import type { FailureCode } from '../../../src/domain/failure.ts';
import { bareFailure } from '../../sample-failures.ts';

const rule = { faultsToRest: 3, rest: 30_000, mostRest: 100_000, accountRest: 300_000 };
const failed = (code: FailureCode) => ({ kind: 'failed', failure: bareFailure(code) }) as const;
const accepted = { kind: 'accepted', handle: 'h' } as const;

function setup() {
  let now = 1_000_000;
  const lines: string[] = [];
  const write = (level: string) => (fields: object, message: string) =>
    void lines.push(`${level} ${'code' in fields ? String(fields.code) : ''} ${message}`);
  const log = { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
  const health = createProviderHealth({ clock: { now: () => now }, rule, log });
  return { health, lines, pass: (ms: number) => (now += ms) };
}

test('a bad time is told once, however long it lasts, and its end once', () => {
  const { health, lines, pass } = setup();
  for (let each = 0; each < 9; each += 1) {
    health.note('openai', failed('out_of_balance'));
    pass(400_000);
    expect(health.turnAway('openai')).toBeNull();
  }
  expect(lines).toEqual(['error out_of_balance an image service refuses our account; others are asked first']);
  health.note('openai', accepted);
  health.note('openai', accepted);
  expect(lines.slice(1)).toEqual(['info  an image service works again']);
  health.note('openai', failed('out_of_balance'));
  expect(lines).toHaveLength(3);
});

test('a bad time that turns out to be about our account is told as that too', () => {
  const { health, lines } = setup();
  for (let each = 0; each < 4; each += 1) health.note('gmicloud', failed('unreachable'));
  health.note('gmicloud', failed('key_refused'));
  expect(lines).toEqual([
    'error unreachable an image service keeps failing; others are asked first',
    'error key_refused an image service refuses our account; others are asked first',
  ]);
});

test('after its rest one request is let through, and the others are not until it has an answer', () => {
  const { health, pass } = setup();
  for (let each = 0; each < 3; each += 1) health.note('openai', failed('unreachable'));
  expect([...health.resting()]).toEqual(['openai']);
  expect(health.turnAway('openai')).toEqual({ code: 'unreachable' });
  pass(30_000);
  expect([...health.resting()]).toEqual([]);
  expect(health.turnAway('openai')).toBeNull();
  expect(health.turnAway('openai')).toEqual({ code: 'unreachable' });
  expect([...health.resting()]).toEqual(['openai']);
  health.note('openai', accepted);
  expect(health.turnAway('openai')).toBeNull();
  expect([...health.resting()]).toEqual([]);
});

test('each service has a health of its own', () => {
  const { health } = setup();
  health.note('openai', failed('key_refused'));
  expect(health.turnAway('acedatacloud')).toBeNull();
  expect([...health.resting()]).toEqual(['openai']);
});

test('what a question is answered with counts too; that it knows nothing of a call does not', () => {
  const { health } = setup();
  const unanswered = { kind: 'unanswered', failure: { code: 'unreachable' } } as const;
  for (const outcome of [unanswered, unanswered, { kind: 'absent' } as const]) health.note('acedatacloud', outcome);
  expect(health.resting().size).toBe(0);
  health.note('acedatacloud', unanswered);
  expect([...health.resting()]).toEqual(['acedatacloud']);
  health.note('acedatacloud', { kind: 'running' });
  expect(health.resting().size).toBe(0);
});
