import { expect, test } from 'vitest';
import { createAdmission, type Fullness, type Lack, whatIsLacking } from '../../../src/application/money/admission.ts';
import type { Line } from '../../../src/domain/jobs/line.ts';
import { sampleStanding } from '../jobs/sample-standing.ts';

const gibibyte = 2 ** 30;
const roomy: Fullness = {
  disk: { free: 50 * gibibyte, total: 100 * gibibyte },
  memory: { used: gibibyte / 4, total: 8 * gibibyte },
  originals: 19 * gibibyte,
};

test.each<[string, Partial<Fullness>, Lack | null]>([
  ['there is room', {}, null],
  ['the disk is nearly full', { disk: { free: gibibyte / 4, total: 100 * gibibyte } }, 'disk'],
  ['a small disk has a twentieth left', { disk: { free: gibibyte / 9, total: 2 * gibibyte } }, null],
  ['a small disk has less left', { disk: { free: gibibyte / 11, total: 2 * gibibyte } }, 'disk'],
  ['the process is far larger than its work', { memory: { used: 2.1 * gibibyte, total: 8 * gibibyte } }, 'memory'],
  ['a small machine is nearly full', { memory: { used: 0.44 * gibibyte, total: gibibyte / 2 } }, 'memory'],
  ['originals were not counted yet', { originals: null }, null],
  ['retention is about to run', { originals: 20.9 * gibibyte }, null],
  ['retention found nothing to remove', { originals: 22.1 * gibibyte }, 'originals'],
])('%s', (_, change, lacking) => {
  expect(whatIsLacking({ ...roomy, ...change }, 20 * gibibyte)).toBe(lacking);
});

test('it is looked at once a second, and told in the log when it changes', async () => {
  const logged: object[] = [];
  const log = { debug: () => undefined, info: add, warn: add, error: add };
  function add(fields: object, message: string) {
    logged.push({ ...fields, message });
  }
  let now = 0;
  let free = 0;
  let looks = 0;
  const mayAccept = createAdmission({
    room: {
      async disk() {
        looks += 1;
        return { free, total: 100 * gibibyte };
      },
      memory: () => roomy.memory,
    },
    journal: { line: async () => expect.unreachable() },
    keptBytes: () => null,
    maxBytes: gibibyte,
    clock: { now: () => now },
    log,
  });
  expect(await Promise.all([mayAccept(), mayAccept()])).toEqual(
    Array.from({ length: 2 }, () => ({ code: 'no_room', retryAfterMs: 3_600_000 })),
  );
  now = 999;
  await mayAccept();
  expect(looks).toBe(1);
  free = gibibyte;
  now = 1_000;
  expect(await mayAccept()).toBeNull();
  expect(looks).toBe(2);
  expect(logged).toMatchObject([{ lacking: 'disk' }, { lacking: null }]);
});

test.each<[string, Line, boolean]>([
  ['work is in hand', { waiting: [], inHand: [sampleStanding(1)] }, true],
  ['somebody waits', { waiting: [sampleStanding(1)], inHand: [] }, true],
  ['nothing is left to do', { waiting: [], inHand: [] }, false],
])('too much memory refuses others only while that may become less: %s', async (_, line, refused) => {
  const silent = () => undefined;
  const mayAccept = createAdmission({
    room: { disk: async () => roomy.disk, memory: () => ({ used: 3 * gibibyte, total: 8 * gibibyte }) },
    journal: { line: async () => line },
    keptBytes: () => null,
    maxBytes: gibibyte,
    clock: { now: () => 0 },
    log: { debug: silent, info: silent, warn: silent, error: silent },
  });
  expect(await mayAccept()).toEqual(refused ? { code: 'no_room', retryAfterMs: 180_000 } : null);
});
