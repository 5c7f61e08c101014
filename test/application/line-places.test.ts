import { expect, test } from 'vitest';
import { createLinePlaces } from '../../src/application/line-places.ts';
import { guildId, jobId, requestId, userId } from '../../src/domain/ids.ts';
import type { Line, Standing } from '../../src/domain/line.ts';
import { createSystemClock } from '../../src/lib/system-clock.ts';
import type { Journal } from '../../src/ports/journal.ts';

const request = (job: number) => ({ id: requestId(jobId(String(job)), 0) });
const standing = (job: number): Standing => ({
  request: request(job).id,
  provider: 'acedatacloud',
  guild: guildId('10'),
  member: userId(String(job)),
  since: job,
});

/** A line that can be changed, and a clock that stands. */
function stage() {
  const at = { now: 0, line: { waiting: [], inHand: [] } as Line, looks: 0 };
  const journal: Pick<Journal, 'line'> = {
    async line() {
      at.looks += 1;
      return at.line;
    },
  };
  const places = createLinePlaces({
    // Only the line is looked at.
    journal: journal as Journal,
    clock: { ...createSystemClock(), now: () => at.now },
  });
  return { at, places };
}

test('the line is looked at once a second, whoever asks', async () => {
  const { at, places } = stage();
  at.line = { waiting: [standing(1), standing(2)], inHand: [standing(3)] };
  expect(await places.placeOf([request(1)])).toBe(1);
  expect(await places.placeOf([request(2)])).toBe(2);
  expect(await places.placeOf([request(3)])).toBeNull();
  at.line = { waiting: [standing(2)], inHand: [standing(1)] };
  at.now = 999;
  expect(await places.placeOf([request(2)])).toBe(2);
  at.now = 1_000;
  expect(await places.placeOf([request(2)])).toBe(1);
  expect(at.looks).toBe(2);
});

test('who joined the line within that second is told a place, not that the work has begun', async () => {
  const { at, places } = stage();
  at.line = { waiting: [standing(1)], inHand: [] };
  expect(await places.placeOf([request(1)])).toBe(1);
  at.line = { waiting: [standing(1), standing(2)], inHand: [] };
  expect(await places.placeOf([request(2)])).toBe(2);
});
